import type { Language, Worded } from "../kernel/text.ts"

export const companyText = {
  add: {
    en: "Opens the books of a company",
    fr: "Ouvre les livres d'une société",
    nl: "Opent de boeken van een vennootschap",
    de: "Eröffnet die Bücher eines Unternehmens",
  },
  list: { en: "Lists the companies", fr: "Énumère les sociétés", nl: "Somt de vennootschappen op", de: "Listet die Unternehmen auf" },
  code: { en: "short code, unique here", fr: "code court, unique ici", nl: "korte code, hier uniek", de: "kurzes Kürzel, hier einmalig" },
  name: { en: "legal name", fr: "raison sociale", nl: "officiële naam", de: "Firma" },
  country: { en: "country, two letters", fr: "pays, deux lettres", nl: "land, twee letters", de: "Land, zwei Buchstaben" },
  currency: {
    en: "bookkeeping currency, three letters",
    fr: "devise comptable, trois lettres",
    nl: "boekhoudmunt, drie letters",
    de: "Buchwährung, drei Buchstaben",
  },
  number: {
    en: "what it is registered as: SIREN (France) or BCE number (Belgium)",
    fr: "son numéro d'inscription : SIREN (France) ou numéro BCE (Belgique)",
    nl: "het inschrijvingsnummer: SIREN (Frankrijk) of KBO-nummer (België)",
    de: "die Registernummer: SIREN (Frankreich) oder BCE-/KBO-Nummer (Belgien)",
  },
  matching: {
    en: "who matches payments with invoices: erp (default) or encours",
    fr: "qui lettre les règlements : erp (par défaut) ou encours",
    nl: "wie betalingen aflettert: erp (standaard) of encours",
    de: "wer Zahlungen zuordnet: erp (Standard) oder encours",
  },
  change: {
    en: "Shows the settings of the company, and changes those that are named",
    fr: "Montre les paramètres de la société, et modifie ceux qui sont nommés",
    nl: "Toont de instellingen van de vennootschap, en wijzigt wat genoemd wordt",
    de: "Zeigt die Einstellungen des Unternehmens und ändert die genannten",
  },
  matchedBy: { en: "matched by", fr: "lettrage par", nl: "afgeletterd door", de: "zugeordnet von" },
  defaultSource: {
    en: "source of files that name none",
    fr: "source des fichiers qui n'en nomment pas",
    nl: "bron van bestanden zonder bron",
    de: "Quelle von Dateien ohne Angabe",
  },
  ageingBounds: {
    en: "bounds of the ageing, in days late",
    fr: "bornes de la balance âgée, en jours de retard",
    nl: "grenzen van de ouderdomsbalans, in dagen te laat",
    de: "Grenzen der Fälligkeiten, in Tagen Verzug",
  },
  none: { en: "No company yet.", fr: "Aucune société.", nl: "Nog geen vennootschap.", de: "Noch kein Unternehmen." },
} as const satisfies Record<string, Worded>

export const added = {
  en: (code: string, name: string) => `Company ${code} (${name}) is open.`,
  fr: (code: string, name: string) => `La société ${code} (${name}) est ouverte.`,
  nl: (code: string, name: string) => `Vennootschap ${code} (${name}) is geopend.`,
  de: (code: string, name: string) => `Das Unternehmen ${code} (${name}) ist eröffnet.`,
} as const satisfies Record<Language, (code: string, name: string) => string>
