import type { Worded } from "../../kernel/text.ts"

export const searchText = {
  title: { en: "Found", fr: "Trouvé", nl: "Gevonden", de: "Gefunden" },
  about: {
    en: "Finds customers by name, code or identifier, also misspelt, and documents by how their number begins or ends",
    fr: "Trouve les clients par nom, code ou identifiant, même mal orthographiés, et les pièces par le début ou la fin de leur numéro",
    nl: "Vindt klanten op naam, code of identificatienummer, ook verkeerd gespeld, en stukken op het begin of het einde van hun nummer",
    de: "Findet Kunden nach Name, Code oder Kennung, auch falsch geschrieben, und Belege nach Anfang oder Ende ihrer Nummer",
  },
  limit: {
    en: "of each, at most (1 to 20)",
    fr: "de chaque, au plus (1 à 20)",
    nl: "van elk, hoogstens (1 tot 20)",
    de: "von jedem höchstens (1 bis 20)",
  },
  kind: { en: "Kind", fr: "Nature", nl: "Soort", de: "Art" },
  customerKind: { en: "Customer", fr: "Client", nl: "Klant", de: "Kunde" },
  number: { en: "Code or number", fr: "Code ou numéro", nl: "Code of nummer", de: "Code oder Nummer" },
  customer: { en: "Customer", fr: "Client", nl: "Klant", de: "Kunde" },
  issuedOn: { en: "Issued", fr: "Émise le", nl: "Datum", de: "Datum" },
  currency: { en: "Currency", fr: "Devise", nl: "Munt", de: "Währung" },
  amount: { en: "Amount", fr: "Montant", nl: "Bedrag", de: "Betrag" },
  open: { en: "Open", fr: "Ouvert", nl: "Open", de: "Offen" },
  similar: { en: "(similar)", fr: "(approchant)", nl: "(gelijkend)", de: "(ähnlich)" },
} as const satisfies Record<string, Worded>
