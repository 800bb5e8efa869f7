import { type RefusalTexts, said } from "../kernel/text.ts"

export const recoveryRefusals: RefusalTexts = {
  UNKNOWN_INSOLVENCY: {
    exit: "notFound",
    en: (f) => `There is no insolvency ${said(f, "insolvency")} in this company. encours insolvency list shows them.`,
    fr: (f) => `Il n'y a pas de procédure ${said(f, "insolvency")} dans cette société. encours insolvency list les montre.`,
    nl: (f) => `Er is geen insolventie ${said(f, "insolvency")} in deze vennootschap. encours insolvency list toont ze.`,
    de: (f) => `In diesem Unternehmen gibt es keine Insolvenz ${said(f, "insolvency")}. encours insolvency list zeigt sie.`,
  },
  INSOLVENCY_KIND: {
    exit: "usage",
    en: (f) => `${said(f, "kind")} is no proceedings of ${said(f, "country")}; there are: ${said(f, "takes")}`,
    fr: (f) => `${said(f, "kind")} n'est pas une procédure de ${said(f, "country")} ; il y a : ${said(f, "takes")}`,
    nl: (f) => `${said(f, "kind")} is geen procedure van ${said(f, "country")}; er zijn: ${said(f, "takes")}`,
    de: (f) => `${said(f, "kind")} ist kein Verfahren von ${said(f, "country")}; es gibt: ${said(f, "takes")}`,
  },
  INSOLVENCY_TOO_LATE: {
    exit: "usage",
    en: (f) => `${said(f, "day")} lies ahead; the latest day is ${said(f, "latest")}.`,
    fr: (f) => `Le ${said(f, "day")} est à venir ; le dernier jour possible est le ${said(f, "latest")}.`,
    nl: (f) => `${said(f, "day")} moet nog komen; de laatst mogelijke dag is ${said(f, "latest")}.`,
    de: (f) => `${said(f, "day")} liegt in der Zukunft; der späteste Tag ist ${said(f, "latest")}.`,
  },
  INSOLVENCY_ENDS_EARLY: {
    exit: "usage",
    en: (f) => `Proceedings opened on ${said(f, "judgedOn")} cannot end on ${said(f, "endedOn")}.`,
    fr: (f) => `Une procédure ouverte le ${said(f, "judgedOn")} ne peut pas finir le ${said(f, "endedOn")}.`,
    nl: (f) => `Een procedure die op ${said(f, "judgedOn")} geopend werd, kan niet op ${said(f, "endedOn")} eindigen.`,
    de: (f) => `Ein am ${said(f, "judgedOn")} eröffnetes Verfahren kann nicht am ${said(f, "endedOn")} enden.`,
  },
  INSOLVENCY_KNOWN: {
    exit: "conflict",
    en: (f) =>
      `These proceedings (${said(f, "kind")}) are recorded already for this customer, by the judgment of ${said(f, "judgedOn")}. Correct or end those.`,
    fr: (f) =>
      `Cette procédure (${said(f, "kind")}) est déjà enregistrée pour ce client, par le jugement du ${said(f, "judgedOn")}. Corrigez-la ou clôturez-la.`,
    nl: (f) =>
      `Deze procedure (${said(f, "kind")}) is voor deze klant al genoteerd, door het vonnis van ${said(f, "judgedOn")}. Verbeter of beëindig die.`,
    de: (f) =>
      `Dieses Verfahren (${said(f, "kind")}) ist für diesen Kunden schon erfasst, mit dem Beschluss vom ${said(f, "judgedOn")}. Berichtigen oder beenden Sie es.`,
  },
}
