import { type RefusalTexts, said } from "../kernel/text.ts"

export const portfolioRefusals: RefusalTexts = {
  NOTHING_SELECTED: {
    exit: "usage",
    en: () => "Say which customers: codes, --segment, --country, --letters or --of.",
    fr: () => "Dites quels clients : codes, --segment, --country, --letters ou --of.",
    nl: () => "Zeg welke klanten: codes, --segment, --country, --letters of --of.",
    de: () => "Sagen Sie, welche Kunden: Codes, --segment, --country, --letters oder --of.",
  },
  BAD_LETTERS: {
    exit: "usage",
    en: (f) => `“${said(f, "value")}” is no range of first letters: A, or A-F.`,
    fr: (f) => `« ${said(f, "value")} » n'est pas une suite de premières lettres : A, ou A-F.`,
    nl: (f) => `“${said(f, "value")}” is geen reeks beginletters: A, of A-F.`,
    de: (f) => `„${said(f, "value")}“ ist kein Bereich von Anfangsbuchstaben: A, oder A-F.`,
  },
  BAD_FROM: {
    exit: "usage",
    en: (f) => `${said(f, "from")} is too far away: from ${said(f, "earliest")} to ${said(f, "latest")}.`,
    fr: (f) => `Le ${said(f, "from")} est trop éloigné : du ${said(f, "earliest")} au ${said(f, "latest")}.`,
    nl: (f) => `${said(f, "from")} ligt te ver: van ${said(f, "earliest")} tot ${said(f, "latest")}.`,
    de: (f) => `${said(f, "from")} ist zu weit entfernt: vom ${said(f, "earliest")} bis ${said(f, "latest")}.`,
  },
  UNKNOWN_HOLDER: {
    exit: "notFound",
    en: (f) =>
      `Nobody here is called “${said(f, "name")}”: name a person by name or address, a key, or a collector the books know. encours portfolio list shows them.`,
    fr: (f) =>
      `Personne ici ne s'appelle « ${said(f, "name")} » : nommez une personne (nom ou adresse), une clé, ou un gestionnaire connu des livres. encours portfolio list les montre.`,
    nl: (f) =>
      `Niemand heet hier “${said(f, "name")}”: noem een persoon (naam of adres), een sleutel, of een beheerder die de boeken kennen. encours portfolio list toont ze.`,
    de: (f) =>
      `Hier heißt niemand „${said(f, "name")}“: Nennen Sie eine Person (Name oder Adresse), einen Schlüssel oder einen Sachbearbeiter aus den Büchern. encours portfolio list zeigt sie.`,
  },
  UNKNOWN_HAND_OVER: {
    exit: "notFound",
    en: (f) => `There is no hand-over ${said(f, "handOver")} of yours. encours absence list shows them.`,
    fr: (f) => `Il n'y a pas de remplacement ${said(f, "handOver")} qui soit le vôtre. encours absence list les montre.`,
    nl: (f) => `Er is geen vervanging ${said(f, "handOver")} van u. encours absence list toont ze.`,
    de: (f) => `Es gibt keine Vertretung ${said(f, "handOver")} von Ihnen. encours absence list zeigt sie.`,
  },
  OWN_ABSENCE: {
    exit: "usage",
    en: (f) => `${said(f, "name")} cannot stand in for themselves.`,
    fr: (f) => `${said(f, "name")} ne peut pas se remplacer soi-même.`,
    nl: (f) => `${said(f, "name")} kan zichzelf niet vervangen.`,
    de: (f) => `${said(f, "name")} kann sich nicht selbst vertreten.`,
  },
  OUTSIDE_ABSENCE: {
    exit: "notAllowed",
    en: (f) => `${said(f, "name")} sees only some customers: whoever entrusts customers may let them stand in.`,
    fr: (f) => `${said(f, "name")} ne voit qu'une partie des clients : seul qui confie les clients peut en faire un remplaçant.`,
    nl: (f) => `${said(f, "name")} ziet enkel een deel van de klanten: wie klanten toevertrouwt mag die laten vervangen.`,
    de: (f) => `${said(f, "name")} sieht nur einen Teil der Kunden: Wer Kunden anvertraut, darf sie vertreten lassen.`,
  },
  BAD_ABSENCE: {
    exit: "usage",
    en: (f) =>
      `From ${said(f, "from")} until ${said(f, "until")}: an absence ends after it begins, not before today, and lasts ${said(f, "most")} days at most.`,
    fr: (f) =>
      `Du ${said(f, "from")} au ${said(f, "until")} : une absence finit après son début, pas avant aujourd'hui, et dure ${said(f, "most")} jours au plus.`,
    nl: (f) =>
      `Van ${said(f, "from")} tot ${said(f, "until")}: een afwezigheid eindigt na haar begin, niet voor vandaag, en duurt hoogstens ${said(f, "most")} dagen.`,
    de: (f) =>
      `Vom ${said(f, "from")} bis ${said(f, "until")}: Eine Abwesenheit endet nach ihrem Beginn, nicht vor heute, und dauert höchstens ${said(f, "most")} Tage.`,
  },
  TOO_MANY_SELECTED: {
    exit: "usage",
    en: (f) => `More than ${said(f, "most")} customers at once; select fewer.`,
    fr: (f) => `Plus de ${said(f, "most")} clients à la fois ; choisissez-en moins.`,
    nl: (f) => `Meer dan ${said(f, "most")} klanten tegelijk; kies er minder.`,
    de: (f) => `Mehr als ${said(f, "most")} Kunden auf einmal; wählen Sie weniger.`,
  },
}
