/** Who watches a server under test: nobody. */
import type { Watch } from "../src/shell/http/server.ts"
import { openMetrics } from "../src/shell/watch/metrics.ts"

export function watching(more: Partial<Watch> = {}): Watch {
  const metrics = openMetrics()
  return {
    hosts: [],
    log: { answered() {}, trouble() {}, event() {}, async close() {} },
    metrics,
    keeper: async () => null,
    metricsText: () => metrics.text(null),
    ...more,
  }
}
