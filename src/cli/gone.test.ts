// What is said when the server ends while the command line waits for it.
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSettings } from '#util/settings.ts'
import { openCli } from './context.ts'
import { createProgram, run } from './program.ts'
import { announceServer } from './running-server.ts'

let folder: string
let server: Server

/** Answers each question as far as `begun` goes, and then is gone. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onecount-gone-'))
  server = createServer((request, response) => {
    if (request.url === '/healthz') return response.end('{"instance":"here"}')
    const begun = request.url!.startsWith('/api/v1/imports?')
      ? '{"type":"progress","stage":"reading","rows":1,"rejected":0,"stored":0,"bytes":5,"totalBytes":9}\n'
      : ''
    if (begun === '') return request.socket.destroy()
    request.resume().once('end', () => response.write(begun, () => request.socket.destroy()))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  announceServer(folder, { address, pid: process.pid, instance: 'here' })
})
afterEach(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

async function told(...args: string[]): Promise<string[]> {
  const cli = openCli(readSettings({ ONECOUNT_DATA: folder, ONECOUNT_ADMIN_TOKEN: 'oc_admin_test' }), folder)
  const remarks: string[] = []
  const quiet = { ...cli, remark: (text: string) => void remarks.push(text) }
  expect(await run(createProgram(quiet, '0'), quiet, args)).toBe(1)
  return remarks
}

test('an import says that what was stored stays', async () => {
  writeFileSync(join(folder, 'leads.csv'), 'id,time\n')
  expect(await told('import', 'leads', 'leads.csv')).toEqual([
    'onecount: The server went away before the import ended.',
    '  → Import the file again: what was stored stays, and only the rest is added.',
  ])
})

test('a question says that it can be asked again', async () => {
  expect(await told('ask', '--metric', 'cv')).toEqual([
    'onecount: The server went away before it had answered.',
    '  → Ask again in a moment; `onecount doctor` says what is wrong if it goes away',
    '    again.',
  ])
})
