// How tests run: each file in a process of its own, because a process can open one engine folder.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const frame = {
  pool: 'forks',
  isolate: true,
  testTimeout: 60_000,
  hookTimeout: 60_000,
} as const

const tests = ['src', 'test', 'web']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
  .filter((file) => /\.test\.tsx?$/.test(file))

export default defineConfig({
  test: {
    maxWorkers: 2,
    teardownTimeout: 20_000,
    projects: [
      { test: { ...frame, name: 'embedded', include: tests } },
      {
        // whatever opens a store on any engine, once more over ClickHouse's HTTP interface
        test: {
          ...frame,
          name: 'over http',
          include: tests.filter((file) => readFileSync(file, 'utf8').includes('openTestStore()')),
          globalSetup: ['test/support/clickhouse-server.ts'],
        },
      },
    ],
  },
})
