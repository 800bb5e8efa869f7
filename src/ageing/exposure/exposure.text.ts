import type { Worded } from "../../kernel/text.ts"

export const exposureText = {
  title: { en: "Exposure", fr: "Encours", nl: "Openstaand risico", de: "Obligo" },
  about: {
    en: "What makes up a customer's exposure: not due, overdue by bucket, credit notes, unallocated money, and what is disputed of it",
    fr: "De quoi se compose l'encours d'un client : non échu, échu par tranche, avoirs, règlements non affectés, et ce qui en est contesté",
    nl: "Waaruit het openstaand risico van een klant bestaat: niet vervallen, vervallen per schijf, creditnota's, niet-toegewezen geld, en wat ervan betwist is",
    de: "Woraus das Obligo eines Kunden besteht: nicht fällig, überfällig je Stufe, Gutschriften, nicht zugeordnetes Geld, und was davon bestritten ist",
  },
  part: { en: "Part", fr: "Part", nl: "Deel", de: "Teil" },
  currency: { en: "Currency", fr: "Devise", nl: "Munt", de: "Währung" },
  items: { en: "Items", fr: "Pièces", nl: "Posten", de: "Posten" },
  amount: { en: "Amount", fr: "Montant", nl: "Bedrag", de: "Betrag" },
  disputed: { en: "disputed", fr: "contesté", nl: "betwist", de: "bestritten" },
  ofIt: { en: "of it disputed", fr: "dont contesté", nl: "waarvan betwist", de: "davon bestritten" },
  daysLate: { en: "days overdue", fr: "jours de retard", nl: "dagen vervallen", de: "Tage überfällig" },
  credited: { en: "Credit notes", fr: "Avoirs", nl: "Creditnota’s", de: "Gutschriften" },
  unallocated: { en: "Unallocated money", fr: "Règlements non affectés", nl: "Niet-toegewezen geld", de: "Nicht zugeordnetes Geld" },
  subject: { en: "Subject to collection", fr: "Sous réserve d’encaissement", nl: "Onder voorbehoud van inning", de: "Vorbehaltlich des Eingangs" },
  nothing: { en: "Nothing is open.", fr: "Rien n’est ouvert.", nl: "Er staat niets open.", de: "Es ist nichts offen." },
} as const satisfies Record<string, Worded>
