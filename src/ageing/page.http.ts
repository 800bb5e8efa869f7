/** The ageing as one plain page: a form, tables with captions, no script and nothing from another host. */
import { html, raw } from "hono/html"
import { cellWriter, type Listing, LOCALES } from "../kernel/listing.ts"
import { LANGUAGES, type Language } from "../kernel/text.ts"
import type { Creditor } from "../shell/context.ts"
import { dimensionText, ageingText as text } from "./ageing.text.ts"
import { DIMENSIONS, type Dimension } from "./ageing.ts"

export const PAGE_STYLE = `:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fdfdfc;--line:#c9ced6;--soft:#5a626d;--accent:#1f5f8b}
@media (prefers-color-scheme:dark){:root{--ink:#e7e9ec;--paper:#15181c;--line:#3a414b;--soft:#a3abb6;--accent:#86c0ea}}
body{margin:2rem auto;padding:0 1.25rem;max-width:75rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;font-weight:600;margin:0 0 .25rem}
dl{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:0 0 1.5rem;color:var(--soft)}
dl div{display:flex;gap:.4rem}dd{margin:0;color:var(--ink)}
form{display:flex;flex-wrap:wrap;gap:1rem;align-items:end;margin:0 0 1.5rem}
label{display:grid;gap:.2rem;color:var(--soft);font-size:.9rem}
input,select,button{font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:.25rem;padding:.35rem .6rem;min-height:2.4rem}
select option{color:#1b1f24;background:#fdfdfc}
button{border-color:var(--accent);color:var(--accent);cursor:pointer}
a{color:var(--accent)}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{padding:.35rem .6rem;text-align:left;border-bottom:1px solid var(--line);white-space:nowrap}
th{font-weight:600}thead th{color:var(--soft);font-size:.9rem}
.n{text-align:right;font-variant-numeric:tabular-nums}tfoot td,tfoot th{border-bottom:0;border-top:1px solid var(--ink);font-weight:600}`

type Asked = { readonly company: string; readonly asOf: string; readonly by: Dimension | null; readonly lang: Language }
const words = {
  day: { en: "Day", fr: "Jour", nl: "Dag", de: "Tag" },
  by: { en: "By", fr: "Par", nl: "Per", de: "Nach" },
  show: { en: "Show", fr: "Afficher", nl: "Tonen", de: "Anzeigen" },
  choose: { en: "Which company?", fr: "Quelle société ?", nl: "Welke vennootschap?", de: "Welches Unternehmen?" },
  languages: { en: "Language", fr: "Langue", nl: "Taal", de: "Sprache" },
} as const

const frame = (lang: Language, title: string, body: unknown) => html`<!doctype html>
<html lang="${LOCALES[lang]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Encours</title><link rel="stylesheet" href="/ageing.css"></head><body>${body}</body></html>`

export function ageingPage(listing: Listing, asked: Asked) {
  const write = cellWriter(asked.lang)
  const link = (lang: Language) => `/?${new URLSearchParams({ company: asked.company, asOf: asked.asOf, by: asked.by ?? "", lang })}`
  const facts = listing.facts.map(([label, value, kind]) => html`<div><dt>${label}</dt><dd>${write(value, kind ?? "text")}</dd></div>`)
  const choice = (value: string, label: string) =>
    html`<option value="${value}"${value === (asked.by ?? "") ? raw(" selected") : ""}>${label}</option>`
  return frame(
    asked.lang,
    listing.title,
    html`<main><h1>${listing.title}</h1><dl>${facts}</dl>
<form method="get" action="/"><input type="hidden" name="company" value="${asked.company}"><input type="hidden" name="lang" value="${asked.lang}">
<label>${words.day[asked.lang]}<input type="date" name="asOf" value="${asked.asOf}" required></label>
<label>${words.by[asked.lang]}<select name="by">${choice("", "–")}${DIMENSIONS.map((by) => choice(by, dimensionText[by][asked.lang]))}</select></label>
<button type="submit">${words.show[asked.lang]}</button></form>
${listing.columns.length === 0 ? "" : table(listing, asked.lang)}</main>
<nav aria-label="${words.languages[asked.lang]}"><p>${LANGUAGES.map((lang) => html`<a href="${link(lang)}" lang="${lang}" hreflang="${lang}">${lang.toUpperCase()}</a> `)}</p></nav>`,
  )
}

function table({ title, columns, rows, sums }: Listing, lang: Language) {
  const write = cellWriter(lang)
  const place = columns.map((column) => raw(column.kind === "amount" || column.kind === "number" ? ' class="n"' : ""))
  const cells = (row: Listing["rows"][number]) =>
    html`<tr>${columns.map((column, i) => html`<td${place[i]}>${write(row[i] ?? null, column.kind)}</td>`)}</tr>`
  return html`<div class="wide" tabindex="0" role="region" aria-label="${title}"><table><caption>${title}</caption>
<thead><tr>${columns.map((column, i) => html`<th scope="col"${place[i]}>${column.title}</th>`)}</tr></thead>
<tbody>${rows.map(cells)}</tbody><tfoot>${sums.map(cells)}</tfoot></table></div>`
}

export function companiesPage(companies: readonly Creditor[], lang: Language) {
  return frame(
    lang,
    text.title[lang],
    html`<main><h1>${words.choose[lang]}</h1>
<ul>${companies.map((c) => html`<li><a href="/?${new URLSearchParams({ company: c.code, lang }).toString()}">${c.name}</a> (${c.code}, ${c.currency})</li>`)}</ul></main>`,
  )
}
