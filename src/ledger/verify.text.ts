import type { Worded } from "../kernel/text.ts"

export const items = {
  sound: {
    en: "open items rebuilt from the facts: equal",
    fr: "postes ouverts reconstruits depuis les faits : égaux",
    nl: "openstaande posten uit de feiten heropgebouwd: gelijk",
    de: "offene Posten aus den Fakten neu aufgebaut: gleich",
  },
  differ: (count: bigint, list: string): Worded => ({
    en: `${count} open items differ from their facts: ${list}`,
    fr: `${count} postes ouverts diffèrent de leurs faits : ${list}`,
    nl: `${count} openstaande posten wijken af van hun feiten: ${list}`,
    de: `${count} offene Posten weichen von ihren Fakten ab: ${list}`,
  }),
} as const

export const payments = {
  sound: {
    en: "what became of each payment, rebuilt from its events: equal",
    fr: "le sort de chaque règlement, reconstruit depuis ses événements : égal",
    nl: "het lot van elke betaling, uit haar gebeurtenissen heropgebouwd: gelijk",
    de: "der Verbleib jeder Zahlung, aus ihren Ereignissen neu aufgebaut: gleich",
  },
  differ: (count: bigint, list: string): Worded => ({
    en: `${count} payments differ from their events: ${list}`,
    fr: `${count} règlements diffèrent de leurs événements : ${list}`,
    nl: `${count} betalingen wijken af van hun gebeurtenissen: ${list}`,
    de: `${count} Zahlungen weichen von ihren Ereignissen ab: ${list}`,
  }),
} as const

export const limits = {
  sound: {
    en: "nothing allocated beyond its amount or below zero on any day; instalments add up",
    fr: "rien d'affecté au-delà de son montant ni sous zéro, quel que soit le jour ; les échéances font le total",
    nl: "niets boven zijn bedrag of onder nul toegewezen, op geen enkele dag; de termijnen kloppen",
    de: "an keinem Tag mehr als der Betrag oder weniger als null zugeordnet; die Raten ergeben die Summe",
  },
  faults: {
    beyond: (item: string, count: bigint): Worded => ({
      en: `${item}: more allocated than its amount (${count} faults in all)`,
      fr: `${item} : affecté au-delà de son montant (${count} fautes en tout)`,
      nl: `${item}: meer toegewezen dan het bedrag (${count} fouten in totaal)`,
      de: `${item}: mehr zugeordnet als sein Betrag (${count} Fehler insgesamt)`,
    }),
    negative: (item: string, count: bigint): Worded => ({
      en: `${item}: allocated below zero on some day (${count} faults in all)`,
      fr: `${item} : affectation négative un certain jour (${count} fautes en tout)`,
      nl: `${item}: op een dag onder nul toegewezen (${count} fouten in totaal)`,
      de: `${item}: an einem Tag unter null zugeordnet (${count} Fehler insgesamt)`,
    }),
    noInstalment: (item: string, count: bigint): Worded => ({
      en: `${item}: has no instalment (${count} faults in all)`,
      fr: `${item} : n'a aucune échéance (${count} fautes en tout)`,
      nl: `${item}: heeft geen termijn (${count} fouten in totaal)`,
      de: `${item}: hat keine Rate (${count} Fehler insgesamt)`,
    }),
    instalments: (item: string, count: bigint): Worded => ({
      en: `${item}: its instalments do not add up to it (${count} faults in all)`,
      fr: `${item} : ses échéances ne font pas son total (${count} fautes en tout)`,
      nl: `${item}: de termijnen geven samen niet het bedrag (${count} fouten in totaal)`,
      de: `${item}: die Raten ergeben nicht den Betrag (${count} Fehler insgesamt)`,
    }),
  },
} as const

