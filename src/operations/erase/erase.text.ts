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

type Counts = {
  readonly code: string
  readonly identifiers: number
  readonly fileNames: number
  readonly said: number
  readonly imports: number
  readonly exports: number
}
const counted = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`
/** In French none counts as one. */
const compte = (n: number, un: string, plus: string) => `${n} ${n < 2 ? un : plus}`

export const erasedSaid = {
  en: (e) =>
    `${e.code} is erased: the name, ${counted(e.identifiers, "number", "numbers")}, ${counted(e.fileNames, "file name", "file names")}, ${counted(e.said, "contact or text", "contacts and texts")}, mentions in ${counted(e.imports, "import", "imports")}, ${counted(e.exports, "exported list", "exported lists")}. Files of refused rows and exports taken away may still name the person.`,
  fr: (e) =>
    `${e.code} est effacé : le nom, ${compte(e.identifiers, "numéro", "numéros")}, ${compte(e.fileNames, "nom de fichier", "noms de fichiers")}, ${compte(e.said, "contact ou texte", "contacts et textes")}, les mentions dans ${compte(e.imports, "import", "imports")}, ${compte(e.exports, "liste exportée", "listes exportées")}. Vos fichiers de lignes refusées et les exports déjà emportés peuvent encore désigner la personne.`,
  nl: (e) =>
    `${e.code} is gewist: de naam, ${counted(e.identifiers, "nummer", "nummers")}, ${counted(e.fileNames, "bestandsnaam", "bestandsnamen")}, ${counted(e.said, "contactpersoon of tekst", "contactpersonen en teksten")}, vermeldingen in ${counted(e.imports, "import", "imports")}, ${counted(e.exports, "geëxporteerde lijst", "geëxporteerde lijsten")}. Uw bestanden met geweigerde rijen en meegenomen exports kunnen de persoon nog noemen.`,
  de: (e) =>
    `${e.code} ist gelöscht: der Name, ${counted(e.identifiers, "Nummer", "Nummern")}, ${counted(e.fileNames, "Dateiname", "Dateinamen")}, ${counted(e.said, "Ansprechpartner oder Text", "Ansprechpartner und Texte")}, Erwähnungen in ${counted(e.imports, "Import", "Importen")}, ${counted(e.exports, "exportierte Liste", "exportierte Listen")}. Ihre Dateien abgelehnter Zeilen und mitgenommene Exporte können die Person noch nennen.`,
} as const satisfies Record<Language, (erased: Counts) => string>
