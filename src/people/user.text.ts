import type { Language, Worded } from "../kernel/text.ts"

export const userText = {
  invite: {
    en: "Asks somebody in: prints a link for one person and seven days",
    fr: "Invite quelqu'un : affiche un lien pour une personne et sept jours",
    nl: "Nodigt iemand uit: toont een link voor één persoon en zeven dagen",
    de: "Lädt jemanden ein: zeigt einen Link für eine Person und sieben Tage",
  },
  list: {
    en: "Lists who works for the company",
    fr: "Liste les personnes de la société",
    nl: "Toont wie voor de vennootschap werkt",
    de: "Listet auf, wer für das Unternehmen arbeitet",
  },
  role: { en: "Gives another role", fr: "Change le rôle d'une personne", nl: "Geeft een andere rol", de: "Gibt eine andere Rolle" },
  withdraw: {
    en: "Takes an invitation back: its link lets nobody in",
    fr: "Retire une invitation : son lien n'ouvre plus rien",
    nl: "Neemt een uitnodiging terug: de link laat niemand binnen",
    de: "Nimmt eine Einladung zurück: Ihr Link lässt niemanden ein",
  },
  disable: {
    en: "Keeps somebody out, from their next request on",
    fr: "Bloque l'accès d'une personne dès sa prochaine requête",
    nl: "Sluit iemand uit, vanaf de volgende aanvraag",
    de: "Sperrt jemanden ab der nächsten Anfrage",
  },
  enable: {
    en: "Lets somebody in again",
    fr: "Rétablit l'accès d'une personne",
    nl: "Laat iemand weer toe",
    de: "Lässt jemanden wieder zu",
  },
  reset: {
    en: "Prints a link to choose a new password, good once and for a day",
    fr: "Affiche un lien pour choisir un nouveau mot de passe, valable une fois et un jour",
    nl: "Toont een link om een nieuw wachtwoord te kiezen, één keer en één dag geldig",
    de: "Zeigt einen Link für ein neues Passwort, einmal und einen Tag gültig",
  },
  secondFactor: {
    en: "also removes codes and passkeys: the telephone is lost",
    fr: "retire aussi codes et clés d'accès : le téléphone est perdu",
    nl: "verwijdert ook codes en toegangssleutels: de telefoon is kwijt",
    de: "entfernt auch Codes und Passkeys: Das Telefon ist verloren",
  },
  signOut: {
    en: "Signs somebody out everywhere",
    fr: "Déconnecte une personne partout",
    nl: "Meldt iemand overal af",
    de: "Meldet jemanden überall ab",
  },
  email: { en: "their address", fr: "son adresse", nl: "het adres", de: "die Adresse" },
  theRole: { en: "the role", fr: "le rôle", nl: "de rol", de: "die Rolle" },
  none: { en: "Nobody yet.", fr: "Personne pour l'instant.", nl: "Nog niemand.", de: "Noch niemand." },
  once: {
    en: "Hand it over now: it is not shown again.",
    fr: "Transmettez-le maintenant : il ne sera plus montré.",
    nl: "Geef hem nu door: hij wordt niet meer getoond.",
    de: "Jetzt weitergeben: Er wird nicht noch einmal gezeigt.",
  },
  active: { en: "active", fr: "actif", nl: "actief", de: "aktiv" },
  disabled: { en: "disabled", fr: "bloqué", nl: "uitgesloten", de: "gesperrt" },
  invited: { en: "invited", fr: "invité", nl: "uitgenodigd", de: "eingeladen" },
} as const satisfies Record<string, Worded>

type Said = Readonly<Record<Language, (email: string, figure: string | number) => string>>
export const userDone = {
  role: {
    en: (email, role) => `${email} is now: ${role}.`,
    fr: (email, role) => `${email} a maintenant le rôle ${role}.`,
    nl: (email, role) => `${email} is nu: ${role}.`,
    de: (email, role) => `${email} hat jetzt die Rolle ${role}.`,
  },
  disabled: {
    en: (email, keys) => `${email} is kept out; keys revoked: ${keys}.`,
    fr: (email, keys) => `L'accès de ${email} est bloqué ; clés révoquées : ${keys}.`,
    nl: (email, keys) => `${email} is uitgesloten; ingetrokken sleutels: ${keys}.`,
    de: (email, keys) => `${email} ist gesperrt; widerrufene Schlüssel: ${keys}.`,
  },
  enabled: {
    en: (email) => `${email} may come in again.`,
    fr: (email) => `L'accès de ${email} est rétabli.`,
    nl: (email) => `${email} mag weer binnen.`,
    de: (email) => `${email} darf wieder herein.`,
  },
  signedOut: {
    en: (email, sessions) => `${email} is signed out; sessions ended: ${sessions}.`,
    fr: (email, sessions) => `${email} est déconnecté ; sessions fermées : ${sessions}.`,
    nl: (email, sessions) => `${email} is afgemeld; beëindigde sessies: ${sessions}.`,
    de: (email, sessions) => `${email} ist abgemeldet; beendete Sitzungen: ${sessions}.`,
  },
} as const satisfies Record<string, Said>
