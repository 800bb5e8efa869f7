import type { Worded } from "../../kernel/text.ts"

export const doctorText = {
  about: {
    en: "Looks at the installation (disk, versions, permissions, clocks, log, backups) and says what to do",
    fr: "Examine l'installation (disque, versions, droits, horloges, journal, sauvegardes) et dit quoi faire",
    nl: "Bekijkt de installatie (schijf, versies, rechten, klokken, logboek, back-ups) en zegt wat te doen",
    de: "Prüft die Installation (Platz, Versionen, Rechte, Uhren, Protokoll, Sicherungen) und sagt, was zu tun ist",
  },
  healthy: { en: "Nothing to do.", fr: "Rien à faire.", nl: "Niets te doen.", de: "Nichts zu tun." },
} as const satisfies Record<string, Worded>

export const names = {
  node: { en: "Node", fr: "Node", nl: "Node", de: "Node" },
  database: { en: "database", fr: "base de données", nl: "databank", de: "Datenbank" },
  schema: { en: "schema", fr: "schéma", nl: "schema", de: "Schema" },
  data: { en: "data folder", fr: "dossier de données", nl: "gegevensmap", de: "Datenordner" },
  disk: { en: "free disk", fr: "disque libre", nl: "vrije schijfruimte", de: "freier Platz" },
  clock: { en: "clock", fr: "horloge", nl: "klok", de: "Uhr" },
  permissions: { en: "permissions", fr: "droits", nl: "rechten", de: "Rechte" },
  activity: { en: "activity log", fr: "journal d'activité", nl: "logboek", de: "Protokoll" },
  backup: { en: "last backup", fr: "dernière sauvegarde", nl: "laatste back-up", de: "letzte Sicherung" },
  held: { en: "webhooks", fr: "webhooks", nl: "webhooks", de: "Webhooks" },
  kept: { en: "old database", fr: "ancienne base", nl: "oude databank", de: "alte Datenbank" },
  restoreTest: { en: "last restore test", fr: "dernier test de restauration", nl: "laatste hersteltest", de: "letzter Wiederherstellungstest" },
} as const satisfies Record<string, Worded>

export const values = {
  none: { en: "none yet", fr: "pas encore", nl: "nog geen", de: "bisher nicht" },
  free: (mb: number): Worded => ({ en: `${mb} MB`, fr: `${mb} Mo`, nl: `${mb} MB`, de: `${mb} MB` }),
  closed: { en: "closed to others", fr: "fermé aux autres", nl: "gesloten voor anderen", de: "für andere verschlossen" },
  unsealed: (n: number): Worded => ({
    en: n === 0 ? "sealed" : `${n} acts wait for their seal`,
    fr: n === 0 ? "scellé" : `${n} actes attendent leur sceau`,
    nl: n === 0 ? "verzegeld" : `${n} handelingen wachten op hun zegel`,
    de: n === 0 ? "versiegelt" : `${n} Handlungen warten auf ihr Siegel`,
  }),
  backup: (at: string, file: string, sameDisk: boolean): Worded => ({
    en: `${at} ${file}${sameDisk ? " (on the disk of the data: keep a copy elsewhere)" : ""}`,
    fr: `${at} ${file}${sameDisk ? " (sur le disque des données : gardez-en une copie ailleurs)" : ""}`,
    nl: `${at} ${file}${sameDisk ? " (op de schijf van de gegevens: bewaar elders een kopie)" : ""}`,
    de: `${at} ${file}${sameDisk ? " (auf dem Datenträger der Daten: bewahren Sie anderswo eine Kopie auf)" : ""}`,
  }),
  held: (company: string, n: number): Worded => ({
    en: `${company}: ${n} messages are held back since a restore`,
    fr: `${company} : ${n} messages sont retenus depuis une restauration`,
    nl: `${company}: ${n} berichten worden sinds een herstel tegengehouden`,
    de: `${company}: ${n} Nachrichten sind seit einer Rückspielung zurückgehalten`,
  }),
  kept: (path: string, since: string, mb: number): Worded => ({
    en: `${path}, ${mb} MB, left on ${since}`,
    fr: `${path}, ${mb} Mo, quittée le ${since}`,
    nl: `${path}, ${mb} MB, verlaten op ${since}`,
    de: `${path}, ${mb} MB, verlassen am ${since}`,
  }),
  tried: (at: string, ok: boolean): Worded => ({
    en: `${at} ${ok ? "passed" : "failed"}`,
    fr: `${at} ${ok ? "réussi" : "échoué"}`,
    nl: `${at} ${ok ? "geslaagd" : "mislukt"}`,
    de: `${at} ${ok ? "bestanden" : "nicht bestanden"}`,
  }),
}

