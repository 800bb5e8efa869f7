import { type RefusalTexts, said } from "../kernel/text.ts"

export const ledgerRefusals: RefusalTexts = {
  OVER_ALLOCATED: {
    exit: "conflict",
    en: () => "More would be allocated than is open: nothing was posted. Reload the items and allocate what is left.",
    fr: () => "L'affectation dépasse le solde ouvert : rien n'a été comptabilisé. Rechargez les pièces et affectez le reste.",
    nl: () => "Er zou meer toegewezen worden dan openstaat: niets is geboekt. Herlaad de posten en wijs het saldo toe.",
    de: () => "Es würde mehr zugeordnet als offen ist: nichts wurde gebucht. Laden Sie die Posten neu und ordnen Sie den Rest zu.",
  },
  PERIOD_CLOSED: {
    exit: "conflict",
    en: (f) =>
      `${said(f, "day")} lies in a closed period (closed until ${said(f, "closedUntil")}). Post a reversing fact on ${said(f, "offered") || "the first open day"} instead.`,
    fr: (f) =>
      `Le ${said(f, "day")} est dans une période clôturée (jusqu'au ${said(f, "closedUntil")}). Passez plutôt une extourne le ${said(f, "offered") || "premier jour ouvert"}.`,
    nl: (f) =>
      `${said(f, "day")} ligt in een afgesloten periode (tot ${said(f, "closedUntil")}). Boek een tegenboeking op ${said(f, "offered") || "de eerste open dag"}.`,
    de: (f) =>
      `${said(f, "day")} liegt in einer abgeschlossenen Periode (bis ${said(f, "closedUntil")}). Buchen Sie stattdessen am ${said(f, "offered") || "ersten offenen Tag"} eine Stornobuchung.`,
  },
  ALLOCATION_MISFIT: {
    exit: "conflict",
    en: () =>
      "It does not fit: an allocation joins a debit and a credit of one currency, of one customer or of two, not before the day of either; instalments add up to their entry. Nothing was posted.",
    fr: () =>
      "Cela ne convient pas : un lettrage joint un débit et un crédit de même devise, d'un client ou de deux, jamais avant le jour de l'un ou de l'autre ; les échéances font le montant de leur pièce. Rien n'a été comptabilisé.",
    nl: () =>
      "Dit past niet: een aflettering verbindt een debet en een credit in één munt, van één klant of van twee, niet vóór de dag van een van beide; termijnen vormen samen het bedrag van hun post. Niets is geboekt.",
    de: () =>
      "Das passt nicht: Eine Zuordnung verbindet Soll und Haben einer Währung, eines Kunden oder zweier, nicht vor dem Tag eines der beiden; Raten ergeben den Betrag ihres Postens. Nichts wurde gebucht.",
  },
  NOT_ALLOCATED: {
    exit: "conflict",
    en: () => "What should be undone is not allocated, or was undone already. Reload the items.",
    fr: () => "Ce qui devait être délettré ne l'est plus ou ne l'a jamais été. Rechargez les pièces.",
    nl: () => "Wat losgemaakt moet worden, is niet (meer) afgeletterd. Herlaad de posten.",
    de: () => "Was gelöst werden soll, ist nicht (mehr) zugeordnet. Laden Sie die Posten neu.",
  },
  REVERSED_TOO_EARLY: {
    exit: "conflict",
    en: (f) => `An allocation of ${said(f, "allocatedOn")} cannot be undone on ${said(f, "day")}. Choose that day or a later one.`,
    fr: (f) => `Un lettrage du ${said(f, "allocatedOn")} ne peut pas être défait le ${said(f, "day")}. Choisissez ce jour-là ou un jour ultérieur.`,
    nl: (f) => `Een aflettering van ${said(f, "allocatedOn")} kan niet op ${said(f, "day")} losgemaakt worden. Kies die dag of een latere.`,
    de: (f) =>
      `Eine Zuordnung vom ${said(f, "allocatedOn")} kann nicht am ${said(f, "day")} gelöst werden. Wählen Sie diesen Tag oder einen späteren.`,
  },
  RETURNED_TOO_EARLY: {
    exit: "conflict",
    en: (f) => `A payment of ${said(f, "paidOn")} cannot come back on ${said(f, "day")}. Choose that day or a later one.`,
    fr: (f) => `Un paiement du ${said(f, "paidOn")} ne peut pas revenir impayé le ${said(f, "day")}. Choisissez ce jour-là ou un jour ultérieur.`,
    nl: (f) => `Een betaling van ${said(f, "paidOn")} kan niet op ${said(f, "day")} terugkomen. Kies die dag of een latere.`,
    de: (f) => `Eine Zahlung vom ${said(f, "paidOn")} kann nicht am ${said(f, "day")} zurückkommen. Wählen Sie diesen Tag oder einen späteren.`,
  },
  ALREADY_RETURNED: {
    exit: "conflict",
    en: () => "This payment has come back already.",
    fr: () => "Ce paiement est déjà revenu impayé.",
    nl: () => "Deze betaling is al teruggekomen.",
    de: () => "Diese Zahlung ist schon zurückgekommen.",
  },
  BAD_AMOUNT: {
    exit: "conflict",
    en: () => "An amount is zero or negative; amounts are positive, their side says debit or credit.",
    fr: () => "Un montant est nul ou négatif ; les montants sont positifs, leur sens dit débit ou crédit.",
    nl: () => "Een bedrag is nul of negatief; bedragen zijn positief, hun zijde zegt debet of credit.",
    de: () => "Ein Betrag ist null oder negativ; Beträge sind positiv, ihre Seite sagt Soll oder Haben.",
  },
  UNKNOWN_ITEM: {
    exit: "notFound",
    en: (f) => `There is no such item or payment (${said(f, "entry")}) in this company. encours open-items shows them.`,
    fr: (f) => `Cette pièce ou ce paiement (${said(f, "entry")}) n'existe pas dans cette société. encours open-items les montre.`,
    nl: (f) => `Die post of betaling (${said(f, "entry")}) bestaat niet in deze vennootschap. encours open-items toont ze.`,
    de: (f) => `Diesen Posten oder diese Zahlung (${said(f, "entry")}) gibt es in diesem Unternehmen nicht. encours open-items zeigt sie.`,
  },
  DUPLICATE_ENTRY: {
    exit: "conflict",
    en: () => "This entry stands in the ledger already: same source, kind, number and customer.",
    fr: () => "Cette écriture existe déjà : même source, même nature, même numéro, même client.",
    nl: () => "Deze boeking staat al in het grootboek: zelfde bron, soort, nummer en klant.",
    de: () => "Diese Buchung steht schon im Buch: gleiche Quelle, Art, Nummer und Kunde.",
  },
  WRONG_SIDE: {
    exit: "conflict",
    en: (f) => `${said(f, "item")} stands on the ${said(f, "side")} side: this act does not go with it.`,
    fr: (f) => `${said(f, "item")} est au ${said(f, "side") === "credit" ? "crédit" : "débit"} : cette opération ne lui convient pas.`,
    nl: (f) => `${said(f, "item")} staat aan de ${said(f, "side")}zijde: deze handeling past er niet bij.`,
    de: (f) => `${said(f, "item")} steht im ${said(f, "side") === "credit" ? "Haben" : "Soll"}: dieser Vorgang passt nicht dazu.`,
  },
}
