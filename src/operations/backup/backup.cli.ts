import { Refused } from "../../kernel/result.ts"
import { type Command, EXIT } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import { readText } from "../../shell/options.ts"
import { readBackupLog } from "../log.job.ts"
import { readPassphrase } from "../passphrase.job.ts"
import { backedUp, faultsSaid, listed, backupText as text } from "./backup.text.ts"
import { runBackup } from "./run.job.ts"

export const PASSPHRASE_OPTION = { "passphrase-file": { type: "string", value: "FILE", about: text.passphrase } } as const

const backup: Command<Context> = {
  name: "backup",
  words: "FILE",
  about: text.backup,
  example: "backup /media/disk/encours-2026-11-22.backup --passphrase-file ~/.encours-passphrase",
  needs: "operate",
  takes: 1,
  options: { ...PASSPHRASE_OPTION, yes: { type: "boolean", about: text.yes } },
  async run({ context, values, words, lang, json, answer, print, note }) {
    const [file] = words
    if (file === undefined) throw new Refused("MISSING_BACKUP")
    const passphrase = await readPassphrase(readText(values, "passphrase-file"), process.env)
    const made = await runBackup(await context.instance("visitor"), file, {
      dataDir: context.config.dataDir,
      by: context.by,
      passphrase,
      replace: values.yes === true,
      planned: false,
      progress: () => {},
    })
    const { manifest } = made
    const { faults, ...vault } = manifest.vault
    if (json)
      answer({
        file: made.file,
        bytes: made.bytes,
        sha256: made.sha256,
        sealed: made.sealed,
        takenAt: manifest.takenAt,
        rows: made.rows,
        tables: manifest.tables.map(({ name, rows, sha256 }) => ({ name, rows, sha256 })),
        vault: { files: vault.files, bytes: vault.bytes },
        faults,
        seconds: made.seconds,
      })
    else print(backedUp[lang](made.file, made.rows, vault.files, made.bytes, made.seconds))
    if (!made.sealed) note(text.open[lang])
    if (faults.length === 0) return EXIT.done
    note(faultsSaid[lang](faults.length, faults[0]!.sha256))
    return EXIT.failed
  },
}

const SHOWN = 50

const list: Command<Context> = {
  name: "backup list",
  words: "",
  about: text.list,
  example: "backup list --json",
  needs: "operate",
  takes: 0,
  options: {},
  async run({ context, lang, json, answer, print }) {
    const entries = (await readBackupLog(context.config.dataDir)).reverse().slice(0, SHOWN)
    if (json) answer({ backups: entries })
    else if (entries.length === 0) print(text.none[lang])
    else for (const entry of entries) print(listed(entry, lang))
    return EXIT.done
  },
}

export const backupCommands = [backup, list]
