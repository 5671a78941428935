// `onecount up` as a person meets it: started, killed, asked after, stopped. Real processes, real ports.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Finding } from '#contract/checkup.ts'
import { build } from '../../scripts/build.js'
import { processesOn } from '../support/processes.ts'

const main = join(import.meta.dirname, '..', '..', 'dist', 'main.js')
const patience = { timeout: 30_000, interval: 100 }

let folder: string
let env: NodeJS.ProcessEnv
let started: ChildProcess[]

beforeAll(() => build(), 120_000)
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onecount-up-'))
  const [port, collectPort] = await Promise.all([freePort(), freePort()])
  env = {
    ...process.env,
    ONECOUNT_DATA: join(folder, 'data'),
    ONECOUNT_PORT: String(port),
    ONECOUNT_COLLECT_PORT: String(collectPort),
  }
  started = []
})
afterEach(async () => {
  for (const child of started) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
  rmSync(folder, { recursive: true, force: true })
})

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

interface Ended {
  code: number | null
  out: string
  err: string
}

function launch(args: readonly string[]): { child: ChildProcess; said: Ended; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(child)
  const said: Ended = { code: null, out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ ...said, code })))
  return { child, said, ended }
}

const onecount = (...args: string[]): Promise<Ended> => launch(args).ended

interface Addresses {
  url: string
  signIn: string
  collectUrl: string
}

async function up() {
  const running = launch(['up', '--json'])
  await vi.waitFor(() => expect(running.said.out, running.said.err).toContain('\n'), patience)
  return { ...running, at: JSON.parse(running.said.out) as Addresses }
}

async function doctor(): Promise<{ code: number | null; healthy: boolean; findings: Map<string, Finding> }> {
  const { code, out } = await onecount('doctor', '--json')
  const { healthy, findings } = JSON.parse(out) as { healthy: boolean; findings: Finding[] }
  return { code, healthy, findings: new Map(findings.map((finding) => [finding.what, finding])) }
}

async function numbers(url: string): Promise<string> {
  return (await fetch(`${url}/metrics`)).text()
}

function childrenOf(pid: number): Promise<number[]> {
  return new Promise((resolve) => {
    const ps = spawn('ps', ['-o', 'pid=', '--ppid', String(pid)])
    let out = ''
    ps.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    ps.once('close', () => resolve(out.split('\n').map(Number).filter(Boolean)))
  })
}

