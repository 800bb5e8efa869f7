/** The API's view of the vault: the files kept as they were received. */
import { z } from "@hono/zod-openapi"
import { Refused } from "../kernel/result.ts"
import { attachment } from "../shell/http/attachment.ts"
import type { Api } from "../shell/http/endpoint.ts"
import { cutPage, nextWire, pageFields, readCursor } from "../shell/http/fields.ts"
import { openFile, vaultFolder } from "../shell/vault.ts"
import { loadFiles } from "./evidence.store.ts"

const fileWire = z.object({
  id: z.uuid(),
  sha256: z.string(),
  bytes: z.string(),
  mediaType: z.string(),
  name: z.string().nullable(),
  source: z.string(),
  act: z.uuid(),
  at: z.string(),
})

export function evidenceEndpoints(api: Api, dataDir: string): void {
  api.read({
    path: "/evidence",
    needs: "read",
    about: "The files kept as they were received, newest first",
    query: pageFields,
    answers: z.object({ files: z.array(fileWire), next: nextWire }),
    async run(tx, { query }) {
      const found = await loadFiles(tx, query.limit + 1, null, readCursor(query.cursor, z.tuple([z.uuid()]))?.[0])
      const { rows, next } = cutPage(found, query.limit, ({ id }) => [id])
      return { body: { files: rows.map((file) => ({ ...file, bytes: file.bytes.toString() })), next } }
    },
  })
  api.handle({
    method: "get",
    path: "/evidence/{id}/content",
    status: 200,
    gives: "application/octet-stream",
    needs: "read",
    about: "A kept file, byte for byte, by its id or SHA-256; a changed one is not handed out",
    params: { id: z.string() },
    answers: z.unknown(),
    refuses: ["UNKNOWN_EVIDENCE", "FILE_MISSING", "FILE_DAMAGED"],
    async run(db, { caller, path }) {
      const [file] = await db.inCompany(caller.company.id, (tx) => loadFiles(tx, 1, path.id.toLowerCase()))
      if (!file) throw new Refused("UNKNOWN_EVIDENCE", { sought: path.id, company: caller.company.code })
      const bytes = openFile(vaultFolder(dataDir, caller.company.id), file.sha256)
      return attachment(file.name ?? file.id, file.bytes, bytes, { ETag: `"${file.sha256}"` })
    },
  })
}
