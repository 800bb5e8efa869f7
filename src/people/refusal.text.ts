import { type RefusalTexts, said } from "../kernel/text.ts"

export const peopleRefusals: RefusalTexts = {
  NOT_ALLOWED: {
    exit: "notAllowed",
    en: (f) => `The role ${said(f, "role")} may not do this. These may: ${said(f, "who")}. Whom to act as is said by ENCOURS_ROLE.`,
    fr: (f) => `Le rôle ${said(f, "role")} n'a pas ce droit. Ceux-ci l'ont : ${said(f, "who")}. ENCOURS_ROLE dit en quel rôle agir.`,
    nl: (f) => `De rol ${said(f, "role")} mag dit niet. Deze wel: ${said(f, "who")}. ENCOURS_ROLE zegt in welke rol u handelt.`,
    de: (f) => `Die Rolle ${said(f, "role")} darf das nicht. Diese dürfen es: ${said(f, "who")}. ENCOURS_ROLE sagt, in welcher Rolle Sie handeln.`,
  },
  UNKNOWN_ROLE: {
    exit: "usage",
    en: (f) => `“${said(f, "value")}” is not a role. ENCOURS_ROLE takes: ${said(f, "takes")}`,
    fr: (f) => `« ${said(f, "value")} » n'est pas un rôle. ENCOURS_ROLE accepte : ${said(f, "takes")}`,
    nl: (f) => `“${said(f, "value")}” is geen rol. ENCOURS_ROLE aanvaardt: ${said(f, "takes")}`,
    de: (f) => `„${said(f, "value")}“ ist keine Rolle. ENCOURS_ROLE nimmt: ${said(f, "takes")}`,
  },
}
