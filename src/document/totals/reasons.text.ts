/** Why the open items taken from a file of books do not come to its balance, in words. */
import type { Language } from "../../kernel/text.ts"
import type { Reason } from "../accounting/books.ts"

/** Why the open items of an account do not come to its balance. */
export const REASONS = {
  PAYMENT_MODE: { en: "payment modes and tills", fr: "modes de règlement et caisses", nl: "betaalwijzen en kassa's", de: "Zahlungsarten und Kassen" },
  BILLS_IN_HAND: {
    en: "bills in hand, subject to collection",
    fr: "effets en portefeuille, sous réserve d'encaissement",
    nl: "wissels in portefeuille, onder voorbehoud van inning",
    de: "Wechsel im Bestand, Eingang vorbehalten",
  },
  ACCRUAL: {
    en: "to be invoiced or credited",
    fr: "à facturer ou à établir",
    nl: "op te maken facturen en creditnota's",
    de: "noch zu berechnen oder gutzuschreiben",
  },
  WRITE_DOWN: { en: "write-downs", fr: "dépréciations", nl: "waardeverminderingen", de: "Wertberichtigungen" },
  ENTRY_UNBALANCED: {
    en: "entries that do not balance",
    fr: "écritures non équilibrées",
    nl: "boekingen niet in evenwicht",
    de: "Buchungen, die nicht aufgehen",
  },
  ENTRY_TWICE: { en: "entries written twice", fr: "écritures en double", nl: "dubbele boekingen", de: "doppelte Buchungen" },
  OPENING_DIFFERS: {
    en: "balances brought forward that differ from what was open here",
    fr: "à-nouveaux qui diffèrent de ce qui était ouvert ici",
    nl: "beginsaldi die verschillen van wat hier openstond",
    de: "Saldovorträge, die von dem hier Offenen abweichen",
  },
  NUMBER_TWICE: {
    en: "numbers that stand twice in the file",
    fr: "numéros en double dans le fichier",
    nl: "nummers die twee keer in het bestand staan",
    de: "Nummern, die zweimal in der Datei stehen",
  },
  CONFLICT: {
    en: "items known here with another content",
    fr: "pièces connues ici avec un autre contenu",
    nl: "posten hier bekend met een andere inhoud",
    de: "Posten, die hier anders bekannt sind",
  },
  CLOSING_DIFFERS: {
    en: "closing balances that the lines do not come to",
    fr: "soldes finaux que les lignes ne donnent pas",
    nl: "eindsaldi die de regels niet geven",
    de: "Endsalden, die die Zeilen nicht ergeben",
  },
} as const satisfies Readonly<Record<Reason, Readonly<Record<Language, string>>>>
