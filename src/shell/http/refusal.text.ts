import { type RefusalTexts, said } from "../../kernel/text.ts"

/** Refusals that only requests meet. */
export const httpRefusals: RefusalTexts = {
  DOES_NOT_FIT: {
    exit: "usage",
    en: () => "The request does not fit its description; “errors” names each field.",
    fr: () => "La requête ne correspond pas à sa description ; « errors » nomme chaque champ.",
    nl: () => "De aanvraag past niet bij haar beschrijving; “errors” noemt elk veld.",
    de: () => "Die Anfrage passt nicht zu ihrer Beschreibung; „errors“ nennt jedes Feld.",
  },
  NOT_JSON: {
    exit: "usage",
    en: () => "The body is not JSON, or not said to be (Content-Type: application/json).",
    fr: () => "Le corps n'est pas du JSON, ou n'est pas annoncé comme tel (Content-Type: application/json).",
    nl: () => "De inhoud is geen JSON, of wordt niet zo aangekondigd (Content-Type: application/json).",
    de: () => "Der Inhalt ist kein JSON oder nicht als solches angekündigt (Content-Type: application/json).",
  },
  BODY_TOO_LARGE: {
    exit: "usage",
    en: (f) => `The body is larger than ${said(f, "most")} bytes. Send it in parts, or as a file to /imports.`,
    fr: (f) => `Le corps dépasse ${said(f, "most")} octets. Envoyez-le en plusieurs fois, ou comme fichier à /imports.`,
    nl: (f) => `De inhoud is groter dan ${said(f, "most")} bytes. Stuur hem in delen, of als bestand naar /imports.`,
    de: (f) => `Der Inhalt ist größer als ${said(f, "most")} Bytes. In Teilen senden, oder als Datei an /imports.`,
  },
  TOO_MANY_REQUESTS: {
    exit: "busy",
    en: (f) => `More than ${said(f, "waiting")} requests of yours are waiting. Ask again in a second, or fewer at a time.`,
    fr: (f) => `Plus de ${said(f, "waiting")} de vos requêtes attendent. Redemandez dans une seconde, ou moins à la fois.`,
    nl: (f) => `Er wachten al meer dan ${said(f, "waiting")} aanvragen van u. Vraag over een seconde opnieuw, of minder tegelijk.`,
    de: (f) => `Mehr als ${said(f, "waiting")} Ihrer Anfragen warten. In einer Sekunde erneut fragen, oder weniger auf einmal.`,
  },
  BAD_CURSOR: {
    exit: "usage",
    en: () => "This cursor is none of this list's: begin again without one.",
    fr: () => "Ce curseur n'est pas de cette liste : recommencez sans curseur.",
    nl: () => "Deze cursor is niet van deze lijst: begin opnieuw zonder.",
    de: () => "Dieser Cursor gehört nicht zu dieser Liste: ohne ihn neu beginnen.",
  },
  KEY_USED_BEFORE: {
    exit: "refused",
    en: (f) => `The Idempotency-Key ${said(f, "key")} was used before with another request. Take a new one for a new act.`,
    fr: (f) => `La clé Idempotency-Key ${said(f, "key")} a déjà servi à une autre requête. Prenez-en une neuve pour un nouvel acte.`,
    nl: (f) => `De Idempotency-Key ${said(f, "key")} diende al voor een andere aanvraag. Neem een nieuwe voor een nieuwe handeling.`,
    de: (f) => `Der Idempotency-Key ${said(f, "key")} diente schon einer anderen Anfrage. Für einen neuen Vorgang einen neuen nehmen.`,
  },
  MATCH_MISSING: {
    exit: "usage",
    en: () => "Say with If-Match which state you saw: the ETag of the answer that showed it.",
    fr: () => "Dites par If-Match quel état vous avez vu : l'ETag de la réponse qui l'a montré.",
    nl: () => "Zeg met If-Match welke stand u zag: de ETag van het antwoord dat hem toonde.",
    de: () => "Sagen Sie mit If-Match, welchen Stand Sie sahen: das ETag der Antwort, die ihn zeigte.",
  },
  CHANGED_SINCE: {
    exit: "conflict",
    en: () => "Somebody changed it since. “figures” holds what is there now; look, and send it again with its tag.",
    fr: () => "Quelqu'un l'a modifié depuis. « figures » contient l'état actuel ; regardez et renvoyez avec son étiquette.",
    nl: () => "Iemand wijzigde het intussen. “figures” bevat de huidige stand; kijk en stuur opnieuw met zijn tag.",
    de: () => "Jemand hat es inzwischen geändert. „figures“ enthält den jetzigen Stand; ansehen und mit dessen Tag erneut senden.",
  },
  WRONG_HOST: {
    exit: "notFound",
    en: (f) => `This server is not called “${said(f, "host")}”. ENCOURS_HOSTS names what it is called besides localhost.`,
    fr: (f) => `Ce serveur ne s'appelle pas « ${said(f, "host")} ». ENCOURS_HOSTS dit ses noms en plus de localhost.`,
    nl: (f) => `Deze server heet niet “${said(f, "host")}”. ENCOURS_HOSTS noemt zijn namen naast localhost.`,
    de: (f) => `Dieser Server heißt nicht „${said(f, "host")}“. ENCOURS_HOSTS nennt seine Namen neben localhost.`,
  },
  NO_SUCH_PLACE: {
    exit: "notFound",
    en: (f) => `There is nothing at ${said(f, "path")}. GET /api shows what there is.`,
    fr: (f) => `Il n'y a rien à ${said(f, "path")}. GET /api montre ce qu'il y a.`,
    nl: (f) => `Er is niets op ${said(f, "path")}. GET /api toont wat er is.`,
    de: (f) => `Unter ${said(f, "path")} ist nichts. GET /api zeigt, was es gibt.`,
  },
}
