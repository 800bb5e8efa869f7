/**
 * Tills and payment modes kept as auxiliary accounts (CB, ESPECES, “RECETTE CHQ”): no customers, though they stand among them.
 *
 * Always    told by all words of a name, never by one: “Caisse d'Épargne” and “Vir Coopérative” are customers.
 */
import { fold } from "../../kernel/text.ts"

const MODES = new Set(
  `cb carte cartes bancaire bancaires visa mastercard amex maestro esp espece especes liquide cash chq chqs cheque cheques vir virt virs virement virements prlv
  prelevement prelevements sepa paypal stripe sumup zettle payplug lydia tpe caisse caisses recette recettes comptoir comptant ticket tickets restaurant ancv
  bancontact payconiq contant contanten kas kassa bank overschrijving overschrijvingen domiciliering cheque bar barverkauf barzahlung kasse karte karten
  kartenzahlung ec uberweisung uberweisungen lastschrift lastschriften till card cards transfer transfers`.split(/\s+/),
)
const NEUTRAL = new Set(
  `client clients klant klanten kunde kunden customer customers divers diverse diversen passage de du des d en par par le la les et ventes vente encaissement
  encaissements remise remises reglement reglements a magasin boutique site internet web`.split(/\s+/),
)
/** Names that say nobody in particular. */
const NOBODY = new Set([...NEUTRAL, "passants", "passant", "anonyme", "comptant", "comptoir", "inconnu", "autres", "autre"])

const wordsOf = (name: string) =>
  fold(name)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "" && !/^\d+$/.test(word))

export function namesPaymentMode(name: string): boolean {
  const words = wordsOf(name)
  return words.some((word) => MODES.has(word)) && words.every((word) => MODES.has(word) || NEUTRAL.has(word))
}
const namesNobody = (name: string, code: string) => {
  const words = wordsOf(name)
  return words.length === 0 || fold(name) === fold(code) || words.every((word) => NOBODY.has(word))
}

/** What a pass over the file saw of one auxiliary. `sameDay`: zero where each day's debits equal its credits (a sum over days, each with its own weight). */
export type PartyShape = { readonly code: string; readonly name: string; readonly debits: number; readonly credits: number; readonly sameDay: number }
const MANY = 20
export function isPaymentMode(party: PartyShape): boolean {
  if (namesPaymentMode(party.name === "" ? party.code : party.name)) return true
  return party.debits >= MANY && party.credits >= MANY && party.sameDay === 0 && namesNobody(party.name, party.code)
}
