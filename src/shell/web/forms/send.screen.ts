/** Sends a change of the company from a form or a button: one request, its refusal in words, and everything shown is asked anew. */
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { addressOf, ask } from "../ask.screen.ts"
import { useCompany } from "../asked.screen.ts"
import { tell } from "../toast.screen.tsx"

export function useSend() {
  const { code } = useCompany()
  const remembered = useQueryClient()
  const [busy, setBusy] = useState(false)
  const send = <T>(path: string, body: object, then: (answer: T) => void) => {
    setBusy(true)
    ask<T>(addressOf(code, path), { method: "POST", body })
      .then(then)
      .catch((error: Error) => tell(error.message, { bad: true }))
      .finally(() => {
        setBusy(false)
        void remembered.invalidateQueries({ queryKey: [code] })
      })
  }
  return { send, busy }
}
