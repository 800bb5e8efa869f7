import { type RefusalTexts, said } from "../kernel/text.ts"

export const promiseRefusals: RefusalTexts = {
  UNKNOWN_PROMISE: {
    exit: "notFound",
    en: (f) => `There is no promise ${said(f, "promise")} in this company. encours promise list shows them.`,
    fr: (f) => `Il n'y a pas de promesse ${said(f, "promise")} dans cette société. encours promise list les montre.`,
    nl: (f) => `Er is geen belofte ${said(f, "promise")} in deze vennootschap. encours promise list toont ze.`,
    de: (f) => `In diesem Unternehmen gibt es keine Zusage ${said(f, "promise")}. encours promise list zeigt sie.`,
  },
  PROMISE_OVER: {
    exit: "conflict",
    en: (f) => `This promise is no longer open (${said(f, "state")}): there is nothing to withdraw.`,
    fr: (f) => `Cette promesse n'est plus en cours (${said(f, "state")}) : il n'y a rien à retirer.`,
    nl: (f) => `Deze belofte loopt niet meer (${said(f, "state")}): er valt niets in te trekken.`,
    de: (f) => `Diese Zusage ist nicht mehr offen (${said(f, "state")}): Es gibt nichts zurückzunehmen.`,
  },
  PROMISE_PARTS: {
    exit: "usage",
    en: (f) => `A promise has between 1 and ${said(f, "most")} parts, each with an amount above zero and a day: --part 500.00:2026-07-31.`,
    fr: (f) => `Une promesse a de 1 à ${said(f, "most")} parts, chacune d'un montant positif et d'un jour : --part 500.00:2026-07-31.`,
    nl: (f) => `Een belofte heeft 1 tot ${said(f, "most")} delen, elk met een bedrag boven nul en een dag: --part 500.00:2026-07-31.`,
    de: (f) => `Eine Zusage hat 1 bis ${said(f, "most")} Raten, jede mit einem Betrag über null und einem Tag: --part 500.00:2026-07-31.`,
  },
  PROMISE_TOO_EARLY: {
    exit: "usage",
    en: (f) => `${said(f, "day")} lies before the day it was said (${said(f, "saidOn")}). Name a later day, or say when it was said.`,
    fr: (f) =>
      `Le ${said(f, "day")} précède le jour où elle a été dite (${said(f, "saidOn")}). Donnez un jour ultérieur, ou le jour où elle a été dite.`,
    nl: (f) => `${said(f, "day")} ligt vóór de dag waarop ze gedaan werd (${said(f, "saidOn")}). Geef een latere dag, of wanneer ze gedaan werd.`,
    de: (f) =>
      `${said(f, "day")} liegt vor dem Tag, an dem sie gegeben wurde (${said(f, "saidOn")}). Nennen Sie einen späteren Tag oder den der Zusage.`,
  },
  PROMISE_TOO_LATE: {
    exit: "usage",
    en: (f) => `${said(f, "day")} is too late; the latest day here is ${said(f, "latest")}.`,
    fr: (f) => `Le ${said(f, "day")} est trop tard ; le dernier jour possible est le ${said(f, "latest")}.`,
    nl: (f) => `${said(f, "day")} is te laat; de laatst mogelijke dag is ${said(f, "latest")}.`,
    de: (f) => `${said(f, "day")} ist zu spät; der späteste Tag ist ${said(f, "latest")}.`,
  },
  PROMISED_TOO_MUCH: {
    exit: "conflict",
    en: () => "More is promised than is open of the items it names. Name the other items too, or none: it then counts for the account.",
    fr: () => "La promesse dépasse le solde des pièces visées. Nommez aussi les autres pièces, ou aucune : elle vaut alors pour le compte.",
    nl: () => "Er is meer beloofd dan openstaat van de genoemde posten. Noem ook de andere, of geen enkele: ze geldt dan voor de rekening.",
    de: () => "Es ist mehr zugesagt, als von den genannten Posten offen ist. Nennen Sie auch die anderen oder keinen: Sie gilt dann für das Konto.",
  },
  PROMISE_CURRENCY: {
    exit: "conflict",
    en: (f) => `The promise is in ${said(f, "currency")}, the item ${said(f, "item")} in ${said(f, "of")}. Take down one promise a currency.`,
    fr: (f) => `La promesse est en ${said(f, "currency")}, la pièce ${said(f, "item")} en ${said(f, "of")}. Notez une promesse par devise.`,
    nl: (f) => `De belofte is in ${said(f, "currency")}, de post ${said(f, "item")} in ${said(f, "of")}. Noteer één belofte per munt.`,
    de: (f) =>
      `Die Zusage lautet auf ${said(f, "currency")}, der Posten ${said(f, "item")} auf ${said(f, "of")}. Halten Sie je Währung eine Zusage fest.`,
  },
}
