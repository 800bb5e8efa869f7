import type { Worded } from "../kernel/text.ts"
import type { HoldState, Reason } from "./hold.ts"

export const holdText = {
  title: { en: "Holds", fr: "Suspensions", nl: "Opschortingen", de: "Mahnsperren" },
  none: { en: "No hold.", fr: "Aucune suspension.", nl: "Geen opschorting.", de: "Keine Mahnsperre." },
  customer: { en: "Customer", fr: "Client", nl: "Klant", de: "Kunde" },
  name: { en: "Name", fr: "Nom", nl: "Naam", de: "Name" },
  item: { en: "Item", fr: "Pièce", nl: "Post", de: "Posten" },
  all: { en: "all", fr: "toutes", nl: "alle", de: "alle" },
  state: { en: "State", fr: "État", nl: "Status", de: "Stand" },
  reason: { en: "Reason", fr: "Motif", nl: "Reden", de: "Grund" },
  from: { en: "From", fr: "Du", nl: "Van", de: "Von" },
  until: { en: "Until", fr: "Jusqu'au", nl: "Tot en met", de: "Bis" },
  placedBy: { en: "Placed by", fr: "Posée par", nl: "Geplaatst door", de: "Gesetzt von" },
  note: { en: "Note", fr: "Note", nl: "Nota", de: "Bemerkung" },
  id: { en: "Id", fr: "Identifiant", nl: "Nummer", de: "Kennung" },
  addAbout: {
    en: "Leaves a customer, or one of its items, alone until a day",
    fr: "Laisse un client, ou une de ses pièces, hors relance jusqu'à un jour",
    nl: "Laat een klant, of een van zijn posten, met rust tot en met een dag",
    de: "Mahnt einen Kunden oder einen seiner Posten bis zu einem Tag nicht",
  },
  changeAbout: {
    en: "Changes the last day or the note of a hold",
    fr: "Modifie le dernier jour ou la note d'une suspension",
    nl: "Wijzigt de laatste dag of de notitie van een opschorting",
    de: "Ändert den letzten Tag oder die Notiz einer Aussetzung",
  },
  liftAbout: {
    en: "Lifts a hold before its day: chasing goes on",
    fr: "Lève une suspension avant son terme : la relance reprend",
    nl: "Heft een opschorting op vóór haar dag: de opvolging gaat verder",
    de: "Hebt eine Mahnsperre vor ihrem Tag auf: Es wird wieder gemahnt",
  },
  listAbout: {
    en: "Lists holds, the newest first",
    fr: "Liste les suspensions, les plus récentes d'abord",
    nl: "Toont de opschortingen, de recentste eerst",
    de: "Listet Mahnsperren auf, die neuesten zuerst",
  },
  itemOption: {
    en: "one item only, by its number, NUMBER#2 for its second instalment (all of the customer)",
    fr: "une seule pièce, par son numéro, NUMÉRO#2 pour sa deuxième échéance (toutes celles du client)",
    nl: "één post, bij zijn nummer, NUMMER#2 voor de tweede termijn (alle van de klant)",
    de: "nur ein Posten mit seiner Nummer, NUMMER#2 für die zweite Rate (alle des Kunden)",
  },
  reasonOption: { en: "why", fr: "pourquoi", nl: "waarom", de: "warum" },
  noteOption: {
    en: "more of it in words; needed where the reason is other",
    fr: "précision en mots ; nécessaire quand le motif est other",
    nl: "meer uitleg in woorden; nodig als de reden other is",
    de: "mehr dazu in Worten; nötig, wenn der Grund other ist",
  },
  untilOption: {
    en: "the last day it counts, at most a year ahead",
    fr: "le dernier jour où elle vaut, à un an au plus",
    nl: "de laatste dag dat ze geldt, hoogstens een jaar ver",
    de: "der letzte Tag, an dem sie gilt, höchstens ein Jahr voraus",
  },
  becauseOption: { en: "why, in words", fr: "pourquoi, en mots", nl: "waarom, in woorden", de: "warum, in Worten" },
  stateOption: {
    en: "only those in this state",
    fr: "seulement celles dans cet état",
    nl: "enkel die met deze status",
    de: "nur solche in diesem Stand",
  },
  lifted: {
    en: "Lifted: chasing goes on.",
    fr: "Levée : la relance reprend.",
    nl: "Opgeheven: de opvolging gaat verder.",
    de: "Aufgehoben: Es wird wieder gemahnt.",
  },
} as const satisfies Record<string, Worded>

export const reasonText: Readonly<Record<Reason, Worded>> = {
  commercialGesture: { en: "commercial gesture", fr: "geste commercial", nl: "commerciële geste", de: "Kulanz" },
  awaitingCreditNote: { en: "awaiting a credit note", fr: "avoir à venir", nl: "wacht op creditnota", de: "wartet auf Gutschrift" },
  managementDecision: { en: "management decision", fr: "décision de la direction", nl: "beslissing van de directie", de: "Entscheidung der Leitung" },
  other: { en: "other", fr: "autre", nl: "andere", de: "anderer" },
}

export const holdStateText: Readonly<Record<HoldState, Worded>> = {
  active: { en: "active", fr: "en cours", nl: "lopend", de: "aktiv" },
  over: { en: "over", fr: "échue", nl: "verstreken", de: "abgelaufen" },
  lifted: { en: "lifted", fr: "levée", nl: "opgeheven", de: "aufgehoben" },
}
