import { z } from "@hono/zod-openapi"
import { Hono } from "hono"
import { expect, test } from "vitest"
import { currency } from "../../kernel/money.ts"
import type { Refused } from "../../kernel/result.ts"
import { dayField, minorOf } from "./fields.ts"
import { misfitsOf } from "./misfit.ts"
import { problemResponse } from "./problem.ts"
import { httpRefusals } from "./refusal.text.ts"

const body = z.strictObject({ on: dayField, customer: z.string().min(1) })
const app = new Hono()
app.get("/", (c) => problemResponse(c, httpRefusals, misfitsOf(body.safeParse({ on: "31.2.2026", customer: 4, price: 1 }).error!)))
app.get("/amount", (c) => {
  try {
    return c.json(String(minorOf("1.234", currency("EUR"), "amount")))
  } catch (refused) {
    return problemResponse(c, httpRefusals, refused as Refused)
  }
})
const errorsIn = async (path: string) => ((await (await app.request(path)).json()) as { errors: { field: string; message: string }[] }).errors

test("P94 each field that does not fit is named in the asker's language, whoever words it", async () => {
  const said = Object.fromEntries(await Promise.all(["en", "fr", "nl", "de"].map(async (lang) => [lang, await errorsIn(`/?lang=${lang}`)] as const)))
  for (const errors of Object.values(said)) expect(errors.map(({ field }) => field)).toEqual(["on", "customer", "price"])
  expect(said.fr?.[0]?.message).toBe("Un jour comme 2026-06-30, de 1900 à 2199")
  for (const i of [0, 1, 2]) expect(new Set(Object.values(said).map((errors) => errors[i]?.message)).size).toBe(4)
  expect(await errorsIn("/amount?lang=de")).toEqual([{ field: "amount", code: "decimals", message: "1.234: kein Betrag in EUR" }])
})
