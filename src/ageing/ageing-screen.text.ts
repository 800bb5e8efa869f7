import type { Worded } from "../kernel/text.ts"

export const ageingScreenText = {
  openIn: { en: "open in", fr: "ouverts en", nl: "open in", de: "offen in" },
  open: { en: "open with", fr: "ouverts chez", nl: "open bij", de: "offen bei" },
  overdue: { en: "overdue", fr: "échus", nl: "vervallen", de: "überfällig" },
  customers: { en: "customers", fr: "clients", nl: "klanten", de: "Kunden" },
  rows: { en: "rows", fr: "lignes", nl: "rijen", de: "Zeilen" },
  items: { en: "items", fr: "pièces", nl: "posten", de: "Posten" },
  by: { en: "Grouped by", fr: "Regroupé par", nl: "Gegroepeerd per", de: "Gruppiert nach" },
  currency: { en: "Currency", fr: "Devise", nl: "Munt", de: "Währung" },
  find: { en: "Find in the list", fr: "Chercher dans la liste", nl: "Zoeken in de lijst", de: "In der Liste suchen" },
  table: { en: "Balance", fr: "Balance", nl: "Balans", de: "Saldenliste" },
  trend: { en: "Trend over 12 months", fr: "Évolution sur 12 mois", nl: "Verloop over 12 maanden", de: "Verlauf über 12 Monate" },
  aged: { en: "Ageing", fr: "Âge", nl: "Ouderdom", de: "Alter" },
  nothing: {
    en: "Nothing was open on this day",
    fr: "Rien n’était ouvert ce jour-là",
    nl: "Op die dag stond niets open",
    de: "An diesem Tag war nichts offen",
  },
  teach: {
    en: "The ageing shows every open invoice by how long it has been overdue. Choose another day above, or bring your invoices in first.",
    fr: "La balance âgée montre chaque facture ouverte selon son retard. Choisissez un autre jour ci-dessus, ou importez d’abord vos factures.",
    nl: "De ouderdomsbalans toont elke open factuur volgens haar achterstand. Kies hierboven een andere dag, of breng eerst uw facturen in.",
    de: "Die Liste zeigt jede offene Rechnung nach ihrer Überfälligkeit. Wählen Sie oben einen anderen Tag oder übernehmen Sie zuerst Ihre Rechnungen.",
  },
  noneFits: {
    en: "No row fits what you look for.",
    fr: "Aucune ligne ne correspond à votre recherche.",
    nl: "Geen rij past bij wat u zoekt.",
    de: "Keine Zeile passt zu Ihrer Suche.",
  },
  leftOut: {
    en: "Intercompany customers are in the books and left out here",
    fr: "Les clients intragroupe sont dans les livres et écartés ici",
    nl: "Klanten binnen de groep staan in de boeken en blijven hier weg",
    de: "Konzerninterne Kunden stehen in den Büchern und bleiben hier außen vor",
  },
  trendLabel: {
    en: "Open amount by days overdue, at the end of each month",
    fr: "Montant ouvert par jours de retard, en fin de mois",
    nl: "Open bedrag volgens dagen vervallen, op het einde van elke maand",
    de: "Offener Betrag nach Tagen der Überfälligkeit, jeweils zum Monatsende",
  },
  month: { en: "Day", fr: "Jour", nl: "Dag", de: "Tag" },
} as const satisfies Record<string, Worded>