export const remedies = {
  disk: (mb: number): Worded => ({
    en: `Only ${mb} MB left. Free space before importing: below 500 MB writing is at risk.`,
    fr: `Il ne reste que ${mb} Mo. Libérez de la place avant d'importer : en dessous de 500 Mo, l'écriture est compromise.`,
    nl: `Nog maar ${mb} MB. Maak plaats voor u importeert: onder 500 MB is schrijven riskant.`,
    de: `Nur noch ${mb} MB. Schaffen Sie Platz vor dem Import: unter 500 MB ist das Schreiben gefährdet.`,
  }),
  clock: (s: number): Worded => ({
    en: `This machine's clock and the database's differ by ${s} s. Set the time (NTP): days and proofs depend on it.`,
    fr: `L'horloge de la machine et celle de la base diffèrent de ${s} s. Réglez l'heure (NTP) : jours et preuves en dépendent.`,
    nl: `De klok van deze machine en die van de databank verschillen ${s} s. Stel de tijd in (NTP): dagen en bewijzen hangen ervan af.`,
    de: `Die Uhr dieses Rechners und die der Datenbank weichen um ${s} s voneinander ab. Stellen Sie die Zeit (NTP): Tage und Nachweise hängen davon ab.`,
  }),
  permissions: (folders: readonly string[]): Worded => ({
    en: `Others on this machine may look in. Close it: chmod -R go= ${folders.join(" ")}`,
    fr: `D'autres utilisateurs de cette machine y ont accès. Pour le fermer : chmod -R go= ${folders.join(" ")}`,
    nl: `Anderen op deze machine kunnen meekijken. Sluit af: chmod -R go= ${folders.join(" ")}`,
    de: `Andere Benutzer dieses Rechners können hineinsehen. Zum Verschließen: chmod -R go= ${folders.join(" ")}`,
  }),
  unsealed: (n: number, since: string): Worded => ({
    en: `${n} acts wait for their seal since ${since}; it takes a second. Does the server run, is there room on the disk? encours verify says more.`,
    fr: `${n} actes attendent leur sceau depuis ${since} ; cela ne prend d'ordinaire qu'une seconde. Le serveur tourne-t-il, le disque a-t-il de la place ? encours verify en dit plus.`,
    nl: `${n} handelingen wachten op hun zegel sinds ${since}; het duurt een seconde. Draait de server, is er plaats op de schijf? encours verify zegt meer.`,
    de: `${n} Handlungen warten seit ${since} auf ihr Siegel; es dauert eine Sekunde. Läuft der Server, ist Platz auf dem Datenträger? encours verify sagt mehr.`,
  }),
  owner: {
    en: "Only the owner's log-in can back up: set DATABASE_OWNER_URL, or see to the server's own backups and to the vault in the data folder.",
    fr: "Seul le compte propriétaire peut sauvegarder : donnez DATABASE_OWNER_URL, ou veillez aux sauvegardes du serveur et au coffre du dossier de données.",
    nl: "Alleen de aanmelding van de eigenaar kan een back-up maken: geef DATABASE_OWNER_URL, of zorg voor back-ups van de server en van de kluis in de gegevensmap.",
    de: "Nur die Anmeldung des Eigentümers kann sichern: setzen Sie DATABASE_OWNER_URL, oder sorgen Sie für Sicherungen des Servers und des Tresors im Datenordner.",
  } satisfies Worded,
  held: (company: string): Worded => ({
    en: `See them, then send them or give them up: encours --company ${company} webhook list, webhook release ID [--discard]`,
    fr: `Voyez-les, puis envoyez-les ou abandonnez-les : encours --company ${company} webhook list, webhook release ID [--discard]`,
    nl: `Bekijk ze, stuur ze of geef ze op: encours --company ${company} webhook list, webhook release ID [--discard]`,
    de: `Sehen Sie nach, dann senden oder aufgeben: encours --company ${company} webhook list, webhook release ID [--discard]`,
  }),
  kept: (path: string, mb: number): Worded => ({
    en: `If you are content with the new database, the ${mb} MB of the one before can go: rm -r ${path}`,
    fr: `Si la nouvelle base vous satisfait, les ${mb} Mo de la précédente peuvent être supprimés : rm -r ${path}`,
    nl: `Bevalt de nieuwe databank, dan mogen de ${mb} MB van de vorige weg: rm -r ${path}`,
    de: `Sind Sie mit der neuen Datenbank zufrieden, können die ${mb} MB der vorigen gelöscht werden: rm -r ${path}`,
  }),
  noBackup: {
    en: "There is no backup. Keep the server running at night (ENCOURS_BACKUPS says where to), or make one: encours backup FILE",
    fr: "Il n'y a aucune sauvegarde. Laissez tourner le serveur la nuit (ENCOURS_BACKUPS dit où), ou faites-en une : encours backup FICHIER",
    nl: "Er is geen back-up. Laat de server 's nachts draaien (ENCOURS_BACKUPS zegt waarheen), of maak er een: encours backup BESTAND",
    de: "Es gibt keine Sicherung. Lassen Sie den Server nachts laufen (ENCOURS_BACKUPS sagt wohin), oder machen Sie eine: encours backup DATEI",
  } satisfies Worded,
  backupOld: (at: string): Worded => ({
    en: `The last backup is of ${at}. Keep the server running at night, or make one: encours backup FILE`,
    fr: `La dernière sauvegarde est du ${at}. Laissez tourner le serveur la nuit, ou faites-en une : encours backup FICHIER`,
    nl: `De laatste back-up is van ${at}. Laat de server 's nachts draaien, of maak er een: encours backup BESTAND`,
    de: `Die letzte Sicherung ist vom ${at}. Lassen Sie den Server nachts laufen, oder machen Sie eine: encours backup DATEI`,
  }),
  backupFailed: (at: string, code: string): Worded => ({
    en: `The backup of ${at} failed (${code}). encours jobs says why; then: encours backup FILE`,
    fr: `La sauvegarde du ${at} a échoué (${code}). encours jobs dit pourquoi ; puis : encours backup FICHIER`,
    nl: `De back-up van ${at} mislukte (${code}). encours jobs zegt waarom; daarna: encours backup BESTAND`,
    de: `Die Sicherung vom ${at} ist misslungen (${code}). encours jobs sagt warum; danach: encours backup DATEI`,
  }),
  notTried: {
    en: "The backups have not been tried for more than a month: encours restore FILE --verify",
    fr: "Les sauvegardes n'ont pas été testées depuis plus d'un mois : encours restore FICHIER --verify",
    nl: "De back-ups zijn al meer dan een maand niet getest: encours restore BESTAND --verify",
    de: "Die Sicherungen wurden seit über einem Monat nicht getestet: encours restore DATEI --verify",
  } satisfies Worded,
  trialFailed: (file: string, code: string): Worded => ({
    en: `${file} could not be restored and verified (${code}). Make a new one, and prove it: encours backup FILE; encours restore FILE --verify`,
    fr: `${file} n'a pas pu être restaurée et vérifiée (${code}). Faites-en une autre et testez-la : encours backup FICHIER ; encours restore FICHIER --verify`,
    nl: `${file} kon niet teruggezet en gecontroleerd worden (${code}). Maak een nieuwe en test ze: encours backup BESTAND; encours restore BESTAND --verify`,
    de: `${file} ließ sich nicht zurückspielen und prüfen (${code}). Machen Sie eine neue und prüfen Sie sie: encours backup DATEI; encours restore DATEI --verify`,
  }),
}
