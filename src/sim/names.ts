/** Names for companies nobody has: a trade and a word that says it is invented, in the language of the country. */
type Words = { readonly trades: readonly string[]; readonly invented: readonly string[] }

const FRENCH: Words = {
  trades: "Boulangerie,Menuiserie,Transports,Librairie,Garage,Imprimerie,Brasserie,Charpente,Optique,Maçonnerie,Traiteur,Serrurerie".split(","),
  invented: "Imaginaire,Fictive,Inventée,Chimère,Mirage,Utopie,Fable,Légende".split(","),
}
const DUTCH: Words = {
  trades: "Bakkerij,Schrijnwerkerij,Transport,Boekhandel,Garage,Drukkerij,Brouwerij,Dakwerken,Optiek,Bouwbedrijf,Traiteur,Slotenmakerij".split(","),
  invented: "Verzonnen,Fictief,Droomland,Fabel,Luchtkasteel,Utopia,Sprookje,Legende".split(","),
}
const GERMAN: Words = {
  trades: "Bäckerei,Schreinerei,Spedition,Buchhandlung,Autohaus,Druckerei,Brauerei,Dachdeckerei".split(","),
  invented: "Erfunden,Fiktiv,Traumland,Fabel,Luftschloss,Utopia,Märchen,Legende".split(","),
}
const ENGLISH: Words = {
  trades: "Bakery,Joinery,Haulage,Bookshop,Motors,Printing,Brewery,Roofing".split(","),
  invented: "Imaginary,Fictional,Invented,Dreamland,Mirage,Utopia,Fable,Legend".split(","),
}
const WORDS: Readonly<Record<string, Words>> = { FR: FRENCH, LU: FRENCH, BE: DUTCH, NL: DUTCH, DE: GERMAN }

/** The n-th name of a country: no two are the same. */
export function inventedName(country: string, n: number): string {
  const { trades, invented } = WORDS[country] ?? ENGLISH
  const round = Math.floor(n / (trades.length * invented.length))
  const name = `${trades[n % trades.length]} ${invented[Math.floor(n / trades.length) % invented.length]}`
  return round === 0 ? name : `${name} ${round + 1}`
}
export const COLLECTORS = ["Camille Exemple", "Noor Voorbeeld", "Alix Modèle"]
