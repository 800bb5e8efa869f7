/** Problems of reading a workbook, and of a file that its reader does not survive, in words. */
import type { Language } from "../../kernel/text.ts"

export type Wording = (f: Readonly<Record<string, string>>) => string
export const said = (en: Wording, fr: Wording, nl: Wording, de: Wording): Readonly<Record<Language, Wording>> => ({ en, fr, nl, de })

const NAMES: Readonly<Record<string, string>> = { xls: "Excel 97–2003 (.xls)", xlsb: "Excel Binary (.xlsb)", ods: "OpenDocument (.ods)" }
const UNITS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  MB: { en: "MB in one part", fr: "Mo dans une partie", nl: "MB in één deel", de: "MB in einem Teil" },
  texts: { en: "MB of different texts", fr: "Mo de textes différents", nl: "MB aan verschillende teksten", de: "MB verschiedener Texte" },
  cells: { en: "cells", fr: "cellules", nl: "cellen", de: "Zellen" },
}
const unit = (f: Readonly<Record<string, string>>, lang: Language) => UNITS[f.what ?? ""]?.[lang] ?? ""
const killedBy =
  (memory: Wording, time: Wording, crash: Wording): Wording =>
  (f) =>
    f.reason === "memory" ? memory(f) : f.reason === "time" ? time(f) : crash(f)

