import type { Worded } from "../kernel/text.ts"
import type { InsolvencyKind, InsolvencyState } from "./insolvency.ts"

export const insolvencyText = {
  title: { en: "Insolvencies", fr: "Procédures collectives", nl: "Insolventies", de: "Insolvenzen" },
  none: { en: "No insolvency.", fr: "Aucune procédure collective.", nl: "Geen insolventie.", de: "Keine Insolvenz." },
  customer: { en: "Customer", fr: "Client", nl: "Klant", de: "Kunde" },
  name: { en: "Name", fr: "Nom", nl: "Naam", de: "Name" },
  state: { en: "State", fr: "État", nl: "Status", de: "Stand" },
  kind: { en: "Kind", fr: "Procédure", nl: "Procedure", de: "Verfahren" },
  judgedOn: { en: "Judgment", fr: "Jugement", nl: "Vonnis", de: "Beschluss" },
  endedOn: { en: "Ended on", fr: "Fin le", nl: "Beëindigd op", de: "Beendet am" },
  court: { en: "Court", fr: "Tribunal", nl: "Rechtbank", de: "Gericht" },
  reference: { en: "Reference", fr: "Référence", nl: "Referentie", de: "Aktenzeichen" },
  source: { en: "Source", fr: "Source", nl: "Bron", de: "Quelle" },
  id: { en: "Id", fr: "Identifiant", nl: "Nummer", de: "Kennung" },
  recordAbout: {
    en: "Records that a customer is in insolvency proceedings: items dated before the judgment leave the chase",
    fr: "Enregistre une procédure collective d'un client : ses pièces datées d'avant le jugement sortent de la relance",
    nl: "Noteert dat een klant in een insolventieprocedure is: posten van vóór het vonnis verlaten de opvolging",
    de: "Hält fest, dass ein Kunde in einem Insolvenzverfahren ist: Posten von vor dem Beschluss werden nicht mehr angemahnt",
  },
  changeAbout: {
    en: "Changes what was recorded of insolvency proceedings",
    fr: "Modifie ce qui a été noté d'une procédure collective",
    nl: "Wijzigt wat van een insolventieprocedure is genoteerd",
    de: "Ändert, was von einem Insolvenzverfahren erfasst ist",
  },
  endAbout: {
    en: "Records that insolvency proceedings ended: what is still open is chased again",
    fr: "Enregistre la fin d'une procédure collective : ce qui reste ouvert revient dans la relance",
    nl: "Noteert dat een insolventieprocedure beëindigd is: wat nog openstaat wordt weer opgevolgd",
    de: "Hält fest, dass ein Insolvenzverfahren beendet ist: Was noch offen ist, wird wieder angemahnt",
  },
  listAbout: {
    en: "Lists insolvency proceedings of customers, the newest first",
    fr: "Liste les procédures collectives de clients, les plus récentes d'abord",
    nl: "Toont de insolventieprocedures van klanten, de recentste eerst",
    de: "Listet Insolvenzverfahren von Kunden auf, die neuesten zuerst",
  },
  kindOption: {
    en: "which proceedings, of those of the customer's country",
    fr: "quelle procédure, parmi celles du pays du client",
    nl: "welke procedure, uit die van het land van de klant",
    de: "welches Verfahren, aus denen des Landes des Kunden",
  },
  judgedOption: {
    en: "the legal date of the judgment that opens them",
    fr: "la date légale du jugement d'ouverture",
    nl: "de wettelijke datum van het openingsvonnis",
    de: "das rechtliche Datum des Eröffnungsbeschlusses",
  },
  courtOption: { en: "the court", fr: "le tribunal", nl: "de rechtbank", de: "das Gericht" },
  referenceOption: { en: "its reference there", fr: "sa référence", nl: "de referentie daar", de: "das Aktenzeichen dort" },
  sourceOption: {
    en: "where it was read, such as a gazette and its number",
    fr: "où on l'a lu, p. ex. un bulletin et son numéro",
    nl: "waar het gelezen werd, bv. een staatsblad en zijn nummer",
    de: "wo es gelesen wurde, etwa ein Amtsblatt und seine Nummer",
  },
  endedOption: { en: "since when (today)", fr: "depuis quand (aujourd'hui)", nl: "sinds wanneer (vandaag)", de: "seit wann (heute)" },
  stateOption: {
    en: "only those in this state",
    fr: "seulement celles dans cet état",
    nl: "enkel die met deze status",
    de: "nur solche in diesem Stand",
  },
} as const satisfies Record<string, Worded>

export const kindText: Readonly<Record<InsolvencyKind, Worded>> = {
  safeguard: { en: "safeguard", fr: "sauvegarde", nl: "sauvegarde (FR)", de: "Sauvegarde (FR)" },
  acceleratedSafeguard: {
    en: "accelerated safeguard",
    fr: "sauvegarde accélérée",
    nl: "versnelde sauvegarde (FR)",
    de: "beschleunigte Sauvegarde (FR)",
  },
  receivership: { en: "receivership", fr: "redressement judiciaire", nl: "redressement judiciaire (FR)", de: "Redressement judiciaire (FR)" },
  liquidation: { en: "liquidation", fr: "liquidation judiciaire", nl: "gerechtelijke vereffening", de: "gerichtliche Liquidation" },
  judicialReorganisation: {
    en: "judicial reorganisation",
    fr: "réorganisation judiciaire",
    nl: "gerechtelijke reorganisatie",
    de: "gerichtliche Reorganisation",
  },
  bankruptcy: { en: "bankruptcy", fr: "faillite", nl: "faillissement", de: "Konkurs" },
  suspensionOfPayments: { en: "suspension of payments", fr: "sursis de paiement (NL)", nl: "surseance van betaling", de: "Zahlungsaufschub (NL)" },
  courtApprovedPlan: {
    en: "court-approved plan (WHOA)",
    fr: "accord homologué (WHOA)",
    nl: "gehomologeerd akkoord (WHOA)",
    de: "gerichtlich bestätigter Plan (WHOA)",
  },
  protectiveShield: { en: "protective shield", fr: "procédure de protection (DE)", nl: "beschermingsprocedure (DE)", de: "Schutzschirmverfahren" },
  selfAdministration: { en: "self-administration", fr: "administration par le débiteur (DE)", nl: "eigen beheer (DE)", de: "Eigenverwaltung" },
  insolvencyProceedings: { en: "insolvency proceedings", fr: "procédure d'insolvabilité", nl: "insolventieprocedure", de: "Insolvenzverfahren" },
  other: { en: "other", fr: "autre", nl: "andere", de: "anderes" },
}

export const insolvencyStateText: Readonly<Record<InsolvencyState, Worded>> = {
  open: { en: "open", fr: "en cours", nl: "lopend", de: "eröffnet" },
  ended: { en: "ended", fr: "terminée", nl: "beëindigd", de: "beendet" },
}
