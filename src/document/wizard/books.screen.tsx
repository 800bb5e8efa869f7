/** What a file of books says of itself, and how what is open here ties to its accounts. */
import type { ReactNode } from "react"
import { useCompany } from "../../shell/web/asked.screen.ts"
import { Amount, writeCount, writeDay } from "../../shell/web/figures.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import type { ImportAnswer } from "../import.wire.ts"
import { REASONS } from "../totals/reasons.text.ts"
import { KIND_NAMES, wizardText as text } from "./imports-screen.text.ts"
import { TableBox } from "./table-box.screen.tsx"

export const Facts = ({ of }: { readonly of: readonly (readonly [string, ReactNode])[] }) => (
  <dl className="facts">
    {of.map(([name, value]) => (
      <div className="fact" key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

type BooksMapping = {
  readonly chart?: string
  readonly currency?: string
  readonly from?: string | null
  readonly to?: string | null
  readonly openings?: "items" | "known" | null
}
const CHARTS: Readonly<Record<string, string>> = { fr: "PCG (FR)", be: "PCMN / MAR (BE)", no: "NS 4102 (NO)" }
export function Books({ imports }: { readonly imports: readonly ImportAnswer[] }) {
  const first = imports[0]!
  const { chart, currency, from, to, openings } = (first.mapping ?? {}) as BooksMapping
  const { name, code } = useCompany()
  const { books } = first
  const facts: readonly (readonly [string, ReactNode])[] = [
    [text.company[LANG], `${name} (${code})`],
    [text.format[LANG], KIND_NAMES[first.kind]],
    ...(chart ? [[text.chart[LANG], CHARTS[chart] ?? chart] as const] : []),
    ...(from && to ? [[text.period[LANG], `${writeDay(from)} – ${writeDay(to)}`] as const] : []),
    ...(currency ? [[text.booksCurrency[LANG], currency] as const] : []),
    [text.booksLines[LANG], writeCount(first.rows)],
    ...(books
      ? [
          [text.booksEntries[LANG], writeCount(books.entries)] as const,
          ...(books.unbalanced > 0
            ? [
                [
                  text.unbalanced[LANG],
                  <b key="unbalanced" className="bad">
                    {writeCount(books.unbalanced)}
                  </b>,
                ] as const,
              ]
            : []),
          [text.debit[LANG], <Amount key="debit" of={books.debit} currency={currency} />] as const,
          [text.credit[LANG], <Amount key="credit" of={books.credit} currency={currency} />] as const,
        ]
      : []),
    ...(openings ? [[text.openings[LANG], openings === "items" ? text.openingsItems[LANG] : text.openingsKnown[LANG]] as const] : []),
  ]
  return (
    <>
      <p className="soft">{text.booksTeach[LANG]}</p>
      <div className="cards">
        <section className="card">
          <h2>{text.books[LANG]}</h2>
          <Facts of={facts} />
        </section>
      </div>
      <TieOut imports={imports} />
    </>
  )
}

/** What is open here against the accounts of the books, to the cent. */
export function TieOut({ imports }: { readonly imports: readonly ImportAnswer[] }) {
  const rows = imports.flatMap((i) => i.tieOut)
  if (rows.length === 0) return null
  return (
    <TableBox label={text.account[LANG]}>
      <thead>
        <tr>
          <th scope="col">{text.account[LANG]}</th>
          <th scope="col" className="figure">
            {text.inBooks[LANG]}
          </th>
          <th scope="col" className="figure">
            {text.openHere[LANG]}
          </th>
          <th scope="col" className="figure">
            {text.difference[LANG]}
          </th>
          <th scope="col">{text.because[LANG]}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ account, control, open, difference, because }) => (
          <tr key={account}>
            <th scope="row">{account}</th>
            <td className="figure">
              <Amount of={control} />
            </td>
            <td className="figure">
              <Amount of={open} />
            </td>
            <td className="figure">
              <Amount of={difference} />
            </td>
            <td>
              {because.map(({ code, amount }) => (
                <div key={code}>
                  {REASONS[code][LANG]} <Amount of={amount} />
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </TableBox>
  )
}
