import { randomBytes } from "node:crypto"
import { dayIn } from "../../company/zone.ts"
import { customerAsked } from "../../customer/find.act.ts"
import { isId } from "../../kernel/id.ts"
import type { Listing } from "../../kernel/listing.ts"
import { Refused } from "../../kernel/result.ts"
import type { Language } from "../../kernel/text.ts"
import type { Command } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import { limitText, listText } from "../../shell/options.text.ts"
import {
  LIMIT_OPTION,
  LIST_OPTIONS,
  readDay,
  readItem,
  readLimit,
  readName,
  readProse,
  readText,
  readWhole,
  required,
  upTo,
} from "../../shell/options.ts"
import { showList } from "../../shell/show.ts"
import { askColleague, withdrawQuestion } from "./question.act.ts"
import { loadQuestions } from "./question.store.ts"
import { choiceText, stateText, questionText as text } from "./question.text.ts"
import { answerAddress, MOST_DAYS, MOST_WORDS, type Question, stateOf, TOKEN_BYTES, USUAL_DAYS } from "./question.ts"
import { questionAnswer } from "./question.wire.ts"

/** `placeOf`: where people open the instance. */
export function questionCommands(placeOf: (context: Context) => Promise<string>): readonly Command<Context>[] {
  const ask: Command<Context> = {
    name: "question ask",
    words: "--customer C --of NAME --question TEXT [--item NUMBER] [--dispute ID]",
    about: text.ask,
    example: "question ask --customer C000123 --of 'M. Exemple' --question 'Did we deliver?' --item FA-1042 --due 2026-07-15",
    needs: "tell",
    takes: 0,
    options: {
      customer: LIST_OPTIONS.customer,
      of: { type: "string", value: "NAME", about: text.of },
      question: { type: "string", value: "TEXT", about: text.question },
      item: { type: "string", value: "NUMBER", about: text.item },
      dispute: { type: "string", value: "ID", about: text.dispute },
      choice: { type: "boolean", about: text.choice },
      due: { type: "string", value: "YYYY-MM-DD", about: text.due },
      days: { type: "string", value: "N", about: text.days },
    },
    async run({ values, context, lang, json, answer, print, note }) {
      const company = await context.company()
      const today = dayIn(company.country, context.clock())
      const [item, dispute] = [readText(values, "item"), readText(values, "dispute")]
      if (dispute !== null && !isId(dispute)) throw new Refused("UNKNOWN_DISPUTE", { dispute })
      const said = {
        customer: required(values, "customer"),
        dispute,
        item: item === null ? null : readItem(item),
        askedOf: readName(values, "of") ?? required(values, "of"),
        words: readProse(values, "question", MOST_WORDS) ?? required(values, "question"),
        withChoice: values.choice === true,
        dueOn: values.due === undefined ? null : readDay(values, "due", today),
        days: readWhole(values, "days", USUAL_DAYS, { min: 1, max: MOST_DAYS }),
      }
      const place = await placeOf(context)
      const { token, ...asked } = await (await context.database()).inCompany(company.id, (tx) =>
        askColleague(tx, context.by, said, randomBytes(TOKEN_BYTES), lang, today),
      )
      const url = answerAddress(place, token)
      if (json) answer({ ...questionAnswer(asked, context.clock()), url })
      else {
        print(url)
        note(text.once[lang])
      }
      return 0
    },
  }
  return [ask, list, withdraw]
}

const list: Command<Context> = {
  name: "question list",
  words: "[--customer C]",
  about: text.list,
  example: "question list --customer C000123",
  needs: "read",
  takes: 0,
  options: {
    customer: { type: "string", value: "CODE", about: text.ofCustomer },
    export: { type: "string", value: "FILE.xlsx|FILE.csv", about: listText.export },
    ...LIMIT_OPTION,
  },
  async run(call) {
    const { values, context, lang, json, note } = call
    const company = await context.company()
    const [limit, customer] = [readLimit(values), readText(values, "customer")]
    const found = await (await context.database()).inCompanies([company.id], async (_, choose) => {
      const tx = await choose(company.id)
      return loadQuestions(tx, await customerAsked(tx, customer), null, limit + 1)
    })
    const { shown, more } = upTo(found, limit)
    const now = context.clock()
    await showList(call, { questions: shown.map((one) => questionAnswer(one, now)), more }, questionsListing(shown, now, lang))
    if (more && !json) note(limitText.more[lang])
    return 0
  },
}

function questionsListing(rows: readonly Question[], now: Date, lang: Language): Listing {
  const head = { title: text.title[lang], sums: [] }
  if (rows.length === 0) return { ...head, facts: [["", text.none[lang]]], columns: [], rows: [] }
  const titles = [text.on, text.customer, text.who, text.question, text.state, text.answer, text.id]
  return {
    ...head,
    facts: [],
    columns: titles.map((title, i) => ({ title: title[lang], kind: i === 0 ? "day" : "text" })),
    rows: rows.map((q) => [
      q.askedAt.toISOString().slice(0, 10),
      q.customer,
      q.askedOf,
      q.words,
      stateText[stateOf(q, now)][lang],
      [q.choice && choiceText[q.choice][lang], q.answer].filter(Boolean).join(": ") || null,
      q.id,
    ]),
  }
}

const withdraw: Command<Context> = {
  name: "question withdraw",
  words: "ID",
  about: text.withdraw,
  example: "question withdraw 0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa",
  needs: "tell",
  takes: 1,
  options: {},
  async run({ words, context, lang, json, answer, print }) {
    const id = words[0] ?? ""
    const company = await context.company()
    await (await context.database()).inCompany(company.id, (tx) => withdrawQuestion(tx, context.by, id))
    if (json) answer({ id, withdrawn: true })
    else print(text.withdrawn[lang])
    return 0
  },
}
