// How tests run: each file in a process of its own, because a process can open one engine folder.
import { defineConfig } from 'vitest/config'

const frame = {
  pool: 'forks',
  isolate: true,
  testTimeout: 60_000,
  hookTimeout: 60_000,
} as const

export default defineConfig({
  test: {
    maxWorkers: 2,
    teardownTimeout: 20_000,
    projects: [
      {
        test: {
          ...frame,
          name: 'embedded',
          // the other project's server is in the environment of both
          env: { CLICKHOUSE_URL: '' },
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.ts', 'web/**/*.test.{ts,tsx}'],
        },
      },
      {
        // the tests of whatever speaks SQL, once more over ClickHouse's HTTP interface
        test: {
          ...frame,
          name: 'clickhouse over http',
          include: ['src/{store,count,ask,import}/**/*.test.ts'],
          globalSetup: ['test/support/clickhouse-server.ts'],
        },
      },
    ],
  },
})
