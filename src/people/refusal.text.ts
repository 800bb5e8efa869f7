import { type RefusalTexts, said } from "../kernel/text.ts"

export const peopleRefusals: RefusalTexts = {
  NO_KEY: {
    exit: "notAllowed",
    en: () => "No key in force came with this request: Authorization: Bearer KEY. encours key add makes one.",
    fr: () => "Cette requête n'apporte aucune clé en vigueur : Authorization: Bearer CLÉ. encours key add en crée une.",
    nl: () => "Bij deze aanvraag kwam geen geldige sleutel: Authorization: Bearer SLEUTEL. encours key add maakt er een.",
    de: () => "Diese Anfrage bringt keinen gültigen Schlüssel mit: Authorization: Bearer SCHLÜSSEL. encours key add erstellt einen.",
  },
  BAD_VIEW: {
    exit: "usage",
    en: (f) => `The ${said(f, "field")} of the view does not fit: a name of 1–80 characters on one line, and the query of an address.`,
    fr: (f) => `Le champ ${said(f, "field")} de la vue ne convient pas : un nom de 1 à 80 caractères sur une ligne, et la requête d'une adresse.`,
    nl: (f) => `Het veld ${said(f, "field")} van de weergave past niet: een naam van 1–80 tekens op één regel, en de zoekvraag van een adres.`,
    de: (f) => `Das Feld ${said(f, "field")} der Ansicht passt nicht: ein Name mit 1–80 Zeichen auf einer Zeile und die Abfrage einer Adresse.`,
  },
  UNKNOWN_VIEW: {
    exit: "notFound",
    en: (f) => `There is no view ${said(f, "view")} of yours or the team's. encours view list shows them.`,
    fr: (f) => `Il n'y a pas de vue ${said(f, "view")} à vous ou à l'équipe. encours view list les montre.`,
    nl: (f) => `Er is geen weergave ${said(f, "view")} van u of het team. encours view list toont ze.`,
    de: (f) => `Es gibt keine Ansicht ${said(f, "view")} von Ihnen oder dem Team. encours view list zeigt sie.`,
  },
  NOT_YOUR_VIEW: {
    exit: "notAllowed",
    en: (f) => `${said(f, "owner")} made this view for the team: they, or who sets up the company, remove it.`,
    fr: (f) => `${said(f, "owner")} a fait cette vue pour l'équipe : cette personne, ou qui règle la société, la supprime.`,
    nl: (f) => `${said(f, "owner")} maakte deze weergave voor het team: die persoon, of wie de vennootschap instelt, verwijdert ze.`,
    de: (f) => `${said(f, "owner")} hat diese Ansicht für das Team angelegt: Diese Person oder wer das Unternehmen einrichtet, entfernt sie.`,
  },
  UNKNOWN_KEY: {
    exit: "notFound",
    en: (f) => `There is no key “${said(f, "key")}” in force in this company. encours key list shows them.`,
    fr: (f) => `Aucune clé « ${said(f, "key")} » n'est en vigueur dans cette société. encours key list les montre.`,
    nl: (f) => `Er is geen geldige sleutel “${said(f, "key")}” in deze vennootschap. encours key list toont ze.`,
    de: (f) => `In diesem Unternehmen gilt kein Schlüssel „${said(f, "key")}“. encours key list zeigt sie.`,
  },
  MISSING_KEY: {
    exit: "usage",
    en: () => "Say which key: encours key list shows their ids.",
    fr: () => "Dites quelle clé : encours key list montre leurs identifiants.",
    nl: () => "Zeg welke sleutel: encours key list toont hun nummers.",
    de: () => "Nennen Sie den Schlüssel: encours key list zeigt die Kennungen.",
  },
  BAD_KEY_NAME: {
    exit: "usage",
    en: () => "The name of a key is empty or longer than 100 characters.",
    fr: () => "Le nom d'une clé est vide ou dépasse 100 caractères.",
    nl: () => "De naam van een sleutel is leeg of langer dan 100 tekens.",
    de: () => "Der Name eines Schlüssels ist leer oder länger als 100 Zeichen.",
  },
  UNKNOWN_RIGHT: {
    exit: "usage",
    en: (f) => `“${said(f, "value")}” is no right of this role; it has: ${said(f, "takes")}`,
    fr: (f) => `« ${said(f, "value")} » n'est pas un droit de ce rôle ; il a : ${said(f, "takes")}`,
    nl: (f) => `“${said(f, "value")}” is geen recht van deze rol; ze heeft: ${said(f, "takes")}`,
    de: (f) => `„${said(f, "value")}“ ist kein Recht dieser Rolle; sie hat: ${said(f, "takes")}`,
  },
  NOT_ALLOWED: {
    exit: "notAllowed",
    en: (f) =>
      f.person
        ? `As ${said(f, "role")} you may not do this. These may: ${said(f, "who")}. An owner of the company gives roles.`
        : f.key
          ? `This key (role ${said(f, "role")}) lacks the right ${said(f, "right")}; a key of these roles may have it: ${said(f, "who")}. encours key add makes one.`
          : `The role ${said(f, "role")} may not do this. These may: ${said(f, "who")}. Whom to act as is said by ENCOURS_ROLE.`,
    fr: (f) =>
      f.person
        ? `En tant que ${said(f, "role")}, vous n'avez pas ce droit. Ceux-ci l'ont : ${said(f, "who")}. Un propriétaire de la société donne les rôles.`
        : f.key
          ? `Cette clé (rôle ${said(f, "role")}) n'a pas le droit ${said(f, "right")} ; une clé de ces rôles peut l'avoir : ${said(f, "who")}. encours key add en crée une.`
          : `Le rôle ${said(f, "role")} n'a pas ce droit. Ceux-ci l'ont : ${said(f, "who")}. ENCOURS_ROLE dit en quel rôle agir.`,
    nl: (f) =>
      f.person
        ? `Als ${said(f, "role")} mag u dit niet. Deze wel: ${said(f, "who")}. Een eigenaar van de vennootschap geeft de rollen.`
        : f.key
          ? `Deze sleutel (rol ${said(f, "role")}) heeft het recht ${said(f, "right")} niet; een sleutel van deze rollen kan het hebben: ${said(f, "who")}. encours key add maakt er een.`
          : `De rol ${said(f, "role")} mag dit niet. Deze wel: ${said(f, "who")}. ENCOURS_ROLE zegt in welke rol u handelt.`,
    de: (f) =>
      f.person
        ? `Als ${said(f, "role")} dürfen Sie das nicht. Diese dürfen es: ${said(f, "who")}. Ein Inhaber des Unternehmens vergibt die Rollen.`
        : f.key
          ? `Dieser Schlüssel (Rolle ${said(f, "role")}) hat das Recht ${said(f, "right")} nicht; ein Schlüssel dieser Rollen kann es haben: ${said(f, "who")}. encours key add macht einen.`
          : `Die Rolle ${said(f, "role")} darf das nicht. Diese dürfen es: ${said(f, "who")}. ENCOURS_ROLE sagt, in welcher Rolle Sie handeln.`,
  },
  UNKNOWN_ROLE: {
    exit: "usage",
    en: (f) => `“${said(f, "value")}” is not a role. ENCOURS_ROLE takes: ${said(f, "takes")}`,
    fr: (f) => `« ${said(f, "value")} » n'est pas un rôle. ENCOURS_ROLE accepte : ${said(f, "takes")}`,
    nl: (f) => `“${said(f, "value")}” is geen rol. ENCOURS_ROLE aanvaardt: ${said(f, "takes")}`,
    de: (f) => `„${said(f, "value")}“ ist keine Rolle. ENCOURS_ROLE nimmt: ${said(f, "takes")}`,
  },
}
