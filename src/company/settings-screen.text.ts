import type { Worded } from "../kernel/text.ts"

export const settingsText = {
  title: { en: "Settings", fr: "Paramètres", nl: "Instellingen", de: "Einstellungen" },
  change: { en: "Change", fr: "Modifier", nl: "Wijzigen", de: "Ändern" },
  code: { en: "Code", fr: "Code", nl: "Code", de: "Kürzel" },
  country: { en: "Country", fr: "Pays", nl: "Land", de: "Land" },
  currency: { en: "Bookkeeping currency", fr: "Devise comptable", nl: "Boekhoudmunt", de: "Buchwährung" },
  name: { en: "Name", fr: "Nom", nl: "Naam", de: "Name" },
  matching: {
    en: "Payments are matched by",
    fr: "Les règlements sont lettrés par",
    nl: "Betalingen worden afgeletterd door",
    de: "Zahlungen werden zugeordnet von",
  },
  erp: { en: "the accounting program", fr: "le logiciel comptable", nl: "het boekhoudprogramma", de: "dem Buchhaltungsprogramm" },
  encours: { en: "Encours", fr: "Encours", nl: "Encours", de: "Encours" },
  defaultSource: {
    en: "Source of files that name none",
    fr: "Source des fichiers qui n’en nomment pas",
    nl: "Bron van bestanden zonder bron",
    de: "Quelle von Dateien ohne Angabe",
  },
  ageingBounds: {
    en: "Bounds of the ageing, in days late",
    fr: "Bornes de la balance âgée, en jours de retard",
    nl: "Grenzen van de ouderdomsbalans, in dagen te laat",
    de: "Grenzen der Fälligkeiten, in Tagen Verzug",
  },
  badBounds: {
    en: "Bounds are days, each larger than the one before: 0, 30, 60, 90.",
    fr: "Les bornes sont des jours, chacune plus grande que la précédente : 0, 30, 60, 90.",
    nl: "Grenzen zijn dagen, elk groter dan de vorige: 0, 30, 60, 90.",
    de: "Grenzen sind Tage, jede größer als die vorige: 0, 30, 60, 90.",
  },
} as const satisfies Record<string, Worded>
