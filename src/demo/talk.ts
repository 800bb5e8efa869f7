/**
 * What the demo's people said: contacts, calls, notes, tasks and habits of the customers at the head of the worklist. The same for the same list, whatever the day; every name
 * is plainly invented.
 */
import type { Cause, Habit, NewContact, Outcome } from "../contact/contact.ts"
import type { TaskKind } from "../worklist/task.ts"

export type Talk = {
  readonly customer: string
  readonly contacts: readonly Pick<NewContact, "name" | "role" | "phone" | "email">[]
  readonly calls: readonly { readonly daysAgo: number; readonly outcome: Outcome; readonly cause: Cause | null; readonly note: string | null }[]
  readonly note: string | null
  readonly task: { readonly kind: TaskKind; readonly inDays: number; readonly why: string } | null
  readonly habit: Partial<Habit> | null
}
type Told = Omit<Talk, "customer" | "contacts"> & { readonly people: number }

const NAMES = {
  fr: ["Claire Inventée", "Marc Fictif", "Sylvie Imaginaire", "Paul Exemple", "Nadia Inventée", "Luc Fictif"],
  nl: ["Els Verzonnen", "Jan Fictief", "Mieke Voorbeeld", "Piet Denkbeeldig", "An Verzonnen", "Tom Fictief"],
} as const
const ROLES = ["accountsPayable", "management", "approver", "buyer"] as const

const STORIES: Readonly<Record<keyof typeof NAMES, readonly Told[]>> = {
  fr: [
    {
      people: 2,
      calls: [
        { daysAgo: 24, outcome: "reached", cause: "oversight", note: "Facture restée chez le valideur, il relance en interne." },
        { daysAgo: 9, outcome: "promise", cause: "distress", note: "Promet un virement, trésorerie tendue ce mois-ci." },
      ],
      note: "@Camille suit ce compte depuis mars. Toujours appeler avant 11 h.",
      task: null,
      habit: {
        purchaseOrder: "required",
        purchaseOrderRule: "numéro de commande sur chaque ligne",
        cutOffDay: 20,
        payDays: [10, 25],
        means: ["transfer"],
      },
    },
    {
      people: 1,
      calls: [{ daysAgo: 6, outcome: "documentMissing", cause: "ourFault", note: "Demande le bon de livraison signé." }],
      note: null,
      task: { kind: "document", inDays: 0, why: "Renvoyer le bon de livraison signé" },
      habit: { portal: "portail-fournisseurs.example", approver: "Sylvie Imaginaire" },
    },
    {
      people: 1,
      calls: [
        { daysAgo: 15, outcome: "notReached", cause: null, note: null },
        { daysAgo: 11, outcome: "notReached", cause: null, note: null },
        { daysAgo: 4, outcome: "notReached", cause: null, note: "Répondeur." },
      ],
      note: null,
      task: null,
      habit: null,
    },
    {
      people: 2,
      calls: [{ daysAgo: 5, outcome: "dispute", cause: "dissatisfaction", note: "Conteste la qualité d'une livraison, veut un avoir." }],
      note: "Voir avec le commercial avant toute relance.",
      task: { kind: "answer", inDays: 2, why: "Réponse du commercial sur la livraison contestée" },
      habit: null,
    },
    { people: 1, calls: [{ daysAgo: 20, outcome: "alreadyPaid", cause: null, note: "Dit avoir payé le 3." }], note: null, task: null, habit: null },
    {
      people: 1,
      calls: [{ daysAgo: 7, outcome: "refusal", cause: "badFaith", note: "Ne veut plus parler de la facture." }],
      note: null,
      task: { kind: "call", inDays: 5, why: "Rappeler la direction" },
      habit: null,
    },
  ],
  nl: [
    {
      people: 2,
      calls: [
        { daysAgo: 22, outcome: "reached", cause: "oversight", note: "Factuur lag nog bij de goedkeurder." },
        { daysAgo: 8, outcome: "promise", cause: "distress", note: "Belooft een overschrijving, krappe kas deze maand." },
      ],
      note: "@Lies volgt deze klant op. Bellen vóór 11 uur.",
      task: null,
      habit: { purchaseOrder: "required", purchaseOrderRule: "bestelnummer op elke lijn", cutOffDay: 20, payDays: [15, 31], means: ["transfer"] },
    },
    {
      people: 1,
      calls: [{ daysAgo: 6, outcome: "documentMissing", cause: "ourFault", note: "Vraagt de getekende leveringsbon." }],
      note: null,
      task: { kind: "document", inDays: 0, why: "Getekende leveringsbon opnieuw sturen" },
      habit: { portal: "leveranciersportaal.example", approver: "Mieke Voorbeeld" },
    },
    {
      people: 1,
      calls: [
        { daysAgo: 14, outcome: "notReached", cause: null, note: null },
        { daysAgo: 9, outcome: "notReached", cause: null, note: null },
        { daysAgo: 4, outcome: "notReached", cause: null, note: "Antwoordapparaat." },
      ],
      note: null,
      task: null,
      habit: null,
    },
    {
      people: 1,
      calls: [{ daysAgo: 5, outcome: "dispute", cause: "dissatisfaction", note: "Betwist de prijs, vraagt een creditnota." }],
      note: "Eerst met de verkoper overleggen.",
      task: { kind: "answer", inDays: 3, why: "Antwoord van de verkoper over de prijs" },
      habit: null,
    },
  ],
}

/** Customers by the order they are worked in; every other one is left as nobody has spoken to it yet. */
export function tellTalk(customers: readonly string[], language: keyof typeof NAMES): Talk[] {
  let named = 0
  return STORIES[language].flatMap((story, i) => {
    const customer = customers[2 * i]
    if (customer === undefined) return []
    const contacts = Array.from({ length: story.people }, (_, which) => {
      const name = NAMES[language][named++ % NAMES[language].length]!
      // Numbers and addresses nobody has.
      const phone = language === "fr" ? `+33 1 99 00 ${String(named).padStart(2, "0")} 00` : `+32 2 555 ${String(named).padStart(2, "0")} 00`
      return { name, role: ROLES[which]!, phone, email: `contact${named}@client.example` }
    })
    const { people, ...told } = story
    return [{ customer, contacts, ...told }]
  })
}
