import fc from "fast-check"
import { expect, test } from "vitest"
import { checkView, type NewView } from "./views.ts"

const NEW: NewView = { screen: "items", name: "Late", query: "", forTeam: false }

test.each([
  ["", "name"],
  ["  ", "name"],
  ["a\nb", "name"],
  ["x".repeat(81), "name"],
])("P61 a view called %j is refused by its field", (name, field) => {
  expect(checkView({ ...NEW, name })).toEqual({ ok: false, refusal: { code: "BAD_VIEW", field } })
})

test("P61 a view is the query of an address, its fields in order and without the day", () => {
  const checked = checkView({ ...NEW, name: " '; DROP TABLE people.view; -- ", query: "?side=debit&asOf=2026-01-01&lateFrom=31" })
  expect(checked).toEqual({ ok: true, value: { ...NEW, name: "'; DROP TABLE people.view; --", query: "lateFrom=31&side=debit" } })
  expect(checkView({ ...NEW, query: "order by 1;--=x" }).ok).toBe(false)
})

test("what a view keeps is read back as it was kept, whatever was looked for", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60, unit: "binary" }), (value) => {
      const query = new URLSearchParams({ search: value }).toString()
      const checked = checkView({ ...NEW, query })
      if (!checked.ok) throw new Error("refused")
      expect(new URLSearchParams(checked.value.query).get("search")).toBe(new URLSearchParams(query).get("search"))
      expect(checkView(checked.value)).toEqual(checked)
    }),
  )
})
