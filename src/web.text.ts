/** The ways to the screens, in the order of the day. */
import type { Worded } from "./kernel/text.ts"

const house: Worded = { en: "Company", fr: "Société", nl: "Vennootschap", de: "Unternehmen" }
const money: Worded = { en: "Money", fr: "Argent", nl: "Geld", de: "Geld" }

export const WAYS = [
  { to: "today", needs: "read", title: { en: "Today", fr: "Aujourd’hui", nl: "Vandaag", de: "Heute" } },
  { to: "customers", needs: "read", title: { en: "Customers", fr: "Clients", nl: "Klanten", de: "Kunden" } },
  { to: "items", needs: "read", title: { en: "Items", fr: "Pièces", nl: "Posten", de: "Posten" } },
  { to: "ageing", needs: "read", group: money, title: { en: "Ageing", fr: "Balance âgée", nl: "Ouderdomsbalans", de: "Fälligkeiten" } },
  { to: "figures", needs: "read", group: money, title: { en: "Figures", fr: "Indicateurs", nl: "Kerncijfers", de: "Kennzahlen" } },
  { to: "users", needs: "people", group: house, title: { en: "Users", fr: "Utilisateurs", nl: "Gebruikers", de: "Benutzer" } },
  { to: "keys", needs: "company", group: house, title: { en: "API keys", fr: "Clés d’API", nl: "API-sleutels", de: "API-Schlüssel" } },
] as const satisfies readonly { readonly to: string; readonly needs: string; readonly group?: Worded; readonly title: Worded }[]
