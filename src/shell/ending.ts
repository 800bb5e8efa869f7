/** What a program must put in order before it dies of a signal that nothing else in it handles: Ctrl-C in the middle of a command. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const
const pending = new Set<() => Promise<void>>()

/** Registers a last act; what comes back takes it out again. */
export function beforeDeath(act: () => Promise<void>): () => void {
  if (pending.size === 0) for (const signal of SIGNALS) process.on(signal, die)
  pending.add(act)
  return () => {
    pending.delete(act)
    if (pending.size === 0) for (const signal of SIGNALS) process.off(signal, die)
  }
}

function die(signal: NodeJS.Signals) {
  // Somebody else decides what this signal means here: the server, which ends everything in its own order.
  if (process.listenerCount(signal) > 1) return
  void Promise.allSettled([...pending].map((act) => act())).then(() => {
    for (const each of SIGNALS) process.off(each, die)
    process.kill(process.pid, signal)
  })
}
