import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planSchema } from '#contract/plan.ts'
import { definitionsOf } from '#plan/definition.ts'
import { openControl } from '#store/control.ts'
import { createKey } from '#store/keys.ts'
import { agreePlan, proposePlan } from '#store/plans.ts'
import { Random } from '#world/random.ts'
import { type Programs, type Running, bundle, start } from '../support/programs.ts'
import { type Sender, startLoad } from '../torture/load.ts'
import { judge } from '../torture/verdict.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-kill-'))
const kills = Number(process.env['ONECOUNT_TEST_KILLS'] ?? 6)
const seed = Number(process.env['ONECOUNT_TEST_SEED'] ?? Math.floor(Math.random() * 1e9))
let programs: Programs

beforeAll(async () => {
  programs = await bundle({ collector: 'src/cli/collector.ts', server: 'src/cli/server.ts' })
})
afterAll(() => {
  programs.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** A program that is started again whenever it is killed. */
class Restarted {
  readonly #start: () => Promise<Running<{ url: string }>>
  running!: Running<{ url: string }>
  constructor(name: string, env: Record<string, string>) {
    this.#start = () => start([process.execPath, programs.path(name)], { ONECOUNT_DATA: folder, ...env })
  }

  async up(): Promise<void> {
    this.running = await this.#start()
  }

  async killAndRestart(): Promise<void> {
    await this.running.end('SIGKILL')
    await this.up()
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** A plan in force from the start, and a key for each of two sources. */
async function prepare(): Promise<Sender[]> {
  const control = await openControl(join(folder, 'control.sqlite'))
  const points = [
    { id: 'order', name: 'Order', tier: 'macro', match: { event: 'order_completed' }, once_per: 'order' },
    { id: 'visitor', name: 'Visitor', tier: 'micro', match: { event: 'page_viewed' }, once_per: 'visitor' },
  ]
  const { version } = await proposePlan(control, planSchema.parse({ points }), 'test', Date.now())
  await agreePlan(control, version, undefined, 'test', Date.now(), definitionsOf)
  const senders: Sender[] = []
  for (const source of ['shop', 'site'] as const) {
    const { key } = await createKey(control, { name: source, kind: 'write', source, origins: [] }, Date.now())
    senders.push({ source, key })
  }
  await control.destroy()
  return senders
}

test(`${kills} kills of collector, server or both under load: stored once, counted once (seed ${seed})`, async () => {
  const senders = await prepare()
  const first = await start<{ url: string }>([process.execPath, programs.path('collector')], {
    ONECOUNT_DATA: folder,
    ONECOUNT_COLLECT_PORT: '0',
  })
  const { url } = first.ready
  await first.end('SIGKILL')
  const collector = new Restarted('collector', { ONECOUNT_COLLECT_PORT: new URL(url).port })
  const server = new Restarted('server', { ONECOUNT_PORT: '0' })
  await Promise.all([collector.up(), server.up()])

  const random = new Random(seed, 'kills')
  const load = startLoad(url, senders, new Random(seed, 'load'))
  for (let kill = 0; kill < kills; kill += 1) {
    // counting begins a second after the start, or after the last count
    await pause(random.whole(20, random.pick([200, 1_200])))
    const victims = [[collector], [server], [collector, server]][kill % 3]!
    await Promise.all(victims.map((victim) => victim.killAndRestart()))
  }
  await load.finish()
  expect(await collector.running.end('SIGTERM')).toBe(0)
  expect(await server.running.end('SIGTERM')).toBe(0)

  expect(load.acknowledged.size).toBeGreaterThan(100)
  expect(await judge(folder, load)).toEqual({
    eventsStored: load.acknowledged.size,
    lost: [],
    doubled: [],
    foreign: [],
    conversions: load.orders.size + load.visitors.size,
    ordersWrong: [],
    visitorsWrong: [],
    recountDifferences: 0,
    batchesOff: 0,
  })
}, 300_000)
