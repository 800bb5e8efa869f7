import { type RefusalTexts, said } from "../kernel/text.ts"

export const disputeRefusals: RefusalTexts = {
  UNKNOWN_DISPUTE: {
    exit: "notFound",
    en: (f) => `There is no dispute ${said(f, "dispute")} in this company. encours dispute list shows them.`,
    fr: (f) => `Il n'y a pas de litige ${said(f, "dispute")} dans cette société. encours dispute list les montre.`,
    nl: (f) => `Er is geen betwisting ${said(f, "dispute")} in deze vennootschap. encours dispute list toont ze.`,
    de: (f) => `In diesem Unternehmen gibt es keine Reklamation ${said(f, "dispute")}. encours dispute list zeigt sie.`,
  },
  DISPUTE_CLOSED: {
    exit: "conflict",
    en: (f) => `This dispute was closed on ${said(f, "on")} (${said(f, "outcome")}). Open another one.`,
    fr: (f) => `Ce litige a été clos le ${said(f, "on")} (${said(f, "outcome")}). Ouvrez-en un autre.`,
    nl: (f) => `Deze betwisting werd gesloten op ${said(f, "on")} (${said(f, "outcome")}). Open een andere.`,
    de: (f) => `Diese Reklamation wurde am ${said(f, "on")} geschlossen (${said(f, "outcome")}). Eröffnen Sie eine neue.`,
  },
  DISPUTE_NOTHING: {
    exit: "usage",
    en: () => "A dispute names at least one open item, and each once: --item FA-1042 or --item FA-1042:40.00.",
    fr: () => "Un litige vise au moins une pièce ouverte, chacune une fois : --item FA-1042 ou --item FA-1042:40.00.",
    nl: () => "Een betwisting noemt minstens één openstaande post, elke post één keer: --item FA-1042 of --item FA-1042:40.00.",
    de: () => "Eine Reklamation nennt mindestens einen offenen Posten, jeden einmal: --item FA-1042 oder --item FA-1042:40.00.",
  },
  DISPUTE_CURRENCY: {
    exit: "conflict",
    en: (f) => `One item is in ${said(f, "currency")}, ${said(f, "item")} in ${said(f, "of")}. Open one dispute a currency.`,
    fr: (f) => `Une pièce est en ${said(f, "currency")}, ${said(f, "item")} en ${said(f, "of")}. Ouvrez un litige par devise.`,
    nl: (f) => `Eén post is in ${said(f, "currency")}, ${said(f, "item")} in ${said(f, "of")}. Open één betwisting per munt.`,
    de: (f) => `Ein Posten lautet auf ${said(f, "currency")}, ${said(f, "item")} auf ${said(f, "of")}. Eröffnen Sie je Währung eine Reklamation.`,
  },
  DISPUTE_TOO_LATE: {
    exit: "usage",
    en: (f) => `A dispute cannot be opened on ${said(f, "day")}; the latest day is ${said(f, "latest")}.`,
    fr: (f) => `Un litige ne peut pas être ouvert le ${said(f, "day")} ; le dernier jour possible est le ${said(f, "latest")}.`,
    nl: (f) => `Een betwisting kan niet geopend worden op ${said(f, "day")}; de laatst mogelijke dag is ${said(f, "latest")}.`,
    de: (f) => `Eine Reklamation kann nicht am ${said(f, "day")} eröffnet werden; der späteste Tag ist ${said(f, "latest")}.`,
  },
  DISPUTED_TOO_MUCH: {
    exit: "conflict",
    en: (f) => `More of ${said(f, "item")} would be disputed than is open and not disputed yet. Look at its disputes: encours dispute list.`,
    fr: (f) => `On contesterait de ${said(f, "item")} plus que ce qui est ouvert et non encore contesté. Voyez ses litiges : encours dispute list.`,
    nl: (f) =>
      `Er zou meer van ${said(f, "item")} betwist worden dan openstaat en nog niet betwist is. Bekijk de betwistingen: encours dispute list.`,
    de: (f) => `Von ${said(f, "item")} würde mehr bestritten, als offen und noch nicht bestritten ist. Siehe encours dispute list.`,
  },
}
