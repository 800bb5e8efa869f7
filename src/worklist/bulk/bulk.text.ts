import type { Worded } from "../../kernel/text.ts"

export const bulkText = {
  customers: {
    en: "One act for many customers, in one transaction; --dry-run says who would be left out and why",
    fr: "Un acte pour plusieurs clients, en une transaction ; --dry-run dit qui serait écarté et pourquoi",
    nl: "Eén handeling voor veel klanten, in één transactie; --dry-run zegt wie wegvalt en waarom",
    de: "Eine Handlung für viele Kunden, in einer Transaktion; --dry-run sagt, wer wegfiele und warum",
  },
  items: {
    en: "One act for many items, in one transaction; --dry-run says which would be left out and why",
    fr: "Un acte pour plusieurs pièces, en une transaction ; --dry-run dit lesquelles seraient écartées et pourquoi",
    nl: "Eén handeling voor veel posten, in één transactie; --dry-run zegt welke wegvallen en waarom",
    de: "Eine Handlung für viele Posten, in einer Transaktion; --dry-run sagt, welche wegfielen und warum",
  },
  undo: {
    en: "Takes back what was done to many, by the answer that worklist bulk or items bulk gave with --json; all of it or nothing",
    fr: "Reprend un acte groupé, d'après la réponse de worklist bulk ou items bulk avec --json ; tout ou rien",
    nl: "Neemt een handeling voor velen terug, met het antwoord van worklist bulk of items bulk met --json; alles of niets",
    de: "Nimmt eine Handlung für viele zurück, nach der Antwort von worklist bulk oder items bulk mit --json; alles oder nichts",
  },
  because: { en: "why", fr: "pourquoi", nl: "waarom", de: "warum" },
  takenBack: { en: "Taken back", fr: "Repris", nl: "Teruggenomen", de: "Zurückgenommen" },
  of: {
    en: "the customers' codes, separated by commas",
    fr: "les codes des clients, séparés par des virgules",
    nl: "de klantcodes, gescheiden door komma's",
    de: "die Kundencodes, durch Kommas getrennt",
  },
  ofItems: {
    en: "the items: ids of entries (with #2 for the second instalment), separated by commas",
    fr: "les pièces : identifiants d'écritures (avec #2 pour la deuxième échéance), séparés par des virgules",
    nl: "de posten: nummers van boekingen (met #2 voor de tweede termijn), gescheiden door komma's",
    de: "die Posten: Kennungen der Buchungen (mit #2 für die zweite Rate), durch Kommas getrennt",
  },
  until: {
    en: "the last day (snooze, hold), the promised day (promise), the day it is due (hand)",
    fr: "le dernier jour (snooze, hold), le jour promis (promise), le jour prévu (hand)",
    nl: "de laatste dag (snooze, hold), de beloofde dag (promise), de dag waarop het moet (hand)",
    de: "der letzte Tag (snooze, hold), der zugesagte Tag (promise), der Tag der Fälligkeit (hand)",
  },
  words: {
    en: "the words: of the note, the task, the dispute or the hold",
    fr: "les mots : de la note, de la tâche, du litige ou de la mise en suspens",
    nl: "de woorden: van de notitie, de taak, het geschil of de wachtstand",
    de: "die Worte: der Notiz, der Aufgabe, der Beanstandung oder der Aussetzung",
  },
  owner: {
    en: "whose task it becomes (hand)",
    fr: "à qui revient la tâche (hand)",
    nl: "van wie de taak wordt (hand)",
    de: "wessen Aufgabe es wird (hand)",
  },
  reason: { en: "why on hold", fr: "pourquoi en suspens", nl: "waarom in de wacht", de: "warum ausgesetzt" },
  cause: { en: "why disputed", fr: "pourquoi en litige", nl: "waarom betwist", de: "warum beanstandet" },
  dryRun: {
    en: "only say what would come of it",
    fr: "dire seulement ce qui en résulterait",
    nl: "alleen zeggen wat eruit zou komen",
    de: "nur sagen, was daraus würde",
  },
  done: { en: "done", fr: "fait", nl: "gedaan", de: "erledigt" },
  would: { en: "would be done", fr: "serait fait", nl: "zou gebeuren", de: "würde erledigt" },
  left: { en: "left out", fr: "écarté", nl: "weggelaten", de: "ausgelassen" },
} as const satisfies Record<string, Worded>
