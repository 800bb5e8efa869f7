import type { Day } from "../kernel/day.ts"
import { cellWriter } from "../kernel/listing.ts"
import { type Currency, toDecimal } from "../kernel/money.ts"
import type { Language, Worded } from "../kernel/text.ts"
import type { Suggested, Why, WhyCode } from "./worklist.ts"

type Figures = { readonly amount: string; readonly days: number; readonly day: string; readonly weekday: string; readonly count: number }
type Said = Readonly<Record<Language, (figures: Figures) => string>>
/** “1 day”, “20 days”. */
const counted = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`
/** German counts days after “seit” in the dative. */
const DAYS = { en: ["day", "days"], fr: ["jour", "jours"], nl: ["dag", "dagen"], de: ["Tag", "Tagen"] } as const
const inDays = (n: number, lang: Language) => counted(n, DAYS[lang][0], DAYS[lang][1])

/** Why a customer is on the list, in three words or so. */
const whyText: Readonly<Record<WhyCode, Said>> = {
  insolvent: {
    en: (f) => `insolvent since ${f.day}`,
    fr: (f) => `procédure collective depuis le ${f.day}`,
    nl: (f) => `insolvent sinds ${f.day}`,
    de: (f) => `insolvent seit ${f.day}`,
  },
  promiseBroken: {
    en: (f) => `promise broken, ${f.amount}`,
    fr: (f) => `promesse non tenue, ${f.amount}`,
    nl: (f) => `belofte gebroken, ${f.amount}`,
    de: (f) => `Zusage gebrochen, ${f.amount}`,
  },
  disputeUnanswered: {
    en: (f) => `dispute unanswered for ${inDays(f.days, "en")}`,
    fr: (f) => `litige sans réponse depuis ${inDays(f.days, "fr")}`,
    nl: (f) => `betwisting ${inDays(f.days, "nl")} onbeantwoord`,
    de: (f) => `Reklamation seit ${inDays(f.days, "de")} offen`,
  },
  documentMissing: { en: () => "document asked for", fr: () => "document demandé", nl: () => "document gevraagd", de: () => "Beleg angefordert" },
  taskDue: {
    en: (f) => (f.count === 1 ? "task due" : `${f.count} tasks due`),
    fr: (f) => (f.count === 1 ? "tâche à faire" : `${f.count} tâches à faire`),
    nl: (f) => (f.count === 1 ? "taak te doen" : `${f.count} taken te doen`),
    de: (f) => (f.count === 1 ? "Aufgabe fällig" : `${f.count} Aufgaben fällig`),
  },
  dueToday: {
    en: (f) => `due today, ${f.amount}`,
    fr: (f) => `échéance aujourd'hui, ${f.amount}`,
    nl: (f) => `vervalt vandaag, ${f.amount}`,
    de: (f) => `heute fällig, ${f.amount}`,
  },
  dueTomorrow: {
    en: (f) => `due ${f.days > 1 ? `${f.weekday} ${f.day}` : "tomorrow"}, ${f.amount}`,
    fr: (f) => `échéance ${f.days > 1 ? `${f.weekday} ${f.day}` : "demain"}, ${f.amount}`,
    nl: (f) => `vervalt ${f.days > 1 ? `${f.weekday} ${f.day}` : "morgen"}, ${f.amount}`,
    de: (f) => `${f.days > 1 ? `${f.weekday} ${f.day}` : "morgen"} fällig, ${f.amount}`,
  },
  dueSoon: {
    en: (f) => `due in ${inDays(f.days, "en")}, ${f.amount}`,
    fr: (f) => `échéance dans ${inDays(f.days, "fr")}, ${f.amount}`,
    nl: (f) => `vervalt over ${inDays(f.days, "nl")}, ${f.amount}`,
    de: (f) => `in ${inDays(f.days, "de")} fällig, ${f.amount}`,
  },
  firstTimeLate: { en: () => "first time late", fr: () => "premier retard", nl: () => "eerste keer te laat", de: () => "erstmals in Verzug" },
  wrongContact: {
    en: () => "wrong contact",
    fr: () => "mauvais interlocuteur",
    nl: () => "verkeerde contactpersoon",
    de: () => "falscher Ansprechpartner",
  },
  refusal: { en: () => "refuses to pay", fr: () => "refuse de payer", nl: () => "weigert te betalen", de: () => "verweigert die Zahlung" },
  unreached: {
    en: (f) => `not reached ${f.count} times`,
    fr: (f) => `injoignable ${f.count} fois`,
    nl: (f) => `${f.count} keer niet bereikt`,
    de: (f) => `${f.count}-mal nicht erreicht`,
  },
  noContact: {
    en: (f) => `no contact for ${inDays(f.days, "en")}`,
    fr: (f) => `aucun contact depuis ${inDays(f.days, "fr")}`,
    nl: (f) => `${inDays(f.days, "nl")} geen contact`,
    de: (f) => `seit ${inDays(f.days, "de")} kein Kontakt`,
  },
  oldest: {
    en: (f) => `oldest ${inDays(f.days, "en")} late`,
    fr: (f) => `plus ancien retard ${inDays(f.days, "fr")}`,
    nl: (f) => `oudste ${inDays(f.days, "nl")} te laat`,
    de: (f) => `älteste seit ${inDays(f.days, "de")} fällig`,
  },
  unmatched: {
    en: (f) => `${f.amount} not allocated`,
    fr: (f) => `${f.amount} non affectés`,
    nl: (f) => `${f.amount} niet toegewezen`,
    de: (f) => `${f.amount} nicht zugeordnet`,
  },
  overdue: {
    en: (f) => `${inDays(f.days, "en")} overdue`,
    fr: (f) => `retard de ${inDays(f.days, "fr")}`,
    nl: (f) => `${inDays(f.days, "nl")} te laat`,
    de: (f) => `${counted(f.days, "Tag", "Tage")} überfällig`,
  },
  snoozed: {
    en: (f) => `put off until ${f.day}`,
    fr: (f) => `reporté au ${f.day}`,
    nl: (f) => `uitgesteld tot ${f.day}`,
    de: (f) => `zurückgestellt bis ${f.day}`,
  },
  held: {
    en: (f) => (f.day === "" ? "on hold" : `on hold until ${f.day}`),
    fr: (f) => (f.day === "" ? "suspendu" : `suspendu jusqu'au ${f.day}`),
    nl: (f) => (f.day === "" ? "opgeschort" : `opgeschort tot ${f.day}`),
    de: (f) => (f.day === "" ? "ausgesetzt" : `ausgesetzt bis ${f.day}`),
  },
  promised: {
    en: (f) => `${f.amount} promised by ${f.day}`,
    fr: (f) => `${f.amount} promis pour le ${f.day}`,
    nl: (f) => `${f.amount} beloofd tegen ${f.day}`,
    de: (f) => `${f.amount} zugesagt bis ${f.day}`,
  },
  disputed: {
    en: (f) => `${f.amount} disputed`,
    fr: (f) => `${f.amount} en litige`,
    nl: (f) => `${f.amount} betwist`,
    de: (f) => `${f.amount} strittig`,
  },
  contactedLately: {
    en: (f) => `called on ${f.day}`,
    fr: (f) => `appelé le ${f.day}`,
    nl: (f) => `gebeld op ${f.day}`,
    de: (f) => `angerufen am ${f.day}`,
  },
}

