// How tests run: files follow one another in three processes, which read the product once. A process can have one engine
// folder open at a time, so each file closes what it opened.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// Folders of tests are kept in memory where there is room: engines and journals sync every write, and tests write much.
const memory = '/dev/shm'
if (!process.env['TMPDIR'] && existsSync(memory) && roomIn(memory) > 4 * 1024 ** 3) {
  // short: paths in it stand in lines of 80 columns
  const folder = mkdtempSync(join(memory, 'oc-'))
  process.env['TMPDIR'] = folder
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
}

const frame = {
  pool: 'forks',
  isolate: false,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // what is waited for may take its time on a busy machine
  expect: { poll: { timeout: 20_000 } },
} as const

const tests = ['src', 'test', 'web']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
  .filter((file) => /\.test\.tsx?$/.test(file))

// a process each: what libraries of others leave running there ends with it
const alone = tests.filter((file) => /^test\/(faults\/|flows\/dialects)/.test(file))
const pure = tests.filter(
  (file) => /^(src\/(contract|util|stats|metrics|plan|print)|web\/src)\//.test(file) && !opensStore(file),
)

function roomIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

function isOfWeb(file: string): boolean {
  return file.startsWith('test/web/') && readFileSync(file, 'utf8').includes('openSample')
}

function isOfEmbedded(file: string): boolean {
  return ![...pure, ...alone].includes(file) && !isOfWeb(file)
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
      { test: { ...frame, name: 'pure', include: pure } },
      { test: { ...frame, name: 'embedded', include: tests.filter(isOfEmbedded) } },
      { test: { ...frame, name: 'alone', include: alone, isolate: true } },
      { test: { ...frame, name: 'web', include: tests.filter(isOfWeb), globalSetup: ['test/support/web-sample.ts'] } },
      {
        // Tests that open a store on any engine run once more over ClickHouse's HTTP interface: for each kind of statement
        // (load, count, import, erase, each table that is asked) one or two that bind its parameters and read its rows.
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
