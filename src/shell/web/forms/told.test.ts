import { expect, test } from "vitest"
import { wordsOf } from "./told.ts"

test.each([
  [{ detail: "There is no customer “X”. encours customers --search TEXT finds them." }, "There is no customer “X”."],
  [{ detail: "Too much is disputed. Look at its disputes: encours dispute list." }, "Too much is disputed."],
  [{ detail: "Name the file: --map FILE." }, "Name the file: --map FILE."],
  [{ detail: "Encours is young. Ask again." }, "Encours is young. Ask again."],
  [
    { detail: "It does not fit; “errors” names each field.", errors: [{ message: "Above zero" }, { message: "A day" }, { message: "A day" }] },
    "Above zero · A day",
  ],
  [{ code: "DATABASE_RESTARTING" }, "DATABASE_RESTARTING"],
  [{}, undefined],
])("of %j a screen says %j", (refusal, said) => expect(wordsOf(refusal)).toBe(said))
