import type { Language, Worded } from "../kernel/text.ts"

export const simText = {
  about: {
    en: "Lives an invented company day by day through the real acts, in a folder of its own, and proves the books every night",
    fr: "Fait vivre une société inventée jour après jour par les vrais actes, dans son propre dossier, et contrôle les livres chaque nuit",
    nl: "Laat een verzonnen vennootschap dag na dag leven met de echte handelingen, in een eigen map, en controleert elke nacht de boeken",
    de: "Lässt ein erfundenes Unternehmen Tag für Tag mit den echten Buchungen leben, in einem eigenen Ordner, und prüft jede Nacht die Bücher",
  },
  seed: {
    en: "what the company is made from: the same seed lives the same life",
    fr: "ce dont la société est faite : la même graine vit la même vie",
    nl: "waaruit de vennootschap ontstaat: hetzelfde zaadgetal leeft hetzelfde leven",
    de: "woraus das Unternehmen entsteht: die gleiche Saat lebt das gleiche Leben",
  },
  years: { en: "how long it lives (2)", fr: "combien de temps elle vit (2)", nl: "hoe lang ze leeft (2)", de: "wie lange es lebt (2)" },
  days: {
    en: "the same in days, instead of years",
    fr: "la même chose en jours, au lieu d'années",
    nl: "hetzelfde in dagen in plaats van jaren",
    de: "dasselbe in Tagen statt Jahren",
  },
  customers: {
    en: "how many customers it has (60)",
    fr: "combien de clients elle a (60)",
    nl: "hoeveel klanten ze heeft (60)",
    de: "wie viele Kunden es hat (60)",
  },
  from: { en: "its first day", fr: "son premier jour", nl: "haar eerste dag", de: "sein erster Tag" },
  out: {
    en: "folder for the hidden truth: why each item was late, what each payment was for (JSON Lines)",
    fr: "dossier de la vérité cachée : pourquoi chaque pièce est en retard, à quoi servait chaque règlement (JSON Lines)",
    nl: "map voor de verborgen waarheid: waarom elke post laat was, waarvoor elke betaling was (JSON Lines)",
    de: "Ordner für die verborgene Wahrheit: warum jeder Posten spät kam, wofür jede Zahlung war (JSON Lines)",
  },
} as const satisfies Record<string, Worded>

type Progress = { readonly day: string; readonly items: number; readonly payments: number }
export const progress: Readonly<Record<Language, (p: Progress) => string>> = {
  en: (p) => `${p.day}: ${p.items} instalments invoiced, ${p.payments} payments`,
  fr: (p) => `${p.day} : ${p.items} échéances facturées, ${p.payments} règlements`,
  nl: (p) => `${p.day}: ${p.items} vervaldagen gefactureerd, ${p.payments} betalingen`,
  de: (p) => `${p.day}: ${p.items} Fälligkeiten berechnet, ${p.payments} Zahlungen`,
}

type Held = {
  readonly company: string
  readonly from: string
  readonly to: string
  readonly customers: number
  readonly entries: number
  readonly allocations: number
  readonly nights: number
  readonly verified: number
  readonly hash: string
  readonly look: string
}
export const held: Readonly<Record<Language, (h: Held) => string>> = {
  en: (h) =>
    `${h.company}, ${h.from} to ${h.to}: ${h.customers} customers, ${h.entries} entries, ${h.allocations} allocations\nEverything held on ${h.nights} nights; on ${h.verified} of them the books were proved whole.\nFingerprint of all facts, the same for the same seed: ${h.hash}\nLook at it: ${h.look}`,
  fr: (h) =>
    `${h.company}, du ${h.from} au ${h.to} : ${h.customers} clients, ${h.entries} écritures, ${h.allocations} affectations\nTout était juste pendant ${h.nights} nuits ; ${h.verified} fois les livres ont été contrôlés en entier.\nEmpreinte de tous les faits, la même pour la même graine : ${h.hash}\nPour la voir : ${h.look}`,
  nl: (h) =>
    `${h.company}, ${h.from} tot ${h.to}: ${h.customers} klanten, ${h.entries} boekingen, ${h.allocations} toewijzingen\nAlles klopte in ${h.nights} nachten; ${h.verified} keer zijn de boeken volledig gecontroleerd.\nVingerafdruk van alle feiten, dezelfde voor hetzelfde zaadgetal: ${h.hash}\nBekijk ze: ${h.look}`,
  de: (h) =>
    `${h.company}, ${h.from} bis ${h.to}: ${h.customers} Kunden, ${h.entries} Buchungen, ${h.allocations} Zuordnungen\nIn ${h.nights} Nächten stimmte alles; ${h.verified}-mal wurden die Bücher vollständig geprüft.\nFingerabdruck aller Fakten, bei gleicher Saat der gleiche: ${h.hash}\nAnsehen: ${h.look}`,
}

type Broken = { readonly on: string; readonly check: string; readonly detail: string; readonly again: string }
export const broken: Readonly<Record<Language, (b: Broken) => string>> = {
  en: (b) => `In the night of ${b.on} something did not hold — ${b.check}: ${b.detail}\nThe same once more: ${b.again}`,
  fr: (b) => `Dans la nuit du ${b.on}, un contrôle a échoué — ${b.check} : ${b.detail}\nLa même chose encore une fois : ${b.again}`,
  nl: (b) => `In de nacht van ${b.on} faalde een controle — ${b.check}: ${b.detail}\nNog eens hetzelfde: ${b.again}`,
  de: (b) => `In der Nacht vom ${b.on} schlug eine Prüfung fehl — ${b.check}: ${b.detail}\nDasselbe noch einmal: ${b.again}`,
}
