import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openControl } from '#store/control.ts'
import { createKey } from '#store/keys.ts'
import { type Programs, bundle, start } from '../support/programs.ts'
import { sendEvents } from '../support/senders.ts'
import { type TraceFinding, checkTrace } from '../support/trace.ts'

const traceable = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
if (!traceable) console.warn('strace is missing or not permitted: that the fsync precedes the answer is not checked.')

const folder = mkdtempSync(join(tmpdir(), 'onecount-trace-'))
let programs: Programs

beforeAll(async () => {
  programs = await bundle({
    collector: 'src/cli/collector.ts',
    'without-fsync': 'test/support/collector-without-fsync.ts',
  })
})
afterAll(() => {
  programs.remove()
  rmSync(folder, { recursive: true, force: true })
})

const requests = 40

/** Runs a collector under strace, sends requests one by one and then several at a time. */
async function trace(program: string): Promise<TraceFinding> {
  const data = join(folder, program)
  const output = join(folder, `${program}.trace`)
  const options = ['-f', '-yy', '-s', '64', '-o', output, '-e', 'trace=read,write,writev,pwrite64,fsync,fdatasync']
  const collector = await start<{ url: string; pid: number }>(
    ['strace', ...options, process.execPath, programs.path(program)],
    { ONECOUNT_DATA: data, ONECOUNT_COLLECT_PORT: '0' },
  )
  const control = await openControl(join(data, 'control.sqlite'))
  const { key } = await createKey(control, { name: 'x', kind: 'write', source: 'x', origins: [] }, Date.now())
  await control.destroy()
  const send = async (name: string, agent: Agent): Promise<void> => {
    const { status } = await sendEvents(collector.ready.url, key, [{ name: 'x', id: name }], agent)
    expect(status).toBe(200)
  }
  const alone = new Agent({ keepAlive: true, maxSockets: 1 })
  // a new key is seen within a second
  await expect
    .poll(
      () =>
        send('first', alone).then(
          () => true,
          () => false,
        ),
      { timeout: 5_000 },
    )
    .toBe(true)
  for (let n = 1; n < requests / 2; n += 1) await send(`a${n}`, alone)
  const crowd = new Agent({ keepAlive: true, maxSockets: 5 })
  await Promise.all(Array.from({ length: requests / 2 }, (_, n) => send(`b${n}`, crowd)))
  alone.destroy()
  crowd.destroy()
  process.kill(collector.ready.pid, 'SIGTERM')
  // strace ends with the process that it follows
  await collector.end('SIGCONT')
  return checkTrace(readFileSync(output, 'utf8'))
}

test.skipIf(!traceable)('every 2xx is written after the journal’s fsync has completed', async () => {
  const { answers, unsafe } = await trace('collector')
  expect(unsafe).toEqual([])
  expect(answers).toBe(requests)
})

test.skipIf(!traceable)('with the fsync taken out, the same check finds every answer unsafe', async () => {
  const { answers, unsafe } = await trace('without-fsync')
  expect(answers).toBe(requests)
  expect(unsafe).toHaveLength(requests)
})
