/** A guarded program that does what it is told, however badly (src/shell/guard.test.ts). */
import { readFileSync, writeFileSync } from "node:fs"
import { answerParent } from "../../src/shell/guarded.ts"

export type Errand = { readonly what: "answer" | "echo" | "loop" | "grow" | "heap" | "throw" | "write" | "read" | "babble"; readonly path?: string }

await answerParent(async (request, answer) => {
  const { what, path = "" } = request as Errand
  await answer.message({ environment: Object.keys(process.env), pid: process.pid })
  if (what === "echo") for (let i = 0; i < 200; i++) await answer.raw(`${i}`.padEnd(50_000))
  if (what === "babble") process.stdout.write("this is no frame")
  if (what === "throw") throw new Error("the reader fell over")
  if (what === "write") writeFileSync(path, "")
  if (what === "read") await answer.message({ length: readFileSync(path).length })
  while (what === "loop");
  const held: unknown[] = []
  while (what === "grow") held.push(Buffer.alloc(1 << 22, 1))
  while (what === "heap") held.push({ i: held.length, text: [held.length] })
})
