import { type RefusalTexts, said } from "../kernel/text.ts"

export const shellRefusals: RefusalTexts = {
  USAGE: { exit: "usage", en: (f) => said(f, "what"), fr: (f) => said(f, "what"), nl: (f) => said(f, "what"), de: (f) => said(f, "what") },
  MISSING_OPTION: {
    exit: "usage",
    en: (f) => `--${said(f, "option")} is missing. --help shows what the command needs.`,
    fr: (f) => `--${said(f, "option")} manque. --help montre ce que la commande attend.`,
    nl: (f) => `--${said(f, "option")} ontbreekt. --help toont wat de opdracht nodig heeft.`,
    de: (f) => `--${said(f, "option")} fehlt. --help zeigt, was der Befehl braucht.`,
  },
  BAD_DAY: {
    exit: "usage",
    en: (f) => `--${said(f, "option")} takes a day as YYYY-MM-DD, from 1900 to 2199, not “${said(f, "value")}”.`,
    fr: (f) => `--${said(f, "option")} attend un jour AAAA-MM-JJ, de 1900 à 2199, pas « ${said(f, "value")} ».`,
    nl: (f) => `--${said(f, "option")} verwacht een dag JJJJ-MM-DD, van 1900 tot 2199, niet “${said(f, "value")}”.`,
    de: (f) => `--${said(f, "option")} erwartet einen Tag JJJJ-MM-TT, von 1900 bis 2199, nicht „${said(f, "value")}“.`,
  },
  BAD_NETWORK: {
    exit: "usage",
    en: (f) => `ENCOURS_WEBHOOK_ALLOW takes addresses and networks such as 10.1.0.0/16, separated by commas, not “${said(f, "value")}”.`,
    fr: (f) => `ENCOURS_WEBHOOK_ALLOW attend des adresses et réseaux comme 10.1.0.0/16, séparés par des virgules, pas « ${said(f, "value")} ».`,
    nl: (f) => `ENCOURS_WEBHOOK_ALLOW verwacht adressen en netwerken zoals 10.1.0.0/16, met komma's, niet “${said(f, "value")}”.`,
    de: (f) => `ENCOURS_WEBHOOK_ALLOW erwartet Adressen und Netze wie 10.1.0.0/16, durch Kommas getrennt, nicht „${said(f, "value")}“.`,
  },
  BAD_INSTANT: {
    exit: "usage",
    en: (f) => `--${said(f, "option")} takes an instant such as 2026-11-21T17:00:00Z, not “${said(f, "value")}”.`,
    fr: (f) => `--${said(f, "option")} attend un instant comme 2026-11-21T17:00:00Z, pas « ${said(f, "value")} ».`,
    nl: (f) => `--${said(f, "option")} verwacht een tijdstip zoals 2026-11-21T17:00:00Z, niet “${said(f, "value")}”.`,
    de: (f) => `--${said(f, "option")} erwartet einen Zeitpunkt wie 2026-11-21T17:00:00Z, nicht „${said(f, "value")}“.`,
  },
  BAD_OPTION: {
    exit: "usage",
    en: (f) => `--${said(f, "option")} does not take “${said(f, "value")}”; it takes: ${said(f, "takes")}`,
    fr: (f) => `--${said(f, "option")} n'accepte pas « ${said(f, "value")} » ; il accepte : ${said(f, "takes")}`,
    nl: (f) => `--${said(f, "option")} aanvaardt “${said(f, "value")}” niet; wel: ${said(f, "takes")}`,
    de: (f) => `--${said(f, "option")} nimmt „${said(f, "value")}“ nicht an; sondern: ${said(f, "takes")}`,
  },
  NO_SUCH_FILE: {
    exit: "notFound",
    en: (f) =>
      f.why === "ENOENT"
        ? `There is no file ${said(f, "file")}. Check the path.`
        : `The file ${said(f, "file")} cannot be read: ${said(f, "why")}. Check the path and its permissions.`,
    fr: (f) =>
      f.why === "ENOENT"
        ? `Le fichier ${said(f, "file")} n'existe pas. Vérifiez le chemin.`
        : `Le fichier ${said(f, "file")} ne peut pas être lu : ${said(f, "why")}. Vérifiez le chemin et les droits.`,
    nl: (f) =>
      f.why === "ENOENT"
        ? `Het bestand ${said(f, "file")} bestaat niet. Controleer het pad.`
        : `Het bestand ${said(f, "file")} kan niet gelezen worden: ${said(f, "why")}. Controleer pad en rechten.`,
    de: (f) =>
      f.why === "ENOENT"
        ? `Die Datei ${said(f, "file")} gibt es nicht. Prüfen Sie den Pfad.`
        : `Die Datei ${said(f, "file")} ist nicht lesbar: ${said(f, "why")}. Prüfen Sie Pfad und Rechte.`,
  },
  FILE_CHANGED: {
    exit: "refused",
    en: (f) => `The file ${said(f, "file")} changed while it was being read. Nothing was written; try again once nobody writes to it.`,
    fr: (f) => `Le fichier ${said(f, "file")} a changé pendant la lecture. Rien n'a été écrit ; recommencez quand plus personne n'y écrit.`,
    nl: (f) => `Het bestand ${said(f, "file")} is tijdens het lezen gewijzigd. Niets is geschreven; probeer opnieuw als niemand er nog in schrijft.`,
    de: (f) =>
      `Die Datei ${said(f, "file")} hat sich während des Lesens geändert. Nichts wurde geschrieben; erneut versuchen, wenn niemand mehr hineinschreibt.`,
  },
  FILE_MISSING: {
    exit: "failed",
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
    exit: "failed",
    en: (f) => `The stored file ${said(f, "path")} is not what was stored: its SHA-256 differs. It is not handed out; bring it back from a backup.`,
    fr: (f) =>
      `Le fichier déposé ${said(f, "path")} n'est plus ce qui a été déposé : son SHA-256 diffère. Il n'est pas remis ; reprenez-le d'une sauvegarde.`,
    nl: (f) =>
      `Het bewaarde bestand ${said(f, "path")} is niet wat bewaard werd: zijn SHA-256 verschilt. Het wordt niet afgegeven; haal het uit een back-up.`,
    de: (f) =>
      `Die abgelegte Datei ${said(f, "path")} ist nicht, was abgelegt wurde: ihr SHA-256 weicht ab. Sie wird nicht herausgegeben; holen Sie sie aus einer Sicherung.`,
  },
  MOVED: {
    exit: "conflict",
    en: (f) =>
      `The books were moved from here (${said(f, "from")}) to ${said(f, "to")} on ${said(f, "at")}. ${f.to === "embedded" ? "Start without DATABASE_URL" : "Set DATABASE_URL"}; only to go on with the old ones instead, remove ${said(f, "mark")}.`,
    fr: (f) =>
      `Les livres ont été déplacés d'ici (${said(f, "from")}) vers ${said(f, "to")} le ${said(f, "at")}. ${f.to === "embedded" ? "Lancez sans DATABASE_URL" : "Donnez DATABASE_URL"} ; pour continuer avec les anciens malgré tout, supprimez ${said(f, "mark")}.`,
    nl: (f) =>
      `De boeken werden van hier (${said(f, "from")}) verplaatst naar ${said(f, "to")} op ${said(f, "at")}. ${f.to === "embedded" ? "Start zonder DATABASE_URL" : "Geef DATABASE_URL"}; om toch met de oude verder te gaan, verwijder ${said(f, "mark")}.`,
    de: (f) =>
      `Die Bücher sind von hier (${said(f, "from")}) am ${said(f, "at")} nach ${said(f, "to")} umgezogen. ${f.to === "embedded" ? "Ohne DATABASE_URL starten" : "DATABASE_URL setzen"}; um doch mit den alten weiterzumachen, ${said(f, "mark")} entfernen.`,
  },
  OUT_EXISTS: {
    exit: "conflict",
    en: (f) => `${said(f, "file")} exists already and is left as it is. Choose another name with --out.`,
    fr: (f) => `${said(f, "file")} existe déjà et reste tel quel. Choisissez un autre nom avec --out.`,
    nl: (f) => `${said(f, "file")} bestaat al en blijft zoals het is. Kies een andere naam met --out.`,
    de: (f) => `${said(f, "file")} gibt es schon und bleibt, wie es ist. Wählen Sie mit --out einen anderen Namen.`,
  },
  OUT_IMPOSSIBLE: {
    exit: "failed",
    en: (f) => `${said(f, "file")} cannot be written: ${said(f, "why")}. Choose another place with --out.`,
    fr: (f) => `${said(f, "file")} ne peut pas être écrit : ${said(f, "why")}. Choisissez un autre endroit avec --out.`,
    nl: (f) => `${said(f, "file")} kan niet geschreven worden: ${said(f, "why")}. Kies een andere plaats met --out.`,
    de: (f) => `${said(f, "file")} kann nicht geschrieben werden: ${said(f, "why")}. Wählen Sie mit --out einen anderen Ort.`,
  },
  SCHEMA_OLDER: {
    exit: "failed",
    en: (f) =>
      f.database === 0
        ? "The database is empty. Set DATABASE_OWNER_URL, the log-in that owns it: the command makes the tables then."
        : `The database (version ${said(f, "database")}) is older than this program (version ${said(f, "program")}). Run any command once with DATABASE_OWNER_URL set: it migrates.`,
    fr: (f) =>
      f.database === 0
        ? "La base est vide. Donnez DATABASE_OWNER_URL, le compte qui la possède : la commande crée alors les tables."
        : `La base (version ${said(f, "database")}) est plus ancienne que ce programme (version ${said(f, "program")}). Lancez une commande avec DATABASE_OWNER_URL : elle migre.`,
    nl: (f) =>
      f.database === 0
        ? "De databank is leeg. Geef DATABASE_OWNER_URL, de aanmelding van haar eigenaar: de opdracht maakt dan de tabellen."
        : `De databank (versie ${said(f, "database")}) is ouder dan dit programma (versie ${said(f, "program")}). Voer een opdracht uit met DATABASE_OWNER_URL: die migreert.`,
    de: (f) =>
      f.database === 0
        ? "Die Datenbank ist leer. Setzen Sie DATABASE_OWNER_URL, die Anmeldung ihres Eigentümers: der Befehl legt dann die Tabellen an."
        : `Die Datenbank (Version ${said(f, "database")}) ist älter als dieses Programm (Version ${said(f, "program")}). Führen Sie einen Befehl mit DATABASE_OWNER_URL aus: er migriert.`,
  },
  PORT_TAKEN: {
    exit: "busy",
    en: (f) => `Port ${said(f, "port")} is taken by another program. Choose one with --port N.`,
    fr: (f) => `Le port ${said(f, "port")} est pris par un autre programme. Choisissez-en un avec --port N.`,
    nl: (f) => `Poort ${said(f, "port")} is bezet door een ander programma. Kies er een met --port N.`,
    de: (f) => `Port ${said(f, "port")} ist von einem anderen Programm belegt. Wählen Sie einen mit --port N.`,
  },
  PORT_FORBIDDEN: {
    exit: "failed",
    en: (f) => `You may not listen on port ${said(f, "port")}. Choose one above 1023 with --port N.`,
    fr: (f) => `Vous ne pouvez pas écouter sur le port ${said(f, "port")}. Choisissez-en un au-dessus de 1023 avec --port N.`,
    nl: (f) => `U mag niet luisteren op poort ${said(f, "port")}. Kies er een boven 1023 met --port N.`,
    de: (f) => `Auf Port ${said(f, "port")} dürfen Sie nicht lauschen. Wählen Sie mit --port N einen über 1023.`,
  },
  NOT_RUNNING: {
    exit: "notFound",
    en: (f) => `Nothing runs on ${said(f, "path")}.`,
    fr: (f) => `Rien ne tourne sur ${said(f, "path")}.`,
    nl: (f) => `Er draait niets op ${said(f, "path")}.`,
    de: (f) => `Auf ${said(f, "path")} läuft nichts.`,
  },
  STILL_RUNNING: {
    exit: "failed",
    en: (f) => `Process ${said(f, "pid")} was asked to stop and has not ended yet. Wait, or look at its messages.`,
    fr: (f) => `Le processus ${said(f, "pid")} a reçu l'ordre de s'arrêter et tourne encore. Attendez, ou lisez ses messages.`,
    nl: (f) => `Proces ${said(f, "pid")} moest stoppen en draait nog. Wacht, of bekijk de meldingen.`,
    de: (f) => `Prozess ${said(f, "pid")} sollte enden und läuft noch. Warten Sie, oder lesen Sie seine Meldungen.`,
  },
  BUG: {
    exit: "failed",
    en: (f) => `An error of this program: ${said(f, "message")}`,
    fr: (f) => `Une erreur de ce programme : ${said(f, "message")}`,
    nl: (f) => `Een fout van dit programma: ${said(f, "message")}`,
    de: (f) => `Ein Fehler dieses Programms: ${said(f, "message")}`,
  },
  SCHEMA_NEWER: {
    exit: "failed",
    en: (f) =>
      `The database (version ${said(f, "database")}) is newer than this program (version ${said(f, "program")}). Start the newer program; nothing was touched.`,
    fr: (f) =>
      `La base (version ${said(f, "database")}) est plus récente que ce programme (version ${said(f, "program")}). Lancez le programme récent ; rien n'a été touché.`,
    nl: (f) =>
      `De databank (versie ${said(f, "database")}) is nieuwer dan dit programma (versie ${said(f, "program")}). Start het nieuwere programma; niets is aangeraakt.`,
    de: (f) =>
      `Die Datenbank (Version ${said(f, "database")}) ist neuer als dieses Programm (Version ${said(f, "program")}). Starten Sie das neuere Programm; nichts wurde angerührt.`,
  },
  MIGRATION_CHANGED: {
    exit: "failed",
    en: (f) => `The migration ${said(f, "name")} is not the one this database was made with. Take back the program's own file; nothing was touched.`,
    fr: (f) =>
      `La migration ${said(f, "name")} n'est pas celle qui a servi à cette base. Reprenez le fichier d'origine du programme ; rien n'a été touché.`,
    nl: (f) =>
      `De migratie ${said(f, "name")} is niet die waarmee deze databank gemaakt is. Neem het eigen bestand van het programma terug; niets is aangeraakt.`,
    de: (f) =>
      `Die Migration ${said(f, "name")} ist nicht die, mit der diese Datenbank gemacht wurde. Nehmen Sie die Originaldatei des Programms; nichts wurde angerührt.`,
  },
}
