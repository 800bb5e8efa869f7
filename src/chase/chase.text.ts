import type { Worded } from "../kernel/text.ts"

export const chaseText = {
  about: {
    en: "Lists the open items of a customer, each with what of it is disputed, promised or held, and what may be asked for",
    fr: "Liste les pièces ouvertes d'un client, chacune avec ce qui est contesté, promis ou suspendu, et ce qui peut être relancé",
    nl: "Toont de openstaande posten van een klant, elk met wat betwist, beloofd of opgeschort is, en wat gevraagd mag worden",
    de: "Listet die offenen Posten eines Kunden auf, jeden mit dem, was beanstandet, zugesagt oder ausgesetzt ist, und was angemahnt werden darf",
  },
  title: { en: "To be asked for", fr: "À relancer", nl: "Op te vragen", de: "Anzumahnen" },
  nothing: { en: "Nothing is open.", fr: "Rien n'est ouvert.", nl: "Er staat niets open.", de: "Nichts ist offen." },
  number: { en: "Number", fr: "Numéro", nl: "Nummer", de: "Nummer" },
  dueOn: { en: "Due", fr: "Échéance", nl: "Vervaldag", de: "Fällig" },
  currency: { en: "Currency", fr: "Devise", nl: "Munt", de: "Währung" },
  open: { en: "Open", fr: "Ouvert", nl: "Open", de: "Offen" },
  disputed: { en: "Disputed", fr: "Contesté", nl: "Betwist", de: "Beanstandet" },
  promised: { en: "Promised", fr: "Promis", nl: "Beloofd", de: "Zugesagt" },
  promisedUntil: { en: "Promised for", fr: "Promis pour", nl: "Beloofd tegen", de: "Zugesagt bis" },
  heldUntil: { en: "Held until", fr: "Suspendu jusqu'au", nl: "Opgeschort tot", de: "Ausgesetzt bis" },
  chasable: { en: "To be asked for", fr: "À relancer", nl: "Op te vragen", de: "Anzumahnen" },
} as const satisfies Record<string, Worded>
