import { type RefusalTexts, said } from "../kernel/text.ts"

export const holdRefusals: RefusalTexts = {
  UNKNOWN_HOLD: {
    exit: "notFound",
    en: (f) => `There is no hold ${said(f, "hold")} in this company. encours hold list shows them.`,
    fr: (f) => `Il n'y a pas de suspension ${said(f, "hold")} dans cette société. encours hold list les montre.`,
    nl: (f) => `Er is geen opschorting ${said(f, "hold")} in deze vennootschap. encours hold list toont ze.`,
    de: (f) => `In diesem Unternehmen gibt es keine Mahnsperre ${said(f, "hold")}. encours hold list zeigt sie.`,
  },
  HOLD_ENDED: {
    exit: "conflict",
    en: (f) => `This hold ended on ${said(f, "until")}. Place another one.`,
    fr: (f) => `Cette suspension a pris fin le ${said(f, "until")}. Posez-en une autre.`,
    nl: (f) => `Deze opschorting eindigde op ${said(f, "until")}. Plaats een andere.`,
    de: (f) => `Diese Mahnsperre endete am ${said(f, "until")}. Setzen Sie eine neue.`,
  },
  HOLD_PAST: {
    exit: "usage",
    en: (f) => `${said(f, "until")} is over already; the earliest last day is ${said(f, "earliest")}.`,
    fr: (f) => `Le ${said(f, "until")} est déjà passé ; le dernier jour est au plus tôt le ${said(f, "earliest")}.`,
    nl: (f) => `${said(f, "until")} is al voorbij; de laatste dag is ten vroegste ${said(f, "earliest")}.`,
    de: (f) => `${said(f, "until")} ist schon vorbei; der letzte Tag ist frühestens der ${said(f, "earliest")}.`,
  },
  HOLD_TOO_LONG: {
    exit: "usage",
    en: (f) => `Nothing is held for more than a year: at most until ${said(f, "latest")}.`,
    fr: (f) => `Rien n'est suspendu plus d'un an : au plus tard jusqu'au ${said(f, "latest")}.`,
    nl: (f) => `Niets wordt langer dan een jaar opgeschort: hoogstens tot ${said(f, "latest")}.`,
    de: (f) => `Nichts wird länger als ein Jahr gesperrt: höchstens bis ${said(f, "latest")}.`,
  },
  HOLD_NEEDS_WORDS: {
    exit: "usage",
    en: () => "Where the reason is other, say it in words: --note TEXT.",
    fr: () => "Quand le motif est other, dites-le en mots : --note TEXTE.",
    nl: () => "Als de reden other is, zeg ze in woorden: --note TEKST.",
    de: () => "Ist der Grund other, sagen Sie ihn in Worten: --note TEXT.",
  },
}
