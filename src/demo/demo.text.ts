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
