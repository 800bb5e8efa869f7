/** How screens ask the API: one request, its answer or its refusal in words; what was asked is remembered for a while (TanStack Query). */
import { QueryClient } from "@tanstack/react-query"
import { tieFrench } from "../../kernel/text.ts"
import { type Refusal, wordsOf } from "./forms/told.ts"
import { frameText as words } from "./frame.text.ts"
import { LANG } from "./lang.screen.ts"

/** A refusal of the API, in the person's words (problem+json). */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly figures: Readonly<Record<string, unknown>>
  constructor(status: number, told: Refusal & { readonly figures?: Readonly<Record<string, unknown>> }) {
    super(tieFrench(wordsOf(told) ?? String(status)))
    this.status = status
    this.code = told.code ?? ""
    this.figures = told.figures ?? {}
  }
}

type Sent = { readonly method?: string; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>>; readonly signal?: AbortSignal }
/** `T` is the wire's type of the room that answers. */
export const ask = async <T>(path: string, sent: Sent = {}): Promise<T> => (await askTagged<T>(path, sent)).body

/** With the tag of the state that was answered: what changes it says which one was seen. A file goes as it is. */
export async function askTagged<T>(
  path: string,
  { method = "GET", body, headers, signal }: Sent = {},
): Promise<{ readonly body: T; readonly tag: string }> {
  const answer = await fetch(path, {
    method,
    credentials: "same-origin",
    headers: {
      Accept: "application/json",
      "Accept-Language": LANG,
      ...(body === undefined ? {} : { "Content-Type": body instanceof Blob ? "application/octet-stream" : "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((error: Error) => {
    // What a browser says of a server that is away are words of its own.
    throw error instanceof TypeError ? new Error(words.unreachable[LANG]) : error
  })
  const text = await answer.text()
  const told = /json/.test(answer.headers.get("Content-Type") ?? "") && text !== "" ? (JSON.parse(text) as unknown) : {}
  if (!answer.ok) throw new Problem(answer.status, told as Refusal)
  return { body: told as T, tag: answer.headers.get("ETag") ?? "" }
}

type Params = Readonly<Record<string, string | number | undefined>>
/** An address of a company's API; what is not said is left out. */
export function addressOf(company: string, path: string, params: Params = {}): string {
  const said = Object.entries(params).flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, String(value)]]))
  const query = new URLSearchParams(said).toString()
  return `/api/companies/${encodeURIComponent(company)}${path}${query === "" ? "" : `?${query}`}`
}
/** What a screen asks of a company's books: the key of the memory and the question in one. */
export const question = <T>(company: string, path: string, params: Params = {}) => ({
  queryKey: [company, path, params] as const,
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => ask<T>(addressOf(company, path, params), { signal }),
})

export const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 20_000, retry: (times, error) => !(error instanceof Problem && error.status < 500) && times < 2 } },
})
