/** A button that takes a text along, and says that it did. */
import { frameText as text } from "../frame.text.ts"
import { LANG } from "../lang.screen.ts"
import { tell } from "../toast.screen.tsx"

export function CopyButton({ of }: { readonly of: string }) {
  const copy = () =>
    navigator.clipboard.writeText(of).then(
      () => tell(text.copied[LANG]),
      (error: Error) => tell(error.message, { bad: true }),
    )
  return (
    <button type="button" onClick={() => void copy()}>
      {text.copy[LANG]}
    </button>
  )
}
