import type { Worded } from "../kernel/text.ts"

export const unreadable = (said: string): Worded => ({
  en: `could not be checked: ${said}`,
  fr: `n'a pas pu être vérifié : ${said}`,
  nl: `kon niet worden nagegaan: ${said}`,
  de: `konnte nicht geprüft werden: ${said}`,
})

export const chain = {
  sound: (rows: bigint): Worded => ({
    en: `${rows} sealed rows, every hash recomputed`,
    fr: `${rows} lignes scellées, chaque empreinte recalculée`,
    nl: `${rows} verzegelde rijen, elke hash herberekend`,
    de: `${rows} versiegelte Zeilen, jeder Hash nachgerechnet`,
  }),
  missing: (seq: bigint, _act: string, id: string, broken: bigint): Worded => ({
    en: `seal ${seq}: its row ${id} is gone (${broken} bad in all)`,
    fr: `sceau ${seq} : sa ligne ${id} a disparu (${broken} fautives en tout)`,
    nl: `zegel ${seq}: de rij ${id} is weg (${broken} fout in totaal)`,
    de: `Siegel ${seq}: seine Zeile ${id} fehlt (${broken} fehlerhafte insgesamt)`,
  }),
  rewritten: (seq: bigint, act: string, id: string, broken: bigint): Worded => ({
    en: `seal ${seq}: row ${id} (${act}) was changed after it was sealed (${broken} bad in all)`,
    fr: `sceau ${seq} : la ligne ${id} (${act}) a été modifiée après son scellement (${broken} fautives en tout)`,
    nl: `zegel ${seq}: rij ${id} (${act}) is na de verzegeling gewijzigd (${broken} fout in totaal)`,
    de: `Siegel ${seq}: Zeile ${id} (${act}) wurde nach der Versiegelung geändert (${broken} fehlerhafte insgesamt)`,
  }),
  unlinked: (seq: bigint, act: string, id: string, broken: bigint): Worded => ({
    en: `seal ${seq}: row ${id} (${act}) does not follow the one before it (${broken} bad in all)`,
    fr: `sceau ${seq} : la ligne ${id} (${act}) ne suit pas la précédente (${broken} fautives en tout)`,
    nl: `zegel ${seq}: rij ${id} (${act}) sluit niet aan op de vorige (${broken} fout in totaal)`,
    de: `Siegel ${seq}: Zeile ${id} (${act}) schließt nicht an die vorige an (${broken} fehlerhafte insgesamt)`,
  }),
  head: {
    en: "the head kept beside the chain is not its last seal",
    fr: "la tête gardée à côté de la chaîne n'est pas son dernier sceau",
    nl: "de kop naast de keten is niet het laatste zegel",
    de: "der neben der Kette geführte Kopf ist nicht ihr letztes Siegel",
  },
} as const

