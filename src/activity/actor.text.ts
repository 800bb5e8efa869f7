/** Who acted, as people read it: persons and keys by their names, the program's own names in the reader's words. */
import type { Language, Worded } from "../kernel/text.ts"

const OURS: Readonly<Record<string, Worded>> = {
  /** The command line, where the machine names nobody. */
  system: { en: "Command line", fr: "Ligne de commande", nl: "Opdrachtregel", de: "Befehlszeile" },
  chase: { en: "Daily follow-up", fr: "Suivi quotidien", nl: "Dagelijkse opvolging", de: "Tägliche Verfolgung" },
  webhook: { en: "Webhooks", fr: "Webhooks", nl: "Webhooks", de: "Webhooks" },
  backup: { en: "Planned backup", fr: "Sauvegarde planifiée", nl: "Geplande back-up", de: "Geplante Sicherung" },
}
export const wordActor = (name: string, lang: Language): string => (Object.hasOwn(OURS, name) ? OURS[name]![lang] : name)
