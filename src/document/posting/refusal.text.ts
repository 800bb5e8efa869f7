import { type RefusalTexts, said } from "../../kernel/text.ts"

export const importRefusals: RefusalTexts = {
  UPLOAD_TOO_LARGE: {
    exit: "refused",
    en: (f) => `The file is larger than ${said(f, "most")} bytes. Import it with encours import FILE on the machine itself.`,
    fr: (f) => `Le fichier dépasse ${said(f, "most")} octets. Importez-le par encours import FICHIER sur la machine même.`,
    nl: (f) => `Het bestand is groter dan ${said(f, "most")} bytes. Importeer het met encours import BESTAND op de machine zelf.`,
    de: (f) => `Die Datei ist größer als ${said(f, "most")} Bytes. Importieren Sie sie mit encours import DATEI auf der Maschine selbst.`,
  },
  MISSING_FILE: {
    exit: "usage",
    en: () => "Name at least one file.",
    fr: () => "Nommez au moins un fichier.",
    nl: () => "Noem minstens één bestand.",
    de: () => "Nennen Sie mindestens eine Datei.",
  },
  FILE_EXISTS: {
    exit: "conflict",
    en: (f) => `There is already a file ${said(f, "file")}: it is left as it is. Name another.`,
    fr: (f) => `Le fichier ${said(f, "file")} existe déjà : il est laissé tel quel. Nommez-en un autre.`,
    nl: (f) => `Het bestand ${said(f, "file")} bestaat al: het blijft zoals het is. Noem een ander.`,
    de: (f) => `Die Datei ${said(f, "file")} gibt es schon: sie bleibt, wie sie ist. Nennen Sie eine andere.`,
  },
  MISSING_ID: {
    exit: "usage",
    en: () => "Say which import: encours import list shows their IDs.",
    fr: () => "Dites quel import : encours import list montre leurs ID.",
    nl: () => "Zeg welke import: encours import list toont hun ID's.",
    de: () => "Sagen Sie, welcher Import: encours import list zeigt ihre IDs.",
  },
  UNKNOWN_IMPORT: {
    exit: "notFound",
    en: (f) => `There is no import ${said(f, "id")} in this company. encours import list shows them.`,
    fr: (f) => `L'import ${said(f, "id")} n'existe pas dans cette société. encours import list les montre.`,
    nl: (f) => `Import ${said(f, "id")} bestaat niet in deze vennootschap. encours import list toont ze.`,
    de: (f) => `Den Import ${said(f, "id")} gibt es in diesem Unternehmen nicht. encours import list zeigt sie.`,
  },
  ALREADY_UNDONE: {
    exit: "conflict",
    en: (f) => `The import of ${said(f, "file")} was already undone.`,
    fr: (f) => `L'import de ${said(f, "file")} est déjà annulé.`,
    nl: (f) => `De import van ${said(f, "file")} is al teruggedraaid.`,
    de: (f) => `Der Import von ${said(f, "file")} ist schon zurückgenommen.`,
  },
  LATER_IMPORT_BUILDS: {
    exit: "conflict",
    en: (f) =>
      `${said(f, "file")} cannot be taken back as things stand: a later import, or a matching since, builds on what it did. Undo those first, the newest first (encours import list).`,
    fr: (f) =>
      `${said(f, "file")} ne peut pas être annulé en l'état : un import plus récent, ou un lettrage fait depuis, repose sur lui. Annulez d'abord ceux-là, le plus récent en premier (encours import list).`,
    nl: (f) =>
      `${said(f, "file")} kan zo niet teruggedraaid worden: een latere import, of een aflettering sindsdien, bouwt erop voort. Draai eerst die terug, de nieuwste eerst (encours import list).`,
    de: (f) =>
      `${said(f, "file")} lässt sich so nicht zurücknehmen: Ein späterer Import oder eine Zuordnung seither baut darauf auf. Nehmen Sie zuerst diese zurück, den neuesten zuerst (encours import list).`,
  },
  MATCHED_SINCE: {
    exit: "conflict",
    en: (f) =>
      `${said(f, "count")} allocations were made since with items of ${said(f, "file")}: undoing sets them free. Look with --dry-run, then say --yes.`,
    fr: (f) =>
      `${said(f, "count")} lettrages ont été faits depuis avec des pièces de ${said(f, "file")} : l'annulation les défait. Regardez avec --dry-run, puis confirmez par --yes.`,
    nl: (f) =>
      `${said(f, "count")} afletteringen gebeurden intussen met posten van ${said(f, "file")}: terugdraaien maakt ze los. Kijk met --dry-run, zeg dan --yes.`,
    de: (f) =>
      `${said(f, "count")} Zuordnungen wurden inzwischen mit Posten aus ${said(f, "file")} gemacht: die Rücknahme löst sie. Sehen Sie mit --dry-run nach, dann --yes.`,
  },
  IMPORT_REFUSED: {
    exit: "refused",
    en: (f) => `Refused, nothing was imported (${said(f, "refused")} rows). encours jobs --wait ID shows why.`,
    fr: (f) => `Refusé, rien n'a été importé (${said(f, "refused")} lignes). encours jobs --wait ID montre pourquoi.`,
    nl: (f) => `Geweigerd, niets werd geïmporteerd (${said(f, "refused")} rijen). encours jobs --wait ID toont waarom.`,
    de: (f) => `Abgelehnt, nichts wurde importiert (${said(f, "refused")} Zeilen). encours jobs --wait ID zeigt, warum.`,
  },
}
