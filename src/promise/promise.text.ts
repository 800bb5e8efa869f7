import type { Worded } from "../kernel/text.ts"
import type { PromiseState } from "./promise.ts"

export const promiseText = {
  title: { en: "Promises to pay", fr: "Promesses de paiement", nl: "Betalingsbeloften", de: "Zahlungszusagen" },
  none: { en: "No promise.", fr: "Aucune promesse.", nl: "Geen belofte.", de: "Keine Zusage." },
  customer: { en: "Customer", fr: "Client", nl: "Klant", de: "Kunde" },
  name: { en: "Name", fr: "Nom", nl: "Naam", de: "Name" },
  state: { en: "State", fr: "État", nl: "Status", de: "Stand" },
  until: { en: "Until", fr: "Jusqu'au", nl: "Tot", de: "Bis" },
  currency: { en: "Currency", fr: "Devise", nl: "Munt", de: "Währung" },
  promised: { en: "Promised", fr: "Promis", nl: "Beloofd", de: "Zugesagt" },
  received: { en: "Received in time", fr: "Reçu à temps", nl: "Tijdig ontvangen", de: "Rechtzeitig eingegangen" },
  saidOn: { en: "Said on", fr: "Dit le", nl: "Gezegd op", de: "Gesagt am" },
  saidBy: { en: "By", fr: "Par", nl: "Door", de: "Von" },
  items: { en: "Items", fr: "Pièces", nl: "Posten", de: "Posten" },
  account: { en: "account", fr: "compte", nl: "rekening", de: "Konto" },
  id: { en: "Id", fr: "Identifiant", nl: "Nummer", de: "Kennung" },
  total: { en: "Total", fr: "Total", nl: "Totaal", de: "Summe" },
  add: {
    en: "Takes down what a customer promised to pay, and by which day",
    fr: "Note ce qu'un client a promis de payer, et pour quel jour",
    nl: "Noteert wat een klant beloofde te betalen, en tegen welke dag",
    de: "Hält fest, was ein Kunde zu zahlen zugesagt hat, und bis wann",
  },
  list: {
    en: "Lists promises to pay, the newest first, with what came of them",
    fr: "Liste les promesses de paiement, les plus récentes d'abord, et ce qu'il en est advenu",
    nl: "Toont de betalingsbeloften, de recentste eerst, en wat ervan kwam",
    de: "Listet Zahlungszusagen auf, die neuesten zuerst, und was aus ihnen wurde",
  },
  withdraw: {
    en: "Withdraws a promise that is still open: its items are chased again",
    fr: "Retire une promesse encore en cours : ses pièces reviennent dans la relance",
    nl: "Trekt een lopende belofte in: haar posten worden weer opgevolgd",
    de: "Nimmt eine laufende Zusage zurück: Ihre Posten werden wieder angemahnt",
  },
  partOption: {
    en: "what is to come by which day, such as 500.00:2026-07-31; given several times: a promise in parts",
    fr: "ce qui viendra pour quel jour, p. ex. 500.00:2026-07-31 ; donné plusieurs fois : une promesse en plusieurs parts",
    nl: "wat tegen welke dag komt, bv. 500.00:2026-07-31; meermaals gegeven: een belofte in delen",
    de: "was bis wann kommt, etwa 500.00:2026-07-31; mehrmals: eine Zusage in Raten",
  },
  itemOption: {
    en: "an item it was said for, by its number, NUMBER#2 for its second instalment; several times; none: for the account",
    fr: "une pièce visée, par son numéro, NUMÉRO#2 pour sa deuxième échéance ; plusieurs fois ; aucune : pour le compte",
    nl: "een post waarvoor ze geldt, bij zijn nummer, NUMMER#2 voor de tweede termijn; meermaals; geen: voor de rekening",
    de: "ein Posten, für den sie gilt, mit seiner Nummer, NUMMER#2 für die zweite Rate; mehrmals; keiner: für das Konto",
  },
  byOption: {
    en: "who said it at the customer's",
    fr: "qui l'a dite chez le client",
    nl: "wie ze bij de klant deed",
    de: "wer sie beim Kunden gab",
  },
  takenOption: {
    en: "who took it down (whoever runs the command)",
    fr: "qui l'a notée (qui lance la commande)",
    nl: "wie ze noteerde (wie het commando geeft)",
    de: "wer sie aufgenommen hat (wer den Befehl gibt)",
  },
  howOption: {
    en: "how it was said (call)",
    fr: "comment elle a été dite (call)",
    nl: "hoe ze gedaan werd (call)",
    de: "wie sie gegeben wurde (call)",
  },
  saidOption: {
    en: "when it was said (today)",
    fr: "quand elle a été dite (aujourd'hui)",
    nl: "wanneer ze gedaan werd (vandaag)",
    de: "wann sie gegeben wurde (heute)",
  },
  graceOption: {
    en: "days of grace after each day (0)",
    fr: "jours de grâce après chaque jour promis (0)",
    nl: "dagen uitstel na elke dag (0)",
    de: "Nachfrist in Tagen nach jedem Termin (0)",
  },
  currencyOption: {
    en: "the currency (the company's)",
    fr: "la devise (celle de la société)",
    nl: "de munt (die van de vennootschap)",
    de: "die Währung (die des Unternehmens)",
  },
  becauseOption: { en: "why", fr: "pourquoi", nl: "waarom", de: "warum" },
  stateOption: {
    en: "only those in this state",
    fr: "seulement celles dans cet état",
    nl: "enkel die met deze status",
    de: "nur solche in diesem Stand",
  },
  withdrawn: {
    en: "Withdrawn: its items are chased again.",
    fr: "Retirée : ses pièces reviennent dans la relance.",
    nl: "Ingetrokken: haar posten worden weer opgevolgd.",
    de: "Zurückgenommen: Ihre Posten werden wieder angemahnt.",
  },
} as const satisfies Record<string, Worded>

export const promiseStateText: Readonly<Record<PromiseState, Worded>> = {
  open: { en: "open", fr: "en cours", nl: "lopend", de: "offen" },
  kept: { en: "kept", fr: "tenue", nl: "nagekomen", de: "eingehalten" },
  partlyKept: { en: "partly kept", fr: "tenue en partie", nl: "deels nagekomen", de: "teilweise eingehalten" },
  broken: { en: "broken", fr: "non tenue", nl: "niet nagekomen", de: "gebrochen" },
  withdrawn: { en: "withdrawn", fr: "retirée", nl: "ingetrokken", de: "zurückgenommen" },
}
