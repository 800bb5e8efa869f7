/** The API's files of a customer: sent, listed, fetched as they came, taken off the page. */
import { createHash } from "node:crypto"
import { Readable } from "node:stream"
import { z } from "@hono/zod-openapi"
import { findCustomer } from "../../customer/find.act.ts"
import { Refused } from "../../kernel/result.ts"
import { attachment } from "../../shell/http/attachment.ts"
import type { Api } from "../../shell/http/endpoint.ts"
import { fieldText } from "../../shell/http/misfit.text.ts"
import { says } from "../../shell/http/misfit.ts"
import { openFile, vaultFolder } from "../../shell/vault.ts"
import { keepWithCustomer, knownFile, setRemoved } from "./files.act.ts"
import { loadCustomerFiles } from "./files.store.ts"
import { fileName, MOST_FILE_BYTES } from "./files.ts"
import { fileAnswer, fileWire } from "./files.wire.ts"

const code = { code: z.string() }
export function fileEndpoints(api: Api, dataDir: string): void {
  api.read({
    path: "/customers/{code}/files",
    needs: "read",
    own: true,
    about: "The files kept with a customer, the newest first",
    params: code,
    answers: z.object({ files: z.array(fileWire) }),
    refuses: ["UNKNOWN_CUSTOMER"],
    run: async (tx, { path }) => ({ body: { files: (await loadCustomerFiles(tx, (await findCustomer(tx, path.code)).id)).map(fileAnswer) } }),
  })
  api.handle({
    method: "post",
    path: "/customers/{code}/files",
    status: 200,
    takes: "application/octet-stream",
    needs: "tell",
    own: true,
    about: "Keeps a file with a customer, 25 MB at most; it is given back as it came, never shown",
    params: code,
    query: {
      name: z
        .string()
        .min(1)
        .max(400)
        .refine((said) => fileName(said) !== null, says(fieldText.fileName)),
    },
    answers: z.object({ id: z.uuid(), sha256: z.string() }),
    refuses: ["UNKNOWN_CUSTOMER", "FILE_EMPTY", "FILE_TOO_LARGE", "DISK_FULL"],
    async run(_, { books, caller, path, query }, c) {
      const { bytes, sha256, chunks } = await receive(c.req.raw.body)
      const file = { path: Readable.from(chunks), sha256, bytes, name: fileName(query.name)! }
      const id = await books.inCompany(caller.company.id, (tx) => keepWithCustomer(tx, caller.by, dataDir, path.code, file))
      return c.json({ id, sha256 }, 200, { "Cache-Control": "no-store" })
    },
  })
  api.handle({
    method: "get",
    path: "/customers/{code}/files/{file}/content",
    status: 200,
    gives: "application/octet-stream",
    needs: "read",
    own: true,
    about: "A file of a customer, byte for byte, to be saved: no browser shows it",
    params: { ...code, file: z.uuid() },
    answers: z.unknown(),
    refuses: ["UNKNOWN_CUSTOMER", "UNKNOWN_FILE", "FILE_MISSING", "FILE_DAMAGED"],
    async run(_, { books, caller, path }) {
      const file = await books.inCompany(caller.company.id, (tx) => knownFile(tx, path.code, path.file))
      return attachment(file.name, file.bytes, openFile(vaultFolder(dataDir, caller.company.id), file.sha256))
    },
  })
  api.change({
    method: "post",
    path: "/customers/{code}/files/{file}/remove",
    status: 200,
    needs: "chase",
    own: true,
    about: "Takes a file off the customer's page, or puts it back; the vault keeps it until the customer is erased",
    params: { ...code, file: z.uuid() },
    body: { removed: z.boolean().default(true) },
    answers: z.object({ id: z.uuid(), removed: z.boolean() }),
    refuses: ["UNKNOWN_CUSTOMER", "UNKNOWN_FILE"],
    run: async (tx, { caller, path, body: { removed } }) => ({
      body: { id: await setRemoved(tx, caller.by, path.code, path.file, removed), removed },
    }),
  })
}

/** A body in memory, refused as soon as it is too long. */
async function receive(body: ReadableStream<Uint8Array> | null) {
  const hash = createHash("sha256")
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const part of body ?? []) {
    const chunk = Buffer.from(part)
    bytes += chunk.length
    if (bytes > MOST_FILE_BYTES) throw new Refused("FILE_TOO_LARGE", { mostMb: MOST_FILE_BYTES / 1_048_576 })
    hash.update(chunk)
    chunks.push(chunk)
  }
  return { bytes, sha256: hash.digest("hex"), chunks }
}
