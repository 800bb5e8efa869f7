import { type RefusalTexts, said } from "../kernel/text.ts"

export const webhookRefusals: RefusalTexts = {
  BAD_URL: {
    exit: "usage",
    en: () =>
      "A webhook goes to an https:// address without a log-in in it; http:// only where ENCOURS_WEBHOOK_ALLOW names networks of your own, such as 10.1.0.0/16.",
    fr: () =>
      "Un webhook va à une adresse https:// sans identifiants ; http:// seulement si ENCOURS_WEBHOOK_ALLOW nomme vos propres réseaux, p. ex. 10.1.0.0/16.",
    nl: () =>
      "Een webhook gaat naar een https://-adres zonder inloggegevens; http:// enkel als ENCOURS_WEBHOOK_ALLOW eigen netwerken noemt, bv. 10.1.0.0/16.",
    de: () =>
      "Ein Webhook geht an eine https://-Adresse ohne Anmeldedaten; http:// nur, wenn ENCOURS_WEBHOOK_ALLOW eigene Netze nennt, z. B. 10.1.0.0/16.",
  },
  UNKNOWN_EVENT: {
    exit: "usage",
    en: (f) => `“${said(f, "value")}” is nothing that is told; there are: ${said(f, "takes")}`,
    fr: (f) => `« ${said(f, "value")} » n'est pas un événement ; il y a : ${said(f, "takes")}`,
    nl: (f) => `“${said(f, "value")}” is geen gebeurtenis; er zijn: ${said(f, "takes")}`,
    de: (f) => `„${said(f, "value")}“ ist kein Ereignis; es gibt: ${said(f, "takes")}`,
  },
  ADDRESS_NOT_ALLOWED: {
    exit: "refused",
    en: (f) =>
      `${said(f, "host")} lies inside your own network. ENCOURS_WEBHOOK_ALLOW names the networks the server may call, such as 10.1.0.0/16,127.0.0.1.`,
    fr: (f) =>
      `${said(f, "host")} est dans votre propre réseau. ENCOURS_WEBHOOK_ALLOW nomme les réseaux que le serveur peut appeler, p. ex. 10.1.0.0/16,127.0.0.1.`,
    nl: (f) =>
      `${said(f, "host")} ligt in uw eigen netwerk. ENCOURS_WEBHOOK_ALLOW noemt de netwerken die de server mag aanspreken, bv. 10.1.0.0/16,127.0.0.1.`,
    de: (f) =>
      `${said(f, "host")} liegt im eigenen Netz. ENCOURS_WEBHOOK_ALLOW nennt die Netze, die der Server ansprechen darf, z. B. 10.1.0.0/16,127.0.0.1.`,
  },
  TOO_MANY_WEBHOOKS: {
    exit: "conflict",
    en: (f) => `A company has at most ${said(f, "most")} webhooks. Remove one that is not used any more.`,
    fr: (f) => `Une société a au plus ${said(f, "most")} webhooks. Retirez-en un qui ne sert plus.`,
    nl: (f) => `Een vennootschap heeft hoogstens ${said(f, "most")} webhooks. Verwijder er een die niet meer dient.`,
    de: (f) => `Ein Unternehmen hat höchstens ${said(f, "most")} Webhooks. Entfernen Sie einen, der nicht mehr gebraucht wird.`,
  },
  MISSING_WEBHOOK: {
    exit: "usage",
    en: () => "Say which webhook: encours webhook list shows their ids. A new one needs its address.",
    fr: () => "Dites quel webhook : encours webhook list montre leurs identifiants. Un nouveau a besoin de son adresse.",
    nl: () => "Zeg welke webhook: encours webhook list toont hun nummers. Een nieuwe heeft een adres nodig.",
    de: () => "Nennen Sie den Webhook: encours webhook list zeigt die Kennungen. Ein neuer braucht seine Adresse.",
  },
  UNKNOWN_WEBHOOK: {
    exit: "notFound",
    en: (f) => `There is no webhook ${said(f, "webhook")} in this company. encours webhook list shows them.`,
    fr: (f) => `Il n'y a pas de webhook ${said(f, "webhook")} dans cette société. encours webhook list les montre.`,
    nl: (f) => `Er is geen webhook ${said(f, "webhook")} in deze vennootschap. encours webhook list toont ze.`,
    de: (f) => `In diesem Unternehmen gibt es keinen Webhook ${said(f, "webhook")}. encours webhook list zeigt sie.`,
  },
  UNKNOWN_DELIVERY: {
    exit: "notFound",
    en: (f) => `This webhook has no delivery ${said(f, "delivery")}. encours webhook deliveries shows them.`,
    fr: (f) => `Ce webhook n'a pas d'envoi ${said(f, "delivery")}. encours webhook deliveries les montre.`,
    nl: (f) => `Deze webhook heeft geen zending ${said(f, "delivery")}. encours webhook deliveries toont ze.`,
    de: (f) => `Dieser Webhook hat keine Sendung ${said(f, "delivery")}. encours webhook deliveries zeigt sie.`,
  },
  WEBHOOK_OFF: {
    exit: "conflict",
    en: (f) => `The webhook ${said(f, "webhook")} is switched off. encours webhook enable switches it on again.`,
    fr: (f) => `Le webhook ${said(f, "webhook")} est arrêté. encours webhook enable le remet en marche.`,
    nl: (f) => `De webhook ${said(f, "webhook")} staat uit. encours webhook enable zet hem weer aan.`,
    de: (f) => `Der Webhook ${said(f, "webhook")} ist abgeschaltet. encours webhook enable schaltet ihn wieder ein.`,
  },
}
