import type { Language, Worded } from "../kernel/text.ts"

export const cliText = {
  usage: {
    en: "encours [--data DIR] [--company CODE] [--lang fr|nl|de|en] COMMAND … [--json]",
    fr: "encours [--data DOSSIER] [--company CODE] [--lang fr|nl|de|en] COMMANDE … [--json]",
    nl: "encours [--data MAP] [--company CODE] [--lang fr|nl|de|en] OPDRACHT … [--json]",
    de: "encours [--data ORDNER] [--company CODE] [--lang fr|nl|de|en] BEFEHL … [--json]",
  },
  more: {
    en: "encours COMMAND --help shows its options and an example.",
    fr: "encours COMMANDE --help montre ses options et un exemple.",
    nl: "encours OPDRACHT --help toont de opties en een voorbeeld.",
    de: "encours BEFEHL --help zeigt Optionen und ein Beispiel.",
  },
  unknownCommand: {
    en: (said: string) => `There is no command “${said}”. encours --help lists them.`,
    fr: (said: string) => `La commande « ${said} » n'existe pas. encours --help les énumère.`,
    nl: (said: string) => `De opdracht “${said}” bestaat niet. encours --help somt ze op.`,
    de: (said: string) => `Den Befehl „${said}“ gibt es nicht. encours --help zählt sie auf.`,
  },
  wrongUsage: {
    en: (wrong: string, command: string) => `${wrong}. See: encours ${command} --help`,
    fr: (wrong: string, command: string) => `${wrong}. Voir : encours ${command} --help`,
    nl: (wrong: string, command: string) => `${wrong}. Zie: encours ${command} --help`,
    de: (wrong: string, command: string) => `${wrong}. Siehe: encours ${command} --help`,
  },
} as const satisfies Record<string, Worded | Record<Language, (...words: string[]) => string>>

type Figures = Readonly<Record<string, unknown>>
const said = (figures: Figures, name: string) => String(figures[name] ?? "")

