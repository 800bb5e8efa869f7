import type { Worded } from "../../kernel/text.ts"
import type { Choice, QuestionState } from "./question.ts"

export const choiceText: Readonly<Record<Choice, Worded>> = {
  ourFault: { en: "Our fault", fr: "C’est de notre fait", nl: "Onze fout", de: "Unser Fehler" },
  notOurFault: { en: "Not our fault", fr: "Ce n’est pas de notre fait", nl: "Niet onze fout", de: "Nicht unser Fehler" },
  unknown: { en: "I do not know", fr: "Je ne sais pas", nl: "Ik weet het niet", de: "Ich weiß es nicht" },
}
export const stateText: Readonly<Record<QuestionState, Worded>> = {
  open: { en: "waiting for the answer", fr: "en attente de réponse", nl: "wacht op antwoord", de: "wartet auf Antwort" },
  answered: { en: "answered", fr: "répondu", nl: "beantwoord", de: "beantwortet" },
  withdrawn: { en: "withdrawn", fr: "retirée", nl: "ingetrokken", de: "zurückgezogen" },
  ended: { en: "link ended", fr: "lien expiré", nl: "link verlopen", de: "Link abgelaufen" },
}

export const questionText = {
  ask: {
    en: "Asks a colleague without an account, by a link that works once and ends by itself",
    fr: "Interroge un collègue sans compte, par un lien qui sert une fois et expire de lui-même",
    nl: "Vraagt iets aan een collega zonder account, via een link die één keer werkt en vanzelf eindigt",
    de: "Fragt jemanden ohne Konto, über einen Link, der einmal gilt und von selbst endet",
  },
  list: {
    en: "Lists the questions to colleagues and their answers, the newest first",
    fr: "Liste les questions aux collègues et leurs réponses, la plus récente d'abord",
    nl: "Toont de vragen aan collega's en hun antwoorden, de nieuwste eerst",
    de: "Listet die Fragen im Haus und ihre Antworten, die neueste zuerst",
  },
  withdraw: {
    en: "Takes a question back: its link opens nothing any more",
    fr: "Retire une question : son lien n'ouvre plus rien",
    nl: "Trekt een vraag in: de link opent niets meer",
    de: "Zieht eine Frage zurück: ihr Link öffnet nichts mehr",
  },
  of: { en: "who is asked", fr: "à qui", nl: "aan wie", de: "wen" },
  question: { en: "what is asked", fr: "la question", nl: "wat gevraagd wordt", de: "was gefragt wird" },
  dispute: { en: "about this dispute", fr: "sur ce litige", nl: "over deze betwisting", de: "zu dieser Reklamation" },
  item: { en: "about this open item", fr: "sur cette pièce ouverte", nl: "over deze open post", de: "zu diesem offenen Posten" },
  choice: {
    en: "also ask whose fault it is",
    fr: "demander aussi de quel fait",
    nl: "ook vragen wiens fout het is",
    de: "auch fragen, wessen Fehler es ist",
  },
  due: { en: "answer wanted by", fr: "réponse souhaitée le", nl: "antwoord gewenst tegen", de: "Antwort erbeten bis" },
  days: {
    en: "days the link works (14)",
    fr: "jours de validité du lien (14)",
    nl: "dagen dat de link werkt (14)",
    de: "Tage, die der Link gilt (14)",
  },
  ofCustomer: { en: "only this customer's", fr: "seulement celles de ce client", nl: "enkel van deze klant", de: "nur zu diesem Kunden" },
  withdrawn: {
    en: "The link opens nothing any more.",
    fr: "Le lien n'ouvre plus rien.",
    nl: "De link opent niets meer.",
    de: "Der Link öffnet nichts mehr.",
  },
  once: {
    en: "Shown once: pass the link on yourself.",
    fr: "Montré une fois : transmettez le lien vous-même.",
    nl: "Eén keer getoond: geef de link zelf door.",
    de: "Einmal gezeigt: geben Sie den Link selbst weiter.",
  },
  title: { en: "Questions", fr: "Questions", nl: "Vragen", de: "Fragen" },
  none: { en: "Nothing was asked yet.", fr: "Rien n'a encore été demandé.", nl: "Er is nog niets gevraagd.", de: "Noch wurde nichts gefragt." },
  on: { en: "Asked", fr: "Posée", nl: "Gevraagd", de: "Gefragt" },
  customer: { en: "Customer", fr: "Client", nl: "Klant", de: "Kunde" },
  who: { en: "Of whom", fr: "À qui", nl: "Aan wie", de: "Wen" },
  state: { en: "State", fr: "État", nl: "Stand", de: "Stand" },
  answer: { en: "Answer", fr: "Réponse", nl: "Antwoord", de: "Antwort" },
  id: { en: "Id", fr: "Identifiant", nl: "Nummer", de: "Kennung" },
} as const satisfies Record<string, Worded>
