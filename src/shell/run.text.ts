import type { Language, Worded } from "../kernel/text.ts"

export const runText = {
  start: { en: "Starts the server", fr: "Démarre le serveur", nl: "Start de server", de: "Startet den Server" },
  stop: { en: "Stops the running server", fr: "Arrête le serveur", nl: "Stopt de server", de: "Beendet den Server" },
  port: {
    en: "port to listen on (default 4040)",
    fr: "port d'écoute (par défaut 4040)",
    nl: "poort om op te luisteren (standaard 4040)",
    de: "Port (Standard 4040)",
  },
  building: {
    en: "Building the screens, once for this version…",
    fr: "Construction des écrans, une fois pour cette version…",
    nl: "De schermen worden gebouwd, één keer voor deze versie…",
    de: "Die Bildschirme werden gebaut, einmal für diese Version …",
  },
  stopped: { en: "Stopped.", fr: "Arrêté.", nl: "Gestopt.", de: "Beendet." },
} as const satisfies Record<string, Worded>

export const served = {
  en: (url: string) => `Encours answers at ${url} (Ctrl-C ends it).`,
  fr: (url: string) => `Encours répond sur ${url} (Ctrl-C l'arrête).`,
  nl: (url: string) => `Encours antwoordt op ${url} (Ctrl-C stopt het).`,
  de: (url: string) => `Encours antwortet unter ${url} (Strg-C beendet es).`,
} as const satisfies Record<Language, (url: string) => string>
