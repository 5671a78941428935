import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { build } from '../../scripts/build.js'
import { type Part, processesOn } from '../support/processes.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-supervisor-'))
const main = join(import.meta.dirname, '..', '..', 'dist', 'main.js')

beforeAll(() => build(), 120_000)
// whatever a test that failed left behind
afterEach(() => processesOn(folder).forEach(({ pid }) => process.kill(pid, 'SIGKILL')))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const living = (): Part[] => processesOn(folder).map(({ part }) => part)

// moments of a part's start: its process is there, its program is being read, it opens the data folder
test.each([
  ['collector', 0],
  ['server', 0],
  ['server', 300],
  ['server', 600],
] as const)('a supervisor killed %s + %i ms into the start leaves no process behind', async (part, ms) => {
  const up = spawn(process.execPath, [main, 'up'], {
    env: { ...process.env, ONECOUNT_DATA: folder, ONECOUNT_PORT: '0', ONECOUNT_COLLECT_PORT: '0' },
    stdio: 'ignore',
  })
  const ended = once(up, 'exit')
  await expect.poll(living, { timeout: 20_000, interval: 20 }).toContain(part)
  await new Promise((resolve) => setTimeout(resolve, ms))
  up.kill('SIGKILL')
  await ended
  await expect.poll(living, { timeout: 20_000 }).toEqual([])
})
