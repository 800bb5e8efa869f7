import { type RefusalTexts, said } from "../kernel/text.ts"

export const customerRefusals: RefusalTexts = {
  UNKNOWN_CUSTOMER: {
    exit: "notFound",
    en: (f) => `There is no customer “${said(f, "code")}”. encours customers --search TEXT finds them.`,
    fr: (f) => `Le client « ${said(f, "code")} » n'existe pas. encours customers --search TEXTE les trouve.`,
    nl: (f) => `De klant “${said(f, "code")}” bestaat niet. encours customers --search TEKST vindt ze.`,
    de: (f) => `Den Kunden „${said(f, "code")}“ gibt es nicht. encours customers --search TEXT findet sie.`,
  },
}
