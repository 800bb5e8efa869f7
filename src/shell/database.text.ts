import type { Language } from "../kernel/text.ts"

type Figures = Readonly<Record<string, unknown>>
const said = (figures: Figures, name: string) => String(figures[name] ?? "?")
const at = (figures: Figures) => (figures.url ? ` (${figures.url})` : "")
const free = (figures: Figures) => (typeof figures.freeMb === "number" ? `${figures.freeMb} MB` : "0 MB")

/** What can go wrong with the data folder and the database under it: each text names the path and the way out. */
export const databaseTexts = {
  ALREADY_RUNNING: {
    en: (f) =>
      `Encours already runs on ${said(f, "path")}${at(f)}: process ${said(f, "pid")}, since ${said(f, "since")}. Use that one, stop it with “encours stop”, or choose another folder with --data.`,
    fr: (f) =>
      `Encours tourne déjà sur ${said(f, "path")}${at(f)} : processus ${said(f, "pid")}, depuis ${said(f, "since")}. Utilisez celui-là, arrêtez-le par « encours stop » ou choisissez un autre dossier avec --data.`,
    nl: (f) =>
      `Encours draait al op ${said(f, "path")}${at(f)}: proces ${said(f, "pid")}, sinds ${said(f, "since")}. Gebruik dat, stop het met “encours stop” of kies een andere map met --data.`,
    de: (f) =>
      `Encours läuft bereits auf ${said(f, "path")}${at(f)}: Prozess ${said(f, "pid")}, seit ${said(f, "since")}. Nutzen Sie diesen, beenden Sie ihn mit „encours stop“ oder wählen Sie mit --data einen anderen Ordner.`,
  },
  UPGRADING: {
    en: (f) =>
      `The database in ${said(f, "path")} is being upgraded by process ${said(f, "pid")}, since ${said(f, "since")}. Try again when it is through.`,
    fr: (f) =>
      `La base de ${said(f, "path")} est en cours de mise à niveau par le processus ${said(f, "pid")}, depuis ${said(f, "since")}. Réessayez quand ce sera fini.`,
    nl: (f) =>
      `De databank in ${said(f, "path")} wordt bijgewerkt door proces ${said(f, "pid")}, sinds ${said(f, "since")}. Probeer opnieuw als dat klaar is.`,
    de: (f) =>
      `Die Datenbank in ${said(f, "path")} wird seit ${said(f, "since")} von Prozess ${said(f, "pid")} auf eine neue Version gebracht. Versuchen Sie es danach erneut.`,
  },
  DATABASE_LOST: {
    en: (f) =>
      `The database ended while it was asked (${said(f, "reason")}). Nothing was half written. Try again; if it stays so, read postgres.log in ${said(f, "path")}.`,
    fr: (f) =>
      `La base s'est arrêtée en cours de route (${said(f, "reason")}). Rien n'est à moitié écrit. Réessayez ; si cela persiste, lisez postgres.log dans ${said(f, "path")}.`,
    nl: (f) =>
      `De databank stopte tijdens de vraag (${said(f, "reason")}). Niets is half geschreven. Probeer opnieuw; blijft het zo, lees dan postgres.log in ${said(f, "path")}.`,
    de: (f) =>
      `Die Datenbank endete während der Anfrage (${said(f, "reason")}). Nichts ist halb geschrieben. Versuchen Sie es erneut; bleibt es so, lesen Sie postgres.log in ${said(f, "path")}.`,
  },
  DISK_FULL: {
    en: (f) =>
      `The disk of ${said(f, "path")} is full (${free(f)} free). Nothing recorded is lost. Free some space (at least 200 MB) or choose another disk with --data, then try again.`,
    fr: (f) =>
      `Le disque de ${said(f, "path")} est plein (${free(f)} libres). Rien d'enregistré n'est perdu. Libérez de la place (200 Mo au moins) ou choisissez un autre disque avec --data, puis recommencez.`,
    nl: (f) =>
      `De schijf van ${said(f, "path")} is vol (${free(f)} vrij). Niets dat vastgelegd is, is verloren. Maak ruimte vrij (minstens 200 MB) of kies een andere schijf met --data en probeer opnieuw.`,
    de: (f) =>
      `Der Datenträger von ${said(f, "path")} ist voll (${free(f)} frei). Nichts Erfasstes ist verloren. Schaffen Sie Platz (mindestens 200 MB) oder wählen Sie mit --data einen anderen, dann erneut versuchen.`,
  },
  READ_ONLY: {
    en: (f) => `${said(f, "path")} is on a read-only disk. Mount it for writing (mount -o remount,rw …) or choose another folder with --data.`,
    fr: (f) =>
      `${said(f, "path")} est sur un disque en lecture seule. Montez-le en écriture (mount -o remount,rw …) ou choisissez un autre dossier avec --data.`,
    nl: (f) =>
      `${said(f, "path")} staat op een alleen-lezen schijf. Koppel die schrijfbaar aan (mount -o remount,rw …) of kies een andere map met --data.`,
    de: (f) =>
      `${said(f, "path")} liegt auf einem schreibgeschützten Datenträger. Hängen Sie ihn schreibbar ein (mount -o remount,rw …) oder wählen Sie mit --data einen anderen Ordner.`,
  },
  WRONG_OWNER: {
    en: (f) =>
      `${said(f, "path")} belongs to ${said(f, "owner")}, and this is ${said(f, "user")}, who may not write there. Run the command as ${said(f, "owner")}, give the folder away (chown -R ${said(f, "user")} ${said(f, "path")}), or choose another with --data.`,
    fr: (f) =>
      `${said(f, "path")} appartient à ${said(f, "owner")} ; ${said(f, "user")} n'y a pas le droit d'écrire. Lancez la commande en tant que ${said(f, "owner")}, cédez le dossier (chown -R ${said(f, "user")} ${said(f, "path")}) ou choisissez-en un autre avec --data.`,
    nl: (f) =>
      `${said(f, "path")} is van ${said(f, "owner")}; ${said(f, "user")} mag er niet schrijven. Voer de opdracht uit als ${said(f, "owner")}, draag de map over (chown -R ${said(f, "user")} ${said(f, "path")}) of kies een andere met --data.`,
    de: (f) =>
      `${said(f, "path")} gehört ${said(f, "owner")}; ${said(f, "user")} darf dort nicht schreiben. Führen Sie den Befehl als ${said(f, "owner")} aus, übertragen Sie den Ordner (chown -R ${said(f, "user")} ${said(f, "path")}) oder wählen Sie mit --data einen anderen.`,
  },
  CANNOT_CREATE: {
    en: (f) =>
      `${said(f, "user")} may not create ${said(f, "path")}: ${said(f, "above")} belongs to ${said(f, "owner")}. Choose a folder of your own with --data DIR (or ENCOURS_DATA).`,
    fr: (f) =>
      `${said(f, "user")} n'a pas le droit de créer ${said(f, "path")} : ${said(f, "above")} appartient à ${said(f, "owner")}. Choisissez un dossier à vous avec --data DOSSIER (ou ENCOURS_DATA).`,
    nl: (f) =>
      `${said(f, "user")} mag ${said(f, "path")} niet aanmaken: ${said(f, "above")} is van ${said(f, "owner")}. Kies een eigen map met --data MAP (of ENCOURS_DATA).`,
    de: (f) =>
      `${said(f, "user")} darf ${said(f, "path")} nicht anlegen: ${said(f, "above")} gehört ${said(f, "owner")}. Wählen Sie mit --data ORDNER (oder ENCOURS_DATA) einen eigenen Ordner.`,
  },
  NAME_TOO_LONG: {
    en: (f) => `${said(f, "path")} is longer than this system lets a path be. Choose a shorter one with --data.`,
    fr: (f) => `${said(f, "path")} est plus long que ce système ne l'admet pour un chemin. Choisissez-en un plus court avec --data.`,
    nl: (f) => `${said(f, "path")} is langer dan dit systeem een pad toelaat. Kies een korter met --data.`,
    de: (f) => `${said(f, "path")} ist länger, als dieses System einen Pfad zulässt. Wählen Sie mit --data einen kürzeren.`,
  },
  NOT_A_FOLDER: {
    en: (f) => `${said(f, "path")} is not a folder. Choose another one with --data.`,
    fr: (f) => `${said(f, "path")} n'est pas un dossier. Choisissez-en un autre avec --data.`,
    nl: (f) => `${said(f, "path")} is geen map. Kies een andere met --data.`,
    de: (f) => `${said(f, "path")} ist kein Ordner. Wählen Sie mit --data einen anderen.`,
  },
  NETWORK_FOLDER: {
    en: (f) =>
      `${said(f, "path")} is a network folder (${said(f, "kind")}), where a database cannot be kept safe from a second machine. Choose a local disk with --data, or a PostgreSQL server with DATABASE_URL.`,
    fr: (f) =>
      `${said(f, "path")} est un dossier réseau (${said(f, "kind")}) : une base ne peut y être protégée d'une seconde machine. Choisissez un disque local avec --data, ou un serveur PostgreSQL avec DATABASE_URL.`,
    nl: (f) =>
      `${said(f, "path")} is een netwerkmap (${said(f, "kind")}), waar een databank niet tegen een tweede machine te beschermen is. Kies een lokale schijf met --data of een PostgreSQL-server met DATABASE_URL.`,
    de: (f) =>
      `${said(f, "path")} ist ein Netzwerkordner (${said(f, "kind")}); dort ist eine Datenbank nicht vor einem zweiten Rechner zu schützen. Wählen Sie mit --data einen lokalen Datenträger oder mit DATABASE_URL einen PostgreSQL-Server.`,
  },
  NO_PLATFORM: {
    en: (f) =>
      `There is no embedded PostgreSQL for this machine (${said(f, "platform")}). It exists for Linux with glibc and for macOS. Run “npm ci --ignore-scripts” again if this is one of them (optional packages must not be left out), or give a PostgreSQL server (15 or newer) by DATABASE_URL.`,
    fr: (f) =>
      `Il n'y a pas de PostgreSQL embarqué pour cette machine (${said(f, "platform")}). Il existe pour Linux avec glibc et pour macOS. Relancez « npm ci --ignore-scripts » si c'est le cas ici (paquets optionnels compris), ou donnez un serveur PostgreSQL (15 ou plus) par DATABASE_URL.`,
    nl: (f) =>
      `Er is geen ingebouwde PostgreSQL voor deze machine (${said(f, "platform")}). Die bestaat voor Linux met glibc en voor macOS. Voer anders “npm ci --ignore-scripts” opnieuw uit (met de optionele pakketten) of geef een PostgreSQL-server (15 of nieuwer) met DATABASE_URL.`,
    de: (f) =>
      `Für diesen Rechner (${said(f, "platform")}) gibt es kein eingebettetes PostgreSQL, nur für Linux mit glibc und macOS. Führen Sie dort „npm ci --ignore-scripts“ erneut aus (mit optionalen Paketen) oder nennen Sie mit DATABASE_URL einen PostgreSQL-Server (ab 15).`,
  },
  NO_ACCOUNT: {
    en: (f) =>
      `PostgreSQL does not run as ${said(f, "user")}. Make an ordinary user for it (useradd --system encours) or run the command as an ordinary user with an entry in /etc/passwd.`,
    fr: (f) =>
      `PostgreSQL ne tourne pas en tant que ${said(f, "user")}. Créez-lui un utilisateur ordinaire (useradd --system encours) ou lancez la commande sous un utilisateur ordinaire inscrit dans /etc/passwd.`,
    nl: (f) =>
      `PostgreSQL draait niet als ${said(f, "user")}. Maak er een gewone gebruiker voor (useradd --system encours) of voer de opdracht uit als gewone gebruiker die in /etc/passwd staat.`,
    de: (f) =>
      `PostgreSQL läuft nicht als ${said(f, "user")}. Legen Sie einen gewöhnlichen Benutzer an (useradd --system encours) oder führen Sie den Befehl als gewöhnlicher Benutzer mit Eintrag in /etc/passwd aus.`,
  },
  CLUSTER_OLDER: {
    en: (f) =>
      `The database in ${said(f, "path")} was made by PostgreSQL ${said(f, "found")}; this program brings ${said(f, "needed")}. Nothing was touched. Bring it over with: encours upgrade --data ${said(f, "path")}`,
    fr: (f) =>
      `La base de ${said(f, "path")} a été faite par PostgreSQL ${said(f, "found")} ; ce programme apporte ${said(f, "needed")}. Rien n'a été touché. Mettez-la à niveau par : encours upgrade --data ${said(f, "path")}`,
    nl: (f) =>
      `De databank in ${said(f, "path")} is gemaakt door PostgreSQL ${said(f, "found")}; dit programma brengt ${said(f, "needed")}. Niets is aangeraakt. Werk ze bij met: encours upgrade --data ${said(f, "path")}`,
    de: (f) =>
      `Die Datenbank in ${said(f, "path")} stammt von PostgreSQL ${said(f, "found")}; dieses Programm bringt ${said(f, "needed")} mit. Nichts wurde verändert. Bringen Sie sie herüber mit: encours upgrade --data ${said(f, "path")}`,
  },
  CLUSTER_NEWER: {
    en: (f) =>
      `The database in ${said(f, "path")} was made by PostgreSQL ${said(f, "found")}; this program brings only ${said(f, "needed")}. Nothing was touched. Start the newer program it was made with.`,
    fr: (f) =>
      `La base de ${said(f, "path")} a été faite par PostgreSQL ${said(f, "found")} ; ce programme n'apporte que ${said(f, "needed")}. Rien n'a été touché. Lancez le programme plus récent dont elle vient.`,
    nl: (f) =>
      `De databank in ${said(f, "path")} is gemaakt door PostgreSQL ${said(f, "found")}; dit programma brengt slechts ${said(f, "needed")}. Niets is aangeraakt. Start het nieuwere programma waarmee ze gemaakt is.`,
    de: (f) =>
      `Die Datenbank in ${said(f, "path")} stammt von PostgreSQL ${said(f, "found")}; dieses Programm bringt nur ${said(f, "needed")} mit. Nichts wurde verändert. Starten Sie das neuere Programm, von dem sie stammt.`,
  },
  VERSION_UNREADABLE: {
    en: (f) =>
      `${said(f, "path")} does not say which PostgreSQL made the database (“${said(f, "found")}”): it is damaged. Nothing was touched. Bring the folder back from a copy, or the books from a backup (encours restore) into another folder.`,
    fr: (f) =>
      `${said(f, "path")} ne dit pas quel PostgreSQL a fait la base (« ${said(f, "found")} ») : le fichier est abîmé. Rien n'a été touché. Reprenez le dossier d'une copie, ou les livres d'une sauvegarde (encours restore) dans un autre dossier.`,
    nl: (f) =>
      `${said(f, "path")} zegt niet welke PostgreSQL de databank maakte (“${said(f, "found")}”): het is beschadigd. Niets is aangeraakt. Haal de map uit een kopie, of de boeken uit een back-up (encours restore) in een andere map.`,
    de: (f) =>
      `${said(f, "path")} sagt nicht, welches PostgreSQL die Datenbank angelegt hat („${said(f, "found")}“): beschädigt. Nichts wurde verändert. Holen Sie den Ordner aus einer Kopie, oder die Bücher aus einer Sicherung (encours restore) in einen anderen Ordner.`,
  },
  OLD_SERVER_MISSING: {
    en: (f) =>
      `PostgreSQL ${said(f, "needed")}, which made these books, must be there to read them; it was not found ${f.named === true ? "in" : "(looked in places like"} ${said(f, "path")}${f.named === true ? "" : ")"}. Install it (Debian: apt-get install postgresql-${said(f, "needed")}), or choose a version ${said(f, "needed")}.… of “npm view ${said(f, "package")} versions”, fetch it by “npm install --prefix old-server ${said(f, "package")}@VERSION”, and name the folder: encours upgrade --old-server old-server`,
    fr: (f) =>
      `PostgreSQL ${said(f, "needed")}, qui a fait ces livres, est nécessaire pour les lire ; il n'a pas été trouvé ${f.named === true ? "dans" : "(cherché notamment dans"} ${said(f, "path")}${f.named === true ? "" : ")"}. Installez-le (Debian : apt-get install postgresql-${said(f, "needed")}), ou choisissez une version ${said(f, "needed")}.… parmi « npm view ${said(f, "package")} versions », prenez-la par « npm install --prefix old-server ${said(f, "package")}@VERSION » et nommez le dossier : encours upgrade --old-server old-server`,
    nl: (f) =>
      `PostgreSQL ${said(f, "needed")}, dat deze boeken maakte, is nodig om ze te lezen; het is niet gevonden ${f.named === true ? "in" : "(onder meer gezocht in"} ${said(f, "path")}${f.named === true ? "" : ")"}. Installeer het (Debian: apt-get install postgresql-${said(f, "needed")}), of kies een versie ${said(f, "needed")}.… uit “npm view ${said(f, "package")} versions”, haal ze met “npm install --prefix old-server ${said(f, "package")}@VERSIE” en noem de map: encours upgrade --old-server old-server`,
    de: (f) =>
      `PostgreSQL ${said(f, "needed")}, von dem diese Bücher stammen, wird zum Lesen gebraucht; es fand sich nicht ${f.named === true ? "in" : "(gesucht etwa in"} ${said(f, "path")}${f.named === true ? "" : ")"}. Installieren Sie es (Debian: apt-get install postgresql-${said(f, "needed")}), oder wählen Sie eine Version ${said(f, "needed")}.… aus „npm view ${said(f, "package")} versions“, holen Sie sie mit „npm install --prefix old-server ${said(f, "package")}@VERSION“ und nennen Sie den Ordner: encours upgrade --old-server old-server`,
  },
  OLD_SERVER_OTHER: {
    en: (f) => `${said(f, "path")} holds PostgreSQL ${said(f, "found")}; these books were made by ${said(f, "needed")}. Name a folder with that one.`,
    fr: (f) =>
      `${said(f, "path")} contient PostgreSQL ${said(f, "found")} ; ces livres viennent de ${said(f, "needed")}. Nommez un dossier qui a celui-là.`,
    nl: (f) => `${said(f, "path")} bevat PostgreSQL ${said(f, "found")}; deze boeken komen van ${said(f, "needed")}. Noem een map met die versie.`,
    de: (f) =>
      `${said(f, "path")} enthält PostgreSQL ${said(f, "found")}; diese Bücher stammen von ${said(f, "needed")}. Nennen Sie einen Ordner mit diesem.`,
  },
  SERVER_UNUSABLE: {
    en: (f) => `The user that runs the database cannot run the PostgreSQL in ${said(f, "path")}. Open the folder to it, or name another.`,
    fr: (f) => `L'utilisateur de la base ne peut pas lancer le PostgreSQL de ${said(f, "path")}. Ouvrez-lui le dossier, ou nommez-en un autre.`,
    nl: (f) => `De gebruiker van de databank kan de PostgreSQL in ${said(f, "path")} niet starten. Geef die toegang tot de map, of noem een andere.`,
    de: (f) =>
      `Der Benutzer der Datenbank kann das PostgreSQL in ${said(f, "path")} nicht starten. Öffnen Sie ihm den Ordner, oder nennen Sie einen anderen.`,
  },
  DISK_SHORT: {
    en: (f) =>
      `The copy needs up to ${said(f, "needMb")} MB, and ${said(f, "freeMb")} MB are free on the disk of ${said(f, "path")}. Nothing was touched. Free the rest and try again.`,
    fr: (f) =>
      `La copie demande jusqu'à ${said(f, "needMb")} Mo, et ${said(f, "freeMb")} Mo sont libres sur le disque de ${said(f, "path")}. Rien n'a été touché. Libérez le reste et recommencez.`,
    nl: (f) =>
      `De kopie vraagt tot ${said(f, "needMb")} MB, en op de schijf van ${said(f, "path")} is ${said(f, "freeMb")} MB vrij. Niets is aangeraakt. Maak de rest vrij en probeer opnieuw.`,
    de: (f) =>
      `Die Kopie braucht bis zu ${said(f, "needMb")} MB, und auf dem Datenträger von ${said(f, "path")} sind ${said(f, "freeMb")} MB frei. Nichts wurde verändert. Schaffen Sie den Rest und versuchen Sie es erneut.`,
  },
  NO_DATABASE: {
    en: (f) => `There is no database in ${said(f, "path")}. Name the data folder with --data.`,
    fr: (f) => `Il n'y a pas de base dans ${said(f, "path")}. Nommez le dossier de données par --data.`,
    nl: (f) => `Er is geen databank in ${said(f, "path")}. Noem de gegevensmap met --data.`,
    de: (f) => `In ${said(f, "path")} gibt es keine Datenbank. Nennen Sie den Datenordner mit --data.`,
  },
  NOT_A_DATABASE: {
    en: (f) => `${said(f, "path")} is not empty and is not a database. Move it away, or choose another folder with --data.`,
    fr: (f) => `${said(f, "path")} n'est pas vide et n'est pas une base. Déplacez-le ou choisissez un autre dossier avec --data.`,
    nl: (f) => `${said(f, "path")} is niet leeg en is geen databank. Verplaats de map of kies een andere met --data.`,
    de: (f) => `${said(f, "path")} ist nicht leer und keine Datenbank. Verschieben Sie den Ordner oder wählen Sie mit --data einen anderen.`,
  },
  SOCKET_TAKEN: {
    en: (f) =>
      `${said(f, "path")}, the folder through which the database is reached, belongs to ${said(f, "owner")} and not to ${said(f, "user")}. If Encours runs on this data as ${said(f, "owner")}, run the command as that user; if not, have the folder removed.`,
    fr: (f) =>
      `${said(f, "path")}, le dossier par lequel on atteint la base, appartient à ${said(f, "owner")} et non à ${said(f, "user")}. Si Encours tourne sur ces données sous ${said(f, "owner")}, lancez la commande sous cet utilisateur ; sinon, faites supprimer le dossier.`,
    nl: (f) =>
      `${said(f, "path")}, de map waarlangs de databank bereikt wordt, is van ${said(f, "owner")} en niet van ${said(f, "user")}. Draait Encours op deze gegevens als ${said(f, "owner")}, voer de opdracht dan als die gebruiker uit; laat anders de map verwijderen.`,
    de: (f) =>
      `${said(f, "path")}, der Ordner zur Datenbank, gehört ${said(f, "owner")} und nicht ${said(f, "user")}. Läuft Encours auf diesen Daten als ${said(f, "owner")}, führen Sie den Befehl als dieser Benutzer aus; sonst lassen Sie den Ordner löschen.`,
  },
  NOT_ANSWERING: {
    en: (f) =>
      `The database of ${said(f, "path")} runs as process ${said(f, "pid")} but does not answer. Nothing was touched. If Encours does not run elsewhere on this data, end that process (kill -INT ${said(f, "pid")}) and try again.`,
    fr: (f) =>
      `La base de ${said(f, "path")} tourne (processus ${said(f, "pid")}) mais ne répond pas. Rien n'a été touché. Si Encours ne tourne pas ailleurs sur ces données, arrêtez ce processus (kill -INT ${said(f, "pid")}) et recommencez.`,
    nl: (f) =>
      `De databank van ${said(f, "path")} draait als proces ${said(f, "pid")} maar antwoordt niet. Niets is aangeraakt. Draait Encours nergens anders op deze gegevens, beëindig dan dat proces (kill -INT ${said(f, "pid")}) en probeer opnieuw.`,
    de: (f) =>
      `Die Datenbank von ${said(f, "path")} läuft als Prozess ${said(f, "pid")}, antwortet aber nicht. Nichts wurde verändert. Läuft Encours nirgends sonst auf diesen Daten, beenden Sie den Prozess (kill -INT ${said(f, "pid")}) und versuchen Sie es erneut.`,
  },
  START_FAILED: {
    en: (f) => `The database of ${said(f, "path")} did not start: ${said(f, "detail")}. Its log: ${said(f, "log")}`,
    fr: (f) => `La base de ${said(f, "path")} n'a pas démarré : ${said(f, "detail")}. Son journal : ${said(f, "log")}`,
    nl: (f) => `De databank van ${said(f, "path")} is niet gestart: ${said(f, "detail")}. Logboek: ${said(f, "log")}`,
    de: (f) => `Die Datenbank von ${said(f, "path")} ist nicht gestartet: ${said(f, "detail")}. Protokoll: ${said(f, "log")}`,
  },
  UNREACHABLE: {
    en: (f) =>
      `The PostgreSQL server of ${said(f, "variable")} (${said(f, "place")}) cannot be used: ${said(f, "detail")}. Check the address, the log-in and pg_hba.conf.`,
    fr: (f) =>
      `Le serveur PostgreSQL de ${said(f, "variable")} (${said(f, "place")}) est inutilisable : ${said(f, "detail")}. Vérifiez l'adresse, l'identifiant et pg_hba.conf.`,
    nl: (f) =>
      `De PostgreSQL-server van ${said(f, "variable")} (${said(f, "place")}) is niet bruikbaar: ${said(f, "detail")}. Controleer het adres, de aanmelding en pg_hba.conf.`,
    de: (f) =>
      `Der PostgreSQL-Server aus ${said(f, "variable")} (${said(f, "place")}) ist nicht nutzbar: ${said(f, "detail")}. Prüfen Sie Adresse, Anmeldung und pg_hba.conf.`,
  },
  SERVER_TOO_OLD: {
    en: (f) =>
      `The server runs PostgreSQL ${said(f, "found")}; Encours needs 15 or newer. Upgrade it, or leave DATABASE_URL out to use the embedded database.`,
    fr: (f) =>
      `Le serveur est en PostgreSQL ${said(f, "found")} ; il faut 15 ou plus. Mettez-le à jour, ou retirez DATABASE_URL pour la base embarquée.`,
    nl: (f) =>
      `De server draait PostgreSQL ${said(f, "found")}; Encours vraagt 15 of nieuwer. Werk hem bij of laat DATABASE_URL weg voor de ingebouwde databank.`,
    de: (f) =>
      `Der Server läuft mit PostgreSQL ${said(f, "found")}; Encours braucht 15 oder neuer. Aktualisieren Sie ihn oder lassen Sie DATABASE_URL weg, um die eingebettete Datenbank zu nutzen.`,
  },
  SERVER_ENCODING: {
    en: (f) =>
      `The database ${said(f, "database")} is encoded in ${said(f, "found")}; Encours needs UTF8. Make one with: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0`,
    fr: (f) =>
      `La base ${said(f, "database")} est codée en ${said(f, "found")} ; il faut UTF8. Créez-en une par : CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0`,
    nl: (f) =>
      `De databank ${said(f, "database")} is gecodeerd in ${said(f, "found")}; Encours vraagt UTF8. Maak er een met: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0`,
    de: (f) =>
      `Die Datenbank ${said(f, "database")} ist in ${said(f, "found")} kodiert; Encours braucht UTF8. Anlegen mit: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0`,
  },
  APP_TOO_STRONG: {
    en: (f) =>
      `${said(f, "user")} (DATABASE_URL) may bypass row-level security, so companies would not be kept apart. Give an ordinary log-in there, and keep this one for DATABASE_OWNER_URL.`,
    fr: (f) =>
      `${said(f, "user")} (DATABASE_URL) peut contourner la sécurité par ligne : les sociétés ne seraient pas séparées. Donnez là un identifiant ordinaire et gardez celui-ci pour DATABASE_OWNER_URL.`,
    nl: (f) =>
      `${said(f, "user")} (DATABASE_URL) kan de rijbeveiliging omzeilen: vennootschappen zouden niet gescheiden blijven. Geef daar een gewone aanmelding en bewaar deze voor DATABASE_OWNER_URL.`,
    de: (f) =>
      `${said(f, "user")} (DATABASE_URL) kann die Zeilensicherheit umgehen; die Unternehmen wären nicht getrennt. Geben Sie dort eine gewöhnliche Anmeldung an und behalten Sie diese für DATABASE_OWNER_URL.`,
  },
  ROLE_MISSING: {
    en: (f) =>
      `The log-in ${said(f, "role")} does not exist and ${said(f, "user")} may not make it. Have an administrator run:\n${said(f, "script")}`,
    fr: (f) =>
      `L'identifiant ${said(f, "role")} n'existe pas et ${said(f, "user")} ne peut pas le créer. Faites exécuter par un administrateur :\n${said(f, "script")}`,
    nl: (f) =>
      `De aanmelding ${said(f, "role")} bestaat niet en ${said(f, "user")} mag ze niet maken. Laat een beheerder dit uitvoeren:\n${said(f, "script")}`,
    de: (f) =>
      `Die Anmeldung ${said(f, "role")} gibt es nicht, und ${said(f, "user")} darf sie nicht anlegen. Lassen Sie einen Administrator ausführen:\n${said(f, "script")}`,
  },
  ROLE_TAKEN: {
    en: (f) =>
      `The log-in ${said(f, "role")} on this server belongs to another installation. Give log-ins of your own by DATABASE_OWNER_URL, DATABASE_URL and DATABASE_AUTH_URL.`,
    fr: (f) =>
      `L'identifiant ${said(f, "role")} de ce serveur appartient à une autre installation. Donnez vos propres identifiants par DATABASE_OWNER_URL, DATABASE_URL et DATABASE_AUTH_URL.`,
    nl: (f) =>
      `De aanmelding ${said(f, "role")} op deze server hoort bij een andere installatie. Geef eigen aanmeldingen met DATABASE_OWNER_URL, DATABASE_URL en DATABASE_AUTH_URL.`,
    de: (f) =>
      `Die Anmeldung ${said(f, "role")} auf diesem Server gehört einer anderen Installation. Geben Sie eigene Anmeldungen mit DATABASE_OWNER_URL, DATABASE_URL und DATABASE_AUTH_URL an.`,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, (f: Figures) => string>>>>

export type DatabaseCode = keyof typeof databaseTexts

/** The default folder cannot serve (root, below a home that others may not enter): where the data go instead. */
export const movedText = {
  en: (from: string, to: string) => `The database does not run as root, and no other user may enter ${from}: the data are kept in ${to}`,
  fr: (from: string, to: string) => `La base ne tourne pas en root et nul autre ne peut entrer dans ${from} : les données sont gardées dans ${to}`,
  nl: (from: string, to: string) => `De databank draait niet als root en niemand anders mag in ${from}: de gegevens staan in ${to}`,
  de: (from: string, to: string) => `Die Datenbank läuft nicht als root, und kein anderer darf nach ${from}: die Daten liegen in ${to}`,
} as const satisfies Readonly<Record<Language, (from: string, to: string) => string>>
