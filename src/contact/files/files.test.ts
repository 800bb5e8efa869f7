import { expect, test } from "vitest"
import { fileName } from "./files.ts"

test.each([
  ["order.pdf", "order.pdf"],
  ["../../etc/passwd", "passwd"],
  ["C:\\temp\\bon.xlsx", "bon.xlsx"],
  ["a\u0000\nb.pdf", "ab.pdf"],
  ["invoice\u202Efdp.exe", "invoicefdp.exe"],
  ["<img src=x onerror=alert(1)>.pdf", "<img src=x onerror=alert(1)>.pdf"],
  ["..", null],
  ["folder/", null],
  ["é".repeat(101), null],
])("a file called %j is kept as %j", (said, kept) => {
  expect(fileName(said)).toBe(kept)
})
