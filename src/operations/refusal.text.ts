import { type RefusalTexts, said } from "../kernel/text.ts"

export const operationsRefusals: RefusalTexts = {
  MISSING_BACKUP: {
    exit: "usage",
    en: () => "Say which file.",
    fr: () => "Dites quel fichier.",
    nl: () => "Zeg welk bestand.",
    de: () => "Nennen Sie die Datei.",
  },
  BACKUP_NO_FILE: {
    exit: "usage",
    en: (f) => `${said(f, "file")} is a folder, a device or a pipe. A backup is a file: name one.`,
    fr: (f) => `${said(f, "file")} est un dossier, un périphérique ou un tube. Une sauvegarde est un fichier : nommez-en un.`,
    nl: (f) => `${said(f, "file")} is een map, een apparaat of een pijp. Een back-up is een bestand: noem er een.`,
    de: (f) => `${said(f, "file")} ist ein Ordner, ein Gerät oder eine Pipe. Eine Sicherung ist eine Datei: nennen Sie eine.`,
  },
  BACKUP_EXISTS: {
    exit: "conflict",
    en: (f) => `${said(f, "file")} exists already and is left as it is. Choose another name, or say --yes to replace it.`,
    fr: (f) => `${said(f, "file")} existe déjà et reste tel quel. Choisissez un autre nom, ou ajoutez --yes pour le remplacer.`,
    nl: (f) => `${said(f, "file")} bestaat al en blijft zoals het is. Kies een andere naam, of voeg --yes toe om het te vervangen.`,
    de: (f) => `${said(f, "file")} gibt es schon und bleibt, wie es ist. Wählen Sie einen anderen Namen, oder ersetzen Sie sie mit --yes.`,
  },
  MISSING_FOLDER: {
    exit: "usage",
    en: () => "Say which folder to write into; it must not be there yet.",
    fr: () => "Dites dans quel dossier écrire ; il ne doit pas encore exister.",
    nl: () => "Zeg in welke map geschreven wordt; ze mag er nog niet zijn.",
    de: () => "Nennen Sie den Ordner, in den geschrieben wird; es darf ihn noch nicht geben.",
  },
  MISSING_COMPANY: {
    exit: "usage",
    en: () => "Say which company, by its code: encours company list shows them.",
    fr: () => "Dites quelle société, par son code : encours company list les énumère.",
    nl: () => "Zeg welke vennootschap, met haar code: encours company list toont ze.",
    de: () => "Nennen Sie das Unternehmen mit seinem Code: encours company list zeigt sie.",
  },
  REMOVAL_NEEDS_YES: {
    exit: "usage",
    en: (f) => `Removing ${said(f, "code")} cannot be taken back, and nothing was removed: say --yes.`,
    fr: (f) => `La suppression de ${said(f, "code")} est irréversible, et rien n'a été supprimé : ajoutez --yes.`,
    nl: (f) => `Het verwijderen van ${said(f, "code")} kan niet ongedaan gemaakt worden, en er is niets verwijderd: voeg --yes toe.`,
    de: (f) => `Das Entfernen von ${said(f, "code")} lässt sich nicht zurücknehmen, und nichts wurde entfernt: Bestätigen Sie mit --yes.`,
  },
  COMPANY_AT_WORK: {
    exit: "busy",
    en: (f) => `A job of ${said(f, "code")} is running (${said(f, "job")}): wait for it, or cancel it (encours jobs). Nothing was removed.`,
    fr: (f) => `Une tâche de ${said(f, "code")} est en cours (${said(f, "job")}) : attendez-la ou annulez-la (encours jobs). Rien n'a été supprimé.`,
    nl: (f) => `Er loopt een taak van ${said(f, "code")} (${said(f, "job")}): wacht erop of annuleer ze (encours jobs). Er is niets verwijderd.`,
    de: (f) =>
      `Ein Auftrag von ${said(f, "code")} läuft (${said(f, "job")}): Warten Sie oder brechen Sie ihn ab (encours jobs). Nichts wurde entfernt.`,
  },
  COMPANY_IN_USE: {
    exit: "busy",
    en: (f) => `Somebody is still writing for ${said(f, "code")}, or a backup is being made. Nothing was removed; try again when it has ended.`,
    fr: (f) =>
      `Quelqu'un écrit encore pour ${said(f, "code")}, ou une sauvegarde est en cours. Rien n'a été supprimé ; réessayez quand ce sera fini.`,
    nl: (f) => `Er wordt nog geschreven voor ${said(f, "code")}, of er loopt een back-up. Er is niets verwijderd; probeer opnieuw als dat gedaan is.`,
    de: (f) => `Für ${said(f, "code")} wird noch geschrieben, oder eine Sicherung läuft. Nichts wurde entfernt; versuchen Sie es danach wieder.`,
  },
  EXPORT_EXISTS: {
    exit: "conflict",
    en: (f) => `${said(f, "folder")} exists already and is left as it is: name a folder that is not there yet.`,
    fr: (f) => `${said(f, "folder")} existe déjà et reste tel quel : nommez un dossier qui n'existe pas encore.`,
    nl: (f) => `${said(f, "folder")} bestaat al en blijft zoals het is: noem een map die er nog niet is.`,
    de: (f) => `${said(f, "folder")} gibt es schon und bleibt, wie es ist: Nennen Sie einen Ordner, den es noch nicht gibt.`,
  },
  CODE_TAKEN: {
    exit: "conflict",
    en: (f) => `Another customer has the code ${said(f, "code")}: choose one that is free.`,
    fr: (f) => `Un autre client a le code ${said(f, "code")} : choisissez-en un libre.`,
    nl: (f) => `Een andere klant heeft de code ${said(f, "code")}: kies er een die vrij is.`,
    de: (f) => `Ein anderer Kunde hat den Code ${said(f, "code")}: Wählen Sie einen freien.`,
  },
  MISSING_PERSON: {
    exit: "usage",
    en: () => "Say which customer, by the code.",
    fr: () => "Dites quel client, par son code.",
    nl: () => "Zeg welke klant, met de code.",
    de: () => "Nennen Sie den Kunden mit seinem Code.",
  },
  NOT_WITHOUT_YES: {
    exit: "usage",
    en: (f) => `Erasing ${said(f, "code")} cannot be taken back: say --yes.`,
    fr: (f) => `L'effacement de ${said(f, "code")} est irréversible : ajoutez --yes.`,
    nl: (f) => `Het wissen van ${said(f, "code")} kan niet ongedaan gemaakt worden: voeg --yes toe.`,
    de: (f) => `Das Löschen von ${said(f, "code")} lässt sich nicht zurücknehmen: Bestätigen Sie mit --yes.`,
  },
  NO_OWNER: {
    exit: "failed",
    en: () => "Only the owner's log-in sees every row: set DATABASE_OWNER_URL.",
    fr: () => "Seul le compte propriétaire voit toutes les lignes : donnez DATABASE_OWNER_URL.",
    nl: () => "Alleen de aanmelding van de eigenaar ziet elke rij: geef DATABASE_OWNER_URL.",
    de: () => "Nur die Anmeldung des Eigentümers sieht alle Zeilen: Setzen Sie DATABASE_OWNER_URL.",
  },
  VAULT_MISSING: {
    exit: "failed",
    en: (f) => `More than ${said(f, "missing")} received files are missing from ${said(f, "path")}: is --data the right folder? No backup was made.`,
    fr: (f) =>
      `Plus de ${said(f, "missing")} fichiers reçus manquent dans ${said(f, "path")} : --data est-il le bon dossier ? Aucune sauvegarde n'a été faite.`,
    nl: (f) =>
      `Meer dan ${said(f, "missing")} ontvangen bestanden ontbreken in ${said(f, "path")}: is --data de juiste map? Er is geen back-up gemaakt.`,
    de: (f) =>
      `Mehr als ${said(f, "missing")} empfangene Dateien fehlen in ${said(f, "path")}: Ist --data der richtige Ordner? Keine Sicherung wurde gemacht.`,
  },
  PASSPHRASE_SHORT: {
    exit: "usage",
    en: (f) => `A passphrase has at least ${said(f, "least")} characters.`,
    fr: (f) => `Une phrase secrète a au moins ${said(f, "least")} caractères.`,
    nl: (f) => `Een wachtzin heeft minstens ${said(f, "least")} tekens.`,
    de: (f) => `Eine Passphrase hat mindestens ${said(f, "least")} Zeichen.`,
  },
  PASSPHRASE_NEEDED: {
    exit: "refused",
    en: (f) => `${said(f, "file")} is sealed: give its passphrase with --passphrase-file or ENCOURS_BACKUP_PASSPHRASE. Nothing was touched.`,
    fr: (f) => `${said(f, "file")} est scellé : donnez sa phrase secrète par --passphrase-file ou ENCOURS_BACKUP_PASSPHRASE. Rien n'a été touché.`,
    nl: (f) => `${said(f, "file")} is verzegeld: geef de wachtzin met --passphrase-file of ENCOURS_BACKUP_PASSPHRASE. Er is niets aangeraakt.`,
    de: (f) =>
      `${said(f, "file")} ist versiegelt: Geben Sie die Passphrase mit --passphrase-file oder ENCOURS_BACKUP_PASSPHRASE. Nichts wurde angerührt.`,
  },
  WRONG_PASSPHRASE: {
    exit: "refused",
    en: () => "The passphrase does not open this backup. Nothing was touched.",
    fr: () => "La phrase secrète n'ouvre pas cette sauvegarde. Rien n'a été touché.",
    nl: () => "De wachtzin opent deze back-up niet. Er is niets aangeraakt.",
    de: () => "Die Passphrase öffnet diese Sicherung nicht. Nichts wurde angerührt.",
  },
  NO_BACKUP: {
    exit: "refused",
    en: () => "This is no backup of Encours. Nothing was touched.",
    fr: () => "Ce n'est pas une sauvegarde d'Encours. Rien n'a été touché.",
    nl: () => "Dit is geen back-up van Encours. Er is niets aangeraakt.",
    de: () => "Das ist keine Sicherung von Encours. Nichts wurde angerührt.",
  },
  BACKUP_FORMAT: {
    exit: "refused",
    en: (f) => `The backup has format ${said(f, "format")}; this program reads up to ${said(f, "program")}. Restore it with a newer program.`,
    fr: (f) =>
      `La sauvegarde est au format ${said(f, "format")} ; ce programme lit jusqu'à ${said(f, "program")}. Restaurez-la avec un programme plus récent.`,
    nl: (f) => `De back-up heeft formaat ${said(f, "format")}; dit programma leest tot ${said(f, "program")}. Herstel ze met een nieuwer programma.`,
    de: (f) =>
      `Die Sicherung hat das Format ${said(f, "format")}; dieses Programm liest bis ${said(f, "program")}. Spielen Sie sie mit einem neueren zurück.`,
  },
  BACKUP_TRUNCATED: {
    exit: "refused",
    en: () => "The backup ends too early: part of it is missing. Nothing was touched; take another copy of it, or an older one.",
    fr: () => "La sauvegarde s'arrête trop tôt : il en manque une partie. Rien n'a été touché ; prenez-en une autre copie, ou une plus ancienne.",
    nl: () => "De back-up eindigt te vroeg: een deel ontbreekt. Er is niets aangeraakt; neem een andere kopie, of een oudere.",
    de: () => "Die Sicherung endet zu früh: Ein Teil fehlt. Nichts wurde angerührt; nehmen Sie eine andere Kopie oder eine ältere.",
  },
  BACKUP_DAMAGED: {
    exit: "refused",
    en: (f) => `The backup is damaged (${said(f, "at")}). Nothing was touched; take another copy of it, or an older one.`,
    fr: (f) => `La sauvegarde est endommagée (${said(f, "at")}). Rien n'a été touché ; prenez-en une autre copie, ou une plus ancienne.`,
    nl: (f) => `De back-up is beschadigd (${said(f, "at")}). Er is niets aangeraakt; neem een andere kopie, of een oudere.`,
    de: (f) => `Die Sicherung ist beschädigt (${said(f, "at")}). Nichts wurde angerührt; nehmen Sie eine andere Kopie oder eine ältere.`,
  },
  BACKUP_NEWER: {
    exit: "refused",
    en: (f) =>
      `The backup was made by a newer program (schema ${said(f, "backup")}; here ${said(f, "program")}). Install that one first. Nothing was touched.`,
    fr: (f) =>
      `La sauvegarde vient d'un programme plus récent (schéma ${said(f, "backup")} ; ici ${said(f, "program")}). Installez-le d'abord. Rien n'a été touché.`,
    nl: (f) =>
      `De back-up komt van een nieuwer programma (schema ${said(f, "backup")}; hier ${said(f, "program")}). Installeer dat eerst. Er is niets aangeraakt.`,
    de: (f) =>
      `Die Sicherung stammt von einem neueren Programm (Schema ${said(f, "backup")}; hier ${said(f, "program")}). Installieren Sie zuerst dieses. Nichts wurde angerührt.`,
  },
  TARGET_FILLED: {
    exit: "conflict",
    en: (f) => `There are books here already (${said(f, "companies")}). Say --replace to put the backup in their place; make a backup of them first.`,
    fr: (f) =>
      `Il y a déjà des livres ici (${said(f, "companies")}). Ajoutez --replace pour mettre la sauvegarde à leur place ; sauvegardez-les d'abord.`,
    nl: (f) =>
      `Hier staan al boeken (${said(f, "companies")}). Voeg --replace toe om de back-up in de plaats te zetten; maak er eerst een back-up van.`,
    de: (f) => `Hier gibt es schon Bücher (${said(f, "companies")}). Mit --replace tritt die Sicherung an ihre Stelle; sichern Sie sie vorher.`,
  },
  TARGET_BUSY: {
    exit: "busy",
    en: () => "Somebody is still working in the database that is to be moved or replaced. Stop every server first.",
    fr: () => "Quelqu'un travaille encore dans la base à déplacer ou remplacer. Arrêtez d'abord tous les serveurs.",
    nl: () => "Er wordt nog gewerkt in de databank die verplaatst of vervangen moet worden. Stop eerst alle servers.",
    de: () => "In der Datenbank, die umziehen oder ersetzt werden soll, wird noch gearbeitet. Beenden Sie zuerst alle Server.",
  },
  NO_BACKUPS_WANTED: {
    exit: "failed",
    en: () => "No backups are planned here: ENCOURS_BACKUPS is off.",
    fr: () => "Aucune sauvegarde n'est prévue ici : ENCOURS_BACKUPS vaut off.",
    nl: () => "Hier zijn geen back-ups gepland: ENCOURS_BACKUPS staat op off.",
    de: () => "Hier sind keine Sicherungen vorgesehen: ENCOURS_BACKUPS ist off.",
  },
  NOTHING_TO_TRY: {
    exit: "notFound",
    en: () => "No backup of the log is where it was made: there is nothing to try.",
    fr: () => "Aucune sauvegarde du journal n'est là où elle a été faite : il n'y a rien à tester.",
    nl: () => "Geen back-up uit het logboek staat nog waar ze gemaakt werd: er is niets te testen.",
    de: () => "Keine Sicherung des Protokolls liegt noch, wo sie gemacht wurde: Es gibt nichts zu testen.",
  },
  TRIAL_FAILED: {
    exit: "failed",
    en: (f) => `${said(f, "file")} can be restored, but the books in it do not hold. encours restore --verify names what.`,
    fr: (f) => `${said(f, "file")} peut être restaurée, mais un contrôle de ses livres échoue. encours restore --verify dit lequel.`,
    nl: (f) => `${said(f, "file")} kan teruggezet worden, maar de boeken erin kloppen niet. encours restore --verify zegt wat.`,
    de: (f) => `${said(f, "file")} lässt sich zurückspielen, aber die Bücher darin stimmen nicht. encours restore --verify sagt, was.`,
  },
  MOVED_NOWHERE: {
    exit: "usage",
    en: (f) => (f.place === "embedded" ? "The books are in the embedded database already." : `The books are at ${said(f, "place")} already.`),
    fr: (f) => (f.place === "embedded" ? "Les livres sont déjà dans la base embarquée." : `Les livres sont déjà sur ${said(f, "place")}.`),
    nl: (f) => (f.place === "embedded" ? "De boeken staan al in de ingebouwde databank." : `De boeken staan al op ${said(f, "place")}.`),
    de: (f) => (f.place === "embedded" ? "Die Bücher sind schon in der eingebauten Datenbank." : `Die Bücher sind schon auf ${said(f, "place")}.`),
  },
  NOT_EMBEDDED: {
    exit: "usage",
    en: () => "DATABASE_URL names a server: whoever runs it upgrades it. This command is for the embedded database.",
    fr: () => "DATABASE_URL nomme un serveur : c'est à son administrateur de le mettre à niveau. Cette commande est pour la base embarquée.",
    nl: () => "DATABASE_URL noemt een server: wie die beheert, werkt hem bij. Deze opdracht is voor de ingebouwde databank.",
    de: () => "DATABASE_URL nennt einen Server: Wer ihn betreibt, aktualisiert ihn. Dieser Befehl gilt der eingebetteten Datenbank.",
  },
  NO_BOOKS_YET: {
    exit: "notFound",
    en: (f) => `The database in ${said(f, "path")} holds no books yet: there is nothing to bring over. Remove its folder postgres, and start anew.`,
    fr: (f) => `La base de ${said(f, "path")} ne contient encore aucun livre : rien à reprendre. Supprimez son dossier postgres et recommencez.`,
    nl: (f) => `De databank in ${said(f, "path")} bevat nog geen boeken: er valt niets over te zetten. Verwijder de map postgres en begin opnieuw.`,
    de: (f) =>
      `Die Datenbank in ${said(f, "path")} enthält noch keine Bücher: Es gibt nichts zu übernehmen. Löschen Sie ihren Ordner postgres und beginnen Sie neu.`,
  },
  RESTORED_DIFFERS: {
    exit: "failed",
    en: (f) =>
      `The rows of ${said(f, "table")} came out otherwise than they went in. Nothing was changed; the versions of the two databases may differ too much.`,
    fr: (f) =>
      `Les lignes de ${said(f, "table")} ne sont pas ressorties comme elles étaient entrées. Rien n'a été changé ; les versions des deux bases diffèrent peut-être trop.`,
    nl: (f) =>
      `De rijen van ${said(f, "table")} kwamen er anders uit dan ze erin gingen. Er is niets gewijzigd; de versies van de databanken verschillen misschien te veel.`,
    de: (f) =>
      `Die Zeilen von ${said(f, "table")} kamen anders heraus, als sie hineingingen. Nichts wurde geändert; die Versionen der Datenbanken weichen wohl zu weit ab.`,
  },
}
