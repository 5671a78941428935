// What each dialect costs the collector, against its own protocol with as many events in a request and the same said of
// each: events a second that it acknowledges, and its CPU time for a thousand, which other work on the machine leaves alone.
// Run: npx tsx bench/dialects.ts [name]
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKey } from '#store/keys.ts'
import { openControl } from '#store/control.ts'
import { bundle, start } from '../test/support/programs.ts'
import { type Request, type Said, dialects, native, say } from './dialect-requests.ts'
import { hand, median } from './figures.ts'

const seconds = 1.5
const repetitions = 5
const clients = 8
const [, , only] = process.argv
const folder = mkdtempSync(join(tmpdir(), 'onecount-bench-'))
const control = await openControl(join(folder, 'control.sqlite'))
const { key } = await createKey(control, { name: 'x', kind: 'write', source: 'x', origins: [] }, Date.now())
await control.destroy()
const programs = await bundle({ collector: 'src/cli/collector.ts' })
const env = { ONECOUNT_DATA: folder, ONECOUNT_COLLECT_PORT: '0' }
const collector = await start<{ url: string }>([process.execPath, programs.path('collector')], env)

function deliver({ path, method, body }: Request, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const sending = request(collector.ready.url + path, { method: method ?? 'POST', headers, agent }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode!))
    })
    sending.on('error', reject)
    sending.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

/** CPU seconds of the collector so far; Linux counts them in hundredths, after the name in brackets. */
function cpuOfCollector(): number {
  const fields = readFileSync(`/proc/${collector.process.pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

interface Cost {
  /** Events a second. */
  rate: number
  /** CPU milliseconds for an event. */
  cpu: number
}

async function costOf(events: number, of: (events: Said[], key: string) => Request): Promise<Cost> {
  const before = cpuOfCollector()
  const until = performance.now() + seconds * 1_000
  let answered = 0
  const client = async (): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    while (performance.now() < until) {
      const status = await deliver(of(Array.from({ length: events }, say), key), agent)
      if (status >= 300) throw new Error(`The collector answered ${status}.`)
      answered += events
    }
    agent.destroy()
  }
  await Promise.all(Array.from({ length: clients }, client))
  return { rate: answered / seconds, cpu: ((cpuOfCollector() - before) * 1_000) / answered }
}

const middle = (costs: readonly Cost[], figure: keyof Cost): number => median(costs.map((cost) => cost[figure]))

async function compare(dialect: string): Promise<void> {
  const { events, of } = dialects[dialect]!
  const [ours, reference]: [Cost[], Cost[]] = [[], []]
  // the first of each only warms up
  for (let turn = 0; turn <= repetitions; turn += 1) {
    ours.push(await costOf(events, of))
    reference.push(await costOf(events, native))
  }
  const [[, ...own], [, ...others]] = [ours, reference]
  const what = `${dialect}, ${clients} clients, ${events === 1 ? 'single events' : `${events} events a request`}`
  const against = 'our own protocol, as many events a request'
  const rates = { ours: middle(own, 'rate'), reference: middle(others, 'rate') }
  const target = '≥ 0.7 of the reference'
  hand({ what, unit: 'events/s', ...rates, against, repetitions, target, met: rates.ours >= 0.7 * rates.reference })
  const cpu = { ours: middle(own, 'cpu'), reference: middle(others, 'cpu') }
  const bound = '≤ 1.43 × the reference, as many events a CPU second'
  hand({
    what: 'the same, CPU of the collector',
    unit: 'ms an event',
    ...cpu,
    against,
    repetitions,
    target: bound,
    met: cpu.ours <= cpu.reference / 0.7,
  })
}

try {
  for (const dialect of only === undefined ? Object.keys(dialects) : [only]) await compare(dialect)
} finally {
  await collector.end('SIGTERM')
  programs.remove()
  rmSync(folder, { recursive: true, force: true })
}
