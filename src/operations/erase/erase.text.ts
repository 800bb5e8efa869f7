import type { Language, Text } from "../../kernel/text.ts"

export const eraseText = {
  about: {
    en: "Erases a person: name, numbers, contacts, what was said, and file names that name them, for ever; items and received files stay, as the law obliges, found by nobody through the person",
    fr: "Efface définitivement une personne : nom, numéros, contacts, ce qui a été dit, et noms de fichiers qui la désignent ; les pièces et les fichiers reçus restent, comme la loi l'impose, sans qu'elle permette de les retrouver",
    nl: "Wist een persoon: naam, nummers, contactpersonen, wat gezegd werd en bestandsnamen die hem noemen, voorgoed; posten en ontvangen bestanden blijven, zoals de wet verplicht, onvindbaar via de persoon",
    de: "Löscht eine Person: Name, Nummern, Ansprechpartner, Gesagtes und Dateinamen, die sie nennen, für immer; Posten und empfangene Dateien bleiben, wie das Gesetz es verlangt, über sie nicht mehr auffindbar",
  },
  code: {
    en: "another code, where the code itself names the person",
    fr: "un autre code, si le code lui-même désigne la personne",
    nl: "een andere code, als de code zelf de persoon noemt",
    de: "ein anderer Code, wenn der Code selbst die Person nennt",
  },
  yes: {
    en: "it cannot be taken back",
    fr: "c'est irréversible",
    nl: "het kan niet ongedaan gemaakt worden",
    de: "es lässt sich nicht zurücknehmen",
  },
} as const satisfies Record<string, Text>

export const erasedSaid = {
  en: (code: string, numbers: number, files: number, said: number) =>
    `${code} is erased: the name, ${numbers} numbers, ${files} file names, ${said} contacts and texts. Files of refused rows and exports of yours may still name the person.`,
  fr: (code: string, numbers: number, files: number, said: number) =>
    `${code} est effacé : le nom, ${numbers} numéros, ${files} noms de fichiers, ${said} contacts et textes. Vos fichiers de lignes refusées et vos exports peuvent encore désigner la personne.`,
  nl: (code: string, numbers: number, files: number, said: number) =>
    `${code} is gewist: de naam, ${numbers} nummers, ${files} bestandsnamen, ${said} contactpersonen en teksten. Uw bestanden met geweigerde rijen en exports kunnen de persoon nog noemen.`,
  de: (code: string, numbers: number, files: number, said: number) =>
    `${code} ist gelöscht: der Name, ${numbers} Nummern, ${files} Dateinamen, ${said} Ansprechpartner und Texte. Ihre Dateien abgelehnter Zeilen und Ihre Exporte können die Person noch nennen.`,
} as const satisfies Record<Language, (code: string, numbers: number, files: number, said: number) => string>
