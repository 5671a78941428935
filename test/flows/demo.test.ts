// The demo from nothing to counted: what it shows is what can be known, even when it was killed on the way.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer, Figure } from '#contract/ask.ts'
import type { PlanVersion } from '#contract/plan.ts'
import { booksOf, createWorld } from '#world/world.ts'
import { type Running, start } from '../support/programs.ts'

const root = join(import.meta.dirname, '..', '..')
const main = join(root, 'dist', 'main.js')
const folders: string[] = []

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'onecount-demo-'))
  folders.push(folder)
  return folder
}

const environment = (folder: string): Record<string, string> => ({
  ONECOUNT_DATA: folder,
  ONECOUNT_PORT: '0',
  ONECOUNT_COLLECT_PORT: '0',
})

const demoCommand = [process.execPath, main, 'demo', '--json', '--visitors', '1500', '--months', '4']

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts', 'build.js')], { cwd: root })
}, 120_000)

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** Conversions by point, as the running demo counts them. */
async function counted(folder: string, url: string): Promise<Record<string, number>> {
  const points = ['deal_won', 'whitepaper', 'webinar', 'trial', 'pilot']
  const token = readFileSync(join(folder, 'admin-token'), 'utf8').trim()
  const response = await fetch(`${url}/api/v1/ask`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ metrics: ['cv'], by: ['point'], points }),
  })
  const { rows } = (await response.json()) as Answer
  return Object.fromEntries(rows.map((row) => [row['point'], (row['cv'] as Figure).value]))
}

function truthOf(folder: string): Record<string, number> {
  return booksOf(createWorld(JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8')))).summary().observable
}

test('a demo killed while it loads finishes at the next start, and counts what can be known', async () => {
  const folder = freshFolder()
  const killed = spawn(demoCommand[0]!, demoCommand.slice(1), {
    env: { ...process.env, ...environment(folder) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  for await (const line of createInterface(killed.stderr)) if (line.startsWith('Importing')) break
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  expect(JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8'))).toMatchObject({ loaded: false })
  const demo = await startWhenFree(folder)
  expect(await counted(folder, demo.ready.url)).toEqual(truthOf(folder))
  expect(await demo.end('SIGTERM')).toBe(0)

  const again = await start<{ url: string }>(demoCommand, environment(folder))
  expect(again.log()).not.toContain('Importing')
  expect(await counted(folder, again.ready.url)).toEqual(truthOf(folder))
  await again.end('SIGTERM')
}, 180_000)

test('names are of the language that is asked for, and stay so', async () => {
  const folder = freshFolder()
  const japanese = await start<{ url: string }>([...demoCommand, '--language', 'ja'], environment(folder))
  const token = readFileSync(join(folder, 'admin-token'), 'utf8').trim()
  const headers = { authorization: `Bearer ${token}` }
  const response = await fetch(`${japanese.ready.url}/api/v1/plans/current`, { headers })
  const { plan } = (await response.json()) as PlanVersion
  expect(plan.points.map(({ name }) => name)).toContain('有料契約')
  await japanese.end('SIGTERM')
  const english = start([...demoCommand, '--language', 'en'], environment(folder))
  await expect(english).rejects.toThrow(/has\s+Japanese\s+names[^]+--language\s+en/)
}, 180_000)

/** The parts of a killed demo end by themselves; until then they hold the folder. */
async function startWhenFree(folder: string): Promise<Running<{ url: string }>> {
  for (;;) {
    try {
      return await start<{ url: string }>(demoCommand, environment(folder))
    } catch (error) {
      if (!/runs on this data folder already|is in use by another/.test(String(error))) throw error
    }
  }
}

test("a folder with somebody's own data is left alone", async () => {
  const folder = freshFolder()
  const options = { cwd: root, env: { ...process.env, ...environment(folder) }, encoding: 'utf8' } as const
  execFileSync(process.execPath, [main, 'key', 'create', 'shop', '--json'], options)
  await expect(start(demoCommand, environment(folder))).rejects.toThrow(/holds\s+data\s+of\s+yours:\s+the\s+key\s+shop/)
  expect(existsSync(join(folder, 'demo.json'))).toBe(false)
}, 60_000)
