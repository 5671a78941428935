// How tests run: each file in a process of its own, because a process can open one engine folder; those of pure folders,
// which open none, share one.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const frame = {
  pool: 'forks',
  isolate: true,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // what is waited for may take its time on a busy machine
  expect: { poll: { timeout: 20_000 } },
} as const

const tests = ['src', 'test', 'web']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
  .filter((file) => /\.test\.tsx?$/.test(file))

const pure = tests.filter(
  (file) => /^(src\/(contract|util|stats|metrics|plan|print)|web\/src)\//.test(file) && !opensStore(file),
)

function isOfWeb(file: string): boolean {
  return file.startsWith('test/web/') && readFileSync(file, 'utf8').includes('openSample')
}

function opensStore(file: string): boolean {
  return readFileSync(file, 'utf8').includes('openTest')
}

export default defineConfig({
  test: {
    // one more than the two processors that are counted on: tests wait for disks, browsers and processes
    maxWorkers: 3,
    teardownTimeout: 20_000,
    projects: [
      { test: { ...frame, name: 'pure', include: pure, isolate: false } },
      { test: { ...frame, name: 'embedded', include: tests.filter((file) => !pure.includes(file) && !isOfWeb(file)) } },
      { test: { ...frame, name: 'web', include: tests.filter(isOfWeb), globalSetup: ['test/support/web-sample.ts'] } },
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
