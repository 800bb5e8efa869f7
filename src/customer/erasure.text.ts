import type { Worded } from "../kernel/text.ts"

export const erasuresFound = (erased: bigint, back: readonly string[]): Worded =>
  back.length === 0
    ? {
        en: `${erased} ${erased === 1n ? "erased person stays" : "erased persons stay"} erased`,
        fr: `${erased} ${erased < 2n ? "personne effacée le reste" : "personnes effacées le restent"}`,
        nl: `${erased} ${erased === 1n ? "gewiste persoon blijft" : "gewiste personen blijven"} gewist`,
        de: `${erased} ${erased === 1n ? "gelöschte Person bleibt" : "gelöschte Personen bleiben"} gelöscht`,
      }
    : {
        en: `Erased persons have a name or number again: ${back.join(", ")}. Erase them once more.`,
        fr: `Des personnes effacées ont de nouveau un nom ou un numéro : ${back.join(", ")}. Effacez-les encore.`,
        nl: `Gewiste personen hebben weer een naam of nummer: ${back.join(", ")}. Wis ze opnieuw.`,
        de: `Gelöschte Personen haben wieder einen Namen oder eine Nummer: ${back.join(", ")}. Löschen Sie sie noch einmal.`,
      }
