import type { Text } from "../../kernel/text.ts"

export const turnoverText = {
  title: { en: "Turnover", fr: "Chiffre d'affaires", nl: "Omzet", de: "Umsatz" },
  about: {
    en: "Shows the turnover a month that was imported (--as turnover), beside what was invoiced here",
    fr: "Montre le chiffre d'affaires mensuel importé (--as turnover), à côté de ce qui a été facturé ici",
    nl: "Toont de ingevoerde maandomzet (--as turnover), naast wat hier gefactureerd is",
    de: "Zeigt den eingelesenen Monatsumsatz (--as turnover) neben dem, was hier berechnet wurde",
  },
  from: {
    en: "first month, by any day of it",
    fr: "premier mois, par un de ses jours",
    nl: "eerste maand, met een dag ervan",
    de: "erster Monat, durch einen seiner Tage",
  },
  to: {
    en: "last month, by any day of it",
    fr: "dernier mois, par un de ses jours",
    nl: "laatste maand, met een dag ervan",
    de: "letzter Monat, durch einen seiner Tage",
  },
  customer: { en: "Customer", fr: "Client", nl: "Klant", de: "Kunde" },
  name: { en: "Name", fr: "Nom", nl: "Naam", de: "Name" },
  month: { en: "Month", fr: "Mois", nl: "Maand", de: "Monat" },
  source: { en: "Source", fr: "Source", nl: "Bron", de: "Quelle" },
  currency: { en: "Currency", fr: "Devise", nl: "Munt", de: "Währung" },
  said: { en: "Turnover", fr: "Chiffre d'affaires", nl: "Omzet", de: "Umsatz" },
  invoiced: { en: "Invoiced here", fr: "Facturé ici", nl: "Hier gefactureerd", de: "Hier berechnet" },
  counts: { en: "Counts", fr: "Retenu", nl: "Telt", de: "Zählt" },
  total: { en: "Total", fr: "Total", nl: "Totaal", de: "Summe" },
  nothing: {
    en: "No turnover was imported for these months.",
    fr: "Aucun chiffre d'affaires n'a été importé pour ces mois.",
    nl: "Voor deze maanden is geen omzet ingevoerd.",
    de: "Für diese Monate wurde kein Umsatz eingelesen.",
  },
} as const satisfies Record<string, Text>
