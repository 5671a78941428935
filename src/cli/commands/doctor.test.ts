import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readSettings } from '#util/settings.ts'
import { announceServer } from '../running-server.ts'
import { adviceFor, checkServer } from './doctor.ts'

test('a full disk and a full journal are advised differently', () => {
  expect(adviceFor('No event can be taken: the disk of the data folder is full.')).toBe('Free some disk space.')
  const bound = adviceFor('No event can be taken: 0 MB of events wait to be loaded, which is the bound.')
  expect(bound).toContain('ONECOUNT_JOURNAL_MAX_MB')
  expect(bound).not.toContain('disk')
})

/** A folder whose server said where it is and then died. */
function folderOfDead(supervisor: number | undefined): ReturnType<typeof readSettings> {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  // nothing listens on the port of discard
  const dead = { address: 'http://127.0.0.1:9', collector: 'http://127.0.0.1:9', pid: 1, instance: 'gone' }
  announceServer(folder, supervisor === undefined ? dead : { ...dead, supervisor })
  return readSettings({ ONECOUNT_DATA: folder, ONECOUNT_PORT: '0', ONECOUNT_COLLECT_PORT: '0' })
}

test('a server that died under a living supervisor is starting again; one that nobody starts does not run', async () => {
  const [server, collector, ...ports] = await checkServer(folderOfDead(process.pid), 0)
  expect(server).toMatchObject({ what: 'server', state: 'warn', todo: expect.stringContaining('Look again') })
  expect(server!.found).toBe(`is starting again: it ended, and process ${process.pid} (onecount up) starts it anew`)
  expect([collector?.what, ports]).toEqual(['collector', []])
  const ended = spawnSync(process.execPath, ['-e', '']).pid
  for (const supervisor of [ended, undefined]) {
    expect((await checkServer(folderOfDead(supervisor), 0))[0]).toMatchObject({ found: 'does not run' })
  }
})

test('a server that comes back while doctor looks is found', async () => {
  const settings = folderOfDead(process.pid)
  const found = checkServer(settings, 60_000)
  const back = createServer((_, response) => response.end(JSON.stringify({ instance: 'new' })))
  await new Promise<void>((resolve) => back.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void back.close())
  const address = `http://127.0.0.1:${(back.address() as AddressInfo).port}`
  announceServer(settings.dataFolder, { address, collector: address, pid: 2, instance: 'new' })
  expect((await found)[0]).toMatchObject({ state: 'ok', found: expect.stringContaining(`runs at ${address}`) })
})
