/** The words around the log: the command, heads of columns, names of figures. */
import type { Worded } from "../../kernel/text.ts"
import type { ActorKind } from "../activity.ts"
import type { SubjectKind } from "./log.ts"

export const logText = {
  about: {
    en: "Lists the activity log, the newest first: who did what, when, to what, and its place in the sealed chain",
    fr: "Liste le journal d'activité, le plus récent d'abord : qui a fait quoi, quand, sur quoi, et sa place dans la chaîne scellée",
    nl: "Toont het activiteitenlogboek, het nieuwste eerst: wie deed wat, wanneer, waaraan, en de plaats in de verzegelde keten",
    de: "Listet das Aktivitätsprotokoll, das Neueste zuerst: wer was wann woran tat, und der Platz in der versiegelten Kette",
  },
  from: { en: "from this day on (UTC)", fr: "à partir de ce jour (UTC)", nl: "vanaf deze dag (UTC)", de: "ab diesem Tag (UTC)" },
  to: { en: "up to this day", fr: "jusqu'à ce jour", nl: "tot en met deze dag", de: "bis zu diesem Tag" },
  by: {
    en: "whose acts: the name in the log",
    fr: "de qui : le nom dans le journal",
    nl: "van wie: de naam in het logboek",
    de: "von wem: der Name im Protokoll",
  },
  kind: {
    en: "acts of persons, keys, jobs, the portal or the system",
    fr: "actes de personnes, de clés, de tâches, du portail ou du système",
    nl: "handelingen van personen, sleutels, taken, het portaal of het systeem",
    de: "Handlungen von Personen, Schlüsseln, Aufträgen, dem Portal oder dem System",
  },
  act: {
    en: "an act's code, or a room of them: dispute.opened, dispute",
    fr: "le code d'un acte, ou une famille : dispute.opened, dispute",
    nl: "de code van een handeling, of een groep: dispute.opened, dispute",
    de: "der Code einer Handlung, oder eine Gruppe: dispute.opened, dispute",
  },
  subject: { en: "what it was done to", fr: "sur quoi", nl: "waaraan", de: "woran" },
  id: { en: "the id of what it was done to", fr: "l'identifiant de l'objet", nl: "het nummer van het onderwerp", de: "die Kennung des Gegenstands" },
  search: {
    en: "words of acts, people, customers, an id",
    fr: "mots d'actes, personnes, clients, un identifiant",
    nl: "woorden van handelingen, personen, klanten, een nummer",
    de: "Wörter von Handlungen, Personen, Kunden, eine Kennung",
  },
  title: { en: "Activity", fr: "Activité", nl: "Activiteit", de: "Aktivität" },
  at: { en: "When (UTC)", fr: "Quand (UTC)", nl: "Wanneer (UTC)", de: "Wann (UTC)" },
  who: { en: "Who", fr: "Qui", nl: "Wie", de: "Wer" },
  what: { en: "What", fr: "Quoi", nl: "Wat", de: "Was" },
  customer: { en: "Customer", fr: "Client", nl: "Klant", de: "Kunde" },
  amount: { en: "Amount", fr: "Montant", nl: "Bedrag", de: "Betrag" },
  currency: { en: "Currency", fr: "Devise", nl: "Munt", de: "Währung" },
  code: { en: "Code", fr: "Code", nl: "Code", de: "Code" },
  seal: { en: "Seal", fr: "Sceau", nl: "Zegel", de: "Siegel" },
  none: { en: "Nothing was done that fits.", fr: "Aucun acte ne correspond.", nl: "Geen handeling die past.", de: "Keine passende Handlung." },
} as const satisfies Record<string, Worded>

export const actorText: Readonly<Record<ActorKind, Worded>> = {
  person: { en: "Person", fr: "Personne", nl: "Persoon", de: "Person" },
  job: { en: "Background", fr: "Tâche de fond", nl: "Achtergrondtaak", de: "Hintergrund" },
  key: { en: "API key", fr: "Clé d’API", nl: "API-sleutel", de: "API-Schlüssel" },
  portal: { en: "By link", fr: "Par lien", nl: "Via link", de: "Per Link" },
  system: { en: "Command line", fr: "Ligne de commande", nl: "Opdrachtregel", de: "Befehlszeile" },
}

export const subjectText: Readonly<Record<SubjectKind, Worded>> = {
  customer: { en: "Customer", fr: "Client", nl: "Klant", de: "Kunde" },
  dispute: { en: "Dispute", fr: "Litige", nl: "Betwisting", de: "Reklamation" },
  promise: { en: "Promise", fr: "Promesse", nl: "Belofte", de: "Zusage" },
  hold: { en: "Hold", fr: "Suspension", nl: "Opschorting", de: "Aussetzung" },
  insolvency: { en: "Insolvency", fr: "Procédure collective", nl: "Insolventie", de: "Insolvenz" },
  task: { en: "Task", fr: "Tâche", nl: "Taak", de: "Aufgabe" },
  question: { en: "Question", fr: "Question", nl: "Vraag", de: "Frage" },
  call: { en: "Call", fr: "Appel", nl: "Oproep", de: "Anruf" },
  note: { en: "Note", fr: "Note", nl: "Notitie", de: "Notiz" },
  contact: { en: "Contact", fr: "Contact", nl: "Contactpersoon", de: "Ansprechpartner" },
  entry: { en: "Item", fr: "Pièce", nl: "Post", de: "Posten" },
  import: { en: "Import", fr: "Import", nl: "Import", de: "Import" },
  webhook: { en: "Webhook", fr: "Webhook", nl: "Webhook", de: "Webhook" },
  key: { en: "API key", fr: "Clé d’API", nl: "API-sleutel", de: "API-Schlüssel" },
  person: { en: "User", fr: "Utilisateur", nl: "Gebruiker", de: "Benutzer" },
  invitation: { en: "Invitation", fr: "Invitation", nl: "Uitnodiging", de: "Einladung" },
}
