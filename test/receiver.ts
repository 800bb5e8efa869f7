/** Somebody else's server that takes webhooks: it keeps what came and answers as it is told. */
import { createServer } from "node:http"

export type Came = { readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly message: Message }
export type Message = {
  readonly type: string
  readonly timestamp: string
  readonly data: {
    readonly company: string
    readonly act: string
    readonly subject: Readonly<Record<string, unknown>>
    readonly entries: readonly Readonly<Record<string, unknown>>[]
    readonly complete: boolean
  }
}
export type Receiver = { readonly url: string; readonly came: Came[]; answer: number; close(): void }

export async function openReceiver(): Promise<Receiver> {
  const came: Came[] = []
  const server = createServer(async (request, response) => {
    let body = ""
    for await (const part of request) body += part
    came.push({ headers: request.headers as Record<string, string>, body, message: JSON.parse(body) as Message })
    response.writeHead(receiver.answer, { Location: "http://127.0.0.1:1/" }).end(`answer ${receiver.answer}`)
  })
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready))
  const address = server.address()
  const receiver: Receiver = {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/hook`,
    came,
    answer: 204,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
  return receiver
}
