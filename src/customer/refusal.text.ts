import { type RefusalTexts, said } from "../kernel/text.ts"

export const customerRefusals: RefusalTexts = {
  UNKNOWN_CUSTOMER: {
    exit: "notFound",
    en: (f) => `There is no customer “${said(f, "code")}”. encours customers --search TEXT finds them.`,
    fr: (f) => `Le client « ${said(f, "code")} » n'existe pas. encours customers --search TEXTE les trouve.`,
    nl: (f) => `De klant “${said(f, "code")}” bestaat niet. encours customers --search TEKST vindt ze.`,
    de: (f) => `Den Kunden „${said(f, "code")}“ gibt es nicht. encours customers --search TEXT findet sie.`,
  },
  BAD_SEGMENT: {
    exit: "usage",
    en: (f) => `“${said(f, "name")}” is no name of a segment: 1 to ${said(f, "most")} characters.`,
    fr: (f) => `« ${said(f, "name")} » n'est pas un nom de segment : 1 à ${said(f, "most")} caractères.`,
    nl: (f) => `“${said(f, "name")}” is geen naam van een segment: 1 tot ${said(f, "most")} tekens.`,
    de: (f) => `„${said(f, "name")}“ ist kein Name eines Segments: 1 bis ${said(f, "most")} Zeichen.`,
  },
  SEGMENT_EXISTS: {
    exit: "conflict",
    en: (f) => `There is a segment “${said(f, "name")}” already.`,
    fr: (f) => `Le segment « ${said(f, "name")} » existe déjà.`,
    nl: (f) => `Het segment “${said(f, "name")}” bestaat al.`,
    de: (f) => `Das Segment „${said(f, "name")}“ gibt es schon.`,
  },
  UNKNOWN_SEGMENT: {
    exit: "notFound",
    en: (f) => `There is no segment “${said(f, "name")}”. encours segment list shows them, segment add adds one.`,
    fr: (f) => `Le segment « ${said(f, "name")} » n'existe pas. encours segment list les montre, segment add en ajoute un.`,
    nl: (f) => `Het segment “${said(f, "name")}” bestaat niet. encours segment list toont ze, segment add voegt er een toe.`,
    de: (f) => `Das Segment „${said(f, "name")}“ gibt es nicht. encours segment list zeigt sie, segment add legt eines an.`,
  },
  SEGMENT_IN_USE: {
    exit: "conflict",
    en: (f) => `“${said(f, "name")}” still has customers (${said(f, "customers")}): give them another segment first, or rename it.`,
    fr: (f) => `« ${said(f, "name")} » a encore des clients (${said(f, "customers")}) : donnez-leur d'abord un autre segment, ou renommez-le.`,
    nl: (f) => `“${said(f, "name")}” heeft nog klanten (${said(f, "customers")}): geef ze eerst een ander segment, of hernoem het.`,
    de: (f) => `„${said(f, "name")}“ hat noch Kunden (${said(f, "customers")}): Geben Sie ihnen zuerst ein anderes Segment, oder benennen Sie es um.`,
  },
}
