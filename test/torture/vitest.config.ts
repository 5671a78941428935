// Client libraries in real browsers against a collector that is killed: minutes, so not part of `npm test`.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['test/torture/*.long.ts'], pool: 'forks', testTimeout: 600_000, hookTimeout: 400_000 },
})