export const readingWordings = {
  ONLY_CUSTOMERS: said(
    () =>
      "This looks like a list of customers: it names no invoice and no amount. A customer is taken up with the first invoice that names it: import your invoices or open items, each row with its customer's code, name, country, segment, collector, group and numbers (SIREN, VAT, BCE, LEI) in columns beside. If the file does hold invoices, say which columns they stand in.",
    () =>
      "Ceci ressemble à une liste de clients : elle ne nomme ni facture ni montant. Un client est repris avec la première facture qui le nomme : importez vos factures ou vos pièces ouvertes, chaque ligne portant à côté le code du client, son nom, son pays, son segment, son chargé de recouvrement, son groupe et ses numéros (SIREN, TVA, BCE, LEI). Si le fichier contient bien des factures, dites dans quelles colonnes.",
    () =>
      "Dit lijkt een lijst van klanten: er staat geen factuur en geen bedrag in. Een klant wordt opgenomen met de eerste factuur die hem noemt: importeer uw facturen of openstaande posten, elke rij met code, naam, land, segment, dossierbeheerder, groep en nummers (SIREN, btw, KBO, LEI) van de klant in kolommen ernaast. Staan er toch facturen in, zeg dan in welke kolommen.",
    () =>
      "Das sieht nach einer Liste von Kunden aus: Sie nennt weder Rechnung noch Betrag. Ein Kunde wird mit der ersten Rechnung aufgenommen, die ihn nennt: Importieren Sie Ihre Rechnungen oder offenen Posten, jede Zeile mit Code, Name, Land, Segment, Sachbearbeiter, Gruppe und Nummern (SIREN, USt-IdNr., ZUD, LEI) des Kunden in Spalten daneben. Enthält die Datei doch Rechnungen, sagen Sie, in welchen Spalten.",
  ),
  CORRECTION_MEETS_NOTHING: said(
    (f) => `What was mended is not in this file (${f.column ?? f.line}): check the file again and mend it anew.`,
    (f) => `Ce qui a été corrigé n'est pas dans ce fichier (${f.column ?? f.line}) : vérifiez le fichier et corrigez à nouveau.`,
    (f) => `Wat verbeterd werd staat niet in dit bestand (${f.column ?? f.line}): controleer het bestand en verbeter opnieuw.`,
    (f) => `Was berichtigt wurde, steht nicht in dieser Datei (${f.column ?? f.line}): Prüfen Sie die Datei und berichtigen Sie neu.`,
  ),
  READER_KILLED: said(
    killedBy(
      (f) => `Reading the file takes more than ${f.memory} MB of memory: no ordinary export does. Export it again, as CSV or in parts.`,
      () => "Reading the file takes too long, so it was given up. Export it again, as CSV or in parts.",
      (f) => `The reader broke down on this file. Export it again, as CSV; and please report it. ${f.told ?? ""}`.trim(),
    ),
    killedBy(
      (f) =>
        `Lire le fichier prend plus de ${f.memory} Mo de mémoire : aucun export ordinaire ne le fait. Exportez-le de nouveau, en CSV ou par parties.`,
      () => "Lire le fichier prend trop de temps : abandonné. Exportez-le de nouveau, en CSV ou par parties.",
      (f) => `La lecture de ce fichier s'est interrompue. Exportez-le de nouveau, en CSV ; et merci de le signaler. ${f.told ?? ""}`.trim(),
    ),
    killedBy(
      (f) => `Het bestand lezen vraagt meer dan ${f.memory} MB geheugen: geen gewone export doet dat. Exporteer het opnieuw, als CSV of in delen.`,
      () => "Het bestand lezen duurt te lang en is opgegeven. Exporteer het opnieuw, als CSV of in delen.",
      (f) => `Het lezen van dit bestand is afgebroken. Exporteer het opnieuw, als CSV; en meld het alstublieft. ${f.told ?? ""}`.trim(),
    ),
    killedBy(
      (f) =>
        `Die Datei zu lesen braucht mehr als ${f.memory} MB Speicher: kein gewöhnlicher Export tut das. Exportieren Sie sie neu, als CSV oder in Teilen.`,
      () => "Die Datei zu lesen dauert zu lange und wurde aufgegeben. Exportieren Sie sie neu, als CSV oder in Teilen.",
      (f) => `Das Lesen dieser Datei ist abgebrochen. Exportieren Sie sie neu, als CSV; und melden Sie es bitte. ${f.told ?? ""}`.trim(),
    ),
  ),
  NOTHING_READABLE: said(
    (f) => `None of the first ${f.rows} rows can be read, so the rest was left. Check that this is the right file, and its columns (--dry-run).`,
    (f) =>
      `Aucune des ${f.rows} premières lignes n'est lisible ; le reste a été laissé. Vérifiez que c'est le bon fichier, et ses colonnes (--dry-run).`,
    (f) => `Geen van de eerste ${f.rows} rijen is leesbaar; de rest is gelaten. Kijk na of dit het juiste bestand is, en de kolommen (--dry-run).`,
    (f) =>
      `Keine der ersten ${f.rows} Zeilen ist lesbar; der Rest blieb liegen. Prüfen Sie, ob es die richtige Datei ist, und ihre Spalten (--dry-run).`,
  ),
  WORKBOOK_OLD: said(
    (f) => `This is a workbook of the kind ${NAMES[f.kind!] ?? f.kind}. Open it and save it as “Excel workbook (.xlsx)” or as CSV.`,
    (f) => `C'est un classeur ${NAMES[f.kind!] ?? f.kind}. Ouvrez-le et enregistrez-le en « Classeur Excel (.xlsx) » ou en CSV.`,
    (f) => `Dit is een werkmap van de soort ${NAMES[f.kind!] ?? f.kind}. Open ze en sla ze op als “Excel-werkmap (.xlsx)” of als CSV.`,
    (f) =>
      `Das ist eine Arbeitsmappe der Art ${NAMES[f.kind!] ?? f.kind}. Öffnen und speichern Sie sie als „Excel-Arbeitsmappe (.xlsx)“ oder als CSV.`,
  ),
  WORKBOOK_ENCRYPTED: said(
    () => "The workbook is protected by a password. Open it, remove the password (File, Info, Protect), save it and import it again.",
    () =>
      "Le classeur est protégé par un mot de passe. Ouvrez-le, retirez le mot de passe (Fichier, Informations, Protéger), enregistrez et réimportez.",
    () => "De werkmap is met een wachtwoord beveiligd. Open ze, verwijder het wachtwoord (Bestand, Info, Beveiligen), sla op en importeer opnieuw.",
    () =>
      "Die Arbeitsmappe ist mit einem Kennwort geschützt. Öffnen Sie sie, entfernen Sie es (Datei, Informationen, Schützen), speichern und neu importieren.",
  ),
  WORKBOOK_BROKEN: said(
    (f) => `The workbook is damaged or incomplete (${f.reason}). Copy or export it again; opening and saving it in Excel may mend it.`,
    (f) =>
      `Le classeur est abîmé ou incomplet (${f.reason}). Copiez-le ou exportez-le de nouveau ; l'ouvrir et l'enregistrer dans Excel peut le réparer.`,
    (f) => `De werkmap is beschadigd of onvolledig (${f.reason}). Kopieer of exporteer ze opnieuw; openen en opslaan in Excel kan ze herstellen.`,
    (f) =>
      `Die Arbeitsmappe ist beschädigt oder unvollständig (${f.reason}). Kopieren oder exportieren Sie sie neu; in Excel öffnen und speichern kann helfen.`,
  ),
  WORKBOOK_BOMB: said(
    () => "The workbook unpacks to far more than it weighs, as no honest one does. Nothing of it was read: export it again, as CSV.",
    () =>
      "Le classeur se décompresse bien au-delà de son poids, ce qu'aucun vrai classeur ne fait. Rien n'en a été lu : exportez-le de nouveau, en CSV.",
    () => "De werkmap wordt uitgepakt veel groter dan ze weegt, zoals geen echte doet. Er is niets van gelezen: exporteer ze opnieuw, als CSV.",
    () => "Die Arbeitsmappe wird entpackt weit größer, als sie wiegt, wie keine echte. Nichts davon wurde gelesen: Exportieren Sie sie neu, als CSV.",
  ),
  WORKBOOK_TOO_LARGE: said(
    (f) => `The workbook has more than ${f.limit} ${unit(f, "en")}. Export it as CSV, or only the sheet that is needed.`,
    (f) => `Le classeur a plus de ${f.limit} ${unit(f, "fr")}. Exportez-le en CSV, ou seulement la feuille utile.`,
    (f) => `De werkmap heeft meer dan ${f.limit} ${unit(f, "nl")}. Exporteer ze als CSV, of alleen het nodige blad.`,
    (f) => `Die Arbeitsmappe hat mehr als ${f.limit} ${unit(f, "de")}. Exportieren Sie sie als CSV oder nur das nötige Blatt.`,
  ),
  WORKBOOK_DTD: said(
    () => "The workbook declares a document type (DTD), which none needs and which can do harm. Open it in Excel and save it again.",
    () => "Le classeur déclare un type de document (DTD), inutile et possiblement nuisible. Ouvrez-le dans Excel et enregistrez-le de nouveau.",
    () => "De werkmap verklaart een documenttype (DTD), dat niet nodig is en kwaad kan. Open ze in Excel en sla ze opnieuw op.",
    () =>
      "Die Arbeitsmappe erklärt einen Dokumenttyp (DTD), den keine braucht und der schaden kann. Öffnen Sie sie in Excel und speichern Sie sie neu.",
  ),
  SHEET_UNKNOWN: said(
    (f) => `There is no sheet “${f.sheet}”. The workbook has: ${f.sheets}.`,
    (f) => `Il n'y a pas de feuille « ${f.sheet} ». Le classeur a : ${f.sheets}.`,
    (f) => `Er is geen blad “${f.sheet}”. De werkmap heeft: ${f.sheets}.`,
    (f) => `Es gibt kein Blatt „${f.sheet}“. Die Arbeitsmappe hat: ${f.sheets}.`,
  ),
  CELL_ERROR: said(
    (f) => `The cell holds an error (${f.value}). Correct it in the workbook.`,
    (f) => `La cellule contient une erreur (${f.value}). Corrigez-la dans le classeur.`,
    (f) => `De cel bevat een fout (${f.value}). Verbeter ze in de werkmap.`,
    (f) => `Die Zelle enthält einen Fehler (${f.value}). Berichtigen Sie ihn in der Arbeitsmappe.`,
  ),
  FORMULA_WITHOUT_VALUE: said(
    () => "The cell holds a formula whose result was not saved. Open the workbook in Excel, save it and import it again.",
    () => "La cellule contient une formule dont le résultat n'est pas enregistré. Ouvrez le classeur dans Excel, enregistrez-le et réimportez.",
    () => "De cel bevat een formule waarvan het resultaat niet bewaard is. Open de werkmap in Excel, sla ze op en importeer opnieuw.",
    () =>
      "Die Zelle enthält eine Formel, deren Ergebnis nicht gespeichert ist. Öffnen Sie die Mappe in Excel, speichern Sie sie und importieren Sie sie neu.",
  ),
  SHEET_CHOSEN: said(
    (f) => `The sheet “${f.sheet}” is read${f.others && `, not ${f.others}`}. Another one: --sheet NAME.`,
    (f) => `La feuille « ${f.sheet} » est lue${f.others && `, pas ${f.others}`}. Une autre : --sheet NOM.`,
    (f) => `Het blad “${f.sheet}” wordt gelezen${f.others && `, niet ${f.others}`}. Een ander: --sheet NAAM.`,
    (f) => `Das Blatt „${f.sheet}“ wird gelesen${f.others && `, nicht ${f.others}`}. Ein anderes: --sheet NAME.`,
  ),
  SHEETS_HIDDEN: said(
    (f) => `Hidden sheets are left out: ${f.sheets}.`,
    (f) => `Les feuilles masquées sont laissées de côté : ${f.sheets}.`,
    (f) => `Verborgen bladen blijven buiten beschouwing: ${f.sheets}.`,
    (f) => `Ausgeblendete Blätter bleiben außer Acht: ${f.sheets}.`,
  ),
  CELLS_BESIDE: said(
    (f) => `From this row on there are cells to the right of the ${f.columns} columns that have a header: they are ignored.`,
    (f) => `À partir de cette ligne, des cellules se trouvent à droite des ${f.columns} colonnes titrées : elles sont ignorées.`,
    (f) => `Vanaf deze rij staan er cellen rechts van de ${f.columns} kolommen met een titel: ze worden genegeerd.`,
    (f) => `Ab dieser Zeile stehen Zellen rechts der ${f.columns} Spalten mit Überschrift: Sie bleiben außer Acht.`,
  ),
  FORMULAS_USED: said(
    (f) => `${f.count} cells are formulas: their last saved result is taken (first in row ${f.line}).`,
    (f) => `${f.count} cellules sont des formules : leur dernier résultat enregistré est pris (la première en ligne ${f.line}).`,
    (f) => `${f.count} cellen zijn formules: hun laatst bewaarde resultaat wordt genomen (de eerste op rij ${f.line}).`,
    (f) => `${f.count} Zellen sind Formeln: Ihr zuletzt gespeichertes Ergebnis zählt (die erste in Zeile ${f.line}).`,
  ),
  NUMBER_ROUNDED: said(
    (f) => `A workbook keeps 15 digits: ${f.value} may have lost its last ones. Keep long numbers as text.`,
    (f) => `Un classeur garde 15 chiffres : ${f.value} a pu perdre les derniers. Gardez les longs numéros en texte.`,
    (f) => `Een werkmap bewaart 15 cijfers: ${f.value} kan de laatste verloren hebben. Bewaar lange nummers als tekst.`,
    (f) => `Eine Arbeitsmappe behält 15 Ziffern: ${f.value} kann die letzten verloren haben. Bewahren Sie lange Nummern als Text auf.`,
  ),
} as const satisfies Readonly<Record<string, Readonly<Record<Language, Wording>>>>