export const order = {
  sound: {
    en: "no gap; each act sealed exactly once or waiting",
    fr: "aucun trou ; chaque acte scellé une seule fois ou en attente",
    nl: "geen gaten; elke handeling precies één keer verzegeld of wachtend",
    de: "keine Lücke; jede Handlung genau einmal versiegelt oder wartend",
  },
  gap: (at: string, faults: bigint): Worded => ({
    en: `seal ${at} is missing (${faults} faults in all)`,
    fr: `le sceau ${at} manque (${faults} fautes en tout)`,
    nl: `zegel ${at} ontbreekt (${faults} fouten in totaal)`,
    de: `Siegel ${at} fehlt (${faults} Fehler insgesamt)`,
  }),
  twice: (at: string, faults: bigint): Worded => ({
    en: `act ${at} is sealed more than once (${faults} faults in all)`,
    fr: `l'acte ${at} est scellé plusieurs fois (${faults} fautes en tout)`,
    nl: `handeling ${at} is meer dan één keer verzegeld (${faults} fouten in totaal)`,
    de: `Handlung ${at} ist mehrfach versiegelt (${faults} Fehler insgesamt)`,
  }),
  both: (at: string, faults: bigint): Worded => ({
    en: `act ${at} is sealed and yet waits for its seal (${faults} faults in all)`,
    fr: `l'acte ${at} est scellé et attend pourtant son sceau (${faults} fautes en tout)`,
    nl: `handeling ${at} is verzegeld en wacht toch op een zegel (${faults} fouten in totaal)`,
    de: `Handlung ${at} ist versiegelt und wartet dennoch auf ihr Siegel (${faults} Fehler insgesamt)`,
  }),
  noAct: (at: string, faults: bigint): Worded => ({
    en: `act ${at} waits for its seal but is gone (${faults} faults in all)`,
    fr: `l'acte ${at} attend son sceau mais a disparu (${faults} fautes en tout)`,
    nl: `handeling ${at} wacht op een zegel maar is weg (${faults} fouten in totaal)`,
    de: `Handlung ${at} wartet auf ihr Siegel, fehlt aber (${faults} Fehler insgesamt)`,
  }),
  unsealed: (at: string, faults: bigint): Worded => ({
    en: `act ${at} is neither sealed nor waiting (${faults} faults in all)`,
    fr: `l'acte ${at} n'est ni scellé ni en attente (${faults} fautes en tout)`,
    nl: `handeling ${at} is niet verzegeld en wacht niet (${faults} fouten in totaal)`,
    de: `Handlung ${at} ist weder versiegelt noch wartend (${faults} Fehler insgesamt)`,
  }),
} as const

export const tail = {
  none: { en: "nothing waits for its seal", fr: "rien n'attend son sceau", nl: "niets wacht op een zegel", de: "nichts wartet auf sein Siegel" },
  waiting: (count: bigint, first: string, since: string): Worded => ({
    en: `${count} acts not yet sealed, the first ${first} of ${since}`,
    fr: `${count} actes pas encore scellés, le premier ${first} du ${since}`,
    nl: `${count} handelingen nog niet verzegeld, de eerste ${first} van ${since}`,
    de: `${count} Handlungen noch nicht versiegelt, die erste ${first} vom ${since}`,
  }),
} as const

export const heads = {
  sound: (count: number, published: bigint, sealed: bigint): Worded => ({
    en: `${count} published heads equal the chain, up to seal ${published} of ${sealed}`,
    fr: `${count} têtes publiées égales à la chaîne, jusqu'au sceau ${published} sur ${sealed}`,
    nl: `${count} gepubliceerde koppen gelijk aan de keten, tot zegel ${published} van ${sealed}`,
    de: `${count} veröffentlichte Köpfe gleich der Kette, bis Siegel ${published} von ${sealed}`,
  }),
  differs: (seq: bigint): Worded => ({
    en: `seal ${seq} is not the one published outside: the rows up to it were rewritten and rehashed`,
    fr: `le sceau ${seq} n'est pas celui publié au-dehors : des lignes jusque-là ont été réécrites et rehachées`,
    nl: `zegel ${seq} is niet wat buiten is gepubliceerd: rijen tot daar zijn herschreven en opnieuw gehasht`,
    de: `Siegel ${seq} ist nicht das außen veröffentlichte: Zeilen bis dahin wurden umgeschrieben und neu gehasht`,
  }),
  removed: (seq: bigint): Worded => ({
    en: `seal ${seq} was published outside but is not in the chain: rows were removed`,
    fr: `le sceau ${seq} a été publié au-dehors mais manque à la chaîne : des lignes ont été supprimées`,
    nl: `zegel ${seq} is buiten gepubliceerd maar ontbreekt in de keten: er zijn rijen verwijderd`,
    de: `Siegel ${seq} wurde außen veröffentlicht, fehlt aber in der Kette: Zeilen wurden entfernt`,
  }),
  missing: (file: string, sealed: bigint): Worded => ({
    en: `no published head in activity-heads/${file}, though ${sealed} rows are sealed`,
    fr: `aucune tête publiée dans activity-heads/${file}, alors que ${sealed} lignes sont scellées`,
    nl: `geen gepubliceerde kop in activity-heads/${file}, terwijl ${sealed} rijen verzegeld zijn`,
    de: `kein veröffentlichter Kopf in activity-heads/${file}, obwohl ${sealed} Zeilen versiegelt sind`,
  }),
  lost: (file: string, said: bigint, count: number): Worded => ({
    en: `${said} heads were published in activity-heads/${file}, ${count} are there`,
    fr: `${said} têtes ont été publiées dans activity-heads/${file}, il y en a ${count}`,
    nl: `${said} koppen zijn gepubliceerd in activity-heads/${file}, er staan er ${count}`,
    de: `${said} Köpfe wurden in activity-heads/${file} veröffentlicht, ${count} stehen dort`,
  }),
  unreadable: (file: string, line: number): Worded => ({
    en: `activity-heads/${file}, line ${line} is not a head`,
    fr: `activity-heads/${file}, la ligne ${line} n'est pas une tête`,
    nl: `activity-heads/${file}, regel ${line} is geen kop`,
    de: `activity-heads/${file}, Zeile ${line} ist kein Kopf`,
  }),
} as const

