import { open, rm } from "node:fs/promises"
import { plain } from "../kernel/listing.ts"
import { Refused } from "../kernel/result.ts"
import { type Command, EXIT } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import { limitText } from "../shell/options.text.ts"
import { LIMIT_OPTION, readLimit, upTo } from "../shell/options.ts"
import { errorCode, errorLine } from "../shell/trouble.ts"
import { openFile, vaultFolder } from "../shell/vault.ts"
import { loadFiles } from "./evidence.store.ts"
import { evidenceText as text, written } from "./evidence.text.ts"

const list: Command<Context> = {
  name: "evidence list",
  words: "",
  about: text.list,
  example: "evidence list --json",
  needs: "read",
  takes: 0,
  options: LIMIT_OPTION,
  async run({ context, json, answer, print, note, lang, values }) {
    const most = readLimit(values)
    const company = await context.company()
    const { shown: files, more } = upTo(await (await context.database()).inCompany(company.id, (tx) => loadFiles(tx, most + 1)), most)
    if (json) answer({ more, files: files.map((file) => ({ ...file, bytes: Number(file.bytes) })) })
    else if (files.length === 0) print(text.none[lang])
    else
      for (const f of files)
        print(`${f.id}  ${f.at}  ${f.source.padEnd(8)} ${f.sha256.slice(0, 12)}…  ${f.name === null ? text.erased[lang] : plain(f.name)}`)
    if (more && !json) note(limitText.more[lang])
    return EXIT.done
  },
}

const get: Command<Context> = {
  name: "evidence get",
  words: "ID|SHA256 --out FILE",
  about: text.get,
  example: "evidence get 0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa --out received.csv",
  needs: "read",
  takes: 1,
  options: { out: { type: "string", value: "FILE", about: text.out } },
  async run({ context, values, words, json, answer, print, lang }) {
    const [sought] = words
    const { out } = values
    if (sought === undefined) throw new Refused("MISSING_EVIDENCE")
    if (typeof out !== "string") throw new Refused("MISSING_OPTION", { option: "out" })
    const company = await context.company()
    const [file] = await (await context.database()).inCompany(company.id, (tx) => loadFiles(tx, 1, sought.toLowerCase()))
    if (!file) throw new Refused("UNKNOWN_EVIDENCE", { sought, company: company.code })
    await writeOut(vaultFolder(context.config.dataDir, company.id), file.sha256, out)
    if (json) answer({ id: file.id, sha256: file.sha256, bytes: Number(file.bytes), out })
    else print(written[lang](out, String(file.bytes)))
    return EXIT.done
  },
}

/** A file that turns out to be damaged is not handed over: what was written of it goes again. */
async function writeOut(folder: string, sha256: string, out: string): Promise<void> {
  const impossible = (error: unknown) => (error instanceof Refused ? error : new Refused("OUT_IMPOSSIBLE", { file: out, why: errorLine(error) }))
  const file = await open(out, "wx").catch((error: unknown) => {
    throw errorCode(error) === "EEXIST" ? new Refused("OUT_EXISTS", { file: out }) : impossible(error)
  })
  try {
    for await (const chunk of openFile(folder, sha256)) await file.appendFile(chunk)
    await file.sync()
  } catch (error) {
    await rm(out, { force: true })
    throw impossible(error)
  } finally {
    await file.close()
  }
}

export const evidenceCommands = [list, get]
