/** What a company says of itself besides its books: tabs, each brought by a room. */
import { type ComponentType, Suspense } from "react"
import type { Worded } from "../kernel/text.ts"
import { useAsked, useCompany } from "../shell/web/asked.screen.ts"
import { Head } from "../shell/web/frame.screen.tsx"
import { LANG } from "../shell/web/lang.screen.ts"
import { Skeleton } from "../shell/web/states.screen.tsx"
import { Here } from "../shell/web/ways/way.screen.tsx"
import { settingsText as text } from "./settings-screen.text.ts"

export type SettingsSection = { readonly key: string; readonly title: Worded; readonly needs: string; readonly Section: ComponentType }
type Search = { readonly tab?: string | undefined }

export function SettingsScreen({ sections }: { readonly sections: readonly SettingsSection[] }) {
  const company = useCompany()
  const [{ tab }] = useAsked<Search>()
  const open = sections.filter(({ needs }) => company.rights.includes(needs))
  const chosen = open.find(({ key }) => key === tab) ?? open[0]
  return (
    <>
      <Head title={text.title[LANG]} lead={company.name} />
      <nav className="tabs" aria-label={text.title[LANG]}>
        {open.map(({ key, title }) => (
          <Here<Search> key={key} change={{ tab: key === open[0]?.key && key !== tab ? undefined : key }}>
            {title[LANG]}
          </Here>
        ))}
      </nav>
      {chosen && (
        <Suspense key={chosen.key} fallback={<Skeleton />}>
          <div className="stack">
            <chosen.Section />
          </div>
        </Suspense>
      )}
    </>
  )
}
