/** What is wrong in a file of books, with its figures, and what to do. */
import { said } from "../reading/reading.text.ts"

export const accountingWordings = {
  FEC_COLUMNS_MISSING: said(
    (f) => `This looks like a FEC without the columns ${f.columns}. Export it again with all columns.`,
    (f) => `Cela ressemble à un FEC sans les colonnes ${f.columns}. Exportez-le de nouveau avec toutes les colonnes.`,
    (f) => `Dit lijkt een FEC zonder de kolommen ${f.columns}. Exporteer het opnieuw met alle kolommen.`,
    (f) => `Das sieht nach einer FEC ohne die Spalten ${f.columns} aus. Exportieren Sie sie erneut mit allen Spalten.`,
  ),
  XML_DTD: said(
    () => "The file declares a document type or entities. SAF-T has none: it is not read. Export it again from the accounting program.",
    () => "Le fichier déclare un type de document ou des entités. Un SAF-T n'en a pas : il n'est pas lu. Exportez-le de nouveau.",
    () => "Het bestand declareert een documenttype of entiteiten. SAF-T heeft er geen: het wordt niet gelezen. Exporteer het opnieuw.",
    () => "Die Datei erklärt einen Dokumenttyp oder Entitäten. SAF-T hat keine: Sie wird nicht gelesen. Exportieren Sie sie erneut.",
  ),
  XML_BROKEN: said(
    (f) => `The XML breaks off or is not well formed here (${f.reason}). Nothing of the file can be trusted: export it again.`,
    (f) => `Le XML est interrompu ou mal formé ici (${f.reason}). Rien du fichier n'est fiable : exportez-le de nouveau.`,
    (f) => `De XML breekt hier af of is niet welgevormd (${f.reason}). Niets van het bestand is te vertrouwen: exporteer het opnieuw.`,
    (f) => `Das XML bricht hier ab oder ist nicht wohlgeformt (${f.reason}). Der Datei ist nicht zu trauen: Exportieren Sie sie erneut.`,
  ),
  XML_TOO_DEEP: said(
    (f) => `Elements are nested more than ${f.limit} deep; no SAF-T is. The file is not read.`,
    (f) => `Des éléments sont imbriqués sur plus de ${f.limit} niveaux ; aucun SAF-T ne l'est. Le fichier n'est pas lu.`,
    (f) => `Elementen zijn meer dan ${f.limit} niveaus diep genest; geen SAF-T is dat. Het bestand wordt niet gelezen.`,
    (f) => `Elemente sind mehr als ${f.limit} Ebenen tief verschachtelt; kein SAF-T ist das. Die Datei wird nicht gelesen.`,
  ),
  XML_TOO_LONG: said(
    () => "A single text in the file is longer than a million characters; no SAF-T has one. The file is not read.",
    () => "Un seul texte du fichier dépasse un million de caractères ; aucun SAF-T n'en a. Le fichier n'est pas lu.",
    () => "Eén tekst in het bestand is langer dan een miljoen tekens; geen SAF-T heeft zoiets. Het bestand wordt niet gelezen.",
    () => "Ein einzelner Text der Datei ist länger als eine Million Zeichen; kein SAF-T hat das. Die Datei wird nicht gelesen.",
  ),
  SAFT_NO_ENTRIES: said(
    () => "The SAF-T file holds neither customers nor ledger entries. Export it with master files and general ledger entries.",
    () => "Le fichier SAF-T ne contient ni clients ni écritures. Exportez-le avec les fichiers de base et les écritures.",
    () => "Het SAF-T-bestand bevat klanten noch boekingen. Exporteer het met stamgegevens en boekingen.",
    () => "Die SAF-T-Datei enthält weder Kunden noch Buchungen. Exportieren Sie sie mit Stammdaten und Buchungen.",
  ),
  MENDS: said(
    (f) => `These are mended rows of ${f.file}: it was read again with them in their place. What is here of it already stays as it is.`,
    (f) => `Ce sont des lignes corrigées de ${f.file} : il a été relu avec elles à leur place. Ce qui en est déjà ici reste tel quel.`,
    (f) => `Dit zijn herstelde rijen van ${f.file}: dat is opnieuw gelezen met deze rijen op hun plaats. Wat er al van hier is, blijft zoals het is.`,
    (f) => `Das sind berichtigte Zeilen von ${f.file}: Sie wurde mit ihnen an ihrem Platz neu gelesen. Was davon schon hier ist, bleibt, wie es ist.`,
  ),
  MENDS_NOTHING_HERE: said(
    () =>
      "These rows were taken from a file of which nothing is here (under this --source, not undone). Import that file first with --accept-good, then this one; or mend the rows in the file itself.",
    () =>
      "Ces lignes viennent d'un fichier dont rien n'est ici (sous ce --source, non annulé). Importez d'abord ce fichier avec --accept-good, puis celui-ci ; ou corrigez les lignes dans le fichier même.",
    () =>
      "Deze rijen komen uit een bestand waarvan hier niets is (onder deze --source, niet ongedaan gemaakt). Importeer eerst dat bestand met --accept-good, dan dit; of herstel de rijen in het bestand zelf.",
    () =>
      "Diese Zeilen stammen aus einer Datei, von der hier nichts ist (unter dieser --source, nicht zurückgenommen). Importieren Sie zuerst jene Datei mit --accept-good, dann diese; oder berichtigen Sie die Zeilen in der Datei selbst.",
  ),
  ENTRY_TOO_LONG: said(
    (f) => `Entry ${f.entry} of journal ${f.journal} never comes to balance. Export the file in the order of its entries, each with its number.`,
    (f) =>
      `L'écriture ${f.entry} du journal ${f.journal} ne s'équilibre jamais. Exportez le fichier dans l'ordre des écritures, chacune avec son numéro.`,
    (f) => `Boeking ${f.entry} van dagboek ${f.journal} komt nooit in evenwicht. Exporteer het bestand per boeking, elk met haar nummer.`,
    (f) => `Die Buchung ${f.entry} des Journals ${f.journal} geht nie auf. Exportieren Sie die Datei nach Buchungen, jede mit ihrer Nummer.`,
  ),
  ENTRIES_SCATTERED: said(
    () => "Too many entries lack their other lines (sorted by account, or customers only?). Export all accounts, by journal and entry number.",
    () =>
      "À trop d'écritures manquent leurs autres lignes (tri par compte, ou clients seuls ?). Exportez tous les comptes, par journal et numéro d'écriture.",
    () =>
      "Te veel boekingen missen hun andere regels (gesorteerd op rekening, of enkel klanten?). Exporteer alle rekeningen, per dagboek en boekingsnummer.",
    () =>
      "Zu vielen Buchungen fehlen ihre anderen Zeilen (nach Konten sortiert, oder nur Kunden?). Exportieren Sie alle Konten, nach Journal und Buchungsnummer.",
  ),
  ENTRY_UNBALANCED: said(
    (f) => `Entry ${f.entry} does not balance: debit and credit differ by ${f.difference} (lines ${f.lines}). Its customers' lines are not taken.`,
    (f) =>
      `L'écriture ${f.entry} n'est pas équilibrée : débit et crédit diffèrent de ${f.difference} (lignes ${f.lines}). Ses lignes clients ne sont pas prises.`,
    (f) =>
      `Boeking ${f.entry} is niet in evenwicht: debet en credit verschillen ${f.difference} (regels ${f.lines}). De klantregels worden niet genomen.`,
    (f) =>
      `Buchung ${f.entry} geht nicht auf: Soll und Haben unterscheiden sich um ${f.difference} (Zeilen ${f.lines}). Ihre Kundenzeilen bleiben draußen.`,
  ),
  ENTRY_TWICE: said(
    (f) => `Entry ${f.entry} stands in the file twice, word for word (again in lines ${f.lines}). It is taken once.`,
    (f) => `L'écriture ${f.entry} figure deux fois dans le fichier, mot pour mot (de nouveau lignes ${f.lines}). Elle est prise une fois.`,
    (f) => `Boeking ${f.entry} staat twee keer in het bestand, woord voor woord (opnieuw op regels ${f.lines}). Ze wordt één keer genomen.`,
    (f) => `Buchung ${f.entry} steht zweimal in der Datei, Wort für Wort (wieder in Zeilen ${f.lines}). Sie wird einmal genommen.`,
  ),
  LETTER_UNBALANCED: said(
    (f) => `Lettering ${f.letter} of ${f.customer} does not balance, ${f.difference} is missing or too much: its items stay open.`,
    (f) => `Le lettrage ${f.letter} de ${f.customer} n'est pas équilibré, écart ${f.difference} : ses pièces restent ouvertes.`,
    (f) => `Afpunting ${f.letter} van ${f.customer} is niet in evenwicht, verschil ${f.difference}: de posten blijven open.`,
    (f) => `Die Ausgleichung ${f.letter} von ${f.customer} geht nicht auf, Differenz ${f.difference}: Die Posten bleiben offen.`,
  ),
  LINE_TWICE: said(
    (f) => `The same as line ${f.line} of the same entry. Both count, since the entry balances with both.`,
    (f) => `Identique à la ligne ${f.line} de la même écriture. Les deux comptent, puisque l'écriture s'équilibre ainsi.`,
    (f) => `Hetzelfde als regel ${f.line} van dezelfde boeking. Beide tellen, want zo is de boeking in evenwicht.`,
    (f) => `Dasselbe wie Zeile ${f.line} derselben Buchung. Beide zählen, denn so geht die Buchung auf.`,
  ),
  OUTSIDE_YEAR: said(
    (f) => `${f.day} lies outside the fiscal year ${f.from} – ${f.to}.`,
    (f) => `${f.day} est hors de l'exercice ${f.from} – ${f.to}.`,
    (f) => `${f.day} ligt buiten het boekjaar ${f.from} – ${f.to}.`,
    (f) => `${f.day} liegt außerhalb des Geschäftsjahres ${f.from} – ${f.to}.`,
  ),
  YEAR_DIFFERS: said(
    (f) => `The file's name says the year ends on ${f.to}; its entries run from ${f.first} to ${f.last}. Check that it is the right file.`,
    (f) =>
      `Le nom du fichier annonce un exercice clos le ${f.to} ; ses écritures vont du ${f.first} au ${f.last}. Vérifiez que c'est le bon fichier.`,
    (f) =>
      `De bestandsnaam zegt dat het jaar eindigt op ${f.to}; de boekingen lopen van ${f.first} tot ${f.last}. Kijk na of dit het juiste bestand is.`,
    (f) =>
      `Nach dem Dateinamen endet das Jahr am ${f.to}; die Buchungen reichen von ${f.first} bis ${f.last}. Prüfen Sie, ob es die richtige Datei ist.`,
  ),
  OTHER_SIREN: said(
    (f) =>
      `The file's name says these are the books of SIREN ${f.said}; this company is ${f.own}. Check that it is the right file, and the right company.`,
    (f) =>
      `Le nom du fichier annonce les écritures du SIREN ${f.said} ; cette société est ${f.own}. Vérifiez que c'est le bon fichier, et la bonne société.`,
    (f) =>
      `Volgens de bestandsnaam is dit de boekhouding van SIREN ${f.said}; dit bedrijf is ${f.own}. Kijk na of bestand en bedrijf de juiste zijn.`,
    (f) =>
      `Nach dem Dateinamen sind das die Bücher der SIREN ${f.said}; dieses Unternehmen ist ${f.own}. Prüfen Sie, ob es die richtige Datei und das richtige Unternehmen ist.`,
  ),
  COLUMNS_UNKNOWN: said(
    (f) => `Columns we do not know are left aside: ${f.headers}.`,
    (f) => `Des colonnes inconnues sont laissées de côté : ${f.headers}.`,
    (f) => `Onbekende kolommen blijven buiten beschouwing: ${f.headers}.`,
    (f) => `Unbekannte Spalten bleiben außer Acht: ${f.headers}.`,
  ),
  COLUMNS_ABSENT: said(
    (f) => `Columns the law asks for are not there: ${f.columns}. What they would say is taken as empty.`,
    (f) => `Des colonnes exigées par la loi manquent : ${f.columns}. Elles sont lues comme vides.`,
    (f) => `Wettelijk gevraagde kolommen ontbreken: ${f.columns}. Ze worden als leeg gelezen.`,
    (f) => `Gesetzlich verlangte Spalten fehlen: ${f.columns}. Sie werden als leer gelesen.`,
  ),
  DAY_IGNORED: said(
    (f) => `“${f.value}” is not a day; it is read as empty.`,
    (f) => `« ${f.value} » n'est pas une date ; elle est lue comme vide.`,
    (f) => `“${f.value}” is geen dag; gelezen als leeg.`,
    (f) => `„${f.value}“ ist kein Tag; als leer gelesen.`,
  ),
  PAYMENT_MODE: said(
    (f) => `${f.code} “${f.name}” is a payment mode or a till, not a customer: its ${f.lines} lines (balance ${f.balance}) are left out.`,
    (f) =>
      `${f.code} « ${f.name} » est un mode de règlement ou une caisse, pas un client : ses ${f.lines} lignes (solde ${f.balance}) sont écartées.`,
    (f) => `${f.code} “${f.name}” is een betaalwijze of een kassa, geen klant: de ${f.lines} regels (saldo ${f.balance}) blijven weg.`,
    (f) => `${f.code} „${f.name}“ ist eine Zahlungsart oder Kasse, kein Kunde: Die ${f.lines} Zeilen (Saldo ${f.balance}) bleiben draußen.`,
  ),
  NO_CUSTOMER: said(
    (f) => `Account ${f.account} “${f.name}” has lines that name no customer: they are kept under the account's own number.`,
    (f) => `Le compte ${f.account} « ${f.name} » a des lignes sans client : elles sont tenues sous le numéro du compte.`,
    (f) => `Rekening ${f.account} “${f.name}” heeft regels zonder klant: ze staan onder het rekeningnummer zelf.`,
    (f) => `Konto ${f.account} „${f.name}“ hat Zeilen ohne Kunden: Sie stehen unter der Kontonummer selbst.`,
  ),
  NO_RECEIVABLES: said(
    (f) => `No line stands on a customer account of the chart “${f.chart}”. Name the roots of yours if they are others.`,
    (f) => `Aucune ligne n'est sur un compte client du plan « ${f.chart} ». Indiquez vos racines si elles sont autres.`,
    (f) => `Geen enkele regel staat op een klantenrekening van het stelsel “${f.chart}”. Geef uw eigen rekeningen op als die anders zijn.`,
    (f) => `Keine Zeile steht auf einem Kundenkonto des Kontenplans „${f.chart}“. Nennen Sie Ihre Konten, falls sie anders lauten.`,
  ),
  NUMBERS_MADE: said(
    (f) => `In journal ${f.journal} the piece “${f.piece}” does not tell documents apart: numbers are made of journal, year and entry (${f.number}).`,
    (f) =>
      `Au journal ${f.journal}, la pièce « ${f.piece} » ne distingue pas les documents : numéros faits du journal, de l'année et de l'écriture (${f.number}).`,
    (f) => `In dagboek ${f.journal} onderscheidt het stuk “${f.piece}” de documenten niet: nummers uit dagboek, jaar en boeking (${f.number}).`,
    (f) => `Im Journal ${f.journal} unterscheidet der Beleg „${f.piece}“ die Dokumente nicht: Nummern aus Journal, Jahr und Buchung (${f.number}).`,
  ),
  FOREIGN_AMOUNTS: said(
    (f) => `${f.lines} lines also bear an amount in another currency: items are kept in ${f.currency}, as in the books.`,
    (f) => `${f.lines} lignes portent aussi un montant en devise : les pièces sont tenues en ${f.currency}, comme dans les livres.`,
    (f) => `${f.lines} regels dragen ook een bedrag in vreemde munt: de posten staan in ${f.currency}, zoals in de boeken.`,
    (f) => `${f.lines} Zeilen nennen auch einen Fremdwährungsbetrag: Die Posten stehen in ${f.currency}, wie in den Büchern.`,
  ),
  TRANSFER_ALONE: said(
    (f) => `${f.amount} of ${f.customer} moved through account ${f.account}, and the lettering does not say for which item: both stay open.`,
    (f) =>
      `${f.amount} de ${f.customer} a transité par le compte ${f.account} et le lettrage ne dit pas pour quelle pièce : les deux restent ouvertes.`,
    (f) => `${f.amount} van ${f.customer} ging over rekening ${f.account} en de afpunting zegt niet voor welke post: beide blijven open.`,
    (f) => `${f.amount} von ${f.customer} lief über Konto ${f.account}, und die Ausgleichung sagt nicht, für welchen Posten: Beide bleiben offen.`,
  ),
  CLOSING_DIFFERS: said(
    (f) => `Customer ${f.customer} “${f.name}”: the file states a closing balance of ${f.stated}, its lines come to ${f.computed}.`,
    (f) => `Client ${f.customer} « ${f.name} » : le fichier annonce un solde final de ${f.stated}, ses lignes donnent ${f.computed}.`,
    (f) => `Klant ${f.customer} “${f.name}”: het bestand meldt een eindsaldo van ${f.stated}, de regels geven ${f.computed}.`,
    (f) => `Kunde ${f.customer} „${f.name}“: Die Datei nennt den Endsaldo ${f.stated}, die Zeilen ergeben ${f.computed}.`,
  ),
  TOTALS_DIFFER: said(
    (f) => `The file states totals of ${f.statedDebit} and ${f.statedCredit}; its lines come to ${f.debit} and ${f.credit}. Export it again.`,
    (f) =>
      `Le fichier annonce des totaux de ${f.statedDebit} et ${f.statedCredit} ; ses lignes donnent ${f.debit} et ${f.credit}. Exportez-le de nouveau.`,
    (f) => `Het bestand meldt totalen van ${f.statedDebit} en ${f.statedCredit}; de regels geven ${f.debit} en ${f.credit}. Exporteer het opnieuw.`,
    (f) =>
      `Die Datei nennt die Summen ${f.statedDebit} und ${f.statedCredit}; die Zeilen ergeben ${f.debit} und ${f.credit}. Exportieren Sie sie erneut.`,
  ),
  BOOKS_NO_SNAPSHOT: said(
    (f) => `A file of books (FEC, SAF-T) tells entries and payments, not a list: import it without --as ${f.as}.`,
    (f) => `Un fichier d'écritures (FEC, SAF-T) dit écritures et règlements, pas une liste : importez-le sans --as ${f.as}.`,
    (f) => `Een boekhoudbestand (FEC, SAF-T) bevat boekingen en betalingen, geen lijst: importeer het zonder --as ${f.as}.`,
    (f) => `Eine Buchhaltungsdatei (FEC, SAF-T) enthält Buchungen und Zahlungen, keine Liste: Importieren Sie sie ohne --as ${f.as}.`,
  ),
  BOOKS_NO_CORRECTIONS: said(
    () => "A file of books (FEC, SAF-T) is mended where it was made, or by its file of refused entries: no cell of it is changed here.",
    () =>
      "Un fichier d'écritures (FEC, SAF-T) se corrige là où il est produit, ou par son fichier d'écritures refusées : aucune cellule n'est changée ici.",
    () =>
      "Een boekhoudbestand (FEC, SAF-T) wordt verbeterd waar het gemaakt is, of met het bestand van geweigerde boekingen: hier verandert geen cel.",
    () =>
      "Eine Buchhaltungsdatei (FEC, SAF-T) wird dort berichtigt, wo sie entsteht, oder mit der Datei ihrer abgelehnten Buchungen: Hier ändert sich keine Zelle.",
  ),
  MAP_NOT_FOR_BOOKS: said(
    () => "Of --map only “customer” counts for a file of books: which column is what, it says itself.",
    () => "De --map, seul « customer » compte pour un fichier d'écritures : il dit lui-même ce que sont ses colonnes.",
    () => "Van --map telt voor een boekhoudbestand alleen “customer”: wat welke kolom is, zegt het zelf.",
    () => "Von --map zählt bei einer Buchhaltungsdatei nur „customer“: Was welche Spalte ist, sagt sie selbst.",
  ),
  TERM_UNKNOWN: said(
    (f) => `${f.count} invoices name no due day, and no usual term is known for ${f.country}: they fall due on their own day.`,
    (f) => `${f.count} factures sans échéance, et aucun délai usuel connu pour ${f.country} : elles échoient à leur propre date.`,
    (f) => `${f.count} facturen noemen geen vervaldag, en voor ${f.country} is geen gebruikelijke termijn bekend: ze vervallen op hun eigen dag.`,
    (f) => `${f.count} Rechnungen nennen keinen Fälligkeitstag, und für ${f.country} ist keine übliche Frist bekannt: Sie sind an ihrem Tag fällig.`,
  ),
  OPENING_KNOWN: said(
    (f) => `The balances brought forward on ${f.day} stand for what was open here the day before: ${f.lines} lines are not taken again.`,
    (f) => `Les à-nouveaux du ${f.day} valent ce qui était ouvert ici la veille : ${f.lines} lignes ne sont pas reprises.`,
    (f) => `De beginsaldi van ${f.day} staan voor wat hier de dag ervoor openstond: ${f.lines} regels worden niet opnieuw genomen.`,
    (f) => `Die Saldovorträge vom ${f.day} stehen für das am Vortag hier Offene: ${f.lines} Zeilen werden nicht noch einmal genommen.`,
  ),
  OPENING_DIFFERS: said(
    (f) =>
      `${f.customer}: brought forward ${f.stated}, open here the day before ${f.open}, difference ${f.difference}. Is a part of last year's books missing here?`,
    (f) =>
      `${f.customer} : à-nouveau ${f.stated}, ouvert ici la veille ${f.open}, écart ${f.difference}. Manque-t-il ici une partie de l'exercice précédent ?`,
    (f) =>
      `${f.customer}: beginsaldo ${f.stated}, hier de dag ervoor open ${f.open}, verschil ${f.difference}. Ontbreekt hier een deel van vorig jaar?`,
    (f) => `${f.customer}: Saldovortrag ${f.stated}, hier am Vortag offen ${f.open}, Differenz ${f.difference}. Fehlt hier ein Teil des Vorjahres?`,
  ),
  OPENING_UNMATCHED: said(
    (f) => `For which open items of ${f.customer} this balance of ${f.amount} stands cannot be told: what its letter ${f.letter} settles stays open.`,
    (f) => `Impossible de dire quelles pièces de ${f.customer} ce solde de ${f.amount} représente : ce que solde sa lettre ${f.letter} reste ouvert.`,
    (f) => `Voor welke posten van ${f.customer} dit saldo van ${f.amount} staat is niet te zeggen: wat letter ${f.letter} afpunt blijft open.`,
    (f) =>
      `Für welche Posten von ${f.customer} dieser Saldo von ${f.amount} steht, ist nicht zu sagen: Was Buchstabe ${f.letter} ausgleicht, bleibt offen.`,
  ),
  OPENING_BEFORE: said(
    (f) =>
      `“${f.file}” is already here and brought the balances of ${f.day} forward as items; these books begin earlier and would count them twice. Undo it (import undo ${f.id}), import this file, then that one again.`,
    (f) =>
      `« ${f.file} » est déjà là et a repris les à-nouveaux du ${f.day} comme pièces ; ces écritures commencent avant et les compteraient deux fois. Annulez-le (import undo ${f.id}), importez ce fichier, puis l'autre de nouveau.`,
    (f) =>
      `“${f.file}” is er al en nam de beginsaldi van ${f.day} als posten; deze boeken beginnen vroeger en zouden ze dubbel tellen. Maak het ongedaan (import undo ${f.id}), importeer dit bestand, daarna het andere opnieuw.`,
    (f) =>
      `„${f.file}“ ist schon da und brachte die Saldovorträge vom ${f.day} als Posten; diese Bücher beginnen früher und würden sie doppelt zählen. Nehmen Sie es zurück (import undo ${f.id}), importieren Sie diese Datei, dann jene erneut.`,
  ),
  BOOKS_MEANWHILE: said(
    () => "Other books of this source were imported or undone meanwhile: import the file again.",
    () => "D'autres écritures de cette source ont été importées ou annulées entre-temps : importez le fichier de nouveau.",
    () => "Intussen zijn andere boeken van deze bron geïmporteerd of ongedaan gemaakt: importeer het bestand opnieuw.",
    () => "Inzwischen wurden andere Bücher dieser Quelle importiert oder zurückgenommen: Importieren Sie die Datei erneut.",
  ),
} as const
