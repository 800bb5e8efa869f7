/** What keeps rows or a whole file out once they are read: the ledger, the company, or a doubt that asks for a person's yes. */
import { said } from "../reading/reading.text.ts"

export const postingWordings = {
  SNAPSHOT_OLDER: said(
    (f) =>
      `A snapshot of ${f.last} is already here; this one is of ${f.asOf}. Take the newer one; or take that one back (import undo) if it was a mistake; or say --backfill: it then only adds what nobody knew.`,
    (f) =>
      `Un snapshot du ${f.last} est déjà là ; celui-ci date du ${f.asOf}. Prenez le plus récent ; ou annulez l'autre (import undo) si c'était une erreur ; ou dites --backfill : il n'ajoutera que l'inconnu.`,
    (f) =>
      `Er is al een snapshot van ${f.last}; dit is van ${f.asOf}. Neem het recentere; of draai het andere terug (import undo) als het een vergissing was; of zeg --backfill: dan voegt het enkel toe wat niemand kende.`,
    (f) =>
      `Ein Snapshot vom ${f.last} ist schon da; dieser ist vom ${f.asOf}. Nehmen Sie den neueren; oder nehmen Sie den anderen zurück (import undo), falls er ein Irrtum war; oder --backfill: dann ergänzt er nur Unbekanntes.`,
  ),
  SNAPSHOT_CLOSES_MUCH: said(
    (f) => `It would close ${f.count} of ${f.of} open items (${f.amount} of ${f.ofAmount} ${f.currency}): is the file whole? If so, say --yes.`,
    (f) =>
      `Il solderait ${f.count} des ${f.of} pièces ouvertes (${f.amount} sur ${f.ofAmount} ${f.currency}) : le fichier est-il complet ? Si oui, dites --yes.`,
    (f) =>
      `Het zou ${f.count} van ${f.of} openstaande posten sluiten (${f.amount} van ${f.ofAmount} ${f.currency}): is het bestand volledig? Zo ja, zeg --yes.`,
    (f) =>
      `Es würde ${f.count} von ${f.of} offenen Posten schließen (${f.amount} von ${f.ofAmount} ${f.currency}): Ist die Datei vollständig? Wenn ja, --yes.`,
  ),
  SNAPSHOT_SCOPE_SHRANK: said(
    (f) => `Of ${f.before} customers with open items the file names only ${f.still}: was it filtered? If it is whole, say --yes.`,
    (f) =>
      `Sur ${f.before} clients avec des pièces ouvertes, le fichier n'en nomme que ${f.still} : a-t-il été filtré ? S'il est complet, dites --yes.`,
    (f) => `Van ${f.before} klanten met openstaande posten noemt het bestand er maar ${f.still}: is het gefilterd? Is het volledig, zeg --yes.`,
    (f) => `Von ${f.before} Kunden mit offenen Posten nennt die Datei nur ${f.still}: Wurde sie gefiltert? Ist sie vollständig, --yes.`,
  ),
  SNAPSHOT_MISSES_CONTROL: said(
    (f) => `Open after it: ${f.open} ${f.currency}; your books say ${f.control}; difference ${f.difference}. Find the difference, or say --yes.`,
    (f) => `Ouvert après lui : ${f.open} ${f.currency} ; vos livres disent ${f.control} ; écart ${f.difference}. Cherchez l'écart, ou dites --yes.`,
    (f) => `Open erna: ${f.open} ${f.currency}; uw boeken zeggen ${f.control}; verschil ${f.difference}. Zoek het verschil, of zeg --yes.`,
    (f) => `Offen danach: ${f.open} ${f.currency}; Ihre Bücher sagen ${f.control}; Differenz ${f.difference}. Suchen Sie die Differenz, oder --yes.`,
  ),
  SNAPSHOT_DIFFERS: said(
    (f) => `${f.number} cannot be as the file says: here ${f.ours} ${f.currency} open, in the file ${f.theirs}. Left as it is here.`,
    (f) => `${f.number} ne peut pas être comme le dit le fichier : ici ${f.ours} ${f.currency} ouvert, dans le fichier ${f.theirs}. Laissé tel quel.`,
    (f) => `${f.number} kan niet zijn zoals het bestand zegt: hier ${f.ours} ${f.currency} open, in het bestand ${f.theirs}. Hier gelaten.`,
    (f) => `${f.number} kann nicht so sein, wie die Datei sagt: hier ${f.ours} ${f.currency} offen, in der Datei ${f.theirs}. Unverändert gelassen.`,
  ),
  CONFLICT: said(
    (f) => `${f.number} of ${f.customer} is already here with other content: here ${f.ours}, in the file ${f.theirs}. Left as it is here.`,
    (f) => `${f.number} de ${f.customer} est déjà là avec un autre contenu : ici ${f.ours}, dans le fichier ${f.theirs}. Laissé tel quel.`,
    (f) => `${f.number} van ${f.customer} is er al met andere inhoud: hier ${f.ours}, in het bestand ${f.theirs}. Hier gelaten zoals het is.`,
    (f) => `${f.number} von ${f.customer} ist schon mit anderem Inhalt da: hier ${f.ours}, in der Datei ${f.theirs}. Hier unverändert gelassen.`,
  ),
  CONFLICT_REPLACED: said(
    (f) => `${f.number} of ${f.customer} was already here with other content: here ${f.ours}, in the file ${f.theirs}. Replaced by the file's.`,
    (f) => `${f.number} de ${f.customer} était déjà là avec un autre contenu : ici ${f.ours}, dans le fichier ${f.theirs}. Remplacé par le fichier.`,
    (f) => `${f.number} van ${f.customer} was er al met andere inhoud: hier ${f.ours}, in het bestand ${f.theirs}. Vervangen door het bestand.`,
    (f) => `${f.number} von ${f.customer} war schon mit anderem Inhalt da: hier ${f.ours}, in der Datei ${f.theirs}. Durch die Datei ersetzt.`,
  ),
  APPLIES_TO_NOTHING: said(
    (f) => `${f.number} of ${f.customer} names the invoice ${f.names}, which this customer does not have here: posted, set against nothing.`,
    (f) => `${f.number} de ${f.customer} nomme la facture ${f.names}, que ce client n'a pas ici : enregistré, sans imputation.`,
    (f) => `${f.number} van ${f.customer} noemt factuur ${f.names}, die deze klant hier niet heeft: geboekt, nergens tegen afgezet.`,
    (f) => `${f.number} von ${f.customer} nennt die Rechnung ${f.names}, die dieser Kunde hier nicht hat: gebucht, nichts zugeordnet.`,
  ),
  COMPANY_UNKNOWN: said(
    (f) => `No company has the code “${f.code}”. Add it (company add), or translate it in --map: {"company":{"${f.code}":"CODE"}}.`,
    (f) => `Aucune société n'a le code « ${f.code} ». Ajoutez-la (company add), ou traduisez-le dans --map : {"company":{"${f.code}":"CODE"}}.`,
    (f) => `Geen vennootschap heeft de code “${f.code}”. Voeg ze toe (company add), of vertaal ze in --map: {"company":{"${f.code}":"CODE"}}.`,
    (f) =>
      `Kein Unternehmen hat den Code „${f.code}“. Legen Sie es an (company add) oder übersetzen Sie ihn in --map: {"company":{"${f.code}":"CODE"}}.`,
  ),
  DUE_MISSING: said(
    (f) => `No due date, and no usual term is known for ${f.country}: add the due date.`,
    (f) => `Pas d'échéance, et aucun délai usuel n'est connu pour ${f.country} : ajoutez l'échéance.`,
    (f) => `Geen vervaldag, en geen gebruikelijke termijn bekend voor ${f.country}: voeg de vervaldag toe.`,
    (f) => `Kein Fälligkeitstag, und für ${f.country} ist keine übliche Frist bekannt: Ergänzen Sie ihn.`,
  ),
  LOOK_ALIKE_CUSTOMERS: said(
    (f) =>
      `${f.codes}: one customer? They stay apart unless you join them: --map {"customer":{"join":${f.join}}}, or all such codes: {"customer":{"trimZeros":true}}.`,
    (f) =>
      `${f.codes} : un seul client ? Ils restent séparés sauf si vous les réunissez : --map {"customer":{"join":${f.join}}}, ou tous ces codes : {"customer":{"trimZeros":true}}.`,
    (f) =>
      `${f.codes}: één klant? Ze blijven gescheiden tenzij u ze samenvoegt: --map {"customer":{"join":${f.join}}}, of al zulke codes: {"customer":{"trimZeros":true}}.`,
    (f) =>
      `${f.codes}: ein Kunde? Sie bleiben getrennt, außer Sie führen sie zusammen: --map {"customer":{"join":${f.join}}}, oder alle solche Codes: {"customer":{"trimZeros":true}}.`,
  ),
  POSSIBLE_DOUBLE: said(
    (f) =>
      `${f.number} of ${f.customer} is possibly the same as ${f.number} of ${f.other} ${f.line ? `in line ${f.line}` : "already here"}. The same customer: --map {"customer":{"join":${f.join}}}, or all such codes: {"customer":{"trimZeros":true}}. Two customers: {"customer":{"apart":${f.apart}}}.`,
    (f) =>
      `${f.number} de ${f.customer} est peut-être ${f.number} de ${f.other}, ${f.line ? `à la ligne ${f.line}` : "déjà là"}. Même client : --map {"customer":{"join":${f.join}}}, ou tous ces codes : {"customer":{"trimZeros":true}}. Deux clients : {"customer":{"apart":${f.apart}}}.`,
    (f) =>
      `${f.number} van ${f.customer} is mogelijk ${f.number} van ${f.other}, ${f.line ? `op regel ${f.line}` : "dat er al is"}. Dezelfde klant: --map {"customer":{"join":${f.join}}}, of al zulke codes: {"customer":{"trimZeros":true}}. Twee klanten: {"customer":{"apart":${f.apart}}}.`,
    (f) =>
      `${f.number} von ${f.customer} ist womöglich ${f.number} von ${f.other}, ${f.line ? `in Zeile ${f.line}` : "schon hier"}. Derselbe Kunde: --map {"customer":{"join":${f.join}}}, oder alle solche Codes: {"customer":{"trimZeros":true}}. Zwei Kunden: {"customer":{"apart":${f.apart}}}.`,
  ),
  NUMBER_TWICE: said(
    (f) => `The number ${f.number} of line ${f.line} comes back with other content: one of the two must go or be renumbered.`,
    (f) => `Le numéro ${f.number} de la ligne ${f.line} revient avec un autre contenu : l'un des deux doit partir ou changer de numéro.`,
    (f) => `Het nummer ${f.number} van regel ${f.line} komt terug met andere inhoud: een van beide moet weg of een ander nummer krijgen.`,
    (f) => `Die Nummer ${f.number} aus Zeile ${f.line} kehrt mit anderem Inhalt wieder: Eine der beiden muss weg oder neu nummeriert werden.`,
  ),
  ROW_TWICE: said(
    (f) => `${f.number} stands already in line ${f.line}, the same: counted once.`,
    (f) => `${f.number} figure déjà à la ligne ${f.line}, à l'identique : compté une fois.`,
    (f) => `${f.number} staat al op regel ${f.line}, hetzelfde: één keer geteld.`,
    (f) => `${f.number} steht schon in Zeile ${f.line}, gleich: einmal gezählt.`,
  ),
} as const
