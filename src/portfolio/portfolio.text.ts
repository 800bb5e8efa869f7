import type { Language, Worded } from "../kernel/text.ts"
import type { Part } from "./portfolio.ts"

export const partText: Readonly<Record<Part, Worded>> = {
  collector: { en: "collector", fr: "chargé de recouvrement", nl: "debiteurenbeheerder", de: "Sachbearbeitung" },
  sales: { en: "sales", fr: "commercial", nl: "verkoop", de: "Vertrieb" },
  outside: { en: "outside collector", fr: "prestataire de recouvrement", nl: "externe incasso", de: "externes Inkasso" },
}

export const portfolioText = {
  list: {
    en: "Lists who has how many customers, and what they owe; --customer: who has had one customer, and when",
    fr: "Liste qui a combien de clients, et ce qu'ils doivent ; --customer : qui a eu un client, et quand",
    nl: "Toont wie hoeveel klanten heeft en wat ze schuldig zijn; --customer: wie een klant had, en wanneer",
    de: "Listet auf, wer wie viele Kunden hat und was sie schulden; --customer: wer einen Kunden hatte, und wann",
  },
  assign: {
    en: "Entrusts customers to somebody from a day on",
    fr: "Confie des clients à quelqu'un à partir d'un jour",
    nl: "Vertrouwt klanten aan iemand toe vanaf een dag",
    de: "Vertraut Kunden jemandem ab einem Tag an",
  },
  release: {
    en: "Takes customers away from whoever has them, or from one (--of)",
    fr: "Retire des clients à qui les a, ou à une personne (--of)",
    nl: "Neemt klanten weg van wie ze heeft, of van één persoon (--of)",
    de: "Nimmt Kunden dem weg, der sie hat, oder einer Person (--of)",
  },
  move: {
    en: "Moves the customers of one person to another",
    fr: "Transfère les clients d'une personne à une autre",
    nl: "Draagt de klanten van de ene persoon over aan een andere",
    de: "Überträgt die Kunden einer Person einer anderen",
  },
  to: {
    en: "to whom: name, address or key",
    fr: "à qui : nom, adresse ou clé",
    nl: "aan wie: naam, adres of sleutel",
    de: "wem: Name, Adresse oder Schlüssel",
  },
  of: {
    en: "only the customers this person has now",
    fr: "seulement les clients qu'a cette personne maintenant",
    nl: "enkel de klanten die deze persoon nu heeft",
    de: "nur die Kunden, die diese Person jetzt hat",
  },
  as: {
    en: "as what; collector unless said",
    fr: "en quelle qualité ; chargé de recouvrement sinon",
    nl: "als wat; anders beheerder",
    de: "als was; sonst Sachbearbeiter",
  },
  from: {
    en: "the first day; today unless said",
    fr: "le premier jour ; aujourd'hui sinon",
    nl: "de eerste dag; anders vandaag",
    de: "der erste Tag; sonst heute",
  },
  segment: {
    en: "only customers of this segment",
    fr: "seulement les clients de ce segment",
    nl: "enkel klanten van dit segment",
    de: "nur Kunden dieses Segments",
  },
  country: {
    en: "only customers of this country",
    fr: "seulement les clients de ce pays",
    nl: "enkel klanten van dit land",
    de: "nur Kunden dieses Landes",
  },
  letters: {
    en: "only customers whose names begin so",
    fr: "seulement les clients dont le nom commence ainsi",
    nl: "enkel klanten van wie de naam zo begint",
    de: "nur Kunden, deren Name so beginnt",
  },
  dryRun: {
    en: "only says what it would do",
    fr: "dit seulement ce qui serait fait",
    nl: "zegt enkel wat er zou gebeuren",
    de: "sagt nur, was geschähe",
  },
  nobody: { en: "nobody", fr: "personne", nl: "niemand", de: "niemand" },
  books: { en: "as the books say", fr: "d'après les livres", nl: "volgens de boeken", de: "laut Büchern" },
} as const satisfies Record<string, Worded>

type Told = { readonly customers: number; readonly unchanged: number; readonly to: string | null; readonly from: string; readonly preview: boolean }
export const effectText: Readonly<Record<Language, (told: Told) => string>> = {
  en: (t) => `${t.preview ? "Would be entrusted" : "Entrusted"} to ${t.to ?? "nobody"} from ${t.from}: ${t.customers}; unchanged: ${t.unchanged}`,
  fr: (t) =>
    `${t.preview ? "Seraient confiés" : "Confiés"} à ${t.to ?? "personne"} à partir du ${t.from} : ${t.customers} ; inchangés : ${t.unchanged}`,
  nl: (t) =>
    `${t.preview ? "Zouden toevertrouwd worden" : "Toevertrouwd"} aan ${t.to ?? "niemand"} vanaf ${t.from}: ${t.customers}; ongewijzigd: ${t.unchanged}`,
  de: (t) => `${t.preview ? "Würden anvertraut" : "Anvertraut"}: ${t.to ?? "niemandem"} ab ${t.from}: ${t.customers}; unverändert: ${t.unchanged}`,
}

export const handOverText = {
  add: {
    en: "Hands the customers and tasks of somebody who is away over to a colleague, from day to day",
    fr: "Confie les clients et les tâches d'un absent à un collègue, d'un jour à un autre",
    nl: "Draagt de klanten en taken van wie afwezig is over aan een collega, van dag tot dag",
    de: "Übergibt Kunden und Aufgaben einer abwesenden Person einer Kollegin oder einem Kollegen, von Tag zu Tag",
  },
  list: {
    en: "Lists who is or will be away, and who stands in",
    fr: "Liste qui est ou sera absent, et qui remplace",
    nl: "Toont wie afwezig is of zal zijn, en wie vervangt",
    de: "Listet auf, wer abwesend ist oder sein wird, und wer vertritt",
  },
  end: {
    en: "Ends a hand-over at once",
    fr: "Met fin à un remplacement aussitôt",
    nl: "Beëindigt een vervanging meteen",
    de: "Beendet eine Vertretung sofort",
  },
  of: {
    en: "who is away: name or address",
    fr: "qui est absent : nom ou adresse",
    nl: "wie afwezig is: naam of adres",
    de: "wer abwesend ist: Name oder Adresse",
  },
  to: {
    en: "who stands in: name or address of somebody with an account",
    fr: "qui remplace : nom ou adresse de quelqu'un qui a un compte",
    nl: "wie vervangt: naam of adres van iemand met een account",
    de: "wer vertritt: Name oder Adresse von jemandem mit Konto",
  },
  from: {
    en: "the first day; today unless said",
    fr: "le premier jour ; aujourd'hui sinon",
    nl: "de eerste dag; anders vandaag",
    de: "der erste Tag; sonst heute",
  },
  until: { en: "the last day, counted", fr: "le dernier jour, inclus", nl: "de laatste dag, inbegrepen", de: "der letzte Tag, eingeschlossen" },
} as const satisfies Record<string, Worded>
