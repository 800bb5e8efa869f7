import { type RefusalTexts, said } from "../kernel/text.ts"

export const companyRefusals: RefusalTexts = {
  NO_COMPANY: {
    exit: "notFound",
    en: () => 'There is no company yet. Make one: encours company add --code ACME --name "Acme SA" --country FR --currency EUR',
    fr: () => 'Aucune société pour l\'instant. Créez-en une : encours company add --code ACME --name "Acme SA" --country FR --currency EUR',
    nl: () => 'Er is nog geen vennootschap. Maak er een: encours company add --code ACME --name "Acme NV" --country BE --currency EUR',
    de: () => 'Es gibt noch kein Unternehmen. Anlegen: encours company add --code ACME --name "Acme GmbH" --country DE --currency EUR',
  },
  UNKNOWN_COMPANY: {
    exit: "notFound",
    en: (f) => `There is no company “${said(f, "code")}”. Known: ${said(f, "known")}`,
    fr: (f) => `La société « ${said(f, "code")} » n'existe pas. Connues : ${said(f, "known")}`,
    nl: (f) => `De vennootschap “${said(f, "code")}” bestaat niet. Bekend: ${said(f, "known")}`,
    de: (f) => `Das Unternehmen „${said(f, "code")}“ gibt es nicht. Bekannt: ${said(f, "known")}`,
  },
  COMPANY_REMOVED: {
    exit: "notFound",
    en: () => "The company was removed meanwhile. Nothing was done.",
    fr: () => "La société a été supprimée entre-temps. Rien n'a été fait.",
    nl: () => "De vennootschap werd intussen verwijderd. Er is niets gedaan.",
    de: () => "Das Unternehmen wurde inzwischen entfernt. Nichts wurde getan.",
  },
  WHICH_COMPANY: {
    exit: "usage",
    en: (f) => `Several companies live here; say which with --company CODE: ${said(f, "known")}`,
    fr: (f) => `Plusieurs sociétés vivent ici ; précisez --company CODE : ${said(f, "known")}`,
    nl: (f) => `Er zijn meerdere vennootschappen; kies met --company CODE: ${said(f, "known")}`,
    de: (f) => `Hier leben mehrere Unternehmen; wählen Sie mit --company CODE: ${said(f, "known")}`,
  },
  COMPANY_EXISTS: {
    exit: "conflict",
    en: (f) => `The company code “${said(f, "code")}” is already taken.`,
    fr: (f) => `Le code de société « ${said(f, "code")} » est déjà pris.`,
    nl: (f) => `De vennootschapscode “${said(f, "code")}” is al in gebruik.`,
    de: (f) => `Das Unternehmenskürzel „${said(f, "code")}“ ist schon vergeben.`,
  },
  BAD_CODE: {
    exit: "usage",
    en: (f) => `“${said(f, "value")}” cannot be a company code: letters, digits, _ . - only, at most 40, the first a letter or digit.`,
    fr: (f) =>
      `« ${said(f, "value")} » ne peut pas être un code de société : lettres, chiffres, _ . - seulement, 40 au plus, le premier lettre ou chiffre.`,
    nl: (f) => `“${said(f, "value")}” kan geen vennootschapscode zijn: enkel letters, cijfers, _ . -, hoogstens 40, eerst een letter of cijfer.`,
    de: (f) => `„${said(f, "value")}“ kann kein Kürzel sein: nur Buchstaben, Ziffern, _ . -, höchstens 40, zuerst Buchstabe oder Ziffer.`,
  },
  BAD_REGISTRATION: {
    exit: "usage",
    en: (f) =>
      `“${said(f, "value")}” is not a number of this register (${said(f, "scheme").toUpperCase()}): its check digits do not agree. SIREN has nine digits, BCE ten.`,
    fr: (f) =>
      `« ${said(f, "value")} » n'est pas un numéro de ce registre (${said(f, "scheme").toUpperCase()}) : sa clé ne concorde pas. Le SIREN a neuf chiffres, la BCE dix.`,
    nl: (f) =>
      `“${said(f, "value")}” is geen nummer van dit register (${said(f, "scheme").toUpperCase()}): de controlecijfers kloppen niet. SIREN heeft negen cijfers, KBO tien.`,
    de: (f) =>
      `„${said(f, "value")}“ ist keine Nummer dieses Registers (${said(f, "scheme").toUpperCase()}): Die Prüfziffern stimmen nicht. SIREN hat neun Ziffern, die BCE-/KBO-Nummer zehn.`,
  },
  BAD_BOUNDS: {
    exit: "usage",
    en: (f) => `${said(f, "value")}: the bounds of the ageing are whole days that rise, such as 0, 30, 60, 90.`,
    fr: (f) => `${said(f, "value")} : les bornes de la balance âgée sont des jours entiers croissants, comme 0, 30, 60, 90.`,
    nl: (f) => `${said(f, "value")}: de grenzen van de ouderdomsbalans zijn hele, oplopende dagen, zoals 0, 30, 60, 90.`,
    de: (f) => `${said(f, "value")}: die Grenzen der Fälligkeitsliste sind ganze, steigende Tage, etwa 0, 30, 60, 90.`,
  },
  BAD_NAME: {
    exit: "usage",
    en: () => "The name is empty, longer than 200 characters, or has line breaks or other control characters.",
    fr: () => "Le nom est vide, dépasse 200 caractères, ou contient des sauts de ligne ou d'autres caractères de commande.",
    nl: () => "De naam is leeg, langer dan 200 tekens, of bevat regeleinden of andere stuurtekens.",
    de: () => "Der Name ist leer, länger als 200 Zeichen oder enthält Zeilenumbrüche oder andere Steuerzeichen.",
  },
  BAD_COUNTRY: {
    exit: "usage",
    en: (f) => `“${said(f, "value")}” is not a country code: two letters such as FR or BE.`,
    fr: (f) => `« ${said(f, "value")} » n'est pas un code de pays : deux lettres, comme FR ou BE.`,
    nl: (f) => `“${said(f, "value")}” is geen landcode: twee letters, zoals FR of BE.`,
    de: (f) => `„${said(f, "value")}“ ist kein Ländercode: zwei Buchstaben wie FR oder BE.`,
  },
  BAD_CURRENCY: {
    exit: "usage",
    en: (f) => `“${said(f, "value")}” is not a currency we know (ISO 4217, such as EUR).`,
    fr: (f) => `« ${said(f, "value")} » n'est pas une devise connue (ISO 4217, comme EUR).`,
    nl: (f) => `“${said(f, "value")}” is geen bekende munt (ISO 4217, zoals EUR).`,
    de: (f) => `„${said(f, "value")}“ ist keine bekannte Währung (ISO 4217, wie EUR).`,
  },
  BAD_IBAN: {
    exit: "usage",
    en: (f) => `“${said(f, "value")}” is no IBAN: its length or its check digits do not fit. Copy it from the bank's own papers.`,
    fr: (f) => `« ${said(f, "value")} » n'est pas un IBAN : sa longueur ou sa clé ne va pas. Copiez-le d'un document de la banque.`,
    nl: (f) => `“${said(f, "value")}” is geen IBAN: de lengte of het controlegetal klopt niet. Neem hem over van een document van de bank.`,
    de: (f) => `„${said(f, "value")}“ ist keine IBAN: Länge oder Prüfziffer stimmt nicht. Übernehmen Sie sie aus einem Papier der Bank.`,
  },
  BAD_BIC: {
    exit: "usage",
    en: (f) => `“${said(f, "value")}” is no BIC: eight or eleven characters.`,
    fr: (f) => `« ${said(f, "value")} » n'est pas un BIC : huit ou onze caractères.`,
    nl: (f) => `“${said(f, "value")}” is geen BIC: acht of elf tekens.`,
    de: (f) => `„${said(f, "value")}“ ist keine BIC: acht oder elf Zeichen.`,
  },
  IBAN_IN_USE: {
    exit: "conflict",
    en: (f) => `${said(f, "iban")} is in use here already.`,
    fr: (f) => `${said(f, "iban")} est déjà utilisé ici.`,
    nl: (f) => `${said(f, "iban")} is hier al in gebruik.`,
    de: (f) => `${said(f, "iban")} ist hier schon in Gebrauch.`,
  },
  UNKNOWN_ACCOUNT: {
    exit: "notFound",
    en: (f) => `${said(f, "iban")} is no account in use here. encours account list shows them.`,
    fr: (f) => `${said(f, "iban")} n'est pas un compte utilisé ici. encours account list les montre.`,
    nl: (f) => `${said(f, "iban")} is geen rekening in gebruik. encours account list toont ze.`,
    de: (f) => `${said(f, "iban")} ist hier kein Konto in Gebrauch. encours account list zeigt sie.`,
  },
}
