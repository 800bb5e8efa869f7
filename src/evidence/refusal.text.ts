import { type RefusalTexts, said } from "../kernel/text.ts"

export const evidenceRefusals: RefusalTexts = {
  MISSING_EVIDENCE: {
    exit: "usage",
    en: () => "Say which file: its id or SHA-256, as encours evidence list shows them.",
    fr: () => "Dites quel fichier : son identifiant ou son SHA-256, comme les montre encours evidence list.",
    nl: () => "Zeg welk bestand: zijn id of SHA-256, zoals encours evidence list ze toont.",
    de: () => "Sagen Sie, welche Datei: ihre Kennung oder ihr SHA-256, wie encours evidence list sie zeigt.",
  },
  UNKNOWN_EVIDENCE: {
    exit: "notFound",
    en: (f) => `${said(f, "company")} keeps no file “${said(f, "sought")}”. encours evidence list shows ids and SHA-256.`,
    fr: (f) => `${said(f, "company")} ne garde aucun fichier « ${said(f, "sought")} ». encours evidence list montre identifiants et SHA-256.`,
    nl: (f) => `${said(f, "company")} bewaart geen bestand “${said(f, "sought")}”. encours evidence list toont id's en SHA-256.`,
    de: (f) => `${said(f, "company")} bewahrt keine Datei „${said(f, "sought")}“ auf. encours evidence list zeigt Kennungen und SHA-256.`,
  },
}
