/** The API described: the OpenAPI document, and the same as one page a person can read; neither asks any other host. */
import type { OpenAPIHono } from "@hono/zod-openapi"
import { Hono } from "hono"
import { html } from "hono/html"
import type { BlankEnv } from "hono/types"
import { REMEMBERED_HOURS } from "./idempotency.ts"

type Schema = {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly string[]
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly pattern?: string
}
type Field = {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema?: Schema
}
type Operation = {
  readonly summary?: string
  readonly "x-needs"?: string
  readonly "x-own"?: string
  readonly parameters?: readonly Field[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> }
  readonly responses: Readonly<
    Record<string, { readonly description?: string; readonly content?: Readonly<Record<string, { readonly schema: unknown }>> }>
  >
}
type Message = { readonly summary?: string; readonly description?: string; readonly requestBody?: Operation["requestBody"] }
type Described = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly webhooks?: Readonly<Record<string, Readonly<Record<string, Message>>>>
}
type WhoMay = (right: string) => readonly string[]

const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--quiet:#5a626c;--line:#d9dce1;--box:#f4f5f7;--link:#0b57a4}
@media(prefers-color-scheme:dark){:root{--ink:#e6e8eb;--paper:#15181c;--quiet:#a3abb5;--line:#343a42;--box:#20242a;--link:#8ab4f8}}
body{font:15px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
a{color:var(--link)}h2{margin-top:2.5rem;font-size:1.25rem}h3{margin:2.5rem 0 .25rem;font-size:1.05rem;scroll-margin-top:1rem}section p{margin:.25rem 0 .75rem}
code,pre{font-family:ui-monospace,monospace;font-size:.9em}pre{overflow:auto;background:var(--box);padding:.75rem;border-radius:.4rem;overflow-wrap:normal}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--line)}
.fields td:nth-child(2){white-space:nowrap}summary{cursor:pointer}.method{text-transform:uppercase;font-weight:600}.quiet{color:var(--quiet)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dt{font-weight:600}dd{margin:0}
@media(max-width:40rem){dl,tr,td{display:block}thead{display:none}td{border:0;padding:0}tr{padding:.4rem 0;border-bottom:1px solid var(--line)}
.fields td:nth-child(-n+2){display:inline}dd{margin-bottom:.5rem}}`

const SELF = {
  openapi: "3.1.0",
  info: { title: "Encours", version: "1", description: "Credit management. Amounts are decimal text, days ISO." },
} as const

/** `whoMay` names the roles that have a right. */
export function describeApi(app: OpenAPIHono<BlankEnv>, whoMay: WhoMay): Hono {
  const document = app.getOpenAPI31Document(SELF)
  return new Hono()
    .get("/api/openapi.json", (c) => c.json(document))
    .get("/api/page.css", (c) => c.body(STYLE, 200, { "Content-Type": "text/css; charset=utf-8" }))
    .get("/api", (c) => c.html(page(document as unknown as Described, whoMay, new URL(c.req.url).origin)))
}

function page({ paths, webhooks }: Described, whoMay: WhoMay, origin: string) {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const messages = Object.values(webhooks ?? {}).flatMap((methods) => Object.values(methods))
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Encours API</title><link rel="stylesheet" href="/api/page.css"></head><body>
<h1>Encours API</h1>
${introduction(origin)}
<h2>What can be asked</h2>
<table class="index"><tbody>${operations.map(
    ({ path, method, operation }) =>
      html`<tr><td><a href="#${anchor(method, path)}"><span class="method">${method}</span> <code>${short(path)}</code></a></td><td>${operation.summary ?? ""}</td></tr>`,
  )}</tbody></table>
<p>Each below <code>/api/companies/{company}</code>.${messages.length === 0 ? "" : html` What the server sends by itself: <a href="#messages">webhooks</a>.`}</p>
${operations.map(({ path, method, operation }) => section(path, method, operation, whoMay))}
${messages.length === 0 ? "" : html`<h2 id="messages">What webhooks are told</h2>${messages.map(message)}`}
</body></html>`
}

const introduction = (origin: string) => html`<p>The same for programs: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<pre>KEY=enc_…                     # encours key add --role creditManager
curl ${origin}/api/companies/ACME/ageing -H "Authorization: Bearer $KEY"

curl ${origin}/api/companies/ACME/entries -H "Authorization: Bearer $KEY" \\
  -H "Content-Type: application/json" -H "Idempotency-Key: invoice-F-1001" \\
  -d '{"entries":[{"kind":"invoice","number":"F-1001","customer":"C001",
       "amount":"1250.00","on":"2026-11-02","dueOn":"2026-12-02"}]}'

curl "${origin}/api/companies/ACME/imports?name=sales.csv" -H "Authorization: Bearer $KEY" \\
  -H "Content-Type: application/octet-stream" --data-binary @sales.csv</pre>
<dl>
<dt>Key</dt><dd><code>Authorization: Bearer KEY</code>. It acts for one company, in a role; <code>{company}</code> is that company's code. Below, each place names the right it needs and the roles that have it.</dd>
<dt>Values</dt><dd>Amounts are decimal text in the currency's own digits (<code>"1250.00"</code>), days <code>YYYY-MM-DD</code>, instants with their offset. Fields nobody described are refused.</dd>
<dt>Once</dt><dd><code>Idempotency-Key</code> on what changes something: asked again within ${REMEMBERED_HOURS} hours with the same key and body, one effect and the same answer (<code>Idempotency-Replayed: true</code>); later the same key is a new act.</dd>
<dt>Changes</dt><dd>Where two people could overwrite each other the answer bears an <code>ETag</code>; send it back as <code>If-Match</code>. Without it 428; changed meanwhile 412, with what is there now.</dd>
<dt>Pages</dt><dd>Lists take <code>limit</code> and answer <code>next</code>: pass it on as <code>cursor</code>; <code>null</code> is the last page.</dd>
<dt>Files</dt><dd>A file is sent as the body; the answer names a job, and <code>/jobs/{id}</code> says how far it is and what came of it.</dd>
<dt>Refusals</dt><dd><code>application/problem+json</code>: the <code>code</code> is stable, <code>figures</code> hold its values, <code>detail</code> is in your language (<code>lang=</code> in the address, else <code>Accept-Language</code>: en, fr, nl, de).</dd>
</dl>`

const short = (path: string) => path.replace("/api/companies/{company}", "") || "/"
const anchor = (method: string, path: string) => `${method}${path.replaceAll(/[^A-Za-z]+/g, "-")}`
/** The company's code and the language are the same everywhere: the introduction says them. */
const EVERYWHERE = ["company", "lang"]

function section(path: string, method: string, operation: Operation, whoMay: WhoMay) {
  const fields = (operation.parameters ?? []).filter(({ name }) => !EVERYWHERE.includes(name))
  const body = operation.requestBody && Object.entries(operation.requestBody.content)
  const [needs, own] = [operation["x-needs"], operation["x-own"]]
  return html`<section><h3 id="${anchor(method, path)}"><span class="method">${method}</span> <code>${path}</code></h3>
<p>${operation.summary ?? ""}${
    needs
      ? html`. <span class="quiet">Needs the right <code>${needs}</code>: ${whoMay(needs).join(", ")}.${
          own
            ? html` Of their own customers: ${whoMay(own)
                .filter((role) => !whoMay(needs).includes(role))
                .join(", ")}.`
            : ""
        }</span>`
      : ""
  }</p>
${fields.length === 0 ? "" : html`<table class="fields"><thead><tr><th>Field</th><th>In</th><th>Takes</th></tr></thead><tbody>${fields.map(row)}</tbody></table>`}
${(body ?? []).map(([type, { schema }]) => details(`Takes ${type}`, schema))}
${Object.entries(operation.responses).flatMap(([status, { description, content }]) =>
  Object.entries(content ?? {}).map(([type, { schema }]) =>
    details(status === "default" ? `Refuses as ${type}: ${description}` : `Answers ${status} ${type}`, schema),
  ),
)}</section>`
}
const message = ({ summary, description, requestBody }: Message) => html`<section><p>${summary ?? ""}. ${description ?? ""}</p>
${Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => details(`Sends ${type}`, schema))}</section>`
const row = ({ name, in: place, required, description, schema }: Field) =>
  html`<tr><td><code>${name}</code> </td><td>${place}${required ? ", required" : ""}</td><td>${description ? `${description} ` : ""}<span class="quiet">${takes(schema ?? {})}</span></td></tr>`

/** A field's schema in few words. */
function takes({ type, format, enum: choices, default: usual, minimum, maximum, maxLength, pattern }: Schema): string {
  const kind = choices ? choices.join(" | ") : (format ?? (pattern ? `text ${pattern}` : [type ?? "any"].flat().join(" or ")))
  const between = minimum === undefined && maximum === undefined ? "" : `, ${minimum ?? "…"} to ${maximum ?? "…"}`
  return `${kind}${between}${maxLength === undefined ? "" : `, at most ${maxLength} characters`}${usual === undefined ? "" : `; else ${usual}`}`
}
const details = (title: string, schema: unknown) => html`<details><summary>${title}</summary><pre>${JSON.stringify(schema, null, 2)}</pre></details>`
