import { createHash } from "node:crypto"
import { readFile, stat } from "node:fs/promises"
import { Readable } from "node:stream"
import { findCustomer } from "../../customer/find.act.ts"
import { plain } from "../../kernel/listing.ts"
import { Refused } from "../../kernel/result.ts"
import { type Call, type Command, EXIT } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import type { Tx } from "../../shell/db.ts"
import { takeBack } from "../contact.act.ts"
import { keepWithCustomer, setRemoved } from "./files.act.ts"
import { loadCustomerFiles } from "./files.store.ts"
import { filesText as text } from "./files.text.ts"
import { fileName, MOST_FILE_BYTES } from "./files.ts"
import { fileAnswer } from "./files.wire.ts"

type Told = Call<Context>
const needs = "tell"
const EXAMPLE = "0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa"
async function within<T>({ context }: Told, work: (tx: Tx) => Promise<T>): Promise<T> {
  const company = await context.company()
  return (await context.database()).inCompany(company.id, work)
}
function wordOf({ words }: Told, at: number, missing: "MISSING_CUSTOMER" | "MISSING_CUSTOMER_FILE"): string {
  const word = words[at]
  if (word === undefined) throw new Refused(missing)
  return word
}

const add: Command<Context> = {
  name: "file add",
  words: "CUSTOMER FILE",
  about: text.add,
  example: "file add C000123 order.pdf",
  needs,
  takes: 2,
  options: {},
  async run(call) {
    const [customer, path] = [wordOf(call, 0, "MISSING_CUSTOMER"), wordOf(call, 1, "MISSING_CUSTOMER_FILE")]
    const about = await stat(path).catch(() => null)
    if (!about?.isFile()) throw new Refused("NO_SUCH_FILE", { file: path })
    if (about.size > MOST_FILE_BYTES) throw new Refused("FILE_TOO_LARGE", { mostMb: MOST_FILE_BYTES / 1_048_576 })
    const content = await readFile(path)
    const sha256 = createHash("sha256").update(content).digest("hex")
    const file = { path: Readable.from([content]), sha256, bytes: content.length, name: fileName(path) ?? "file" }
    const id = await within(call, (tx) => keepWithCustomer(tx, call.context.by, call.context.config.dataDir, customer, file))
    if (call.json) call.answer({ id, sha256 })
    else call.print(id)
    return EXIT.done
  },
}

const list: Command<Context> = {
  name: "file list",
  words: "CUSTOMER",
  about: text.list,
  example: "file list C000123 --json",
  needs: "read",
  takes: 1,
  options: {},
  async run(call) {
    const customer = wordOf(call, 0, "MISSING_CUSTOMER")
    const files = (await within(call, async (tx) => loadCustomerFiles(tx, (await findCustomer(tx, customer)).id))).map(fileAnswer)
    if (call.json) call.answer({ files })
    else if (files.length === 0) call.print(text.none[call.lang])
    else for (const one of files) call.print(`${one.id}  ${one.at}  ${one.bytes}  ${plain(one.name)}  ${plain(one.by)}`)
    return EXIT.done
  },
}

const remove: Command<Context> = {
  name: "file remove",
  words: "CUSTOMER ID",
  about: text.remove,
  example: `file remove C000123 ${EXAMPLE}`,
  needs,
  takes: 2,
  options: {},
  async run(call) {
    const [customer, file] = [wordOf(call, 0, "MISSING_CUSTOMER"), wordOf(call, 1, "MISSING_CUSTOMER_FILE")]
    const id = await within(call, (tx) => setRemoved(tx, call.context.by, customer, file, true))
    if (call.json) call.answer({ id, removed: true })
    else call.print(text.removed[call.lang])
    return EXIT.done
  },
}

const back = (kind: "call" | "note"): Command<Context> => ({
  name: `${kind} take-back`,
  words: "ID",
  about: text.takeBack,
  example: `${kind} take-back ${EXAMPLE}`,
  needs,
  takes: 1,
  options: {},
  async run(call) {
    const id = await within(call, (tx) => takeBack(tx, call.context.by, call.words[0] ?? ""))
    if (call.json) call.answer({ id, takenBack: true })
    else call.print(text.takenBack[call.lang])
    return EXIT.done
  },
})

export const fileCommands = [add, list, remove, back("call"), back("note")]
