import type { Worded } from "../kernel/text.ts"

export const todayText = {
  mine: { en: "Mine", fr: "Les miens", nl: "De mijne", de: "Meine" },
  team: { en: "The whole team", fr: "Toute l’équipe", nl: "Het hele team", de: "Das ganze Team" },
  waiting: { en: "with those put off", fr: "avec ceux qui attendent", nl: "met wie wacht", de: "mit Zurückgestellten" },
  customers: { en: "customers to take up", fr: "clients à reprendre", nl: "klanten op te volgen", de: "Kunden anzugehen" },
  standsIn: { en: "for", fr: "pour", nl: "voor", de: "für" },
  why: { en: "Why now", fr: "Pourquoi maintenant", nl: "Waarom nu", de: "Warum jetzt" },
  done: { en: "Nothing left to do", fr: "Plus rien à faire", nl: "Niets meer te doen", de: "Nichts mehr zu tun" },
  teach: {
    en: "Customers come here when an invoice falls due, a promise is broken or nobody has spoken to them for long; the most cash first.",
    fr: "Les clients arrivent ici quand une facture échoit, qu’une promesse n’est pas tenue ou que personne ne leur a parlé depuis longtemps ; le plus d’argent d’abord.",
    nl: "Klanten komen hier als een factuur vervalt, een belofte gebroken is of niemand ze lang heeft gesproken; het meeste geld eerst.",
    de: "Kunden kommen hierher, wenn eine Rechnung fällig wird, eine Zusage gebrochen ist oder lange niemand mit ihnen sprach; das meiste Geld zuerst.",
  },
  oldest: { en: "Days overdue", fr: "Jours de retard", nl: "Dagen vervallen", de: "Tage überfällig" },
  overdue: { en: "overdue", fr: "échus", nl: "vervallen", de: "überfällig" },
  mentioned: { en: "Colleagues named you", fr: "On vous a nommé", nl: "Collega’s noemden u", de: "Sie wurden genannt" },
  seen: { en: "Seen", fr: "Vu", nl: "Gezien", de: "Gesehen" },
  call: { en: "call", fr: "appel", nl: "oproep", de: "Anruf" },
} as const satisfies Record<string, Worded>
