// Gaps on the sample company's daily counts: injected faults are named with their dates, clean companies stay quiet, and the
// true number is covered. A longer run: SEEDS=200 npx vitest run --project embedded test/acceptance/gaps.test.ts
import { expect, test } from 'vitest'
import type { Gap } from '#contract/gaps.ts'
import { dayAt, daysBetween } from '#util/days.ts'
import { falseAlarmsPerMonth, findGaps, isWatchable } from '#watch/gaps/find-gaps.ts'
import { type SeenTogether, trueNumber } from '#watch/gaps/true-number.ts'
import { Random } from '#world/random.ts'
import { readInjection } from '#world/setting/inject.ts'
import { type SourceFault, seenSeries } from '../support/seen-counts.ts'

const seeds = Number(process.env['SEEDS'] ?? 0)

// Between the end of the trade show and the broken landing page nothing happens that would be a finding by right.
const [firstDay, since, until] = ['2025-05-29', 266, 330]

function gapsOf(seed: number, injections: readonly string[], faults: readonly SourceFault[] = []): Promise<Gap[]> {
  const world = { seed, visitors: 200_000, months: 13, until: '2026-06-28', injections: injections.map(readInjection) }
  return findGaps(seenSeries(world, until, faults).filter(isWatchable), dayAt(firstDay, since))
}

interface Fault {
  injection?: string
  fault?: SourceFault
  kind: Gap['kind']
  about: string
  from: string
  to: string
}

const faults: Fault[] = [
  { injection: 'tag_outage:1', kind: 'silent', about: 'website fell silent', from: '2026-03-10', to: '2026-03-11' },
  { injection: 'tag_outage:0.6', kind: 'volume', about: 'events of website', from: '2026-03-10', to: '2026-03-14' },
  { injection: 'consent:4', kind: 'consent', about: 'events of website', from: '2026-03-10', to: '2026-03-23' },
  { injection: 'match:0.3', kind: 'identifiers', about: 'from website', from: '2026-03-10', to: '2026-03-18' },
  { injection: 'cvr:0.3', kind: 'volume', about: 'conversions of', from: '2026-03-10', to: '2026-03-23' },
  {
    fault: { what: 'click_ids', source: 'paid_search', from: 285, to: 294 },
    kind: 'click_ids',
    about: 'paid_search',
    from: '2026-03-10',
    to: '2026-03-19',
  },
  {
    fault: { what: 'silent', source: 'crm', from: 285, to: 294 },
    kind: 'silent',
    about: 'crm fell silent',
    from: '2026-03-10',
    to: '2026-03-19',
  },
]

test.each(faults)('$kind $about from $from to $to is named with its dates', async (wanted) => {
  for (let seed = 1; seed <= Math.max(1, seeds / 20); seed++) {
    const { injection, fault, from, to } = wanted
    const found = await gapsOf(seed, injection ? [`${injection}:${from}..${to}`] : [], fault ? [fault] : [])
    const it = found.find(({ kind, what }) => kind === wanted.kind && what.includes(wanted.about))
    expect(it, `seed ${seed}: ${JSON.stringify(found.map(({ what }) => what))}`).toBeDefined()
    // some conversions a day: a weekend, when there are hardly any, may fall on either side
    expect(Math.abs(daysBetween(it!.from, from)), `seed ${seed} begins ${it!.from}`).toBeLessThanOrEqual(3)
    expect(Math.abs(daysBetween(it!.to ?? '2026-04-23', to)), `seed ${seed} ends ${it!.to}`).toBeLessThanOrEqual(3)
  }
})

test('clean companies bring no more false alarms than stated', async () => {
  const companies = Math.max(3, seeds)
  let alarms = 0
  for (let seed = 1; seed <= companies; seed++) {
    const found = await gapsOf(1_000 + seed, [])
    alarms += found.filter(({ from }) => from >= dayAt(firstDay, since)).length
  }
  const months = (companies * (until - since)) / 30.44
  const stated = falseAlarmsPerMonth.daily * months
  // three standard deviations of a Poisson count
  expect(alarms, `${alarms} in ${months.toFixed(0)} months`).toBeLessThanOrEqual(stated + 3 * Math.sqrt(stated))
})

/** Real actions seen by lists that hold each with its own chance, ties lost as `unlinkable` says. */
function simulate(seed: number, total: number, lists: Record<string, { sees: number; loses: number }>): SeenTogether {
  const random = new Random(seed, 'lists')
  const groups = new Map<string, number>()
  const add = (sources: readonly string[]): void => {
    if (sources.length > 0) groups.set(sources.join('+'), (groups.get(sources.join('+')) ?? 0) + 1)
  }
  for (let i = 0; i < total; i++) {
    const seen = Object.keys(lists).filter((name) => random.chance(lists[name]!.sees))
    const alone = seen.filter((name) => random.chance(lists[name]!.loses))
    for (const name of alone) add([name])
    add(seen.filter((name) => !alone.includes(name)))
  }
  return {
    point: 'trial',
    name: 'Trials',
    from: '2026-01-01',
    to: '2026-03-31',
    groups: [...groups].map(([sources, count]) => ({ sources: sources.split('+'), count })),
    unlinkable: Object.fromEntries(Object.entries(lists).map(([name, { loses }]) => [name, loses])),
  }
}

const lists = {
  two: { website: { sees: 0.85, loses: 0.03 }, app: { sees: 0.7, loses: 0 } },
  three: { website: { sees: 0.8, loses: 0.04 }, app: { sees: 0.7, loses: 0.02 }, billing: { sees: 0.6, loses: 0 } },
}

test.each(['two', 'three'] as const)('of %s independent lists the interval covers the truth in 90 of 100', (name) => {
  // oracle: the number that was simulated, with linkage errors of known rates
  const runs = Math.max(60, seeds)
  const covered = Array.from({ length: runs }, (_, seed) => trueNumber(simulate(seed, 400, lists[name]))).filter(
    ({ low, high }) => low! <= 400 && 400 <= high!,
  )
  expect(covered.length / runs).toBeGreaterThanOrEqual(0.9)
})
