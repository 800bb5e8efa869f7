import type { Worded } from "../kernel/text.ts"

export const backupsScreenText = {
  title: { en: "Backups", fr: "Sauvegardes", nl: "Back-ups", de: "Sicherungen" },
  lead: {
    en: "A backup counts once it was tested: restored on trial and verified.",
    fr: "Une sauvegarde compte une fois testée : restaurée à l’essai et vérifiée.",
    nl: "Een back-up telt pas als hij getest is: op proef teruggezet en geverifieerd.",
    de: "Eine Sicherung zählt, sobald sie getestet ist: probeweise zurückgespielt und geprüft.",
  },
  nothing: {
    en: "No backup was made yet.",
    fr: "Aucune sauvegarde n’a encore été faite.",
    nl: "Er is nog geen back-up gemaakt.",
    de: "Noch wurde keine Sicherung erstellt.",
  },
  teach: {
    en: "A running server makes one every day and tests it; “encours backup FILE” makes one now.",
    fr: "Un serveur en marche en fait une chaque jour et la teste ; « encours backup FICHIER » en fait une maintenant.",
    nl: "Een draaiende server maakt er elke dag een en test hem; “encours backup BESTAND” maakt er nu een.",
    de: "Ein laufender Server erstellt täglich eine und testet sie; „encours backup DATEI“ erstellt jetzt eine.",
  },
  on: { en: "When", fr: "Quand", nl: "Wanneer", de: "Wann" },
  what: { en: "What", fr: "Quoi", nl: "Wat", de: "Was" },
  result: { en: "Result", fr: "Résultat", nl: "Resultaat", de: "Ergebnis" },
  file: { en: "File", fr: "Fichier", nl: "Bestand", de: "Datei" },
  backup: { en: "Backup", fr: "Sauvegarde", nl: "Back-up", de: "Sicherung" },
  test: { en: "Test of a backup", fr: "Test de sauvegarde", nl: "Test van een back-up", de: "Test einer Sicherung" },
  restore: { en: "Restore", fr: "Restauration", nl: "Terugzetting", de: "Rückspielung" },
  upgrade: { en: "Upgrade", fr: "Mise à niveau", nl: "Upgrade", de: "Aktualisierung" },
  planned: { en: "planned", fr: "prévue", nl: "gepland", de: "geplant" },
  sealed: { en: "sealed with a passphrase", fr: "scellée par phrase secrète", nl: "verzegeld met een wachtzin", de: "mit Passphrase versiegelt" },
  good: { en: "done", fr: "réussie", nl: "gelukt", de: "gelungen" },
  bad: { en: "failed", fr: "en échec", nl: "mislukt", de: "misslungen" },
} as const satisfies Record<string, Worded>
