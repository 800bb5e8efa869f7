import type { Language, Worded } from "../kernel/text.ts"

export const keysText = {
  add: {
    en: "Makes a key with which a program acts for the company; it is shown once",
    fr: "Crée une clé avec laquelle un programme agit pour la société ; elle n'est montrée qu'une fois",
    nl: "Maakt een sleutel waarmee een programma voor de vennootschap handelt; hij wordt één keer getoond",
    de: "Erstellt einen Schlüssel, mit dem ein Programm für das Unternehmen handelt; er wird einmal gezeigt",
  },
  list: { en: "Lists the keys", fr: "Liste les clés", nl: "Toont de sleutels", de: "Listet die Schlüssel auf" },
  revoke: {
    en: "Revokes a key: its next request is refused",
    fr: "Révoque une clé : sa prochaine requête est refusée",
    nl: "Trekt een sleutel in: zijn volgende aanvraag wordt geweigerd",
    de: "Widerruft einen Schlüssel: Seine nächste Anfrage wird abgelehnt",
  },
  role: { en: "the role it acts in", fr: "le rôle dans lequel elle agit", nl: "de rol waarin hij handelt", de: "die Rolle, in der er handelt" },
  name: { en: "what it is for", fr: "à quoi elle sert", nl: "waarvoor hij dient", de: "wofür er dient" },
  scopes: {
    en: "only these rights of the role, separated by commas",
    fr: "seulement ces droits du rôle, séparés par des virgules",
    nl: "enkel deze rechten van de rol, door komma's gescheiden",
    de: "nur diese Rechte der Rolle, durch Kommas getrennt",
  },
  none: { en: "No key.", fr: "Aucune clé.", nl: "Geen sleutel.", de: "Kein Schlüssel." },
  once: {
    en: "Keep it now: it is not shown again.",
    fr: "Notez-la maintenant : elle ne sera plus montrée.",
    nl: "Bewaar hem nu: hij wordt niet meer getoond.",
    de: "Jetzt aufbewahren: Er wird nicht noch einmal gezeigt.",
  },
  inForce: { en: "in force", fr: "en vigueur", nl: "geldig", de: "gültig" },
  revoked: { en: "revoked", fr: "révoquée", nl: "ingetrokken", de: "widerrufen" },
} as const satisfies Record<string, Worded>

export const revokedNow: Readonly<Record<Language, (name: string) => string>> = {
  en: (name) => `The key “${name}” is revoked.`,
  fr: (name) => `La clé « ${name} » est révoquée.`,
  nl: (name) => `De sleutel “${name}” is ingetrokken.`,
  de: (name) => `Der Schlüssel „${name}“ ist widerrufen.`,
}
