/** The door for questions to colleagues: asked, taken back, answered once; the answer goes to the customer's timeline and becomes somebody's task. */
import { recordAct } from "../../activity/activity.act.ts"
import { addNote, keepText } from "../../contact/contact.act.ts"
import { customerById, findCustomer } from "../../customer/find.act.ts"
import { knownDispute } from "../../dispute/dispute.act.ts"
import type { Day } from "../../kernel/day.ts"
import { Refused } from "../../kernel/result.ts"
import type { Language } from "../../kernel/text.ts"
import { findOpenDebits, loadOpenDebits } from "../../ledger/accounts/debits.act.ts"
import { digestOf } from "../../people/members.act.ts"
import type { By } from "../../shell/context.ts"
import type { Tx } from "../../shell/db.ts"
import { addTask } from "../task.act.ts"
import { checkOwner } from "../task.ts"
import { endQuestion, endQuestions, findLive, insertQuestion, loadQuestion, takeBack } from "./question.store.ts"
import { choiceText } from "./question.text.ts"
import { type Choice, type NewQuestion, type Question, type Shown, writeAnswerToken } from "./question.ts"

export { endQuestions }

/** `drawn`: TOKEN_BYTES of chance. The token is in the answer and nowhere else. Refuses UNKNOWN_CUSTOMER, UNKNOWN_DISPUTE, UNKNOWN_ITEM, BAD_OWNER, BAD_TEXT. */
export async function askColleague(
  tx: Tx,
  by: By,
  said: NewQuestion,
  drawn: Uint8Array,
  language: Language,
  today: Day,
): Promise<Question & { readonly token: string }> {
  const customer = await findCustomer(tx, said.customer)
  const askedOf = checkOwner(said.askedOf)
  if (!askedOf.ok) throw new Refused(askedOf.refusal.code, askedOf.refusal)
  if (said.dispute !== null && (await knownDispute(tx, said.dispute, today)).customer !== customer.code)
    throw new Refused("UNKNOWN_DISPUTE", { dispute: said.dispute })
  const [item = null] = said.item === null ? [] : await findOpenDebits(tx, today, customer.id, [said.item])
  const text = await keepText(tx, customer.id, said.words)
  const [id, actId] = [tx.newId(), tx.newId()]
  const token = writeAnswerToken(tx.company, drawn)
  const endsAt = new Date(tx.now().getTime() + said.days * 86_400_000)
  await recordAct(tx, by, {
    id: actId,
    code: "worklist.questionAsked",
    subject: { question: id, customer: customer.id, about: said.dispute ?? item?.entryId ?? null },
    after: { dueOn: said.dueOn, endsAt: endsAt.toISOString() },
  })
  await insertQuestion(tx, {
    ...said,
    id,
    customerId: customer.id,
    item,
    askedOf: askedOf.value,
    askedBy: by.name,
    language,
    textId: text.id,
    digest: digestOf(token),
    endsAt,
    actId,
  })
  return { ...(await loadQuestion(tx, id))!, token }
}

/** From now on the link opens nothing. Refuses UNKNOWN_QUESTION. */
export async function withdrawQuestion(tx: Tx, by: By, id: string): Promise<void> {
  const customer = await takeBack(tx, id)
  if (customer === null) throw new Refused("UNKNOWN_QUESTION", { question: id })
  await recordAct(tx, by, { code: "worklist.questionWithdrawn", subject: { question: id, customer } })
}

/** What the holder of the link is shown. Refuses UNKNOWN_ANSWER: wrong, used, taken back or ended, all alike. */
export async function showQuestion(tx: Tx, token: string, today: Day): Promise<Shown> {
  const found = await findLive(tx, digestOf(token), false)
  const question = found && (await loadQuestion(tx, found.id))
  if (!found || !question) throw new Refused("UNKNOWN_ANSWER")
  const { item } = found
  if (item) {
    const debits = await loadOpenDebits(tx, today, { entries: [item.entryId] })
    return { question, documents: debits.filter(({ no }) => no === item.no).map((one) => ({ ...one, amount: one.open })) }
  }
  if (question.dispute === null) return { question, documents: [] }
  const { lines, currency } = await knownDispute(tx, question.dispute, today)
  return { question, documents: lines.map(({ number, disputed }) => ({ number, amount: disputed, currency })) }
}

/** Once: of two at the same time one is heard. Refuses UNKNOWN_ANSWER, BAD_TEXT. */
export async function answerQuestion(
  tx: Tx,
  token: string,
  { words, choice }: { readonly words: string; readonly choice: Choice | null },
  today: Day,
): Promise<void> {
  const found = await findLive(tx, digestOf(token), true)
  if (!found) throw new Refused("UNKNOWN_ANSWER")
  const question = (await loadQuestion(tx, found.id))!
  const { askedOf, language, withChoice, dispute } = question
  const by: By = { kind: "portal", name: askedOf }
  const customer = (await customerById(tx, found.customerId))!
  const chosen = withChoice ? choice : null
  const answer = await keepText(tx, customer.id, words)
  const actId = await recordAct(tx, by, {
    code: "worklist.questionAnswered",
    subject: { question: found.id, customer: customer.id, choice: chosen, about: dispute ?? found.item?.entryId ?? null },
  })
  await endQuestion(tx, found.id, chosen, answer.id, actId)
  const said = chosen === null ? words : `${choiceText[chosen][language]}. ${words}`
  await addNote(tx, by, customer.code, { text: [question.item, question.words, `→ ${said}`].filter(Boolean).join("\n"), pinned: false })
  await addTask(tx, by, customer.code, { owner: await ownerOf(tx, question, today), kind: "answer", dueOn: today, why: `${askedOf}: ${said}` })
}

/** Whoever clears the dispute up; else whoever asked. */
async function ownerOf(tx: Tx, { dispute, askedBy }: Pick<Question, "dispute" | "askedBy">, today: Day): Promise<string> {
  const resolver = dispute === null ? null : (await knownDispute(tx, dispute, today)).resolver
  return resolver ?? askedBy
}