const weekdayOf = (on: Day, lang: Language) => new Date(`${on}T00:00:00Z`).toLocaleDateString(lang, { weekday: "long", timeZone: "UTC" })

/** A reason in words; figures it does not have stay away. */
export function sayWhy(why: Why, currency: Currency, lang: Language): string {
  const write = cellWriter(lang)
  return whyText[why.code][lang]({
    amount: why.amount === undefined ? "" : `${write(toDecimal(why.amount, currency), "amount")} ${currency}`,
    day: why.on === undefined ? "" : write(why.on, "day"),
    weekday: why.on === undefined ? "" : weekdayOf(why.on, lang),
    days: why.days ?? 0,
    count: why.count ?? 0,
  })
}

export const actText: Readonly<Record<Suggested, Worded>> = {
  call: { en: "call", fr: "appeler", nl: "bellen", de: "anrufen" },
  write: { en: "write", fr: "écrire", nl: "schrijven", de: "schreiben" },
  resolve: { en: "answer the dispute", fr: "répondre au litige", nl: "betwisting beantwoorden", de: "Reklamation klären" },
  send: { en: "send the document", fr: "envoyer le document", nl: "document sturen", de: "Beleg senden" },
  findContact: { en: "find the contact", fr: "trouver l'interlocuteur", nl: "contactpersoon zoeken", de: "Ansprechpartner finden" },
  match: { en: "allocate the money", fr: "affecter les règlements", nl: "betalingen toewijzen", de: "Zahlungen zuordnen" },
  declare: { en: "declare the claim", fr: "déclarer la créance", nl: "vordering aangeven", de: "Forderung anmelden" },
  task: { en: "do the task", fr: "faire la tâche", nl: "taak doen", de: "Aufgabe erledigen" },
  wait: { en: "wait", fr: "attendre", nl: "wachten", de: "warten" },
}

