import { type RefusalTexts, said } from "../kernel/text.ts"

export const activityRefusals: RefusalTexts = {
  UNKNOWN_ACT: {
    exit: "usage",
    en: (f) => `No act is called “${said(f, "act")}”: say a code (dispute.opened) or a room of them (dispute).`,
    fr: (f) => `Aucun acte ne s'appelle « ${said(f, "act")} » : dites un code (dispute.opened) ou une famille (dispute).`,
    nl: (f) => `Geen handeling heet “${said(f, "act")}”: zeg een code (dispute.opened) of een groep (dispute).`,
    de: (f) => `Keine Handlung heißt „${said(f, "act")}“: einen Code (dispute.opened) oder eine Gruppe (dispute) nennen.`,
  },
  UNKNOWN_ENTRY_OF_LOG: {
    exit: "notFound",
    en: () => "There is no such entry in this company's log.",
    fr: () => "Le journal de cette société ne contient pas cet acte.",
    nl: () => "Er is geen zulke handeling in het logboek van deze vennootschap.",
    de: () => "Im Protokoll dieses Unternehmens gibt es diesen Eintrag nicht.",
  },
}
