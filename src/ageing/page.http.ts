/** The ageing as one plain page: a form, tables with captions, no script and nothing from another host. */
import { html, raw } from "hono/html"
import { type Cell, cellWriter, type Listing, LOCALES } from "../kernel/listing.ts"
import { LANGUAGES, type Language } from "../kernel/text.ts"
import type { Creditor } from "../shell/context.ts"
import { dimensionText, ageingText as text } from "./ageing.text.ts"
import { DIMENSIONS, type Dimension } from "./ageing.ts"

export const PAGE_STYLE = `:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fdfdfc;--line:#c9ced6;--soft:#5a626d;--accent:#1f5f8b}
@media (prefers-color-scheme:dark){:root{--ink:#e7e9ec;--paper:#15181c;--line:#3a414b;--soft:#a3abb6;--accent:#86c0ea}}
body{margin:2rem auto;padding:0 1.25rem;max-width:85rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;font-weight:600;margin:0 0 .25rem}
dl{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:0 0 1.5rem;color:var(--soft)}
dl div{display:flex;gap:.4rem}dd{margin:0;color:var(--ink)}
form{display:flex;flex-wrap:wrap;gap:1rem;align-items:end;margin:0 0 1.5rem}
label{display:grid;gap:.2rem;color:var(--soft)}
input,select,button{box-sizing:border-box;height:2.5rem;font:inherit;color:var(--ink);background:transparent;border:1px solid var(--line);border-radius:.25rem;padding:0 .6rem}
select option{color:#1b1f24;background:#fdfdfc}
button{border-color:var(--accent);color:var(--accent);cursor:pointer}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;justify-content:flex-end}nav p{margin:0}a[aria-current]{color:var(--ink);text-decoration:none}
a{color:var(--accent)}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9375rem}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{padding:.35rem .4rem;text-align:left;border-bottom:1px solid var(--line)}
th{font-weight:600}thead th{color:var(--soft);vertical-align:bottom}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.z{color:var(--soft)}
tfoot td{border-bottom:0;font-weight:600}tfoot tr:first-child td{border-top:1px solid var(--ink)}
@media (max-width:40rem){body{margin:1rem auto;padding:0 .75rem}th,td{padding:.35rem .3rem}}
@media print{:root{color-scheme:light;--ink:#000;--paper:#fff;--line:#bbb;--soft:#444}@page{size:A4 landscape;margin:12mm}body{margin:0;padding:0;max-width:none;font-size:9pt}table{font-size:8pt}th,td{padding:1.5pt 3pt}
nav,form{display:none}.wide{overflow:visible}tr{break-inside:avoid}tfoot{display:table-row-group}}`

type Asked = {
  readonly company: string
  /** Whether there are others to choose from. */
  readonly others: boolean
  readonly asOf: string
  readonly by: Dimension | null
  readonly lang: Language
}
const words = {
  day: { en: "Day", fr: "Jour", nl: "Dag", de: "Tag" },
  by: { en: "By", fr: "Par", nl: "Per", de: "Nach" },
  show: { en: "Show", fr: "Afficher", nl: "Tonen", de: "Anzeigen" },
  choose: { en: "Which company?", fr: "Quelle société ?", nl: "Welke vennootschap?", de: "Welches Unternehmen?" },
  back: { en: "To the start", fr: "Au début", nl: "Naar het begin", de: "Zum Anfang" },
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
  const current = (lang: Language) => (lang === asked.lang ? raw(' aria-current="true"') : "")
  const languages = LANGUAGES.map(
    (lang) => html`<a href="${link(lang)}" lang="${lang}" hreflang="${lang}"${current(lang)}>${lang.toUpperCase()}</a> `,
  )
  const others = html`<p><a href="/?lang=${asked.lang}">${words.choose[asked.lang]}</a></p>`
  const nav = html`<nav aria-label="${words.languages[asked.lang]}">${asked.others ? others : ""}<p>${languages}</p></nav>`
  return frame(
    asked.lang,
    `${listing.title} · ${asked.company}`,
    html`${nav}<main><h1>${listing.title}</h1><dl>${facts}</dl>
<form method="get" action="/"><input type="hidden" name="company" value="${asked.company}"><input type="hidden" name="lang" value="${asked.lang}">
<label>${words.day[asked.lang]}<input type="date" name="asOf" value="${asked.asOf}" required></label>
<label>${words.by[asked.lang]}<select name="by">${choice("", "–")}${DIMENSIONS.map((by) => choice(by, dimensionText[by][asked.lang]))}</select></label>
<button type="submit">${words.show[asked.lang]}</button></form>
${listing.columns.length === 0 ? "" : table(listing, asked.lang)}</main>`,
  )
}

function table({ title, columns, rows, sums }: Listing, lang: Language) {
  const write = cellWriter(lang)
  const place = columns.map((column) => raw(column.kind === "amount" || column.kind === "number" ? ' class="n"' : ""))
  // Nothing stands back, so that the eye finds what is open.
  const placed = (i: number, cell: Cell) => (columns[i]?.kind === "amount" && /^0(\.0+)?$/.test(String(cell)) ? raw(' class="n z"') : place[i])
  const cells = (row: Listing["rows"][number]) =>
    html`<tr>${columns.map((column, i) => html`<td${placed(i, row[i] ?? null)}>${write(row[i] ?? null, column.kind)}</td>`)}</tr>`
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

/** What a person's browser gets instead of the code that programs get. */
export const refusedPage = (said: string, lang: Language) =>
  frame(lang, text.title[lang], html`<main><h1>${text.title[lang]}</h1><p>${said}</p><p><a href="/?lang=${lang}">${words.back[lang]}</a></p></main>`)
