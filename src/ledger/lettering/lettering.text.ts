import type { Text, Worded } from "../../kernel/text.ts"
import type { SettledBy } from "../ledger.ts"

export const letteringText = {
  title: { en: "Matched here", fr: "Lettrage fait ici", nl: "Hier afgeletterd", de: "Hier zugeordnet" },
  about: {
    en: "Shows what was matched here between two days, with differences and write-offs, for the accounts or the ERP",
    fr: "Montre ce qui a été lettré ici entre deux jours, avec écarts et passages en perte, pour la comptabilité ou l'ERP",
    nl: "Toont wat hier tussen twee dagen is afgeletterd, met verschillen en afboekingen, voor de boekhouding of het ERP",
    de: "Zeigt, was hier zwischen zwei Tagen zugeordnet wurde, mit Differenzen und Ausbuchungen, für die Buchhaltung oder das ERP",
  },
  from: {
    en: "first day (default: the first of the month of --to)",
    fr: "premier jour (par défaut : le premier du mois de --to)",
    nl: "eerste dag (standaard: de eerste van de maand van --to)",
    de: "erster Tag (sonst: der Erste des Monats von --to)",
  },
  to: {
    en: "last day (default: today)",
    fr: "dernier jour (par défaut : aujourd'hui)",
    nl: "laatste dag (standaard: vandaag)",
    de: "letzter Tag (sonst: heute)",
  },
  since: { en: "From", fr: "Du", nl: "Van", de: "Von" },
  what: { en: "What", fr: "Quoi", nl: "Wat", de: "Was" },
  day: { en: "Day", fr: "Jour", nl: "Dag", de: "Tag" },
  customer: { en: "Customer", fr: "Client", nl: "Klant", de: "Kunde" },
  debit: { en: "Debit", fr: "Débit", nl: "Debet", de: "Soll" },
  credit: { en: "Credit", fr: "Crédit", nl: "Credit", de: "Haben" },
  instalment: { en: "Part", fr: "Éch.", nl: "Termijn", de: "Rate" },
  settledBy: { en: "Settled by", fr: "Soldé par", nl: "Voldaan door", de: "Ausgeglichen durch" },
  currency: { en: "Currency", fr: "Devise", nl: "Munt", de: "Währung" },
  amount: { en: "Amount", fr: "Montant", nl: "Bedrag", de: "Betrag" },
  matched: { en: "Matched", fr: "Lettré", nl: "Afgeletterd", de: "Zugeordnet" },
  takenBack: { en: "Taken back", fr: "Délettré", nl: "Teruggedraaid", de: "Zurückgenommen" },
  waits: {
    en: (until: string) => `Waits for the ERP until ${until}`,
    fr: (until: string) => `Attend l'ERP jusqu'au ${until}`,
    nl: (until: string) => `Wacht op het ERP tot ${until}`,
    de: (until: string) => `Wartet auf das ERP bis ${until}`,
  },
  nothing: { en: "Nothing was matched here.", fr: "Rien n'a été lettré ici.", nl: "Hier is niets afgeletterd.", de: "Hier wurde nichts zugeordnet." },
} as const satisfies Record<string, Text>

export const settledByText: Readonly<Record<SettledBy, Worded>> = {
  cash: { en: "cash", fr: "encaissement", nl: "betaling", de: "Zahlung" },
  creditNote: { en: "credit note", fr: "avoir", nl: "creditnota", de: "Gutschrift" },
  setOff: { en: "set-off", fr: "compensation", nl: "schuldvergelijking", de: "Aufrechnung" },
  discount: { en: "discount", fr: "escompte", nl: "korting", de: "Skonto" },
  factor: { en: "factor", fr: "affactureur", nl: "factor", de: "Factor" },
  insurerIndemnity: { en: "insurer's indemnity", fr: "indemnité d'assurance", nl: "verzekeringsuitkering", de: "Versicherungsleistung" },
  guarantor: { en: "guarantor", fr: "caution", nl: "borg", de: "Bürge" },
  insolvencyDividend: { en: "insolvency dividend", fr: "dividende de procédure", nl: "faillissementsuitkering", de: "Insolvenzquote" },
  agency: { en: "agency", fr: "recouvreur", nl: "incassobureau", de: "Inkassobüro" },
  writeOff: { en: "write-off", fr: "passage en perte", nl: "afboeking", de: "Ausbuchung" },
  deduction: { en: "deduction", fr: "déduction", nl: "inhouding", de: "Abzug" },
  exchangeDifference: { en: "exchange difference", fr: "différence de change", nl: "koersverschil", de: "Kursdifferenz" },
  annulment: { en: "annulment", fr: "annulation", nl: "annulering", de: "Stornierung" },
  unknown: { en: "unknown", fr: "inconnu", nl: "onbekend", de: "unbekannt" },
}
