import { type RefusalTexts, said } from "../kernel/text.ts"

export const worklistRefusals: RefusalTexts = {
  UNKNOWN_TASK: {
    exit: "notFound",
    en: (f) => `There is no task ${said(f, "task")} in this company. encours task list shows them.`,
    fr: (f) => `Il n'y a pas de tâche ${said(f, "task")} dans cette société. encours task list les montre.`,
    nl: (f) => `Er is geen taak ${said(f, "task")} in deze vennootschap. encours task list toont ze.`,
    de: (f) => `In diesem Unternehmen gibt es keine Aufgabe ${said(f, "task")}. encours task list zeigt sie.`,
  },
  MISSING_TASK: {
    exit: "usage",
    en: () => "Say which task: encours task list shows their ids.",
    fr: () => "Dites quelle tâche : encours task list montre leurs identifiants.",
    nl: () => "Zeg welke taak: encours task list toont hun nummers.",
    de: () => "Nennen Sie die Aufgabe: encours task list zeigt die Kennungen.",
  },
  TASK_DONE: {
    exit: "conflict",
    en: () => "The task is done already: there is nothing to put off.",
    fr: () => "La tâche est déjà faite : il n'y a rien à reporter.",
    nl: () => "De taak is al gedaan: er is niets uit te stellen.",
    de: () => "Die Aufgabe ist schon erledigt: Es gibt nichts zurückzustellen.",
  },
  SNOOZE_PAST: {
    exit: "usage",
    en: (f) => `${said(f, "until")} is not a later day: say one after today.`,
    fr: (f) => `${said(f, "until")} n'est pas un jour à venir : dites-en un après aujourd'hui.`,
    nl: (f) => `${said(f, "until")} is geen latere dag: geef er een na vandaag.`,
    de: (f) => `${said(f, "until")} ist kein späterer Tag: Nennen Sie einen nach heute.`,
  },
  BAD_OWNER: {
    exit: "usage",
    en: () => "Say whose task it is: a name of 1–200 characters.",
    fr: () => "Dites à qui revient la tâche : un nom de 1 à 200 caractères.",
    nl: () => "Zeg van wie de taak is: een naam van 1–200 tekens.",
    de: () => "Sagen Sie, wessen Aufgabe es ist: ein Name mit 1–200 Zeichen.",
  },
  SNOOZED_LONGER: {
    exit: "conflict",
    en: (f) => `Put off until ${said(f, "until")} already.`,
    fr: (f) => `Déjà reporté au ${said(f, "until")}.`,
    nl: (f) => `Al uitgesteld tot ${said(f, "until")}.`,
    de: (f) => `Bereits bis ${said(f, "until")} zurückgestellt.`,
  },
  HELD_LONGER: {
    exit: "conflict",
    en: (f) => `On hold until ${said(f, "until")} already.`,
    fr: (f) => `Déjà en suspens jusqu'au ${said(f, "until")}.`,
    nl: (f) => `Al in de wacht tot ${said(f, "until")}.`,
    de: (f) => `Bereits bis ${said(f, "until")} ausgesetzt.`,
  },
  HAS_TASK: {
    exit: "conflict",
    en: (f) => `${said(f, "owner")} has an open task for this customer already.`,
    fr: (f) => `${said(f, "owner")} a déjà une tâche ouverte pour ce client.`,
    nl: (f) => `${said(f, "owner")} heeft al een open taak voor deze klant.`,
    de: (f) => `${said(f, "owner")} hat für diesen Kunden schon eine offene Aufgabe.`,
  },
  NOT_CHASED: {
    exit: "conflict",
    en: () => "A credit, or settled: there is nothing to be paid here.",
    fr: () => "Un avoir, ou une pièce soldée : il n'y a rien à payer ici.",
    nl: () => "Een credit, of al betaald: hier is niets te betalen.",
    de: () => "Ein Guthaben oder ausgeglichen: Hier ist nichts zu zahlen.",
  },
  BULK_EMPTY: {
    exit: "usage",
    en: () => "Name at least one customer or item.",
    fr: () => "Nommez au moins un client ou une pièce.",
    nl: () => "Noem minstens één klant of post.",
    de: () => "Nennen Sie mindestens einen Kunden oder Posten.",
  },
}
