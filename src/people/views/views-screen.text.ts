import type { Worded } from "../../kernel/text.ts"

export const viewsScreenText = {
  views: { en: "Views", fr: "Vues", nl: "Weergaven", de: "Ansichten" },
  none: {
    en: "Filter and order the list as you like it, then keep it here under a name.",
    fr: "Filtrez et triez la liste comme vous l’aimez, puis gardez-la ici sous un nom.",
    nl: "Filter en sorteer de lijst zoals u wilt en bewaar ze hier onder een naam.",
    de: "Filtern und ordnen Sie die Liste, und speichern Sie sie hier unter einem Namen.",
  },
  mine: { en: "Mine", fr: "Les miennes", nl: "De mijne", de: "Meine" },
  team: { en: "The team’s", fr: "De l’équipe", nl: "Van het team", de: "Des Teams" },
  name: { en: "Name of this view", fr: "Nom de cette vue", nl: "Naam van deze weergave", de: "Name dieser Ansicht" },
  forTeam: { en: "for the whole team", fr: "pour toute l’équipe", nl: "voor het hele team", de: "für das ganze Team" },
  keep: { en: "Keep this view", fr: "Garder cette vue", nl: "Weergave bewaren", de: "Ansicht speichern" },
  kept: { en: "View kept", fr: "Vue gardée", nl: "Weergave bewaard", de: "Ansicht gespeichert" },
  remove: { en: "Remove the view", fr: "Supprimer la vue", nl: "Weergave verwijderen", de: "Ansicht entfernen" },
  removed: { en: "View removed", fr: "Vue supprimée", nl: "Weergave verwijderd", de: "Ansicht entfernt" },
} as const satisfies Record<string, Worded>
