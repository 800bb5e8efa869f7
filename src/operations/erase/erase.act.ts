/**
 * Erasing a person: the name, the numbers, what was said to and about them, the names of files that name them, what jobs quote of them, the files of exported lists – for ever, in this database and in every older backup that is restored
 * here. What the law obliges to keep stays: items and the files received, found by nobody through the person.
 */
import { recordAct } from "../../activity/activity.act.ts"
import { eraseContacts } from "../../contact/contact.act.ts"
import { erasePerson, isErased, unknownCodes } from "../../customer/customer.act.ts"
import { customerById, findCustomer } from "../../customer/find.act.ts"
import { eraseDisputeWords } from "../../dispute/dispute.act.ts"
import { forgetPerson } from "../../document/drafts/forget.act.ts"
import { eraseFileNames } from "../../evidence/evidence.act.ts"
import { eraseHoldWords } from "../../hold/hold.act.ts"
import type { Id } from "../../kernel/id.ts"
import { Refused } from "../../kernel/result.ts"
import { fold } from "../../kernel/text.ts"
import { erasePromiseWords } from "../../promise/promise.act.ts"
import { eraseInsolvencyWords } from "../../recovery/insolvency.act.ts"
import { forgetExports } from "../../report/exports/exports.act.ts"
import type { By } from "../../shell/context.ts"
import type { Tx } from "../../shell/db.ts"

export type Erased = {
  readonly id: Id
  readonly code: string
  readonly identifiers: number
  readonly fileNames: number
  readonly said: number
  /** Jobs of imports that named the person, in what was mended or quoted. */
  readonly imports: number
  /** Files of exported lists that were still there: any of them may have named the person. */
  readonly exports: number
}

/** Refuses UNKNOWN_CUSTOMER, CODE_TAKEN. Erased before, it is done again: what came back since goes too. `newCode` replaces a code that names the person. */
export async function erasePersonOf(tx: Tx, by: By, dataDir: string, code: string, newCode: string | null): Promise<Erased> {
  const { id, name } = await findCustomer(tx, code)
  if (newCode !== null && newCode !== code && (await unknownCodes(tx, tx.company, [newCode])).length === 0)
    throw new Refused("CODE_TAKEN", { code: newCode })
  return erase(tx, by, dataDir, id, { code, name, newCode })
}

const CODES_TRIED = 100

/**
 * What an older state brought back: erased again where the person is there and not erased; the code the person bears now. Another customer may have the
 * code that was chosen then: a number makes it a free one.
 */
export async function eraseAgain(
  tx: Tx,
  by: By,
  dataDir: string,
  erased: { readonly customer: Id; readonly code: string | null },
): Promise<string | null> {
  if (await isErased(tx, erased.customer)) return null
  const found = await customerById(tx, erased.customer)
  if (!found) return null
  const newCode = erased.code === null ? null : await freeCode(tx, found.code, erased.code)
  return (await erase(tx, by, dataDir, erased.customer, { ...found, newCode })).code
}

async function freeCode(tx: Tx, own: string, wanted: string): Promise<string> {
  const codes = [wanted, ...Array.from({ length: CODES_TRIED }, (_, i) => `${wanted}-${i + 2}`)]
  const free = new Set(await unknownCodes(tx, tx.company, codes))
  const chosen = codes.find((code) => code === own || free.has(code))
  if (chosen === undefined) throw new Refused("CODE_TAKEN", { code: wanted })
  return chosen
}

async function erase(
  tx: Tx,
  by: By,
  dataDir: string,
  id: Id,
  person: { readonly code: string; readonly name: string; readonly newCode: string | null },
): Promise<Erased> {
  const named = [person.name, ...(person.newCode === null ? [] : [person.code])].filter((text) => text.trim().length > 3).map(inWords)
  const actId = tx.newId()
  const numbers = await erasePerson(tx, id, actId, person.newCode ?? person.code)
  const identifiers = numbers.length
  await erasePromiseWords(tx, id)
  await eraseDisputeWords(tx, id)
  await eraseHoldWords(tx, id)
  await eraseInsolvencyWords(tx, id)
  const names = (text: string) => named.some((words) => inWords(text).includes(words))
  const fileNames = await eraseFileNames(tx, names)
  const whole = new Set([person.name, ...numbers].map(inOne).filter((text) => text !== ""))
  const quoted = (text: string) => whole.has(inOne(text)) || names(text)
  const imports = await forgetPerson(tx, { code: person.code, named: quoted })
  const exports = await forgetExports(tx, dataDir, quoted)
  const said = await eraseContacts(tx, id)
  const erased = { identifiers, fileNames, said, imports, exports }
  await recordAct(tx, by, { id: actId, code: "customer.erased", subject: { customer: id }, after: erased })
  return { id, code: person.newCode ?? person.code, ...erased }
}

/** Folded, as words and numbers between blanks: a customer called Vente does not take the name of ventes.csv along, but that of vente-2026.csv. */
const inWords = (text: string) => ` ${(fold(text).match(/\p{L}+|\p{N}+/gu) ?? []).join(" ")} `
/** A number as somebody types it, in groups or not. */
const inOne = (text: string) => inWords(text).replaceAll(" ", "")
