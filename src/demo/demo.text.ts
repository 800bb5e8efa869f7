import type { Language, Worded } from "../kernel/text.ts"

export const demoText = {
  about: {
    en: "Opens two invented companies in a folder of their own and serves them",
    fr: "Ouvre deux sociétés inventées dans leur propre dossier et les sert",
    nl: "Opent twee verzonnen vennootschappen in een eigen map en toont ze",
    de: "Eröffnet zwei erfundene Unternehmen in einem eigenen Ordner und zeigt sie",
  },
  once: { en: "print the figures and end", fr: "imprimer les chiffres et finir", nl: "de cijfers tonen en stoppen", de: "Zahlen zeigen und enden" },
} as const satisfies Record<string, Worded>

export const opened = {
  en: (company: string, rows: number) => `${company}: ${rows} rows imported`,
  fr: (company: string, rows: number) => `${company} : ${rows} lignes importées`,
  nl: (company: string, rows: number) => `${company}: ${rows} rijen geïmporteerd`,
  de: (company: string, rows: number) => `${company}: ${rows} Zeilen importiert`,
} as const satisfies Record<Language, (company: string, rows: number) => string>

export const keyShown: Readonly<Record<Language, (company: string, key: string) => string>> = {
  en: (company, key) => `API key of ${company}, shown this once (role creditManager; see /api): ${key}`,
  fr: (company, key) => `Clé d'API de ${company}, montrée cette seule fois (rôle creditManager ; voir /api) : ${key}`,
  nl: (company, key) => `API-sleutel van ${company}, alleen nu getoond (rol creditManager; zie /api): ${key}`,
  de: (company, key) => `API-Schlüssel von ${company}, nur dieses Mal gezeigt (Rolle creditManager; siehe /api): ${key}`,
}

export const keyKnown: Readonly<Record<Language, (command: string) => string>> = {
  en: (command) => `The API key was shown at the first start (see /api); another one: ${command}`,
  fr: (command) => `La clé d'API a été montrée au premier démarrage (voir /api) ; une autre : ${command}`,
  nl: (command) => `De API-sleutel werd bij de eerste start getoond (zie /api); een andere: ${command}`,
  de: (command) => `Der API-Schlüssel wurde beim ersten Start gezeigt (siehe /api); ein weiterer: ${command}`,
}

export const visitorName: Worded = { en: "Visitor", fr: "Visiteur", nl: "Bezoeker", de: "Gast" }

export const comeIn: Readonly<Record<Language, (url: string) => string>> = {
  en: (url) => `Come in without a password, once and within half an hour: ${url}`,
  fr: (url) => `Entrez sans mot de passe, une fois et dans la demi-heure : ${url}`,
  nl: (url) => `Kom binnen zonder wachtwoord, één keer en binnen het half uur: ${url}`,
  de: (url) => `Treten Sie ohne Passwort ein, einmal und binnen einer halben Stunde: ${url}`,
}
