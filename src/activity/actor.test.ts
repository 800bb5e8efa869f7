import { expect, test } from "vitest"
import { LANGUAGES } from "../kernel/text.ts"
import { wordActor } from "./actor.text.ts"
import { whoOf } from "./log/log-listing.ts"

test("who acted is said in the reader's language: the program by what it does, persons and keys by their names", () => {
  for (const ours of ["system", "chase", "webhook", "backup"])
    for (const lang of LANGUAGES) expect(wordActor(ours, lang), `${ours} ${lang}`).not.toBe(ours)
  expect(wordActor("Camille Exemple", "fr")).toBe("Camille Exemple")
  expect(wordActor("constructor", "fr")).toBe("constructor")
  expect(whoOf({ kind: "job", by: "chase", onBehalfOf: null }, "de")).toBe("Tägliche Verfolgung")
  expect(whoOf({ kind: "system", by: "root", onBehalfOf: null }, "fr")).toBe("root (Ligne de commande)")
  expect(whoOf({ kind: "person", by: "chase", onBehalfOf: "Noor" }, "fr")).toBe("chase → Noor")
})
