import { createServer } from "node:net"
import { Refused } from "../../kernel/result.ts"

/** Refuses PORT_TAKEN before anything else is started. */
export async function checkPort(port: number): Promise<void> {
  const probe = createServer()
  await new Promise<void>((free, taken) => {
    probe.once("error", (error: NodeJS.ErrnoException) => taken(new Refused(error.code === "EACCES" ? "PORT_FORBIDDEN" : "PORT_TAKEN", { port })))
    probe.listen(port, "127.0.0.1", () => probe.close(() => free()))
  })
}
