import type { Worded } from "../kernel/text.ts"
import type { TaskKind } from "./task.ts"

export const kindText: Readonly<Record<TaskKind, Worded>> = {
  call: { en: "call", fr: "appel", nl: "oproep", de: "Anruf" },
  write: { en: "letter", fr: "courrier", nl: "brief", de: "Schreiben" },
  document: { en: "document", fr: "document", nl: "document", de: "Beleg" },
  answer: { en: "answer", fr: "réponse", nl: "antwoord", de: "Antwort" },
  other: { en: "other", fr: "autre", nl: "andere", de: "sonstiges" },
}

export const taskText = {
  add: {
    en: "Adds a task for a customer",
    fr: "Ajoute une tâche pour un client",
    nl: "Voegt een taak voor een klant toe",
    de: "Fügt eine Aufgabe zu einem Kunden hinzu",
  },
  list: {
    en: "Lists open tasks by the day they are due",
    fr: "Liste les tâches à faire par échéance",
    nl: "Toont open taken op vervaldag",
    de: "Listet offene Aufgaben nach Fälligkeit auf",
  },
  done: { en: "A task is done", fr: "Une tâche est faite", nl: "Een taak is gedaan", de: "Eine Aufgabe ist erledigt" },
  snooze: {
    en: "Puts a task off until a day",
    fr: "Reporte une tâche à un jour",
    nl: "Stelt een taak uit tot een dag",
    de: "Stellt eine Aufgabe bis zu einem Tag zurück",
  },
  snoozeCustomer: {
    en: "Takes a customer out of the worklist until a day; today brings them back",
    fr: "Retire un client de la liste de travail jusqu'à un jour ; aujourd'hui l'y remet",
    nl: "Haalt een klant uit de werklijst tot een dag; vandaag zet hem terug",
    de: "Nimmt einen Kunden bis zu einem Tag aus der Arbeitsliste; heute holt ihn zurück",
  },
  due: { en: "by when (today)", fr: "pour quand (aujourd'hui)", nl: "tegen wanneer (vandaag)", de: "bis wann (heute)" },
  owner: {
    en: "whose task it is (yours)",
    fr: "à qui revient la tâche (à vous)",
    nl: "van wie de taak is (van u)",
    de: "wessen Aufgabe es ist (Ihre)",
  },
  kind: { en: "Kind", fr: "Genre", nl: "Soort", de: "Art" },
  ofCustomer: { en: "only this customer's", fr: "seulement celles de ce client", nl: "enkel van deze klant", de: "nur von diesem Kunden" },
  ofOwner: { en: "only this person's", fr: "seulement celles de cette personne", nl: "enkel van deze persoon", de: "nur von dieser Person" },
  listDone: {
    en: "those that are done, the newest first",
    fr: "celles qui sont faites, les plus récentes d'abord",
    nl: "de gedane, de nieuwste eerst",
    de: "die erledigten, die neuesten zuerst",
  },
  snoozeUntil: { en: "the day it comes back", fr: "le jour du retour", nl: "de dag van terugkeer", de: "der Tag der Wiedervorlage" },
  title: { en: "Tasks", fr: "Tâches", nl: "Taken", de: "Aufgaben" },
  none: { en: "No task.", fr: "Aucune tâche.", nl: "Geen taak.", de: "Keine Aufgabe." },
  dueOn: { en: "Due", fr: "Échéance", nl: "Tegen", de: "Fällig" },
  customer: { en: "Customer", fr: "Client", nl: "Klant", de: "Kunde" },
  whose: { en: "Whose", fr: "De", nl: "Van", de: "Von" },
  until: { en: "Put off until", fr: "Reportée au", nl: "Uitgesteld tot", de: "Zurückgestellt bis" },
  doneBy: { en: "Done by", fr: "Faite par", nl: "Gedaan door", de: "Erledigt von" },
  why: { en: "Why", fr: "Pourquoi", nl: "Waarom", de: "Warum" },
  id: { en: "Id", fr: "Identifiant", nl: "Nummer", de: "Kennung" },
  isDone: { en: "Done.", fr: "Faite.", nl: "Gedaan.", de: "Erledigt." },
  withdraw: {
    en: "Takes a task back that was added in error",
    fr: "Retire une tâche ajoutée par erreur",
    nl: "Neemt een taak terug die bij vergissing is toegevoegd",
    de: "Nimmt eine irrtümlich angelegte Aufgabe zurück",
  },
  withdrawn: { en: "Taken back.", fr: "Retirée.", nl: "Teruggenomen.", de: "Zurückgenommen." },
  putOff: { en: "Put off.", fr: "Reporté.", nl: "Uitgesteld.", de: "Zurückgestellt." },
} as const satisfies Record<string, Worded>
