import type { Language, Worded } from "../kernel/text.ts"

export const cliText = {
  usage: {
    en: "encours [--data DIR] [--company CODE] [--lang fr|nl|de|en] COMMAND … [--json]",
    fr: "encours [--data DOSSIER] [--company CODE] [--lang fr|nl|de|en] COMMANDE … [--json]",
    nl: "encours [--data MAP] [--company CODE] [--lang fr|nl|de|en] OPDRACHT … [--json]",
    de: "encours [--data ORDNER] [--company CODE] [--lang fr|nl|de|en] BEFEHL … [--json]",
  },
  more: {
    en: "encours COMMAND --help shows its options and an example.",
    fr: "encours COMMANDE --help montre ses options et un exemple.",
    nl: "encours OPDRACHT --help toont de opties en een voorbeeld.",
    de: "encours BEFEHL --help zeigt Optionen und ein Beispiel.",
  },
  everywhere: { en: "With every command:", fr: "Avec toute commande :", nl: "Bij elke opdracht:", de: "Bei jedem Befehl:" },
  json: { en: "the answer for programs", fr: "la réponse pour les programmes", nl: "het antwoord voor programma's", de: "die Antwort für Programme" },
  company: {
    en: "the company meant, where there are several",
    fr: "la société visée, s'il y en a plusieurs",
    nl: "de bedoelde vennootschap, als er meer zijn",
    de: "das gemeinte Unternehmen, wenn es mehrere gibt",
  },
  lang: {
    en: "the language; else that of the system (LANG)",
    fr: "la langue ; sinon celle du système (LANG)",
    nl: "de taal; anders die van het systeem (LANG)",
    de: "die Sprache; sonst die des Systems (LANG)",
  },
  data: {
    en: "where the data lie; else ENCOURS_DATA, else .encours",
    fr: "où sont les données ; sinon ENCOURS_DATA, sinon .encours",
    nl: "waar de gegevens staan; anders ENCOURS_DATA, anders .encours",
    de: "wo die Daten liegen; sonst ENCOURS_DATA, sonst .encours",
  },
  unknownCommand: {
    en: (said: string) => `There is no command “${said}”. encours --help lists them.`,
    fr: (said: string) => `La commande « ${said} » n'existe pas. encours --help les énumère.`,
    nl: (said: string) => `De opdracht “${said}” bestaat niet. encours --help somt ze op.`,
    de: (said: string) => `Den Befehl „${said}“ gibt es nicht. encours --help zählt sie auf.`,
  },
  unknownOption: {
    en: (option: string) => `There is no option ${option}`,
    fr: (option: string) => `L'option ${option} n'existe pas`,
    nl: (option: string) => `De optie ${option} bestaat niet`,
    de: (option: string) => `Die Option ${option} gibt es nicht`,
  },
  wrongUsage: {
    en: (wrong: string, command: string) => `${wrong}. See: encours ${command} --help`,
    fr: (wrong: string, command: string) => `${wrong}. Voir : encours ${command} --help`,
    nl: (wrong: string, command: string) => `${wrong}. Zie: encours ${command} --help`,
    de: (wrong: string, command: string) => `${wrong}. Siehe: encours ${command} --help`,
  },
} as const satisfies Record<string, Worded | Record<Language, (...words: string[]) => string>>
