/** What is said of the totals a file states about itself. */
import type { Language } from "../../kernel/text.ts"
import { said } from "../reading/reading.text.ts"

const WHY: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  currencies: {
    en: "its rows are in several currencies",
    fr: "ses lignes sont en plusieurs devises",
    nl: "de rijen staan in verschillende munten",
    de: "die Zeilen stehen in mehreren Währungen",
  },
  rows: {
    en: "the amounts of some rows above it cannot be read",
    fr: "les montants de certaines lignes au-dessus ne sont pas lisibles",
    nl: "de bedragen van sommige rijen erboven zijn niet te lezen",
    de: "die Beträge mancher Zeilen darüber sind nicht lesbar",
  },
}
const why = (f: Readonly<Record<string, string>>, lang: Language) => WHY[f.why ?? ""]?.[lang] ?? ""

export const totalsWordings = {
  TOTAL_ROW: said(
    () => "A total: skipped.",
    () => "Un total : ligne passée.",
    () => "Een totaal: overgeslagen.",
    () => "Eine Summe: übersprungen.",
  ),
  TOTAL_AGREES: said(
    (f) => `A total: ${f.total} ${f.currency}, as the rows add up.`,
    (f) => `Un total : ${f.total} ${f.currency}, conforme à la somme des lignes.`,
    (f) => `Een totaal: ${f.total} ${f.currency}, gelijk aan de som van de rijen.`,
    (f) => `Eine Summe: ${f.total} ${f.currency}, wie die Zeilen ergeben.`,
  ),
  TOTAL_NOT_COMPARED: said(
    (f) => `A total: skipped, and not compared, since ${why(f, "en")}.`,
    (f) => `Un total : ligne passée, non comparée, car ${why(f, "fr")}.`,
    (f) => `Een totaal: overgeslagen en niet vergeleken, want ${why(f, "nl")}.`,
    (f) => `Eine Summe: übersprungen und nicht verglichen, denn ${why(f, "de")}.`,
  ),
  TOTAL_DIFFERS: said(
    (f) =>
      `The total says ${f.total} ${f.currency}, the rows add up to ${f.sum} (difference ${f.difference}): rows are missing or were changed. Nothing of the file is taken; export it again, or mend the rows or the total.`,
    (f) =>
      `Le total annonce ${f.total} ${f.currency}, les lignes donnent ${f.sum} (écart ${f.difference}) : des lignes manquent ou ont changé. Rien du fichier n'est pris ; exportez-le de nouveau, ou corrigez les lignes ou le total.`,
    (f) =>
      `Het totaal zegt ${f.total} ${f.currency}, de rijen geven ${f.sum} (verschil ${f.difference}): er ontbreken rijen of ze zijn gewijzigd. Niets van het bestand wordt genomen; exporteer het opnieuw, of verbeter de rijen of het totaal.`,
    (f) =>
      `Die Summe nennt ${f.total} ${f.currency}, die Zeilen ergeben ${f.sum} (Differenz ${f.difference}): Zeilen fehlen oder wurden geändert. Nichts aus der Datei wird übernommen; exportieren Sie sie erneut oder berichtigen Sie Zeilen oder Summe.`,
  ),
} as const
