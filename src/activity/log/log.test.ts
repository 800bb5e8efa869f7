import { describe, expect, it } from "vitest"
import { LANGUAGES } from "../../kernel/text.ts"
import { ACTS } from "../acts.ts"
import { actText, wordsOf } from "./acts.text.ts"
import { actsNamed, actsOf, amountOf } from "./log.ts"
import { readLogSearch } from "./log-search.ts"

describe("the words of the log", () => {
  it("no act lacks its words in any language, and none stands there that is never recorded", () => {
    expect(ACTS.filter((code) => LANGUAGES.some((lang) => !wordsOf(code)?.[lang].trim()))).toEqual([])
    const worded = Object.entries(actText).flatMap(([room, verbs]) => Object.keys(verbs).map((verb) => `${room}.${verb}`))
    expect(worded.filter((code) => !ACTS.includes(code))).toEqual([])
  })
  it("two acts do not read alike in one language", () => {
    for (const lang of LANGUAGES) {
      const said = ACTS.map((code) => wordsOf(code)![lang])
      expect(said.filter((words, i) => said.indexOf(words) !== i)).toEqual([])
    }
  })
})

describe("what is looked for", () => {
  it("is found by words without their accents, in the reader's language, or by the code", () => {
    expect(actsNamed("OUVERT litige", "fr")).toEqual(["dispute.opened", "dispute.shrunk"])
    expect(actsNamed("litige ouvert", "de")).toEqual([])
    expect(actsNamed("cle creee", "fr")).toEqual(["people.keyAdded"])
    expect(actsNamed("promise.ke", "nl")).toEqual(["promise.kept"])
  })
  it("an act or all of its room; nothing else", () => {
    expect(actsOf("dispute")).toEqual(["dispute.changed", "dispute.closed", "dispute.opened", "dispute.shrunk"])
    expect(actsOf("dispute.opened")).toEqual(["dispute.opened"])
    for (const none of ["disp", "dispute.", "", "constructor"]) expect(actsOf(none)).toBeNull()
  })
  it("an amount counts only with its currency", () => {
    expect(amountOf({ after: { amount: "12050", currency: "EUR" } })).toEqual({ minor: 12_050n, currency: "EUR" })
    for (const after of [null, {}, { amount: "1" }, { amount: "[text of 3]", currency: "EUR" }, { amount: null, currency: "EUR" }])
      expect(amountOf({ after })).toBeNull()
  })
  it("an address that says nonsense still opens the screen", () => {
    expect(readLogSearch({ from: "2026-02-30", kind: "robot", act: "a'b", subject: "customer", entry: "x", text: "Dubois" })).toEqual({
      subject: "customer",
      text: "Dubois",
    })
  })
})
