/** A small file of the data folder for its owner's eyes: all of it under its name, or nothing. */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs"
import { fileTrouble } from "../trouble.ts"

export function writePrivately(path: string, text: string) {
  try {
    const aside = `${path}.new`
    const file = openSync(aside, "w", 0o600)
    writeSync(file, text)
    fsyncSync(file)
    closeSync(file)
    renameSync(aside, path)
  } catch (error) {
    throw fileTrouble(error, path)
  }
}
