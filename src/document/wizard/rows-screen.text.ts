/** Words of the rows of a file that are mended, one by one or many at once. */
import type { Language, Worded } from "../../kernel/text.ts"

export const rowsText = {
  mendHint: {
    en: "Type over a cell to mend it; Enter goes to the next marked one. Your file stays as it came: what you mend is kept beside it.",
    fr: "Écrivez dans une cellule pour la corriger ; Entrée mène à la suivante. Votre fichier reste tel quel : vos corrections sont gardées à côté.",
    nl: "Typ in een cel om ze te verbeteren; Enter gaat naar de volgende. Uw bestand blijft zoals het kwam: verbeteringen staan ernaast.",
    de: "Überschreiben Sie eine Zelle, um sie zu berichtigen; Enter führt zur nächsten. Ihre Datei bleibt, wie sie kam: Berichtigungen stehen daneben.",
  },
  leaveOut: { en: "Leave out", fr: "Écarter", nl: "Weglaten", de: "Auslassen" },
  takeUp: { en: "Take up again", fr: "Reprendre", nl: "Toch nemen", de: "Doch nehmen" },
  leaveOutAll: {
    en: "Leave out all refused rows",
    fr: "Écarter toutes les lignes refusées",
    nl: "Alle geweigerde rijen weglaten",
    de: "Alle abgelehnten Zeilen auslassen",
  },
  mended: { en: "mended", fr: "corrigées", nl: "verbeterd", de: "berichtigt" },
  leftOut: { en: "left out", fr: "écartées", nl: "weggelaten", de: "ausgelassen" },
  moreProblems: {
    en: "more problems are not listed: mend these first, or import the good rows and take the file of refused ones.",
    fr: "autres problèmes ne sont pas énumérés : corrigez ceux-ci d’abord, ou importez les bonnes lignes et prenez le fichier des refusées.",
    nl: "andere problemen staan hier niet: verbeter eerst deze, of importeer de goede rijen en neem het bestand van de geweigerde.",
    de: "weitere Probleme sind nicht aufgeführt: Berichtigen Sie erst diese, oder importieren Sie die guten Zeilen und nehmen Sie die Datei der abgelehnten.",
  },
  takeAllUp: {
    en: "Take up again all that is left out",
    fr: "Reprendre toutes les lignes écartées",
    nl: "Alles wat weggelaten is toch nemen",
    de: "Alles Ausgelassene doch nehmen",
  },
  tooMany: {
    en: "These are too many to be spoken of one by one: import the good rows, and take the file of refused ones.",
    fr: "Elles sont trop nombreuses pour être traitées une à une : importez les bonnes lignes et prenez le fichier des refusées.",
    nl: "Dit zijn er te veel om een voor een te behandelen: importeer de goede rijen en neem het bestand van de geweigerde.",
    de: "Das sind zu viele, um sie einzeln zu behandeln: Importieren Sie die guten Zeilen und nehmen Sie die Datei der abgelehnten.",
  },
  often: {
    en: "The same in several rows",
    fr: "La même chose sur plusieurs lignes",
    nl: "Hetzelfde in meerdere rijen",
    de: "Dasselbe in mehreren Zeilen",
  },
  oftenTeach: {
    en: "Mended once here, it is mended in every row that says the same.",
    fr: "Corrigée une fois ici, elle l’est sur toutes les lignes qui disent la même chose.",
    nl: "Hier eenmaal verbeterd, is het in elke rij die hetzelfde zegt verbeterd.",
    de: "Hier einmal berichtigt, ist es in jeder Zeile berichtigt, die dasselbe sagt.",
  },
  where: { en: "Column", fr: "Colonne", nl: "Kolom", de: "Spalte" },
  says: { en: "What stands there", fr: "Ce qui y figure", nl: "Wat er staat", de: "Was dort steht" },
  empty: { en: "empty", fr: "vide", nl: "leeg", de: "leer" },
  such: { en: "For example:", fr: "Par exemple :", nl: "Bijvoorbeeld:", de: "Zum Beispiel:" },
  several: { en: "various", fr: "divers", nl: "diverse", de: "Verschiedenes" },
  rows: { en: "Rows", fr: "Lignes", nl: "Rijen", de: "Zeilen" },
  instead: { en: "Instead", fr: "À la place", nl: "In de plaats", de: "Stattdessen" },
  mendAll: { en: "Mend all", fr: "Tout corriger", nl: "Alles verbeteren", de: "Alle berichtigen" },
  show: { en: "Show", fr: "Montrer", nl: "Tonen", de: "Zeigen" },
  showAll: {
    en: "Show all rows with problems",
    fr: "Montrer toutes les lignes à voir",
    nl: "Alle rijen met problemen tonen",
    de: "Alle Zeilen mit Problemen zeigen",
  },
  showOnly: {
    en: "Only rows with the same problem",
    fr: "Seulement les lignes au même problème",
    nl: "Alleen rijen met hetzelfde probleem",
    de: "Nur Zeilen mit demselben Problem",
  },
  groupDone: { en: "None of them is left", fr: "Il n’en reste aucune", nl: "Er blijft geen enkele over", de: "Keine davon ist übrig" },
  mendedAlike: { en: "Mended throughout", fr: "Corrigé partout", nl: "Overal verbeterd", de: "Überall berichtigt" },
  cells: { en: "cells", fr: "cellules", nl: "cellen", de: "Zellen" },
  asItWas: { en: "As it was", fr: "Comme avant", nl: "Zoals het was", de: "Wie zuvor" },
  earlier: { en: "Earlier rows", fr: "Lignes précédentes", nl: "Vorige rijen", de: "Vorige Zeilen" },
  later: { en: "Next rows", fr: "Lignes suivantes", nl: "Volgende rijen", de: "Nächste Zeilen" },
  pages: { en: "Pages of rows", fr: "Pages de lignes", nl: "Bladzijden met rijen", de: "Seiten mit Zeilen" },
} as const satisfies Record<string, Worded>

/** 51–100 of 5,000 */
export const pageOf: Readonly<Record<Language, (first: string, last: string, all: string) => string>> = {
  en: (first, last, all) => `${first}–${last} of ${all}`,
  fr: (first, last, all) => `${first}–${last} sur ${all}`,
  nl: (first, last, all) => `${first}–${last} van ${all}`,
  de: (first, last, all) => `${first}–${last} von ${all}`,
}
/** After one cell was mended: what it said stands elsewhere too. */
export const alsoThere: Readonly<Record<Language, (was: string, column: string, rows: string) => string>> = {
  en: (was, column, rows) => `“${was}” stands in ${rows} refused rows of “${column}”.`,
  fr: (was, column, rows) => `« ${was} » figure sur ${rows} lignes refusées de « ${column} ».`,
  nl: (was, column, rows) => `“${was}” staat in ${rows} geweigerde rijen van “${column}”.`,
  de: (was, column, rows) => `„${was}“ steht in ${rows} abgelehnten Zeilen von „${column}“.`,
}
/** The button that does it. */
export const mendAllTo: Readonly<Record<Language, (value: string) => string>> = {
  en: (value) => `Mend all to “${value}”`,
  fr: (value) => `Tout corriger en « ${value} »`,
  nl: (value) => `Alles verbeteren tot “${value}”`,
  de: (value) => `Alle zu „${value}“ berichtigen`,
}
