/** Every problem of a file in words: what is wrong, with its figures, and what to do. Line and column are told beside it. */
import type { Language } from "../kernel/text.ts"
import { accountingWordings } from "./accounting/accounting.text.ts"
import type { Field } from "./columns.ts"
import { wordOrder } from "./dates.text.ts"
import type { Problem, ProblemCode } from "./draft.ts"
import { postingWordings } from "./posting/posting.text.ts"
import { readingWordings, said, type Wording } from "./reading/reading.text.ts"
import { totalsWordings } from "./totals/totals.text.ts"
import { turnoverWordings } from "./turnover/turnover.text.ts"

const neededField = {
  number: { en: "document number", fr: "numéro de pièce", nl: "documentnummer", de: "Belegnummer" },
  customerCode: { en: "customer", fr: "client", nl: "klant", de: "Kunde" },
  issuedOn: { en: "invoice date", fr: "date de facture", nl: "factuurdatum", de: "Rechnungsdatum" },
  amount: { en: "amount", fr: "montant", nl: "bedrag", de: "Betrag" },
} as const satisfies Partial<Record<Field, Readonly<Record<Language, string>>>>
const nameOf = (field: string | undefined, lang: Language) => neededField[field as keyof typeof neededField]?.[lang] ?? field ?? ""

/** ": day order day/month/year, decimal sign ," — what is known of the two. */
const recalled = (f: Readonly<Record<string, string>>, lang: Language, order: string, sign: string) =>
  [f.dateOrder && `${order} ${wordOrder(f.dateOrder, lang)}`, f.decimal && `${sign} ${f.decimal}`]
    .filter(Boolean)
    .map((text, i) => `${i === 0 ? ": " : ", "}${text}`)
    .join("")

