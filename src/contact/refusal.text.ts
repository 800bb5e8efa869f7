import { type RefusalTexts, said } from "../kernel/text.ts"

export const contactRefusals: RefusalTexts = {
  CAUSE_MISSING: {
    exit: "usage",
    en: () =>
      "Say why it is late (oversight, ourFault, dispute, dissatisfaction, distress, badFaith), or, before the due day, what the two questions were answered.",
    fr: () =>
      "Dites pourquoi le paiement tarde (oversight, ourFault, dispute, dissatisfaction, distress, badFaith) ou, avant l'échéance, ce qui a été répondu aux deux questions.",
    nl: () =>
      "Zeg waarom er te laat betaald wordt (oversight, ourFault, dispute, dissatisfaction, distress, badFaith) of, vóór de vervaldag, wat op de twee vragen geantwoord werd.",
    de: () =>
      "Sagen Sie, warum nicht gezahlt wird (oversight, ourFault, dispute, dissatisfaction, distress, badFaith), oder vor der Fälligkeit, was auf die zwei Fragen geantwortet wurde.",
  },
  CAUSE_NOT_KNOWN: {
    exit: "usage",
    en: () => "Nobody was reached: such a call has neither a cause nor answers.",
    fr: () => "Personne n'a été joint : un tel appel n'a ni cause ni réponses.",
    nl: () => "Er werd niemand bereikt: zo'n oproep heeft geen oorzaak en geen antwoorden.",
    de: () => "Niemand wurde erreicht: Ein solcher Anruf hat weder Ursache noch Antworten.",
  },
  CALL_AHEAD: {
    exit: "usage",
    en: (f) => `${said(f, "at")} is still to come: a call is logged when it was made.`,
    fr: (f) => `${said(f, "at")} est à venir : un appel se note une fois passé.`,
    nl: (f) => `${said(f, "at")} moet nog komen: een oproep wordt genoteerd na het gesprek.`,
    de: (f) => `${said(f, "at")} liegt in der Zukunft: Ein Anruf wird festgehalten, nachdem er geführt wurde.`,
  },
  BAD_CONTACT: {
    exit: "usage",
    en: (f) => `The ${said(f, "field")} of the contact is not one: a name of 1–200 characters, a telephone number, an e-mail address.`,
    fr: (f) => `Le champ ${said(f, "field")} du contact ne convient pas : un nom de 1 à 200 caractères, un numéro de téléphone, une adresse e-mail.`,
    nl: (f) => `Het veld ${said(f, "field")} van de contactpersoon klopt niet: een naam van 1–200 tekens, een telefoonnummer, een e-mailadres.`,
    de: (f) => `Das Feld ${said(f, "field")} des Ansprechpartners passt nicht: ein Name mit 1–200 Zeichen, eine Telefonnummer, eine E-Mail-Adresse.`,
  },
  UNKNOWN_SAID: {
    exit: "notFound",
    en: (f) => `There is no call or note ${said(f, "id")} that stands in this company.`,
    fr: (f) => `Il n'y a pas d'appel ni de note ${said(f, "id")} en vigueur dans cette société.`,
    nl: (f) => `Er is geen oproep of notitie ${said(f, "id")} die nog geldt in deze vennootschap.`,
    de: (f) => `In diesem Unternehmen gibt es keinen geltenden Anruf und keine geltende Notiz ${said(f, "id")}.`,
  },
  NOT_ITS_AUTHOR: {
    exit: "notAllowed",
    en: (f) => `Only ${said(f, "by")}, who logged it, takes it back.`,
    fr: (f) => `Seul(e) ${said(f, "by")}, qui l'a noté, peut le reprendre.`,
    nl: (f) => `Alleen ${said(f, "by")}, die het noteerde, neemt het terug.`,
    de: (f) => `Nur ${said(f, "by")} hat es festgehalten und nimmt es zurück.`,
  },
  UNKNOWN_FILE: {
    exit: "notFound",
    en: (f) => `There is no file ${said(f, "file")} kept with a customer of this company. encours file list CUSTOMER shows them.`,
    fr: (f) => `Il n'y a pas de fichier ${said(f, "file")} gardé avec un client de cette société. encours file list CLIENT les montre.`,
    nl: (f) => `Er is geen bestand ${said(f, "file")} bij een klant van deze vennootschap. encours file list KLANT toont ze.`,
    de: (f) => `In diesem Unternehmen liegt bei keinem Kunden eine Datei ${said(f, "file")}. encours file list KUNDE zeigt sie.`,
  },
  FILE_TOO_LARGE: {
    exit: "usage",
    en: (f) => `The file is larger than ${said(f, "mostMb")} MB: keep a smaller one.`,
    fr: (f) => `Le fichier dépasse ${said(f, "mostMb")} Mo : gardez-en un plus petit.`,
    nl: (f) => `Het bestand is groter dan ${said(f, "mostMb")} MB: bewaar een kleiner.`,
    de: (f) => `Die Datei ist größer als ${said(f, "mostMb")} MB: Legen Sie eine kleinere ab.`,
  },
  FILE_EMPTY: {
    exit: "usage",
    en: () => "The file is empty: there is nothing to keep.",
    fr: () => "Le fichier est vide : il n'y a rien à garder.",
    nl: () => "Het bestand is leeg: er is niets te bewaren.",
    de: () => "Die Datei ist leer: Es gibt nichts aufzubewahren.",
  },
  MISSING_CUSTOMER_FILE: {
    exit: "usage",
    en: () => "Say which file.",
    fr: () => "Dites quel fichier.",
    nl: () => "Zeg welk bestand.",
    de: () => "Nennen Sie die Datei.",
  },
  UNKNOWN_CONTACT: {
    exit: "notFound",
    en: (f) => `The customer has no contact ${said(f, "contact")}. encours contact list shows them.`,
    fr: (f) => `Le client n'a pas de contact ${said(f, "contact")}. encours contact list les montre.`,
    nl: (f) => `De klant heeft geen contactpersoon ${said(f, "contact")}. encours contact list toont ze.`,
    de: (f) => `Der Kunde hat keinen Ansprechpartner ${said(f, "contact")}. encours contact list zeigt sie.`,
  },
  MISSING_CUSTOMER: {
    exit: "usage",
    en: () => "Say which customer, by its code: encours customers lists them.",
    fr: () => "Dites quel client, par son code : encours customers les liste.",
    nl: () => "Zeg welke klant, met zijn code: encours customers toont ze.",
    de: () => "Nennen Sie den Kunden mit seinem Code: encours customers listet sie auf.",
  },
  MISSING_CONTACT: {
    exit: "usage",
    en: () => "Say which contact: encours contact list shows their ids.",
    fr: () => "Dites quel contact : encours contact list montre leurs identifiants.",
    nl: () => "Zeg welke contactpersoon: encours contact list toont hun nummers.",
    de: () => "Nennen Sie den Ansprechpartner: encours contact list zeigt die Kennungen.",
  },
  NOT_ITS_ITEM: {
    exit: "usage",
    en: (f) => `${said(f, "item")} is no item of the customer ${said(f, "customer")}.`,
    fr: (f) => `${said(f, "item")} n'est pas une pièce du client ${said(f, "customer")}.`,
    nl: (f) => `${said(f, "item")} is geen post van de klant ${said(f, "customer")}.`,
    de: (f) => `${said(f, "item")} ist kein Posten des Kunden ${said(f, "customer")}.`,
  },
  BAD_TEXT: {
    exit: "usage",
    en: (f) => `The text is empty or longer than ${said(f, "most")} characters.`,
    fr: (f) => `Le texte est vide ou dépasse ${said(f, "most")} caractères.`,
    nl: (f) => `De tekst is leeg of langer dan ${said(f, "most")} tekens.`,
    de: (f) => `Der Text ist leer oder länger als ${said(f, "most")} Zeichen.`,
  },
  UNKNOWN_NOTE: {
    exit: "notFound",
    en: (f) => `There is no note ${said(f, "note")} in this company.`,
    fr: (f) => `Il n'y a pas de note ${said(f, "note")} dans cette société.`,
    nl: (f) => `Er is geen notitie ${said(f, "note")} in deze vennootschap.`,
    de: (f) => `In diesem Unternehmen gibt es keine Notiz ${said(f, "note")}.`,
  },
  BAD_HABIT: {
    exit: "usage",
    en: (f) => `${said(f, "field")}: days of the month are 1–31, days of the week 1–7 from Monday on, and a closure ends after it begins.`,
    fr: (f) => `${said(f, "field")} : les jours du mois vont de 1 à 31, ceux de la semaine de 1 (lundi) à 7, et une fermeture finit après son début.`,
    nl: (f) => `${said(f, "field")}: dagen van de maand zijn 1–31, dagen van de week 1 (maandag) tot 7, en een sluiting eindigt na haar begin.`,
    de: (f) => `${said(f, "field")}: Monatstage sind 1–31, Wochentage 1 (Montag) bis 7, und eine Schließung endet nach ihrem Beginn.`,
  },
}
