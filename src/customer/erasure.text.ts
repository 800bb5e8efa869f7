import type { Worded } from "../kernel/text.ts"

export const erasuresFound = (erased: bigint, back: readonly string[]): Worded =>
  back.length === 0
    ? {
        en: `${erased} erased persons stay erased.`,
        fr: `${erased} personnes effacées le restent.`,
        nl: `${erased} gewiste personen blijven gewist.`,
        de: `${erased} gelöschte Personen bleiben gelöscht.`,
      }
    : {
        en: `Erased persons have a name or number again: ${back.join(", ")}. Erase them once more.`,
        fr: `Des personnes effacées ont de nouveau un nom ou un numéro : ${back.join(", ")}. Effacez-les encore.`,
        nl: `Gewiste personen hebben weer een naam of nummer: ${back.join(", ")}. Wis ze opnieuw.`,
        de: `Gelöschte Personen haben wieder einen Namen oder eine Nummer: ${back.join(", ")}. Löschen Sie sie noch einmal.`,
      }
