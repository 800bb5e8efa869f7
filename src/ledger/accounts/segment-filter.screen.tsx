/** A filter of lists: the segments there are, or nothing where there is none. */
import { useQuery } from "@tanstack/react-query"
import type { Segment } from "../../customer/segment/segment.ts"
import { question } from "../../shell/web/ask.screen.ts"
import { useCompany } from "../../shell/web/asked.screen.ts"
import { frameText } from "../../shell/web/frame.text.ts"
import { LANG } from "../../shell/web/lang.screen.ts"
import { accountsScreenText as text } from "./accounts-screen.text.ts"

export function SegmentFilter({ value, change }: { readonly value: string | undefined; change(segment: string | undefined): void }) {
  const { code, rights } = useCompany()
  const { data } = useQuery({ ...question<{ readonly segments: readonly Segment[] }>(code, "/segments"), enabled: rights.includes("read") })
  const names = (data?.segments ?? []).map(({ name }) => name)
  // What the address asks for stands there, whether or not it is known.
  const offered = value === undefined || names.includes(value) ? names : [value, ...names]
  if (offered.length === 0) return null
  return (
    <label>
      {text.segment[LANG]}
      <select value={value ?? ""} onChange={(event) => change(event.target.value || undefined)}>
        <option value="">{frameText.all[LANG]}</option>
        {offered.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
