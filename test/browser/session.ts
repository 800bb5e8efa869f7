/** A person who signed in, for journeys: set up as the owner of the server's companies, with the cookies of a real session. */
import type { Browser, BrowserContextOptions } from "playwright-core"
import type { ServedApi } from "../api.ts"

export const PERSON = { name: "Claire Leroy", email: "claire@example.org", password: "correct horse battery" }
export type Look = { readonly language?: string; readonly theme?: string; readonly density?: string }
export type Session = {
  readonly url: string
  /** What a browser of this person brings along. */
  readonly signedIn: Pick<BrowserContextOptions, "storageState">
  wear(look: Look): Promise<void>
  close(): Promise<void>
}

export async function openSession({ url }: ServedApi, browser: Browser): Promise<Session> {
  const context = await browser.newContext()
  const send = async (method: "POST" | "PATCH", path: string, data: object) => {
    const answer = await context.request.fetch(`${url}${path}`, { method, data, headers: { Origin: url } })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  }
  await send("POST", "/api/setup", { person: PERSON, language: "fr" })
  await send("POST", "/api/auth/sign-in/email", { email: PERSON.email, password: PERSON.password })
  await send("PATCH", "/api/me", { theme: "system" })
  return {
    url,
    signedIn: { storageState: await context.storageState() },
    wear: (look) => send("PATCH", "/api/me", look),
    close: () => context.close(),
  }
}
