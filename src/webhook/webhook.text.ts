import type { Language, Worded } from "../kernel/text.ts"

export const webhookText = {
  add: {
    en: "Registers an address that is told what changes; its secret is shown once",
    fr: "Enregistre une adresse à prévenir de ce qui change ; son secret n'est montré qu'une fois",
    nl: "Registreert een adres dat wijzigingen gemeld krijgt; het geheim wordt één keer getoond",
    de: "Registriert eine Adresse, der Änderungen gemeldet werden; ihr Geheimnis wird nur einmal gezeigt",
  },
  list: { en: "Lists the webhooks", fr: "Liste les webhooks", nl: "Toont de webhooks", de: "Listet die Webhooks auf" },
  rotate: {
    en: "Gives a webhook a new secret; for 24 hours the old one signs too",
    fr: "Donne un nouveau secret à un webhook ; pendant 24 heures l'ancien signe aussi",
    nl: "Geeft een webhook een nieuw geheim; 24 uur lang ondertekent ook het oude",
    de: "Gibt einem Webhook ein neues Geheimnis; 24 Stunden lang signiert auch das alte",
  },
  enable: {
    en: "Switches a webhook on again",
    fr: "Remet un webhook en marche",
    nl: "Zet een webhook weer aan",
    de: "Schaltet einen Webhook wieder ein",
  },
  remove: {
    en: "Removes a webhook: nothing more is sent to it",
    fr: "Retire un webhook : plus rien ne lui est envoyé",
    nl: "Verwijdert een webhook: er wordt niets meer naar gestuurd",
    de: "Entfernt einen Webhook: An ihn wird nichts mehr gesendet",
  },
  deliveries: {
    en: "Lists what was sent to a webhook, the newest first, and what came of it",
    fr: "Liste les envois à un webhook, les plus récents d'abord, et leur résultat",
    nl: "Toont wat naar een webhook gestuurd werd, het nieuwste eerst, en het resultaat",
    de: "Listet die Sendungen an einen Webhook auf, die neuesten zuerst, mit ihrem Ergebnis",
  },
  resend: {
    en: "Sends a delivery again, under the same id and with the same content",
    fr: "Renvoie un envoi, sous le même identifiant et avec le même contenu",
    nl: "Stuurt een zending opnieuw, met hetzelfde nummer en dezelfde inhoud",
    de: "Sendet eine Sendung erneut, unter derselben Kennung und mit demselben Inhalt",
  },
  release: {
    en: "Sends what was held back since a restore: the receiver may have had it already, under the same id",
    fr: "Envoie ce qui est retenu depuis une restauration : le destinataire l'a peut-être déjà reçu, sous le même identifiant",
    nl: "Stuurt wat sinds een herstel tegengehouden werd: de ontvanger kan het al gekregen hebben, met hetzelfde nummer",
    de: "Sendet, was seit einer Rückspielung zurückgehalten ist: der Empfänger hat es vielleicht schon, unter derselben Kennung",
  },
  discard: {
    en: "gives it up instead",
    fr: "l'abandonne plutôt",
    nl: "geeft het in plaats daarvan op",
    de: "gibt es stattdessen auf",
  },
  types: {
    en: "only these events, separated by commas (all)",
    fr: "seulement ces événements, séparés par des virgules (tous)",
    nl: "enkel deze gebeurtenissen, door komma's gescheiden (alle)",
    de: "nur diese Ereignisse, durch Kommas getrennt (alle)",
  },
  all: { en: "all events", fr: "tous les événements", nl: "alle gebeurtenissen", de: "alle Ereignisse" },
  none: { en: "No webhook.", fr: "Aucun webhook.", nl: "Geen webhook.", de: "Kein Webhook." },
  nothingSent: { en: "Nothing was sent yet.", fr: "Rien n'a encore été envoyé.", nl: "Er werd nog niets gestuurd.", de: "Noch nichts gesendet." },
  once: {
    en: "Give it to the receiver now: it is not shown again.",
    fr: "Donnez-le au destinataire maintenant : il ne sera plus montré.",
    nl: "Geef het nu aan de ontvanger: het wordt niet meer getoond.",
    de: "Jetzt dem Empfänger geben: Es wird nicht noch einmal gezeigt.",
  },
  removed: { en: "Removed.", fr: "Retiré.", nl: "Verwijderd.", de: "Entfernt." },
  enabled: { en: "Switched on.", fr: "Remis en marche.", nl: "Aangezet.", de: "Eingeschaltet." },
  resent: {
    en: "The server sends it within seconds.",
    fr: "Le serveur l'enverra dans les secondes qui suivent.",
    nl: "De server stuurt het binnen enkele seconden.",
    de: "Der Server sendet es in wenigen Sekunden.",
  },
} as const satisfies Record<string, Worded>

export const stateText = {
  inForce: { en: "in force", fr: "actif", nl: "actief", de: "aktiv" },
  failing: { en: "nothing comes through", fr: "rien ne passe", nl: "er komt niets door", de: "nichts kommt durch" },
  off: { en: "switched off", fr: "arrêté", nl: "uitgezet", de: "abgeschaltet" },
  pending: { en: "waits", fr: "en attente", nl: "wacht", de: "wartet" },
  held: { en: "held back", fr: "retenu", nl: "tegengehouden", de: "zurückgehalten" },
  delivered: { en: "delivered", fr: "livré", nl: "geleverd", de: "zugestellt" },
  failed: { en: "given up", fr: "abandonné", nl: "opgegeven", de: "aufgegeben" },
} as const satisfies Record<string, Worded>

type Counted = Readonly<Record<Language, (n: number) => string>>
export const releasedText: Readonly<Record<"sent" | "discarded", Counted>> = {
  sent: {
    en: (n) => `${n} released: the server sends them within seconds.`,
    fr: (n) => `${n} libérés : le serveur les enverra dans les secondes qui suivent.`,
    nl: (n) => `${n} vrijgegeven: de server stuurt ze binnen enkele seconden.`,
    de: (n) => `${n} freigegeben: der Server sendet sie in wenigen Sekunden.`,
  },
  discarded: {
    en: (n) => `${n} given up.`,
    fr: (n) => `${n} abandonnés.`,
    nl: (n) => `${n} opgegeven.`,
    de: (n) => `${n} aufgegeben.`,
  },
}

/** Why a webhook is off, and since when. */
export const offText: Readonly<Record<"FAILING" | "GONE", Readonly<Record<Language, (day: string) => string>>>> = {
  FAILING: {
    en: (day) => `since ${day}: nothing came through for three days`,
    fr: (day) => `depuis le ${day} : rien n'est passé pendant trois jours`,
    nl: (day) => `sinds ${day}: drie dagen lang kwam er niets door`,
    de: (day) => `seit ${day}: drei Tage lang kam nichts durch`,
  },
  GONE: {
    en: (day) => `since ${day}: the receiver answered that it is gone (410)`,
    fr: (day) => `depuis le ${day} : le destinataire a répondu qu'il n'existe plus (410)`,
    nl: (day) => `sinds ${day}: de ontvanger antwoordde dat hij weg is (410)`,
    de: (day) => `seit ${day}: der Empfänger antwortete, dass es ihn nicht mehr gibt (410)`,
  },
}
