/**
 * Codes that one program wrote and another took for figures: 0200769623, 200769623 and 200769623.0 may be one customer.
 *
 * Always    they are proposed as one, never joined unless somebody says so.
 */

/** What look-alike codes have in common; its twin in SQL is `ALIKE` of the ledger's doubles, held equal by a test. */
export const withoutZeros = (code: string) => code.replace(/^0+(?=[^.,])/, "").replace(/^(\d+)[.,]0{1,2}$/, "$1")
