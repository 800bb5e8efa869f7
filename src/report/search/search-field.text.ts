import type { Worded } from "../../kernel/text.ts"

export const searchFieldText = {
  placeholder: { en: "Customer, invoice…", fr: "Client, facture…", nl: "Klant, factuur…", de: "Kunde, Rechnung…" },
  label: {
    en: "Search customers, documents and screens",
    fr: "Chercher clients, pièces et écrans",
    nl: "Klanten, stukken en schermen zoeken",
    de: "Kunden, Belege und Seiten suchen",
  },
  customers: { en: "Customers", fr: "Clients", nl: "Klanten", de: "Kunden" },
  items: { en: "Documents", fr: "Pièces", nl: "Stukken", de: "Belege" },
  screens: { en: "Screens", fr: "Écrans", nl: "Schermen", de: "Seiten" },
  similar: { en: "Similar customers", fr: "Clients approchants", nl: "Gelijkende klanten", de: "Ähnliche Kunden" },
  settled: { en: "settled", fr: "soldée", nl: "vereffend", de: "ausgeglichen" },
  nothing: { en: "Nothing found", fr: "Rien trouvé", nl: "Niets gevonden", de: "Nichts gefunden" },
  all: {
    en: "All customers with this name",
    fr: "Tous les clients de ce nom",
    nl: "Alle klanten met deze naam",
    de: "Alle Kunden mit diesem Namen",
  },
} as const satisfies Record<string, Worded>
