import { z } from "zod"
import { isCurrency } from "../kernel/money.ts"
import { type Field, fieldNamed } from "./columns.ts"

const texts = z.record(z.string(), z.string().min(1))
const KINDS = ["invoice", "creditNote", "payment", "deposit", "refund", "writeOff"] as const

/** Fields may be named as in the program or as one would write a header: "invoiceDate" and "échéance" are understood. */
const columns = z.record(z.string(), z.string().min(1).nullable()).transform((said, context) => {
  const known: Partial<Record<Field, string | null>> = {}
  for (const [name, header] of Object.entries(said)) {
    const field = fieldNamed(name)
    if (field === null) context.addIssue({ code: "custom", message: "MAP_FIELD_UNKNOWN", path: [name] })
    else known[field] = header
  }
  return known
})

/** The `--map FILE`. */
export const mappingWire = z.strictObject({
  layout: z.string().nullable().default(null),
  columns: columns.default({}),
  customer: z
    .strictObject({ trimZeros: z.boolean().default(false), join: texts.default({}), apart: z.array(z.string().min(1)).default([]) })
    .default({ trimZeros: false, join: {}, apart: [] }),
  company: texts.default({}),
  decimal: z.enum([".", ","]).nullable().default(null),
  dateOrder: z.enum(["dmy", "mdy", "ymd"]).nullable().default(null),
  currency: z.string().refine(isCurrency, "not a currency code of ISO 4217").nullable().default(null),
  types: z.record(z.string(), z.enum(KINDS)).default({}),
  creditSign: z.enum(["negative", "positive"]).nullable().default(null),
  sides: z.record(z.string(), z.enum(["debit", "credit"])).default({}),
  skip: z.record(z.string(), z.array(z.string())).default({}),
})