const wordings = {
  ...readingWordings,
  ...postingWordings,
  ...accountingWordings,
  ...totalsWordings,
  ...turnoverWordings,
  EMPTY_FILE: said(
    () => "The file is empty.",
    () => "Le fichier est vide.",
    () => "Het bestand is leeg.",
    () => "Die Datei ist leer.",
  ),
  NO_ROWS: said(
    (f) => `The file has headers (${f.header}) and no rows.`,
    (f) => `Le fichier a des en-têtes (${f.header}) et aucune ligne.`,
    (f) => `Het bestand heeft kolomtitels (${f.header}) en geen rijen.`,
    (f) => `Die Datei hat Überschriften (${f.header}) und keine Zeilen.`,
  ),
  NOT_A_TABLE: said(
    (f) => `This is not a CSV or TSV file, it looks like ${f.looksLike}. Export it as CSV.`,
    (f) => `Ce n'est pas un fichier CSV ou TSV, cela ressemble à ${f.looksLike}. Exportez-le en CSV.`,
    (f) => `Dit is geen CSV- of TSV-bestand, het lijkt op ${f.looksLike}. Exporteer het als CSV.`,
    (f) => `Das ist keine CSV- oder TSV-Datei, sie sieht nach ${f.looksLike} aus. Exportieren Sie sie als CSV.`,
  ),
  ONE_COLUMN: said(
    () => "The file has only one column: no ; , TAB or | separates its cells. Export it as CSV with one of them.",
    () => "Le fichier n'a qu'une colonne : ni ; ni , ni TAB ni | ne sépare ses cellules. Exportez-le en CSV avec l'un d'eux.",
    () => "Het bestand heeft maar één kolom: geen ; , TAB of | scheidt de cellen. Exporteer het als CSV met een van deze tekens.",
    () => "Die Datei hat nur eine Spalte: weder ; , TAB noch | trennt ihre Zellen. Exportieren Sie sie als CSV mit einem davon.",
  ),
  ENCODING_MIXED: said(
    () => "The file mixes two encodings: most of it is UTF-8, some bytes are not. Save it again as UTF-8.",
    () => "Le fichier mélange deux encodages : il est surtout en UTF-8, certains octets non. Enregistrez-le de nouveau en UTF-8.",
    () => "Het bestand mengt twee coderingen: het meeste is UTF-8, sommige bytes niet. Sla het opnieuw op als UTF-8.",
    () => "Die Datei mischt zwei Kodierungen: das meiste ist UTF-8, einige Bytes nicht. Speichern Sie sie neu als UTF-8.",
  ),
  ENCODING_UNKNOWN: said(
    () => "The encoding cannot be told. Save the file as UTF-8.",
    () => "L'encodage ne se laisse pas reconnaître. Enregistrez le fichier en UTF-8.",
    () => "De codering is niet te herkennen. Sla het bestand op als UTF-8.",
    () => "Die Kodierung ist nicht zu erkennen. Speichern Sie die Datei als UTF-8.",
  ),
  LINE_TOO_LONG: said(
    (f) => `A row of more than ${f.limit} characters begins here; a quote is probably not closed. Nothing after it can be read.`,
    (f) => `Une ligne de plus de ${f.limit} caractères commence ici ; un guillemet n'est sans doute pas fermé. Rien de ce qui suit ne peut être lu.`,
    (f) => `Hier begint een rij van meer dan ${f.limit} tekens; een aanhalingsteken is wellicht niet gesloten. Wat volgt is niet te lezen.`,
    (f) => `Hier beginnt eine Zeile mit mehr als ${f.limit} Zeichen; wohl ein nicht geschlossenes Anführungszeichen. Danach ist nichts lesbar.`,
  ),
  TOO_MANY_COLUMNS: said(
    (f) => `${f.count} columns; at most ${f.limit} are read. Export only the columns that are needed.`,
    (f) => `${f.count} colonnes ; on en lit ${f.limit} au plus. N'exportez que les colonnes utiles.`,
    (f) => `${f.count} kolommen; hoogstens ${f.limit} worden gelezen. Exporteer alleen de nodige kolommen.`,
    (f) => `${f.count} Spalten; höchstens ${f.limit} werden gelesen. Exportieren Sie nur die nötigen Spalten.`,
  ),
  QUOTE_NOT_CLOSED: said(
    () => "A quote opened here is never closed. Nothing after it can be read: correct the export.",
    () => "Un guillemet ouvert ici n'est jamais fermé. Rien de ce qui suit ne peut être lu : corrigez l'export.",
    () => "Een aanhalingsteken dat hier opent, wordt nooit gesloten. Wat volgt is niet te lezen: verbeter de export.",
    () => "Ein hier geöffnetes Anführungszeichen wird nie geschlossen. Danach ist nichts lesbar: Korrigieren Sie den Export.",
  ),
  FILE_CHANGED: said(
    () => "The file changed while it was read. Import it again once it is complete.",
    () => "Le fichier a changé pendant la lecture. Importez-le de nouveau une fois complet.",
    () => "Het bestand veranderde tijdens het lezen. Importeer het opnieuw zodra het volledig is.",
    () => "Die Datei hat sich beim Lesen geändert. Importieren Sie sie erneut, wenn sie vollständig ist.",
  ),
  COLUMN_MISSING: said(
    (f) => `No column for the ${nameOf(f.field, "en")} was found among: ${f.headers}. Name it in --map: {"columns":{"${f.field}":"HEADER"}}.`,
    (f) => `Aucune colonne pour « ${nameOf(f.field, "fr")} » parmi : ${f.headers}. Nommez-la dans --map : {"columns":{"${f.field}":"EN-TÊTE"}}.`,
    (f) => `Geen kolom voor ${nameOf(f.field, "nl")} gevonden tussen: ${f.headers}. Noem ze in --map: {"columns":{"${f.field}":"KOLOMTITEL"}}.`,
    (f) => `Keine Spalte für ${nameOf(f.field, "de")} unter: ${f.headers}. Nennen Sie sie in --map: {"columns":{"${f.field}":"ÜBERSCHRIFT"}}.`,
  ),
  MAP_UNREADABLE: said(
    (f) => `The mapping is not understood at ${f.at}: ${f.reason}. A dry run with --json prints a complete one.`,
    (f) => `La correspondance n'est pas comprise à ${f.at} : ${f.reason}. Un essai (--dry-run --json) en affiche une complète.`,
    (f) => `De toewijzing is niet te begrijpen bij ${f.at}: ${f.reason}. Een proef (--dry-run --json) toont een volledige.`,
    (f) => `Die Zuordnung ist bei ${f.at} nicht verständlich: ${f.reason}. Ein Probelauf (--dry-run --json) zeigt eine vollständige.`,
  ),
  MAP_FIELD_UNKNOWN: said(
    (f) => `The mapping names a field “${f.field}” that does not exist. Fields: ${f.fields}.`,
    (f) => `La correspondance nomme un champ « ${f.field} » qui n'existe pas. Champs : ${f.fields}.`,
    (f) => `De toewijzing noemt een veld “${f.field}” dat niet bestaat. Velden: ${f.fields}.`,
    (f) => `Die Zuordnung nennt ein Feld „${f.field}“, das es nicht gibt. Felder: ${f.fields}.`,
  ),
  MAP_COLUMN_UNKNOWN: said(
    (f) => `The mapping takes ${f.field} from a column “${f.header}” that the file does not have. Its columns: ${f.headers}.`,
    (f) => `La correspondance prend ${f.field} dans une colonne « ${f.header} » absente du fichier. Ses colonnes : ${f.headers}.`,
    (f) => `De toewijzing haalt ${f.field} uit een kolom “${f.header}” die het bestand niet heeft. Zijn kolommen: ${f.headers}.`,
    (f) => `Die Zuordnung nimmt ${f.field} aus einer Spalte „${f.header}“, die der Datei fehlt. Ihre Spalten: ${f.headers}.`,
  ),
  DATE_ORDER_UNCLEAR: said(
    (f) => `Dates such as ${f.example} do not show whether the day or the month comes first. Say it: --date-order dmy, mdy or ymd.`,
    (f) => `Des dates comme ${f.example} ne montrent pas si le jour ou le mois vient en premier. Dites-le : --date-order dmy, mdy ou ymd.`,
    (f) => `Datums zoals ${f.example} tonen niet of de dag of de maand eerst komt. Zeg het: --date-order dmy, mdy of ymd.`,
    (f) => `Daten wie ${f.example} zeigen nicht, ob Tag oder Monat zuerst steht. Sagen Sie es: --date-order dmy, mdy oder ymd.`,
  ),
  DATE_ORDER_MIXED: said(
    (f) => `${f.dmy} has the day first, ${f.mdy} the month. Say which order holds (--date-order); the other rows are then refused.`,
    (f) => `${f.dmy} commence par le jour, ${f.mdy} par le mois. Dites quel ordre vaut (--date-order) ; les autres lignes sont alors refusées.`,
    (f) => `${f.dmy} begint met de dag, ${f.mdy} met de maand. Zeg welke volgorde geldt (--date-order); de andere rijen worden dan geweigerd.`,
    (f) => `${f.dmy} beginnt mit dem Tag, ${f.mdy} mit dem Monat. Sagen Sie, was gilt (--date-order); die anderen Zeilen werden dann abgelehnt.`,
  ),
  DECIMAL_UNCLEAR: said(
    (f) => `Amounts such as ${f.example} do not show whether this is thousands or decimals. Say it in --map: {"decimal":"."} or {"decimal":","}.`,
    (f) =>
      `Des montants comme ${f.example} ne montrent pas s'il s'agit de milliers ou de décimales. Dites-le dans --map : {"decimal":","} ou {"decimal":"."}.`,
    (f) => `Bedragen zoals ${f.example} tonen niet of het om duizendtallen of decimalen gaat. Zeg het in --map: {"decimal":","} of {"decimal":"."}.`,
    (f) =>
      `Beträge wie ${f.example} zeigen nicht, ob Tausender oder Dezimalstellen gemeint sind. Sagen Sie es in --map: {"decimal":","} oder {"decimal":"."}.`,
  ),
  DECIMAL_MIXED: said(
    (f) => `${f.comma} has a decimal comma, ${f.point} a decimal point. Say in --map which holds ("decimal"); the other rows are then refused.`,
    (f) =>
      `${f.comma} a une virgule décimale, ${f.point} un point décimal. Dites dans --map ce qui vaut ("decimal") ; les autres lignes sont alors refusées.`,
    (f) =>
      `${f.comma} heeft een decimale komma, ${f.point} een decimale punt. Zeg in --map wat geldt ("decimal"); de andere rijen worden dan geweigerd.`,
    (f) =>
      `${f.comma} hat ein Dezimalkomma, ${f.point} einen Dezimalpunkt. Sagen Sie in --map, was gilt ("decimal"); die anderen Zeilen werden dann abgelehnt.`,
  ),
  RAGGED_ROW: said(
    (f) => `The row has ${f.found} cells, the header ${f.expected}. A separator inside a text needs quotes around it.`,
    (f) => `La ligne a ${f.found} cellules, l'en-tête ${f.expected}. Un séparateur dans un texte demande des guillemets autour.`,
    (f) => `De rij heeft ${f.found} cellen, de titelrij ${f.expected}. Een scheidingsteken in een tekst vraagt aanhalingstekens.`,
    (f) => `Die Zeile hat ${f.found} Zellen, die Überschrift ${f.expected}. Ein Trennzeichen in einem Text braucht Anführungszeichen.`,
  ),
  VALUE_MISSING: said(
    () => "A needed value is missing: fill it in.",
    () => "Une valeur nécessaire manque : complétez-la.",
    () => "Een nodige waarde ontbreekt: vul ze aan.",
    () => "Ein nötiger Wert fehlt: Ergänzen Sie ihn.",
  ),
  TEXT_TOO_LONG: said(
    (f) => `The text has ${f.length} characters, at most ${f.limit} are kept: shorten it.`,
    (f) => `Le texte a ${f.length} caractères, ${f.limit} au plus sont gardés : raccourcissez-le.`,
    (f) => `De tekst heeft ${f.length} tekens, hoogstens ${f.limit} worden bewaard: kort hem in.`,
    (f) => `Der Text hat ${f.length} Zeichen, höchstens ${f.limit} werden behalten: Kürzen Sie ihn.`,
  ),
  AMOUNT_UNREADABLE: said(
    (f) => `“${f.value}” is not an amount.`,
    (f) => `« ${f.value} » n'est pas un montant.`,
    (f) => `“${f.value}” is geen bedrag.`,
    (f) => `„${f.value}“ ist kein Betrag.`,
  ),
  AMOUNT_SCIENTIFIC: said(
    (f) => `A program has shortened the amount to ${f.value}: its digits are lost. Format the column as a number and export again.`,
    (f) => `Un programme a abrégé le montant en ${f.value} : ses chiffres sont perdus. Mettez la colonne au format nombre et exportez de nouveau.`,
    (f) => `Een programma heeft het bedrag ingekort tot ${f.value}: de cijfers zijn weg. Zet de kolom op getal en exporteer opnieuw.`,
    (f) => `Ein Programm hat den Betrag zu ${f.value} gekürzt: Ziffern fehlen. Formatieren Sie die Spalte als Zahl und exportieren Sie erneut.`,
  ),
  AMOUNT_UNCLEAR: said(
    (f) => `${f.value}: thousands or decimals? Say it in --map: {"decimal":"."} or {"decimal":","}.`,
    (f) => `${f.value} : milliers ou décimales ? Dites-le dans --map : {"decimal":","} ou {"decimal":"."}.`,
    (f) => `${f.value}: duizendtallen of decimalen? Zeg het in --map: {"decimal":","} of {"decimal":"."}.`,
    (f) => `${f.value}: Tausender oder Dezimalstellen? Sagen Sie es in --map: {"decimal":","} oder {"decimal":"."}.`,
  ),
  AMOUNT_TOO_LARGE: said(
    (f) => `${f.value} is beyond 999,999,999,999,999: no such amount is kept.`,
    (f) => `${f.value} dépasse 999 999 999 999 999 : un tel montant n'est pas admis.`,
    (f) => `${f.value} gaat boven 999.999.999.999.999: zo'n bedrag wordt niet aanvaard.`,
    (f) => `${f.value} übersteigt 999.999.999.999.999: Ein solcher Betrag wird nicht angenommen.`,
  ),
  TOO_MANY_DECIMALS: said(
    (f) => `${f.value} has more than the ${f.decimals} decimals of ${f.currency}. Correct it, or import with --round half-up.`,
    (f) => `${f.value} a plus que les ${f.decimals} décimales de ${f.currency}. Corrigez-le, ou importez avec --round half-up.`,
    (f) => `${f.value} heeft meer dan de ${f.decimals} decimalen van ${f.currency}. Verbeter het, of importeer met --round half-up.`,
    (f) =>
      `${f.value} hat mehr als die ${f.decimals} Dezimalstellen von ${f.currency}. Korrigieren Sie ihn oder importieren Sie mit --round half-up.`,
  ),
  DEBIT_AND_CREDIT: said(
    (f) => `The row has a debit (${f.debit}) and a credit (${f.credit}): make two rows of it.`,
    (f) => `La ligne a un débit (${f.debit}) et un crédit (${f.credit}) : faites-en deux lignes.`,
    (f) => `De rij heeft een debet (${f.debit}) en een credit (${f.credit}): maak er twee rijen van.`,
    (f) => `Die Zeile hat Soll (${f.debit}) und Haben (${f.credit}): Machen Sie zwei Zeilen daraus.`,
  ),
  SIDE_UNKNOWN: said(
    (f) => `“${f.value}” says neither debit nor credit: write D or C.`,
    (f) => `« ${f.value} » ne dit ni débit ni crédit : écrivez D ou C.`,
    (f) => `“${f.value}” zegt debet noch credit: schrijf D of C.`,
    (f) => `„${f.value}“ sagt weder Soll noch Haben: Schreiben Sie S oder H.`,
  ),
  DATE_UNREADABLE: said(
    (f) => `“${f.value}” is not a day${f.order ? ` in the order ${wordOrder(f.order, "en")}` : ""}.`,
    (f) => `« ${f.value} » n'est pas un jour${f.order ? ` dans l'ordre ${wordOrder(f.order, "fr")}` : ""}.`,
    (f) => `“${f.value}” is geen dag${f.order ? ` in de volgorde ${wordOrder(f.order, "nl")}` : ""}.`,
    (f) => `„${f.value}“ ist kein Tag${f.order ? ` in der Reihenfolge ${wordOrder(f.order, "de")}` : ""}.`,
  ),
  DATE_UNCLEAR: said(
    (f) => `${f.value}: day or month first? Say it: --date-order dmy, mdy or ymd.`,
    (f) => `${f.value} : jour ou mois en premier ? Dites-le : --date-order dmy, mdy ou ymd.`,
    (f) => `${f.value}: dag of maand eerst? Zeg het: --date-order dmy, mdy of ymd.`,
    (f) => `${f.value}: Tag oder Monat zuerst? Sagen Sie es: --date-order dmy, mdy oder ymd.`,
  ),
  YEAR_OUT_OF_RANGE: said(
    (f) => `The year of ${f.value} is outside 1900–2199: correct it.`,
    (f) => `L'année de ${f.value} est hors de 1900–2199 : corrigez-la.`,
    (f) => `Het jaar van ${f.value} valt buiten 1900–2199: verbeter het.`,
    (f) => `Das Jahr von ${f.value} liegt außerhalb 1900–2199: Korrigieren Sie es.`,
  ),
  CURRENCY_UNKNOWN: said(
    (f) => `“${f.value}” is not a currency code (EUR, USD …).`,
    (f) => `« ${f.value} » n'est pas un code de devise (EUR, USD …).`,
    (f) => `“${f.value}” is geen muntcode (EUR, USD …).`,
    (f) => `„${f.value}“ ist kein Währungscode (EUR, USD …).`,
  ),
  CURRENCY_CONFLICT: said(
    (f) => `${f.value} names another currency than the row's, ${f.currency}.`,
    (f) => `${f.value} nomme une autre devise que celle de la ligne, ${f.currency}.`,
    (f) => `${f.value} noemt een andere munt dan die van de rij, ${f.currency}.`,
    (f) => `${f.value} nennt eine andere Währung als die der Zeile, ${f.currency}.`,
  ),
  KIND_UNKNOWN: said(
    (f) => `What is “${f.value}”? Say it in --map: {"types":{"${f.value}":"invoice"}} (or creditNote, payment, deposit, refund, writeOff).`,
    (f) =>
      `Qu'est-ce que « ${f.value} » ? Dites-le dans --map : {"types":{"${f.value}":"invoice"}} (ou creditNote, payment, deposit, refund, writeOff).`,
    (f) => `Wat is “${f.value}”? Zeg het in --map: {"types":{"${f.value}":"invoice"}} (of creditNote, payment, deposit, refund, writeOff).`,
    (f) => `Was ist „${f.value}“? Sagen Sie es in --map: {"types":{"${f.value}":"invoice"}} (oder creditNote, payment, deposit, refund, writeOff).`,
  ),
  INSTALMENT_UNREADABLE: said(
    (f) => `“${f.value}” is not the number of an instalment (1, 2, 3 …).`,
    (f) => `« ${f.value} » n'est pas un numéro d'échéance (1, 2, 3 …).`,
    (f) => `“${f.value}” is geen nummer van een termijn (1, 2, 3 …).`,
    (f) => `„${f.value}“ ist keine Nummer einer Rate (1, 2, 3 …).`,
  ),
  HEADER_REPEATED: said(
    () => "The headers stand here again: skipped.",
    () => "Les en-têtes reviennent ici : ligne passée.",
    () => "De kolomtitels staan hier opnieuw: overgeslagen.",
    () => "Die Überschriften stehen hier noch einmal: übersprungen.",
  ),
  HEADING_ROW: said(
    () => "A heading within the list, without figures: skipped.",
    () => "Un intertitre dans la liste, sans montant : ligne passée.",
    () => "Een tussentitel in de lijst, zonder bedragen: overgeslagen.",
    () => "Eine Zwischenüberschrift ohne Beträge: übersprungen.",
  ),
  ZERO_AMOUNT: said(
    () => "The amount is zero.",
    () => "Le montant est nul.",
    () => "Het bedrag is nul.",
    () => "Der Betrag ist null.",
  ),
  DUE_BEFORE_ISSUE: said(
    (f) => `Due on ${f.dueOn}, before the document's date ${f.issuedOn}.`,
    (f) => `Échéance le ${f.dueOn}, avant la date de la pièce, ${f.issuedOn}.`,
    (f) => `Vervalt op ${f.dueOn}, vóór de datum van het stuk, ${f.issuedOn}.`,
    (f) => `Fällig am ${f.dueOn}, vor dem Belegdatum ${f.issuedOn}.`,
  ),
  SETTLED_BEFORE_ISSUE: said(
    (f) => `Settled on ${f.settledOn}, before the document's date ${f.issuedOn}.`,
    (f) => `Réglé le ${f.settledOn}, avant la date de la pièce, ${f.issuedOn}.`,
    (f) => `Voldaan op ${f.settledOn}, vóór de datum van het stuk, ${f.issuedOn}.`,
    (f) => `Beglichen am ${f.settledOn}, vor dem Belegdatum ${f.issuedOn}.`,
  ),
  OPEN_OUT_OF_RANGE: said(
    (f) => `The open or paid amount ${f.value} does not lie between zero and the amount.`,
    (f) => `Le montant ouvert ou réglé ${f.value} n'est pas compris entre zéro et le montant.`,
    (f) => `Het open of betaalde bedrag ${f.value} ligt niet tussen nul en het bedrag.`,
    (f) => `Der offene oder bezahlte Betrag ${f.value} liegt nicht zwischen null und dem Betrag.`,
  ),
  CREDIT_SIGN_DIFFERS: said(
    (f) => `Written with the sign ${f.value}, others of its kind with the other; read as a credit. If it is a reversal, say "creditSign" in --map.`,
    (f) =>
      `Écrit avec le signe ${f.value}, d'autres de même nature avec l'autre ; lu comme un crédit. Si c'est une annulation, dites "creditSign" dans --map.`,
    (f) =>
      `Geschreven met het teken ${f.value}, andere van die soort met het andere; gelezen als credit. Is het een tegenboeking, zeg "creditSign" in --map.`,
    (f) =>
      `Mit dem Vorzeichen ${f.value} geschrieben, andere dieser Art mit dem anderen; als Haben gelesen. Bei einem Storno: "creditSign" in --map.`,
  ),
  KIND_FROM_SIGN: said(
    (f) => `${f.value ? `The type “${f.value}” says nothing known` : "No type is given"}: read by its sign. Say it in --map ("types") to be sure.`,
    (f) =>
      `${f.value ? `Le type « ${f.value} » ne dit rien de connu` : "Aucun type n'est donné"} : lu d'après son signe. Dites-le dans --map ("types") pour être sûr.`,
    (f) =>
      `${f.value ? `Het type “${f.value}” zegt niets bekends` : "Er is geen type"}: gelezen naar zijn teken. Zeg het in --map ("types") om zeker te zijn.`,
    (f) =>
      `${f.value ? `Der Typ „${f.value}“ sagt nichts Bekanntes` : "Ein Typ fehlt"}: nach dem Vorzeichen gelesen. Nennen Sie ihn in --map ("types").`,
  ),
  CURRENCY_ASSUMED: said(
    (f) => `No currency in this row: ${f.currency} assumed.`,
    (f) => `Pas de devise sur cette ligne : ${f.currency} supposé.`,
    (f) => `Geen munt in deze rij: ${f.currency} aangenomen.`,
    (f) => `Keine Währung in dieser Zeile: ${f.currency} angenommen.`,
  ),
  CURRENCY_OF_COMPANY: said(
    (f) => `The file names no currency: the company's own is used, ${f.currency}.`,
    (f) => `Le fichier ne nomme pas de devise : celle de la société est prise, ${f.currency}.`,
    (f) => `Het bestand noemt geen munt: die van de vennootschap wordt gebruikt, ${f.currency}.`,
    (f) => `Die Datei nennt keine Währung: Die des Unternehmens gilt, ${f.currency}.`,
  ),
  CURRENCY_FROM_FILE: said(
    (f) => `The currency is read from the column “${f.header}”: ${f.currency}.`,
    (f) => `La devise est lue dans la colonne « ${f.header} » : ${f.currency}.`,
    (f) => `De munt wordt gelezen uit de kolom “${f.header}”: ${f.currency}.`,
    (f) => `Die Währung kommt aus der Spalte „${f.header}“: ${f.currency}.`,
  ),
  COMPANY_COLUMN_IGNORED: said(
    (f) =>
      `The column “${f.header}” (${f.values}) looks like your companies and is ignored. To split by it: {"columns":{"company":"${f.header}"}} in --map.`,
    (f) =>
      `La colonne « ${f.header} » (${f.values}) ressemble à vos sociétés et est ignorée. Pour répartir : {"columns":{"company":"${f.header}"}} dans --map.`,
    (f) =>
      `De kolom “${f.header}” (${f.values}) lijkt uw vennootschappen te noemen en wordt genegeerd. Om te splitsen: {"columns":{"company":"${f.header}"}} in --map.`,
    (f) =>
      `Die Spalte „${f.header}“ (${f.values}) sieht nach Ihren Unternehmen aus und bleibt außer Acht. Zum Aufteilen: {"columns":{"company":"${f.header}"}} in --map.`,
  ),
  TYPE_COLUMN_IGNORED: said(
    (f) => `“${f.header}” (${f.values}) names no kind of document and is ignored: rows are read by their sign. Otherwise: "types" in --map.`,
    (f) =>
      `« ${f.header} » (${f.values}) ne nomme pas de pièces et est ignorée : les lignes sont lues d'après leur signe. Sinon : "types" dans --map.`,
    (f) => `“${f.header}” (${f.values}) noemt geen stukken en wordt genegeerd: rijen worden naar hun teken gelezen. Anders: "types" in --map.`,
    (f) => `„${f.header}“ (${f.values}) nennt keine Belegarten und bleibt außer Acht: Das Vorzeichen entscheidet. Sonst: "types" in --map.`,
  ),
  COLUMN_CHOSEN: said(
    (f) => `Several columns could be ${f.field}: “${f.header}” is used, not ${f.others}.`,
    (f) => `Plusieurs colonnes pourraient être ${f.field} : « ${f.header} » est prise, pas ${f.others}.`,
    (f) => `Meerdere kolommen kunnen ${f.field} zijn: “${f.header}” wordt gebruikt, niet ${f.others}.`,
    (f) => `Mehrere Spalten kommen für ${f.field} in Frage: „${f.header}“ wird genommen, nicht ${f.others}.`,
  ),
  COLUMN_GUESSED: said(
    (f) => `No header names ${f.field}: “${f.header}” is taken, judging by its cells. Check it.`,
    (f) => `Aucun en-tête ne nomme ${f.field} : « ${f.header} » est prise d'après ses cellules. Vérifiez.`,
    (f) => `Geen kolomtitel noemt ${f.field}: “${f.header}” wordt genomen op grond van de cellen. Kijk het na.`,
    (f) => `Keine Überschrift nennt ${f.field}: „${f.header}“ wird nach dem Inhalt genommen. Bitte prüfen.`,
  ),
  COLUMN_IGNORED: said(
    (f) => `“${f.header}” is larger than its own row's amount, so it is read as a running total and ignored.`,
    (f) => `« ${f.header} » dépasse le montant de sa propre ligne : lue comme un cumul et ignorée.`,
    (f) => `“${f.header}” is groter dan het bedrag van de eigen rij: gelezen als lopend totaal en genegeerd.`,
    (f) => `„${f.header}“ übersteigt den Betrag der eigenen Zeile: als laufende Summe gelesen und außer Acht gelassen.`,
  ),
  AMOUNT_WITHOUT_TAX: said(
    (f) => `“${f.header}” is without tax; customers owe the amount with tax. Export that column if you can.`,
    (f) => `« ${f.header} » est hors taxe ; les clients doivent le montant TTC. Exportez cette colonne si possible.`,
    (f) => `“${f.header}” is zonder btw; klanten zijn het bedrag met btw verschuldigd. Exporteer zo mogelijk die kolom.`,
    (f) => `„${f.header}“ ist ohne Steuer; Kunden schulden den Betrag mit Steuer. Exportieren Sie möglichst diese Spalte.`,
  ),
  ROW_LEFT_OUT: said(
    (f) => `“${f.value}”: no claim yet or none any more; left out. --map: {"skip":{}} takes such rows.`,
    (f) => `« ${f.value} » : pas encore ou plus une créance ; laissée de côté. --map : {"skip":{}} prend ces lignes.`,
    (f) => `“${f.value}”: nog geen of geen vordering meer; weggelaten. --map: {"skip":{}} neemt zulke rijen.`,
    (f) => `„${f.value}“: noch keine oder keine Forderung mehr; ausgelassen. --map: {"skip":{}} nimmt solche Zeilen.`,
  ),
  MAPPING_REMEMBERED: said(
    (f) =>
      `Read as the last file of source “${f.source}” with these headers${recalled(f, "en", "day order", "decimal sign")}. --map and --date-order change it.`,
    (f) =>
      `Lu comme le dernier fichier de la source « ${f.source} » aux mêmes en-têtes${recalled(f, "fr", "ordre des dates", "signe décimal")}. --map et --date-order le changent.`,
    (f) =>
      `Gelezen zoals het vorige bestand van bron “${f.source}” met deze kolomtitels${recalled(f, "nl", "datumvolgorde", "decimaalteken")}. --map en --date-order wijzigen dat.`,
    (f) =>
      `Gelesen wie die letzte Datei der Quelle „${f.source}“ mit diesen Überschriften${recalled(f, "de", "Datumsfolge", "Dezimalzeichen")}. --map und --date-order ändern das.`,
  ),
  HEADER_CHANGED: said(
    (f) =>
      `The headers of source “${f.source}” changed since its last file, so they are recognised afresh. New: ${f.added || "–"}. Gone: ${f.gone || "–"}.`,
    (f) =>
      `Les en-têtes de la source « ${f.source} » ont changé depuis son dernier fichier ; ils sont reconnus de nouveau. Nouveaux : ${f.added || "–"}. Disparus : ${f.gone || "–"}.`,
    (f) =>
      `De kolomtitels van bron “${f.source}” zijn gewijzigd sinds het vorige bestand; ze worden opnieuw herkend. Nieuw: ${f.added || "–"}. Weg: ${f.gone || "–"}.`,
    (f) =>
      `Die Überschriften der Quelle „${f.source}“ haben sich seit der letzten Datei geändert; sie werden neu erkannt. Neu: ${f.added || "–"}. Entfallen: ${f.gone || "–"}.`,
  ),
  DECIMAL_TAIL_DROPPED: said(
    (f) => `The numbers in “${f.header}” all end in .0, left by a program: read without it.`,
    (f) => `Les numéros de « ${f.header} » finissent tous par .0, trace d'un programme : lus sans.`,
    (f) => `De nummers in “${f.header}” eindigen allemaal op .0, spoor van een programma: gelezen zonder.`,
    (f) => `Die Nummern in „${f.header}“ enden alle auf .0, Spur eines Programms: ohne gelesen.`,
  ),
} as const satisfies Record<ProblemCode, Readonly<Record<Language, Wording>>>

export const problemInWords = (problem: Problem, lang: Language): string => wordings[problem.code][lang](problem.figures)
