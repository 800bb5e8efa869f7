/** The API described: the OpenAPI document, and the same as one page a person can read; neither asks any other host. */
import type { OpenAPIHono } from "@hono/zod-openapi"
import { Hono } from "hono"
import { html } from "hono/html"
import type { BlankEnv } from "hono/types"
import { REMEMBERED_HOURS } from "./idempotency.ts"

type Field = { readonly name: string; readonly in: string; readonly required?: boolean; readonly description?: string; readonly schema?: unknown }
type Operation = {
  readonly summary?: string
  readonly "x-needs"?: string
  readonly parameters?: readonly Field[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> }
  readonly responses: Readonly<
    Record<string, { readonly description?: string; readonly content?: Readonly<Record<string, { readonly schema: unknown }>> }>
  >
}
type Described = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> }

const STYLE = `
body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
h2{margin-top:2.5rem;font-size:1.05rem}code,pre{font-family:ui-monospace,monospace;font-size:.9em}
pre{overflow:auto;background:#f4f5f7;padding:.75rem;border-radius:.4rem}table{border-collapse:collapse;width:100%}
td,th{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #d9dce1}
summary{cursor:pointer}.method{text-transform:uppercase;font-weight:600}
@media(prefers-color-scheme:dark){body{color:#e6e8eb;background:#15181c}pre{background:#20242a}td,th{border-color:#343a42}a{color:#8ab4f8}}`

const SELF = {
  openapi: "3.1.0",
  info: { title: "Encours", version: "1", description: "Credit management. Amounts are decimal text, days ISO." },
} as const

export function describeApi(app: OpenAPIHono<BlankEnv>): Hono {
  const document = app.getOpenAPI31Document(SELF)
  return new Hono()
    .get("/api/openapi.json", (c) => c.json(document))
    .get("/api/page.css", (c) => c.body(STYLE, 200, { "Content-Type": "text/css; charset=utf-8" }))
    .get("/api", (c) => c.html(page(document as unknown as Described)))
}

function page(document: Described) {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Encours API</title><link rel="stylesheet" href="/api/page.css"></head><body>
<h1>Encours API</h1>
<p>For programs: <a href="/api/openapi.json">openapi.json</a>. Each request carries <code>Authorization: Bearer KEY</code>; a key is made by
<code>encours key add --role ROLE</code>. A refusal is <code>application/problem+json</code> with a stable <code>code</code>. What changes something takes an
<code>Idempotency-Key</code>: asked again with it within ${REMEMBERED_HOURS} hours, there is one effect and the same answer; later the same key is a new act.</p>
<ul>${operations.map(({ path, method }) => html`<li><a href="#${anchor(method, path)}"><span class="method">${method}</span> ${path}</a></li>`)}</ul>
${operations.map(({ path, method, operation }) => section(path, method, operation))}
</body></html>`
}

const anchor = (method: string, path: string) => `${method}${path.replaceAll(/[^A-Za-z]+/g, "-")}`

function section(path: string, method: string, operation: Operation) {
  const fields = operation.parameters ?? []
  const body = operation.requestBody && Object.entries(operation.requestBody.content)
  return html`<section><h2 id="${anchor(method, path)}"><span class="method">${method}</span> <code>${path}</code></h2>
<p>${operation.summary ?? ""}${operation["x-needs"] ? html`. Needs the right <code>${operation["x-needs"]}</code>.` : ""}</p>
${fields.length === 0 ? "" : html`<table><thead><tr><th>Field</th><th>In</th><th></th><th>Takes</th></tr></thead><tbody>${fields.map(row)}</tbody></table>`}
${(body ?? []).map(([type, { schema }]) => details(`Takes ${type}`, schema))}
${Object.entries(operation.responses).flatMap(([status, { description, content }]) =>
  Object.entries(content ?? {}).map(([type, { schema }]) => details(`${status} ${type}${status === "default" ? `: ${description}` : ""}`, schema)),
)}</section>`
}
const row = (field: Field) =>
  html`<tr><td><code>${field.name}</code></td><td>${field.in}</td><td>${field.required ? "required" : ""}</td><td>${field.description ?? ""} <code>${JSON.stringify(field.schema)}</code></td></tr>`
const details = (title: string, schema: unknown) => html`<details><summary>${title}</summary><pre>${JSON.stringify(schema, null, 2)}</pre></details>`