test('Up takes events, lives through the death of its parts, and loses nothing', { timeout: 120_000 }, async () => {
  const { child, said, ended, at } = await up()
  const { key } = JSON.parse((await onecount('key', 'create', 'shop', '--json')).out) as { key: string }
  const send = (id: string): Promise<number> =>
    fetch(`${at.collectUrl}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id, name: 'page_viewed' }),
    }).then(
      (answer) => answer.status,
      () => 0,
    )
  // a new key is in force within a second
  await vi.waitFor(async () => expect(await send('1')).toBe(200), patience)
  for (const pid of await childrenOf(child.pid!)) process.kill(pid, 'SIGKILL')
  await vi.waitFor(() => expect(said.err.match(/runs again/g)).toHaveLength(2), patience)
  expect(said.err).toContain('The server was ended by SIGKILL; it is started again at once.')
  expect(await send('2')).toBe(200)
  expect(await send('1')).toBe(200)
  await vi.waitFor(async () => {
    const text = await numbers(at.url)
    expect(text).toContain('\nonecount_events_loaded_total 2\n')
    expect(text).toContain('\nonecount_events_accepted_total 3\n')
  }, patience)
  // the data folder says where the collector is: a shell without its port asks the right one
  delete env['ONECOUNT_COLLECT_PORT']
  const { healthy, findings } = await doctor()
  expect(healthy).toBe(true)
  expect(findings.get('collector')!.found).toContain(at.collectUrl)
  expect(findings.get('server')!.found).toContain(at.signIn)
  expect(findings.get('collector')!.state).toBe('ok')
  child.kill('SIGTERM')
  expect((await ended).code).toBe(0)
  expect(existsSync(join(folder, 'data', 'server.json'))).toBe(false)
})

test('The sign-in link works, and the token lies where only its owner reads it', { timeout: 60_000 }, async () => {
  const { at } = await up()
  const answer = await fetch(at.signIn, { redirect: 'manual' })
  expect(answer.status).toBe(303)
  const cookie = answer.headers.get('set-cookie')!.split(';')[0]!
  expect((await fetch(`${at.url}/api/v1/plans`, { headers: { cookie } })).status).toBe(200)
  expect(statSync(join(folder, 'data', 'admin-token')).mode & 0o777).toBe(0o600)
})

test('A second up is refused with what to do', { timeout: 60_000 }, async () => {
  await up()
  const second = await onecount('up')
  expect(second.code).toBe(1)
  expect(second.err).toContain('runs on this data folder already')
  env['ONECOUNT_DATA'] = join(folder, 'other')
  const third = await onecount('up')
  expect(third.code).toBe(1)
  expect(third.err).toContain('another program listens there')
  expect(third.err).toContain('ONECOUNT_PORT=')
})

test('When the supervisor is killed, its parts end by themselves', { timeout: 60_000 }, async () => {
  const { child, at } = await up()
  const parts = await childrenOf(child.pid!)
  expect(parts).toHaveLength(2)
  child.kill('SIGKILL')
  const gone = (url: string): Promise<boolean> =>
    fetch(url).then(
      () => false,
      () => true,
    )
  await vi.waitFor(async () => expect(await gone(`${at.url}/healthz`)).toBe(true), patience)
  await vi.waitFor(async () => expect(await gone(`${at.collectUrl}/healthz`)).toBe(true), patience)
})

test('The server gives way to the collector where both want a processor', { timeout: 60_000 }, async () => {
  await up()
  const parts = processesOn(env['ONECOUNT_DATA']!)
  const pid = (name: string): number => parts.find(({ part }) => part === name)!.pid
  expect(getPriority(pid('server'))).toBe(getPriority(pid('collector')) + 5)
  const group = `/proc/${pid('server')}/autogroup`
  if (existsSync(group)) expect(readFileSync(group, 'utf8')).toMatch(/nice 5$/m)
})

test('Without a server the commands open the folder themselves; a doctor makes no folder', async () => {
  const before = await doctor()
  expect(before.code).toBe(0)
  expect(before.findings.get('data folder')).toMatchObject({ state: 'warn' })
  expect(existsSync(join(folder, 'data'))).toBe(false)
  await onecount('key', 'create', 'shop')
  expect(JSON.parse((await onecount('key', 'list', '--json')).out)).toMatchObject({ keys: [{ name: 'shop' }] })
  const after = await doctor()
  expect(after.findings.get('keys')).toEqual({ what: 'keys', state: 'ok', found: '1 in force, 0 revoked' })
  expect(after.findings.get('facts engine')!.found).toContain('every table syncs to disk')
})

test('Wrong use ends with 2, wrong input with 1, and says on stderr what to do', async () => {
  const unknown = await onecount('keys')
  expect(unknown).toMatchObject({ code: 2, out: '' })
  expect(unknown.err).toContain("unknown command 'keys'")
  const missing = await onecount('key', 'revoke', 'nobody')
  expect(missing).toMatchObject({ code: 1, out: '' })
  expect(missing.err).toContain('onecount key list')
  env['ONECOUNT_PORT'] = 'http'
  const port = await onecount('key', 'list')
  expect(port.code).toBe(1)
  expect(port.err).toContain('ONECOUNT_PORT=http is not a port')
})

test('Help fits 80 columns', async () => {
  const { out, code } = await onecount('--help')
  expect(code).toBe(0)
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([])
  for (const command of ['up', 'doctor', 'key', 'import', 'plan', 'ask'])
    expect(out).toMatch(new RegExp(`^  ${command} `, 'm'))
})
