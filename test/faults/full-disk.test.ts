import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openControl } from '#store/control.ts'
import { openJournalReader } from '#store/journal.ts'
import { createKey } from '#store/keys.ts'
import { type Programs, type Running, bundle, start } from '../support/programs.ts'
import { type Answered, sendEvents } from '../support/senders.ts'

const disks = mkdtempSync(join(tmpdir(), 'onecount-disks-'))
const mountable = mountDisk('trial') !== undefined
if (!mountable) console.warn('Mounting a small disk is not permitted: the full disk is not tested.')

/** A disk of 24 MB; undefined where mounting is not permitted. */
function mountDisk(name: string): string | undefined {
  const disk = join(disks, name)
  mkdirSync(disk)
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'onecount-test', disk]).status === 0 ? disk : undefined
}

let programs: Programs

beforeAll(async () => {
  programs = await bundle({ collector: 'src/cli/collector.ts' })
})
afterAll(() => {
  programs.remove()
  // lazily: a connection of this process may not have been collected yet
  for (const name of readdirSync(disks)) spawnSync('umount', ['--lazy', join(disks, name)])
  rmSync(disks, { recursive: true, force: true })
})

type Collector = Running<{ url: string }>

function startCollector(data: string, spareMb: number): Promise<Collector> {
  return start([process.execPath, programs.path('collector')], {
    ONECOUNT_DATA: data,
    ONECOUNT_COLLECT_PORT: '0',
    ONECOUNT_JOURNAL_SPARE_MB: String(spareMb),
  })
}

/** Sends events of about 50 KB until one is refused. */
async function fill(collector: Collector, key: string, name: string): Promise<{ kept: string[]; refused: Answered }> {
  const kept: string[] = []
  for (let n = 0; ; n += 1) {
    const id = `${name}-${n}`
    const answered = await sendEvents(collector.ready.url, key, [
      { name: 'x', id, properties: { a: 'x'.repeat(50_000) } },
    ])
    if (answered.status !== 200) return { kept, refused: answered }
    kept.push(id)
  }
}

async function makeKey(data: string): Promise<string> {
  mkdirSync(data)
  const control = await openControl(join(data, 'control.sqlite'))
  const { key } = await createKey(control, { name: 'x', kind: 'write', source: 'x', origins: [] }, Date.now())
  await control.destroy()
  return key
}

function journalled(data: string): Set<string> {
  const reader = openJournalReader(join(data, 'journal', 'journal.sqlite'))!
  const ids = reader.read(0, 1e9).map((body) => (JSON.parse(body) as { id: string }).id)
  reader.close()
  return new Set(ids)
}

test.skipIf(!mountable).each([
  ['when SQLite meets the end of the disk', 0],
  ['when the spare room is reached', 6],
])(
  'a full disk, noticed %s: 503, nothing acknowledged is lost, and events are taken again when there is room',
  async (_, spareMb) => {
    const disk = mountDisk(`spare-${spareMb}`)!
    const data = join(disk, 'data')
    const key = await makeKey(data)
    const ballast = join(disk, 'ballast')
    writeFileSync(ballast, Buffer.alloc(8 * 1_048_576))
    let collector = await startCollector(data, spareMb)

    const before = await fill(collector, key, 'before')
    expect(before.refused).toMatchObject({ status: 503, headers: { 'retry-after': '10' } })
    expect(before.kept.length).toBeGreaterThan(0)
    rmSync(ballast)
    const { url } = collector.ready
    const again = (): Promise<number> => sendEvents(url, key, [{ name: 'x', id: 'again' }]).then(({ status }) => status)
    await expect.poll(again, { timeout: 10_000 }).toBe(200)

    const after = await fill(collector, key, 'after')
    expect(after.kept.length).toBeGreaterThan(0)
    await collector.end('SIGKILL')
    const there = journalled(data)
    expect([...before.kept, 'again', ...after.kept].filter((id) => !there.has(id))).toEqual([])
    // and it starts on the full disk, to say so
    collector = await startCollector(data, spareMb)
    expect((await fetch(`${collector.ready.url}/healthz`)).status).toBe(200)
    expect(await collector.end('SIGTERM')).toBe(0)
  },
)