export const control = {
  ties: (balances: string): Worded => ({
    en: `control account ${balances} = what is open`,
    fr: `compte collectif ${balances} = ce qui est ouvert`,
    nl: `verzamelrekening ${balances} = wat openstaat`,
    de: `Sammelkonto ${balances} = was offen ist`,
  }),
  differs: {
    receivables: (facts: string, open: string, currency: string): Worded => ({
      en: `control account ${facts} ${currency} by the entries, ${open} by what is open`,
      fr: `compte collectif ${facts} ${currency} d'après les écritures, ${open} d'après les postes ouverts`,
      nl: `verzamelrekening ${facts} ${currency} volgens de boekingen, ${open} volgens wat openstaat`,
      de: `Sammelkonto ${facts} ${currency} nach den Buchungen, ${open} nach den offenen Posten`,
    }),
    deposits: (facts: string, open: string, currency: string): Worded => ({
      en: `deposits received ${facts} ${currency} by the entries, ${open} by what is open`,
      fr: `acomptes reçus ${facts} ${currency} d'après les écritures, ${open} d'après les postes ouverts`,
      nl: `ontvangen voorschotten ${facts} ${currency} volgens de boekingen, ${open} volgens wat openstaat`,
      de: `erhaltene Anzahlungen ${facts} ${currency} nach den Buchungen, ${open} nach den offenen Posten`,
    }),
  },
} as const

export const allocations = {
  sound: {
    en: "each allocation joins a debit and a credit of one currency, not before either",
    fr: "chaque affectation lie un débit et un crédit de même devise, jamais avant eux",
    nl: "elke toewijzing verbindt een debet en een credit in één munt, nooit ervoor",
    de: "jede Zuordnung verbindet Soll und Haben einer Währung, nie vor ihnen",
  },
  faults: {
    currency: (id: string, count: bigint): Worded => ({
      en: `allocation ${id} mixes currencies (${count} faults in all)`,
      fr: `l'affectation ${id} mêle des devises (${count} fautes en tout)`,
      nl: `toewijzing ${id} mengt munten (${count} fouten in totaal)`,
      de: `Zuordnung ${id} mischt Währungen (${count} Fehler insgesamt)`,
    }),
    side: (id: string, count: bigint): Worded => ({
      en: `allocation ${id} does not join a debit and a credit (${count} faults in all)`,
      fr: `l'affectation ${id} ne lie pas un débit et un crédit (${count} fautes en tout)`,
      nl: `toewijzing ${id} verbindt geen debet met een credit (${count} fouten in totaal)`,
      de: `Zuordnung ${id} verbindet nicht Soll und Haben (${count} Fehler insgesamt)`,
    }),
    early: (id: string, count: bigint): Worded => ({
      en: `allocation ${id} counts before one of its items (${count} faults in all)`,
      fr: `l'affectation ${id} compte avant l'une de ses pièces (${count} fautes en tout)`,
      nl: `toewijzing ${id} telt vóór een van haar posten (${count} fouten in totaal)`,
      de: `Zuordnung ${id} zählt vor einem ihrer Posten (${count} Fehler insgesamt)`,
    }),
    reversal: (id: string, count: bigint): Worded => ({
      en: `reversal ${id} is not what it reverses (${count} faults in all)`,
      fr: `l'extourne ${id} ne correspond pas à ce qu'elle annule (${count} fautes en tout)`,
      nl: `tegenboeking ${id} is niet gelijk aan wat ze terugdraait (${count} fouten in totaal)`,
      de: `Storno ${id} entspricht nicht dem Stornierten (${count} Fehler insgesamt)`,
    }),
    reversedTwice: (id: string, count: bigint): Worded => ({
      en: `reversal ${id} reverses what another has reversed (${count} faults in all)`,
      fr: `l'extourne ${id} annule ce qu'une autre a déjà annulé (${count} fautes en tout)`,
      nl: `tegenboeking ${id} draait terug wat al teruggedraaid is (${count} fouten in totaal)`,
      de: `Storno ${id} storniert bereits Storniertes (${count} Fehler insgesamt)`,
    }),
  },
} as const