export const worklistText = {
  about: {
    en: "What to take up today: customers ranked by the cash an act is expected to move, each with why",
    fr: "Que faire aujourd'hui : les clients classés par l'effet attendu sur la trésorerie, chacun avec sa raison",
    nl: "Wat vandaag te doen: klanten gerangschikt naar de verwachte ontvangst, elk met de reden",
    de: "Was heute zu tun ist: Kunden nach erwartetem Zahlungseingang geordnet, jeder mit Begründung",
  },
  user: {
    en: "only the customers of this collector, and those for whom this person has a task due",
    fr: "seulement les clients de ce chargé de recouvrement et ceux pour qui cette personne a une tâche à faire",
    nl: "enkel de klanten van deze debiteurenbeheerder en die waarvoor deze persoon een taak te doen heeft",
    de: "nur die Kunden dieses Sachbearbeiters und jene, für die diese Person eine fällige Aufgabe hat",
  },
  waiting: {
    en: "also those who wait, and until when",
    fr: "aussi ceux qui attendent, et jusqu'à quand",
    nl: "ook wie wacht, en tot wanneer",
    de: "auch die wartenden, und bis wann",
  },
  title: { en: "Worklist", fr: "Liste de travail", nl: "Werklijst", de: "Arbeitsliste" },
  empty: { en: "Nothing to do.", fr: "Rien à faire.", nl: "Niets te doen.", de: "Nichts zu tun." },
  ofUser: { en: "Of", fr: "De", nl: "Van", de: "Von" },
  customer: { en: "Customer", fr: "Client", nl: "Klant", de: "Kunde" },
  name: { en: "Name", fr: "Nom", nl: "Naam", de: "Name" },
  currency: { en: "Currency", fr: "Devise", nl: "Munt", de: "Währung" },
  amount: { en: "Amount", fr: "Montant", nl: "Bedrag", de: "Betrag" },
  overdue: { en: "Overdue", fr: "Échu", nl: "Vervallen", de: "Überfällig" },
  atRisk: { en: "At risk", fr: "Exposé", nl: "Risico", de: "Im Risiko" },
  oldest: { en: "Oldest (days)", fr: "Plus ancien (jours)", nl: "Oudste (dagen)", de: "Älteste (Tage)" },
  lastContact: { en: "Last contact", fr: "Dernier contact", nl: "Laatste contact", de: "Letzter Kontakt" },
  act: { en: "Next", fr: "À faire", nl: "Te doen", de: "Nächster Schritt" },
  dueOn: { en: "On", fr: "Le", nl: "Op", de: "Am" },
  why: { en: "Why", fr: "Pourquoi", nl: "Waarom", de: "Warum" },
} as const satisfies Record<string, Worded>
