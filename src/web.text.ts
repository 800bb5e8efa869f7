/** The ways to the screens, in the order of the day. */
import type { Worded } from "./kernel/text.ts"

const house: Worded = { en: "Company", fr: "Société", nl: "Vennootschap", de: "Unternehmen" }
const money: Worded = { en: "Money", fr: "Argent", nl: "Geld", de: "Geld" }

export const WAYS = [
  { to: "today", needs: "read", title: { en: "Today", fr: "Aujourd’hui", nl: "Vandaag", de: "Heute" } },
  { to: "team", needs: "team", title: { en: "Team", fr: "Équipe", nl: "Team", de: "Team" } },
  { to: "customers", needs: "read", title: { en: "Customers", fr: "Clients", nl: "Klanten", de: "Kunden" } },
  { to: "items", needs: "read", title: { en: "Items", fr: "Pièces", nl: "Posten", de: "Posten" } },
  { to: "ageing", needs: "read", group: money, title: { en: "Ageing", fr: "Balance âgée", nl: "Ouderdomsbalans", de: "Fälligkeiten" } },
  { to: "figures", needs: "read", group: money, title: { en: "Figures", fr: "Indicateurs", nl: "Kerncijfers", de: "Kennzahlen" } },
  { to: "activity", needs: "read", whole: true, group: house, title: { en: "Activity", fr: "Activité", nl: "Activiteit", de: "Aktivität" } },
  { to: "settings", needs: "read", whole: true, group: house, title: { en: "Settings", fr: "Paramètres", nl: "Instellingen", de: "Einstellungen" } },
  { to: "imports", needs: "read", whole: true, group: house, title: { en: "Imports", fr: "Imports", nl: "Imports", de: "Importe" } },
  { to: "users", needs: "people", group: house, title: { en: "Users", fr: "Utilisateurs", nl: "Gebruikers", de: "Benutzer" } },
  { to: "keys", needs: "company", group: house, title: { en: "API keys", fr: "Clés d’API", nl: "API-sleutels", de: "API-Schlüssel" } },
  { to: "backups", needs: "operate", group: house, title: { en: "Backups", fr: "Sauvegardes", nl: "Back-ups", de: "Sicherungen" } },
] as const satisfies readonly {
  readonly to: string
  readonly needs: string
  readonly group?: Worded
  readonly whole?: true
  readonly title: Worded
}[]

/** The tabs of the settings, by what an address calls them. */
export const SETTINGS_TABS = {
  company: { en: "Company", fr: "Société", nl: "Vennootschap", de: "Unternehmen" },
  portfolios: { en: "Portfolios", fr: "Portefeuilles", nl: "Portefeuilles", de: "Portfolios" },
  accounts: { en: "Bank accounts", fr: "Comptes bancaires", nl: "Bankrekeningen", de: "Bankkonten" },
  calendar: { en: "Calendar", fr: "Calendrier", nl: "Kalender", de: "Kalender" },
  law: { en: "Legal figures", fr: "Données légales", nl: "Wettelijke gegevens", de: "Rechtliche Angaben" },
  segments: { en: "Segments", fr: "Segments", nl: "Segmenten", de: "Segmente" },
  absences: { en: "Absences", fr: "Absences", nl: "Afwezigheden", de: "Abwesenheiten" },
} as const satisfies Readonly<Record<string, Worded>>