/** Refusals of the command line itself and of the rooms' acts, in words. One that has no words yet shows its code and figures. */
const refusals: Readonly<Record<string, Readonly<Record<Language, (f: Figures) => string>>>> = {
  USAGE: { en: (f) => said(f, "what"), fr: (f) => said(f, "what"), nl: (f) => said(f, "what"), de: (f) => said(f, "what") },
  NO_COMPANY: {
    en: () => 'There is no company yet. Make one: encours company add --code ACME --name "Acme SA" --country FR --currency EUR',
    fr: () => 'Aucune société pour l\'instant. Créez-en une : encours company add --code ACME --name "Acme SA" --country FR --currency EUR',
    nl: () => 'Er is nog geen vennootschap. Maak er een: encours company add --code ACME --name "Acme NV" --country BE --currency EUR',
    de: () => 'Es gibt noch kein Unternehmen. Anlegen: encours company add --code ACME --name "Acme GmbH" --country DE --currency EUR',
  },
  UNKNOWN_COMPANY: {
    en: (f) => `There is no company “${said(f, "code")}”. Known: ${said(f, "known")}`,
    fr: (f) => `La société « ${said(f, "code")} » n'existe pas. Connues : ${said(f, "known")}`,
    nl: (f) => `De vennootschap “${said(f, "code")}” bestaat niet. Bekend: ${said(f, "known")}`,
    de: (f) => `Das Unternehmen „${said(f, "code")}“ gibt es nicht. Bekannt: ${said(f, "known")}`,
  },
  WHICH_COMPANY: {
    en: (f) => `Several companies live here; say which with --company CODE: ${said(f, "known")}`,
    fr: (f) => `Plusieurs sociétés vivent ici ; précisez --company CODE : ${said(f, "known")}`,
    nl: (f) => `Er zijn meerdere vennootschappen; kies met --company CODE: ${said(f, "known")}`,
    de: (f) => `Hier leben mehrere Unternehmen; wählen Sie mit --company CODE: ${said(f, "known")}`,
  },
  COMPANY_EXISTS: {
    en: (f) => `The company code “${said(f, "code")}” is already taken.`,
    fr: (f) => `Le code de société « ${said(f, "code")} » est déjà pris.`,
    nl: (f) => `De vennootschapscode “${said(f, "code")}” is al in gebruik.`,
    de: (f) => `Das Unternehmenskürzel „${said(f, "code")}“ ist schon vergeben.`,
  },
  UNKNOWN_CUSTOMER: {
    en: (f) => `There is no customer “${said(f, "code")}”. encours customers --search TEXT finds them.`,
    fr: (f) => `Le client « ${said(f, "code")} » n'existe pas. encours customers --search TEXTE les trouve.`,
    nl: (f) => `De klant “${said(f, "code")}” bestaat niet. encours customers --search TEKST vindt ze.`,
    de: (f) => `Den Kunden „${said(f, "code")}“ gibt es nicht. encours customers --search TEXT findet sie.`,
  },
  MISSING_OPTION: {
    en: (f) => `--${said(f, "option")} is missing. --help shows what the command needs.`,
    fr: (f) => `--${said(f, "option")} manque. --help montre ce que la commande attend.`,
    nl: (f) => `--${said(f, "option")} ontbreekt. --help toont wat de opdracht nodig heeft.`,
    de: (f) => `--${said(f, "option")} fehlt. --help zeigt, was der Befehl braucht.`,
  },
  MISSING_ID: {
    en: () => "Say which import: encours import list shows their IDs.",
    fr: () => "Dites quel import : encours import list montre leurs ID.",
    nl: () => "Zeg welke import: encours import list toont hun ID's.",
    de: () => "Sagen Sie, welcher Import: encours import list zeigt ihre IDs.",
  },
  UNKNOWN_IMPORT: {
    en: (f) => `There is no import ${said(f, "id")} in this company. encours import list shows them.`,
    fr: (f) => `L'import ${said(f, "id")} n'existe pas dans cette société. encours import list les montre.`,
    nl: (f) => `Import ${said(f, "id")} bestaat niet in deze vennootschap. encours import list toont ze.`,
    de: (f) => `Den Import ${said(f, "id")} gibt es in diesem Unternehmen nicht. encours import list zeigt sie.`,
  },
  ALREADY_UNDONE: {
    en: (f) => `The import of ${said(f, "file")} was already undone.`,
    fr: (f) => `L'import de ${said(f, "file")} est déjà annulé.`,
    nl: (f) => `De import van ${said(f, "file")} is al teruggedraaid.`,
    de: (f) => `Der Import von ${said(f, "file")} ist schon zurückgenommen.`,
  },
  MATCHED_SINCE: {
    en: (f) =>
      `${said(f, "count")} allocations were made since with items of ${said(f, "file")}: undoing sets them free. Look with --dry-run, then say --yes.`,
    fr: (f) =>
      `${said(f, "count")} lettrages ont été faits depuis avec des pièces de ${said(f, "file")} : l'annulation les défait. Regardez avec --dry-run, puis confirmez par --yes.`,
    nl: (f) =>
      `${said(f, "count")} afletteringen gebeurden intussen met posten van ${said(f, "file")}: terugdraaien maakt ze los. Kijk met --dry-run, zeg dan --yes.`,
    de: (f) =>
      `${said(f, "count")} Zuordnungen wurden inzwischen mit Posten aus ${said(f, "file")} gemacht: die Rücknahme löst sie. Sehen Sie mit --dry-run nach, dann --yes.`,
  },
  MISSING_FILE: {
    en: () => "Name at least one file.",
    fr: () => "Nommez au moins un fichier.",
    nl: () => "Noem minstens één bestand.",
    de: () => "Nennen Sie mindestens eine Datei.",
  },
  BAD_CODE: {
    en: (f) => `“${said(f, "value")}” cannot be a company code: letters, digits, _ . - only, at most 40, the first a letter or digit.`,
    fr: (f) =>
      `« ${said(f, "value")} » ne peut pas être un code de société : lettres, chiffres, _ . - seulement, 40 au plus, le premier lettre ou chiffre.`,
    nl: (f) => `“${said(f, "value")}” kan geen vennootschapscode zijn: enkel letters, cijfers, _ . -, hoogstens 40, eerst een letter of cijfer.`,
    de: (f) => `„${said(f, "value")}“ kann kein Kürzel sein: nur Buchstaben, Ziffern, _ . -, höchstens 40, zuerst Buchstabe oder Ziffer.`,
  },
  BAD_NAME: {
    en: () => "The name is empty or longer than 200 characters.",
    fr: () => "Le nom est vide ou dépasse 200 caractères.",
    nl: () => "De naam is leeg of langer dan 200 tekens.",
    de: () => "Der Name ist leer oder länger als 200 Zeichen.",
  },
  BAD_COUNTRY: {
    en: (f) => `“${said(f, "value")}” is not a country code: two letters such as FR or BE.`,
    fr: (f) => `« ${said(f, "value")} » n'est pas un code de pays : deux lettres, comme FR ou BE.`,
    nl: (f) => `“${said(f, "value")}” is geen landcode: twee letters, zoals FR of BE.`,
    de: (f) => `„${said(f, "value")}“ ist kein Ländercode: zwei Buchstaben wie FR oder BE.`,
  },
  BAD_CURRENCY: {
    en: (f) => `“${said(f, "value")}” is not a currency we know (ISO 4217, such as EUR).`,
    fr: (f) => `« ${said(f, "value")} » n'est pas une devise connue (ISO 4217, comme EUR).`,
    nl: (f) => `“${said(f, "value")}” is geen bekende munt (ISO 4217, zoals EUR).`,
    de: (f) => `„${said(f, "value")}“ ist keine bekannte Währung (ISO 4217, wie EUR).`,
  },
  BAD_DAY: {
    en: (f) => `--${said(f, "option")} takes a day as YYYY-MM-DD, not “${said(f, "value")}”.`,
    fr: (f) => `--${said(f, "option")} attend un jour AAAA-MM-JJ, pas « ${said(f, "value")} ».`,
    nl: (f) => `--${said(f, "option")} verwacht een dag JJJJ-MM-DD, niet “${said(f, "value")}”.`,
    de: (f) => `--${said(f, "option")} erwartet einen Tag JJJJ-MM-TT, nicht „${said(f, "value")}“.`,
  },
  BAD_INSTANT: {
    en: (f) => `--${said(f, "option")} takes an instant such as 2026-11-21T17:00:00Z, not “${said(f, "value")}”.`,
    fr: (f) => `--${said(f, "option")} attend un instant comme 2026-11-21T17:00:00Z, pas « ${said(f, "value")} ».`,
    nl: (f) => `--${said(f, "option")} verwacht een tijdstip zoals 2026-11-21T17:00:00Z, niet “${said(f, "value")}”.`,
    de: (f) => `--${said(f, "option")} erwartet einen Zeitpunkt wie 2026-11-21T17:00:00Z, nicht „${said(f, "value")}“.`,
  },
  BAD_OPTION: {
    en: (f) => `--${said(f, "option")} does not take “${said(f, "value")}”; it takes: ${said(f, "takes")}`,
    fr: (f) => `--${said(f, "option")} n'accepte pas « ${said(f, "value")} » ; il accepte : ${said(f, "takes")}`,
    nl: (f) => `--${said(f, "option")} aanvaardt “${said(f, "value")}” niet; wel: ${said(f, "takes")}`,
    de: (f) => `--${said(f, "option")} nimmt „${said(f, "value")}“ nicht an; sondern: ${said(f, "takes")}`,
  },
  NO_SUCH_FILE: {
    en: (f) => `The file ${said(f, "file")} cannot be read: ${said(f, "why")}. Check the path and its permissions.`,
    fr: (f) => `Le fichier ${said(f, "file")} ne peut pas être lu : ${said(f, "why")}. Vérifiez le chemin et les droits.`,
    nl: (f) => `Het bestand ${said(f, "file")} kan niet gelezen worden: ${said(f, "why")}. Controleer pad en rechten.`,
    de: (f) => `Die Datei ${said(f, "file")} ist nicht lesbar: ${said(f, "why")}. Prüfen Sie Pfad und Rechte.`,
  },
  FILE_CHANGED: {
    en: (f) => `The file ${said(f, "file")} changed while it was being read. Nothing was written; try again once nobody writes to it.`,
    fr: (f) => `Le fichier ${said(f, "file")} a changé pendant la lecture. Rien n'a été écrit ; recommencez quand plus personne n'y écrit.`,
    nl: (f) => `Het bestand ${said(f, "file")} is tijdens het lezen gewijzigd. Niets is geschreven; probeer opnieuw als niemand er nog in schrijft.`,
    de: (f) =>
      `Die Datei ${said(f, "file")} hat sich während des Lesens geändert. Nichts wurde geschrieben; erneut versuchen, wenn niemand mehr hineinschreibt.`,
  },
  MISSING_EVIDENCE: {
    en: () => "Say which file: its id or SHA-256, as encours evidence list shows them.",
    fr: () => "Dites quel fichier : son identifiant ou son SHA-256, comme les montre encours evidence list.",
    nl: () => "Zeg welk bestand: zijn id of SHA-256, zoals encours evidence list ze toont.",
    de: () => "Sagen Sie, welche Datei: ihre Kennung oder ihr SHA-256, wie encours evidence list sie zeigt.",
  },
  UNKNOWN_EVIDENCE: {
    en: (f) => `${said(f, "company")} keeps no file “${said(f, "sought")}”. encours evidence list shows ids and SHA-256.`,
    fr: (f) => `${said(f, "company")} ne garde aucun fichier « ${said(f, "sought")} ». encours evidence list montre identifiants et SHA-256.`,
    nl: (f) => `${said(f, "company")} bewaart geen bestand “${said(f, "sought")}”. encours evidence list toont id's en SHA-256.`,
    de: (f) => `${said(f, "company")} bewahrt keine Datei „${said(f, "sought")}“ auf. encours evidence list zeigt Kennungen und SHA-256.`,
  },
  FILE_MISSING: {
    en: (f) =>
      `The stored file ${said(f, "path")} is missing. Bring it back from a backup, or put the same file in again; encours verify names all that is missing.`,
    fr: (f) =>
      `Le fichier déposé ${said(f, "path")} manque. Reprenez-le d'une sauvegarde ou déposez le même à nouveau ; encours verify nomme tout ce qui manque.`,
    nl: (f) =>
      `Het bewaarde bestand ${said(f, "path")} ontbreekt. Haal het uit een back-up of breng hetzelfde opnieuw in; encours verify noemt al wat ontbreekt.`,
    de: (f) =>
      `Die abgelegte Datei ${said(f, "path")} fehlt. Holen Sie sie aus einer Sicherung oder legen Sie dieselbe erneut ab; encours verify nennt alles Fehlende.`,
  },
  FILE_DAMAGED: {
    en: (f) => `The stored file ${said(f, "path")} is not what was stored: its SHA-256 differs. It is not handed out; bring it back from a backup.`,
    fr: (f) =>
      `Le fichier déposé ${said(f, "path")} n'est plus ce qui a été déposé : son SHA-256 diffère. Il n'est pas remis ; reprenez-le d'une sauvegarde.`,
    nl: (f) =>
      `Het bewaarde bestand ${said(f, "path")} is niet wat bewaard werd: zijn SHA-256 verschilt. Het wordt niet afgegeven; haal het uit een back-up.`,
    de: (f) =>
      `Die abgelegte Datei ${said(f, "path")} ist nicht, was abgelegt wurde: ihr SHA-256 weicht ab. Sie wird nicht herausgegeben; holen Sie sie aus einer Sicherung.`,
  },
  OUT_EXISTS: {
    en: (f) => `${said(f, "file")} exists already and is left as it is. Choose another name with --out.`,
    fr: (f) => `${said(f, "file")} existe déjà et reste tel quel. Choisissez un autre nom avec --out.`,
    nl: (f) => `${said(f, "file")} bestaat al en blijft zoals het is. Kies een andere naam met --out.`,
    de: (f) => `${said(f, "file")} gibt es schon und bleibt, wie es ist. Wählen Sie mit --out einen anderen Namen.`,
  },
  OUT_IMPOSSIBLE: {
    en: (f) => `${said(f, "file")} cannot be written: ${said(f, "why")}. Choose another place with --out.`,
    fr: (f) => `${said(f, "file")} ne peut pas être écrit : ${said(f, "why")}. Choisissez un autre endroit avec --out.`,
    nl: (f) => `${said(f, "file")} kan niet geschreven worden: ${said(f, "why")}. Kies een andere plaats met --out.`,
    de: (f) => `${said(f, "file")} kann nicht geschrieben werden: ${said(f, "why")}. Wählen Sie mit --out einen anderen Ort.`,
  },
  OVER_ALLOCATED: {
    en: () => "More would be allocated than is open: nothing was posted. Reload the items and allocate what is left.",
    fr: () => "L'affectation dépasse le solde ouvert : rien n'a été comptabilisé. Rechargez les pièces et affectez le reste.",
    nl: () => "Er zou meer toegewezen worden dan openstaat: niets is geboekt. Herlaad de posten en wijs het saldo toe.",
    de: () => "Es würde mehr zugeordnet als offen ist: nichts wurde gebucht. Laden Sie die Posten neu und ordnen Sie den Rest zu.",
  },
  PERIOD_CLOSED: {
    en: (f) =>
      `${said(f, "day")} lies in a closed period (closed until ${said(f, "closedUntil")}). Post a reversing fact on ${said(f, "offered") || "the first open day"} instead.`,
    fr: (f) =>
      `Le ${said(f, "day")} est dans une période clôturée (jusqu'au ${said(f, "closedUntil")}). Passez plutôt une extourne le ${said(f, "offered") || "premier jour ouvert"}.`,
    nl: (f) =>
      `${said(f, "day")} ligt in een afgesloten periode (tot ${said(f, "closedUntil")}). Boek een tegenboeking op ${said(f, "offered") || "de eerste open dag"}.`,
    de: (f) =>
      `${said(f, "day")} liegt in einer abgeschlossenen Periode (bis ${said(f, "closedUntil")}). Buchen Sie stattdessen am ${said(f, "offered") || "ersten offenen Tag"} eine Storno.`,
  },
  SCHEMA_OLDER: {
    en: (f) =>
      `The database (version ${said(f, "database")}) is older than this program (version ${said(f, "program")}). Run any command once with DATABASE_OWNER_URL set: it migrates.`,
    fr: (f) =>
      `La base (version ${said(f, "database")}) est plus ancienne que ce programme (version ${said(f, "program")}). Lancez une commande avec DATABASE_OWNER_URL : elle migre.`,
    nl: (f) =>
      `De databank (versie ${said(f, "database")}) is ouder dan dit programma (versie ${said(f, "program")}). Voer een opdracht uit met DATABASE_OWNER_URL: die migreert.`,
    de: (f) =>
      `Die Datenbank (Version ${said(f, "database")}) ist älter als dieses Programm (Version ${said(f, "program")}). Führen Sie einen Befehl mit DATABASE_OWNER_URL aus: er migriert.`,
  },
  PORT_TAKEN: {
    en: (f) => `Port ${said(f, "port")} is taken by another program. Choose one with --port N.`,
    fr: (f) => `Le port ${said(f, "port")} est pris par un autre programme. Choisissez-en un avec --port N.`,
    nl: (f) => `Poort ${said(f, "port")} is bezet door een ander programma. Kies er een met --port N.`,
    de: (f) => `Port ${said(f, "port")} ist von einem anderen Programm belegt. Wählen Sie einen mit --port N.`,
  },
  PORT_FORBIDDEN: {
    en: (f) => `You may not listen on port ${said(f, "port")}. Choose one above 1023 with --port N.`,
    fr: (f) => `Vous ne pouvez pas écouter sur le port ${said(f, "port")}. Choisissez-en un au-dessus de 1023 avec --port N.`,
    nl: (f) => `U mag niet luisteren op poort ${said(f, "port")}. Kies er een boven 1023 met --port N.`,
    de: (f) => `Auf Port ${said(f, "port")} dürfen Sie nicht lauschen. Wählen Sie mit --port N einen über 1023.`,
  },
  NOT_RUNNING: {
    en: (f) => `Nothing runs on ${said(f, "path")}.`,
    fr: (f) => `Rien ne tourne sur ${said(f, "path")}.`,
    nl: (f) => `Er draait niets op ${said(f, "path")}.`,
    de: (f) => `Auf ${said(f, "path")} läuft nichts.`,
  },
  STILL_RUNNING: {
    en: (f) => `Process ${said(f, "pid")} was asked to stop and has not ended yet. Wait, or look at its messages.`,
    fr: (f) => `Le processus ${said(f, "pid")} a reçu l'ordre de s'arrêter et tourne encore. Attendez, ou lisez ses messages.`,
    nl: (f) => `Proces ${said(f, "pid")} moest stoppen en draait nog. Wacht, of bekijk de meldingen.`,
    de: (f) => `Prozess ${said(f, "pid")} sollte enden und läuft noch. Warten Sie, oder lesen Sie seine Meldungen.`,
  },
  UNKNOWN_JOB: {
    en: (f) => `There is no job ${said(f, "id")}. encours jobs shows them.`,
    fr: (f) => `La tâche ${said(f, "id")} n'existe pas. encours jobs les montre.`,
    nl: (f) => `Taak ${said(f, "id")} bestaat niet. encours jobs toont ze.`,
    de: (f) => `Den Auftrag ${said(f, "id")} gibt es nicht. encours jobs zeigt sie.`,
  },
  MISSING_JOB: {
    en: () => "Say which job: encours jobs shows their ids.",
    fr: () => "Dites quelle tâche : encours jobs montre leurs identifiants.",
    nl: () => "Zeg welke taak: encours jobs toont hun nummers.",
    de: () => "Nennen Sie den Auftrag: encours jobs zeigt die Kennungen.",
  },
  JOB_ENDED: {
    en: (f) => `Job ${said(f, "id")} has already ended (${said(f, "state")}): there is nothing left to cancel.`,
    fr: (f) => `La tâche ${said(f, "id")} est déjà terminée (${said(f, "state")}) : il n'y a plus rien à annuler.`,
    nl: (f) => `Taak ${said(f, "id")} is al beëindigd (${said(f, "state")}): er valt niets meer te annuleren.`,
    de: (f) => `Der Auftrag ${said(f, "id")} ist schon beendet (${said(f, "state")}): es gibt nichts mehr abzubrechen.`,
  },
  JOB_CANCELLED: {
    en: () => "Cancelled: nothing of it was written.",
    fr: () => "Annulé : rien n'en a été écrit.",
    nl: () => "Geannuleerd: er werd niets van geschreven.",
    de: () => "Abgebrochen: nichts davon wurde geschrieben.",
  },
  JOB_TAKEN_OVER: {
    en: () => "Another server took this job over; nothing was written here.",
    fr: () => "Un autre serveur a repris cette tâche ; rien n'a été écrit ici.",
    nl: () => "Een andere server nam deze taak over; hier werd niets geschreven.",
    de: () => "Ein anderer Server hat diesen Auftrag übernommen; hier wurde nichts geschrieben.",
  },
  IMPORT_REFUSED: {
    en: (f) => `Refused, nothing was imported (${said(f, "refused")} rows). encours jobs --wait ID shows why.`,
    fr: (f) => `Refusé, rien n'a été importé (${said(f, "refused")} lignes). encours jobs --wait ID montre pourquoi.`,
    nl: (f) => `Geweigerd, niets werd geïmporteerd (${said(f, "refused")} rijen). encours jobs --wait ID toont waarom.`,
    de: (f) => `Abgelehnt, nichts wurde importiert (${said(f, "refused")} Zeilen). encours jobs --wait ID zeigt, warum.`,
  },
  WORKER_GONE: {
    en: () => "Whoever worked it ended without a word; nothing of it was written. Start it again.",
    fr: () => "Le programme qui s'en chargeait s'est arrêté sans un mot ; rien n'en a été écrit. Relancez-la.",
    nl: () => "Het programma dat eraan werkte hield zonder een woord op; er werd niets van geschreven. Start opnieuw.",
    de: () => "Das ausführende Programm endete ohne ein Wort; nichts davon wurde geschrieben. Starten Sie neu.",
  },
  GIVEN_BACK: {
    en: () => "The server stopped; the next one goes on with it.",
    fr: () => "Le serveur s'est arrêté ; le prochain s'en chargera.",
    nl: () => "De server stopte; de volgende gaat ermee verder.",
    de: () => "Der Server wurde beendet; der nächste macht damit weiter.",
  },
  BUG: {
    en: (f) => `An error of this program: ${said(f, "message")}`,
    fr: (f) => `Une erreur de ce programme : ${said(f, "message")}`,
    nl: (f) => `Een fout van dit programma: ${said(f, "message")}`,
    de: (f) => `Ein Fehler dieses Programms: ${said(f, "message")}`,
  },
  SCHEMA_NEWER: {
    en: (f) =>
      `The database (version ${said(f, "database")}) is newer than this program (version ${said(f, "program")}). Start the newer program; nothing was touched.`,
    fr: (f) =>
      `La base (version ${said(f, "database")}) est plus récente que ce programme (version ${said(f, "program")}). Lancez le programme récent ; rien n'a été touché.`,
    nl: (f) =>
      `De databank (versie ${said(f, "database")}) is nieuwer dan dit programma (versie ${said(f, "program")}). Start het nieuwere programma; niets is aangeraakt.`,
    de: (f) =>
      `Die Datenbank (Version ${said(f, "database")}) ist neuer als dieses Programm (Version ${said(f, "program")}). Starten Sie das neuere Programm; nichts wurde angerührt.`,
  },
}

export function refusalText(code: string, figures: Figures, lang: Language): string {
  const worded = refusals[code]
  return worded ? worded[lang](figures) : `${code} ${JSON.stringify(figures, (_, v) => (typeof v === "bigint" ? String(v) : v))}`
}
