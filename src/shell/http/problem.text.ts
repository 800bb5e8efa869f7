import type { Exit, Worded } from "../../kernel/text.ts"

/** The kind of a problem, the same for all of its kind. */
export const problemText: Readonly<Record<Exit, Worded>> = {
  usage: { en: "The request does not fit", fr: "Requête non conforme", nl: "Ongeldige aanvraag", de: "Ungültige Anfrage" },
  notFound: { en: "Not found", fr: "Introuvable", nl: "Niet gevonden", de: "Nicht gefunden" },
  notAllowed: { en: "Not allowed", fr: "Non autorisé", nl: "Niet toegestaan", de: "Nicht erlaubt" },
  conflict: { en: "It conflicts with what is there", fr: "Conflit avec l'existant", nl: "In strijd met wat er is", de: "Konflikt mit dem Bestand" },
  refused: { en: "Refused", fr: "Refusé", nl: "Geweigerd", de: "Abgelehnt" },
  busy: { en: "Try again later", fr: "Réessayez plus tard", nl: "Probeer later opnieuw", de: "Später erneut versuchen" },
  failed: { en: "Failed", fr: "Échec", nl: "Mislukt", de: "Fehlgeschlagen" },
}