export const pages = {
  sound: (examined: number, passedOver: number): Worded => ({
    en: `${examined} tables and indexes read page by page${passedOver ? `, ${passedOver} indexes passed over (no amcheck)` : ""}`,
    fr: `${examined} tables et index lus page par page${passedOver ? `, ${passedOver} index non lus (sans amcheck)` : ""}`,
    nl: `${examined} tabellen en indexen pagina per pagina gelezen${passedOver ? `, ${passedOver} indexen overgeslagen (geen amcheck)` : ""}`,
    de: `${examined} Tabellen und Indizes Seite für Seite gelesen${passedOver ? `, ${passedOver} Indizes übergangen (kein amcheck)` : ""}`,
  }),
  broken: (faults: readonly { readonly relation: string; readonly fault: string }[]): Worded => {
    const named = faults.map((f) => `${f.relation} (${f.fault})`).join("; ")
    return {
      en: `cannot be read: ${named}. Everything else can. Restore a table from the last backup; rebuild an index with REINDEX`,
      fr: `illisible : ${named}. Le reste se lit. Restaurez une table de la dernière sauvegarde ; reconstruisez un index par REINDEX`,
      nl: `niet leesbaar: ${named}. De rest wel. Herstel een tabel uit de laatste back-up; bouw een index opnieuw op met REINDEX`,
      de: `nicht lesbar: ${named}. Alles andere schon. Stellen Sie eine Tabelle aus der letzten Sicherung wieder her; bauen Sie einen Index mit REINDEX neu auf`,
    }
  },
} as const

export const guards = (missing: readonly string[]): Worded =>
  missing.length === 0
    ? {
        en: "facts are append-only and rows kept apart by company",
        fr: "les faits ne font que s'ajouter, les lignes sont séparées par société",
        nl: "feiten worden alleen toegevoegd, rijen per vennootschap gescheiden",
        de: "Fakten werden nur angefügt, Zeilen nach Unternehmen getrennt",
      }
    : {
        en: `switched off: ${missing.join(", ")}`,
        fr: `désactivés : ${missing.join(", ")}`,
        nl: `uitgeschakeld: ${missing.join(", ")}`,
        de: `abgeschaltet: ${missing.join(", ")}`,
      }

export const parents = {
  sound: {
    en: "every row has its parent",
    fr: "chaque ligne a son parent",
    nl: "elke rij heeft haar ouder",
    de: "jede Zeile hat ihre übergeordnete",
  },
  missing: (child: string, parent: string, missing: bigint, first: string): Worded => ({
    en: `${missing} rows of ${child} without their ${parent}, the first ${first}`,
    fr: `${missing} lignes de ${child} sans leur ${parent}, la première ${first}`,
    nl: `${missing} rijen van ${child} zonder hun ${parent}, de eerste ${first}`,
    de: `${missing} Zeilen von ${child} ohne ihr ${parent}, die erste ${first}`,
  }),
} as const
