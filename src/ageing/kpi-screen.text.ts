import type { Worded } from "../kernel/text.ts"

export const kpiScreenText = {
  title: { en: "Figures", fr: "Indicateurs", nl: "Kerncijfers", de: "Kennzahlen" },
  lead: {
    en: "Each figure with what it means and what it is made of.",
    fr: "Chaque indicateur avec ce qu’il veut dire et de quoi il est fait.",
    nl: "Elk cijfer met wat het betekent en waaruit het bestaat.",
    de: "Jede Kennzahl mit dem, was sie bedeutet und woraus sie besteht.",
  },
  window: { en: "Days of sales", fr: "Jours de ventes", nl: "Dagen omzet", de: "Umsatztage" },
  payers: { en: "Who pays how late", fr: "Qui paie avec quel retard", nl: "Wie betaalt hoe laat", de: "Wer zahlt wie spät" },
  months: { en: "DSO month by month", fr: "DSO mois par mois", nl: "DSO maand per maand", de: "DSO Monat für Monat" },
  trend: { en: "Trend over 12 months", fr: "Évolution sur 12 mois", nl: "Verloop over 12 maanden", de: "Verlauf über 12 Monate" },
  month: { en: "Month", fr: "Mois", nl: "Maand", de: "Monat" },
  used: { en: "Receivables used", fr: "Encours imputé", nl: "Toegerekende vorderingen", de: "Angerechnete Forderungen" },
  ofSales: { en: "of sales", fr: "sur ventes de", nl: "van verkopen", de: "von Umsatz" },
  monthsLead: {
    en: "The receivables are laid against the sales of the latest months, back until they are used up; the days so covered are the count-back DSO.",
    fr: "L’encours est imputé aux ventes des derniers mois, en remontant jusqu’à épuisement ; les jours ainsi couverts sont le DSO par épuisement.",
    nl: "De vorderingen worden toegerekend aan de verkopen van de laatste maanden, terug tot ze op zijn; de dagen die zo gedekt zijn, zijn de DSO.",
    de: "Die Forderungen werden auf den Umsatz der letzten Monate angerechnet, rückwärts, bis sie verbraucht sind; die so gedeckten Tage sind die DSO.",
  },
  defDso: {
    en: "Receivables over sales of the window, in days: how long a sale waits for its money.",
    fr: "Encours rapporté aux ventes de la période, en jours : combien de temps une vente attend son argent.",
    nl: "Vorderingen ten opzichte van de verkopen van de periode, in dagen: hoelang een verkoop op zijn geld wacht.",
    de: "Forderungen im Verhältnis zum Umsatz des Zeitraums, in Tagen: wie lange ein Verkauf auf sein Geld wartet.",
  },
  defBack: {
    en: "The same counted month by month from the latest sales: not blurred by seasons.",
    fr: "Le même, compté mois par mois depuis les dernières ventes : sans effet de saison.",
    nl: "Hetzelfde, maand per maand geteld vanaf de laatste verkopen: zonder seizoenseffect.",
    de: "Dasselbe, Monat für Monat vom letzten Umsatz zurückgezählt: ohne Saisoneffekt.",
  },
  defBest: {
    en: "What the DSO would be if nothing were overdue: your payment terms alone.",
    fr: "Ce que serait le DSO si rien n’était échu : vos seuls délais de paiement.",
    nl: "Wat de DSO zou zijn als niets vervallen was: enkel uw betalingstermijnen.",
    de: "Was die DSO wäre, wenn nichts überfällig wäre: allein Ihre Zahlungsziele.",
  },
  defDelinquent: {
    en: "The part of the DSO that comes from late payment.",
    fr: "La part du DSO qui vient des retards.",
    nl: "Het deel van de DSO dat van laattijdig betalen komt.",
    de: "Der Teil der DSO, der aus verspäteter Zahlung kommt.",
  },
  defEffectiveness: {
    en: "Of what could be collected in the window, the part that was.",
    fr: "De ce qui pouvait être encaissé dans la période, la part qui l’a été.",
    nl: "Van wat in de periode geïnd kon worden, het deel dat geïnd is.",
    de: "Von dem, was im Zeitraum eingehen konnte, der Teil, der einging.",
  },
  defOverdue: {
    en: "Of all receivables, the part past its due day.",
    fr: "De tout l’encours, la part échue.",
    nl: "Van alle vorderingen, het deel dat vervallen is.",
    de: "Von allen Forderungen der Teil nach Fälligkeit.",
  },
  open: { en: "See the items", fr: "Voir les pièces", nl: "De posten tonen", de: "Posten ansehen" },
  noSales: {
    en: "cannot be worked out: no sales in the window",
    fr: "incalculable : pas de ventes dans la période",
    nl: "niet te berekenen: geen verkopen in de periode",
    de: "nicht berechenbar: kein Umsatz im Zeitraum",
  },
  teach: {
    en: "Figures come with invoices and payments: import some months of both.",
    fr: "Les indicateurs viennent avec les factures et les règlements : importez-en quelques mois.",
    nl: "Cijfers komen met facturen en betalingen: breng enkele maanden van beide in.",
    de: "Kennzahlen kommen mit Rechnungen und Zahlungen: Übernehmen Sie einige Monate davon.",
  },
} as const satisfies Record<string, Worded>
