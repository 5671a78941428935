// How many conversions there really were: from which sources saw each, as the ledger's sightings tell. Pure.
import type { TrueNumber } from '#contract/gaps.ts'
import { type PatternCounts, onList, patterns, selectionRule, threeLists } from '#stats/capture-loglinear.ts'
import { chapman } from '#stats/capture.ts'

/** Real actions of a point by the sources that saw them. */
export interface SeenTogether {
  point: string
  name: string
  from: string
  to: string
  groups: readonly { sources: readonly string[]; count: number }[]
  /** Of a source's sightings, the share that carries nothing by which it could be tied to another source's. */
  unlinkable: Readonly<Record<string, number>>
}

/** A source that saw a smaller share of them than this is no list of its own. */
const leastShare = 0.05
const leastBoth = 7
/** What is assumed where two lists cannot tell: independent, and two degrees of missing the same people. */
const oddsRatios = [1, 2, 4] as const

export function trueNumber(seen: SeenTogether): TrueNumber {
  const { point, name, from, to, groups, unlinkable } = seen
  const counted = groups.reduce((sum, { count }) => sum + count, 0)
  const sources = [...new Set(groups.flatMap((group) => group.sources))]
    .map((source) => ({ source, seen: seenBy(groups, source), unlinkable: unlinkable[source] ?? 0 }))
    .toSorted((a, b) => b.seen - a.seen || (a.source < b.source ? -1 : 1))
  const about = { point, name, from, to, counted, sources }
  const lists = sources.filter((each) => each.seen >= leastShare * counted).slice(0, 3)
  const left = sources.filter((each) => !lists.includes(each)).map(({ source }) => source)
  const notes = left.length > 0 ? [`Left out, as the smaller lists: ${left.join(', ')}.`] : []
  if (counted === 0) return { ...about, ...nothing, notes: ['Nothing was counted in these days.'] }
  if (lists.length < 2) return { ...about, ...nothing, notes: [...notes, oneList(lists[0]?.source ?? '')] }
  const missed = lists.map((list) => list.unlinkable)
  if (missed.some((share) => share > 0.005)) notes.push(corrected(lists))
  const names = lists.map(({ source }) => source)
  const estimate = lists.length === 3 ? fromThree(groups, names, missed) : fromTwo(groups, names, missed)
  if (!estimate) return { ...about, ...nothing, notes: [...notes, `${names.join(' and ')} have too few in common.`] }
  return { ...about, ...estimate, notes: [...estimate.notes, ...notes] }
}

type Told = Pick<TrueNumber, 'method' | 'total' | 'low' | 'high' | 'sensitivity' | 'dependent' | 'selection' | 'notes'>

const nothing: Omit<Told, 'notes'> = {
  method: null,
  total: null,
  low: null,
  high: null,
  sensitivity: [],
  dependent: [],
  selection: null,
}

function oneList(source: string): string {
  return `Only ${source} sees it, so nothing can be said of what it misses: let a second source tell of it too.`
}

function corrected(lists: readonly TrueNumber['sources'][number][]): string {
  const shares = lists.filter(({ unlinkable }) => unlinkable > 0.005)
  const told = shares.map(({ source, unlinkable }) => `${source} ${(unlinkable * 100).toFixed(1)} %`)
  return `Carry nothing that ties them to another source, and are corrected for: ${told.join(', ')}.`
}

function seenBy(groups: SeenTogether['groups'], source: string): number {
  return groups.reduce((sum, group) => sum + (group.sources.includes(source) ? group.count : 0), 0)
}

function fromTwo(groups: SeenTogether['groups'], [a, b]: readonly string[], missed: readonly number[]): Told | null {
  const both = groups.reduce((sum, { sources, count }) => {
    return sum + (sources.includes(a!) && sources.includes(b!) ? count : 0)
  }, 0)
  const lists = { first: seenBy(groups, a!), second: seenBy(groups, b!), both }
  if (both < leastBoth) return null
  const unlinked = 1 - (1 - missed[0]!) * (1 - missed[1]!)
  const sensitivity = oddsRatios.flatMap((oddsRatio) => {
    const found = chapman(lists, oddsRatio, unlinked)
    return found ? [{ oddsRatio, total: found.total, ...whole(found.interval) }] : []
  })
  const [independent] = sensitivity
  if (!independent || independent.oddsRatio !== 1) return null
  const { total, low, high } = independent
  const warning = `Two lists cannot tell whether ${a} and ${b} miss the same people (who refuse, who block); if they do, there are more than this.`
  return { ...nothing, method: 'Chapman', total, low, high, sensitivity, notes: [warning] }
}

function fromThree(groups: SeenTogether['groups'], names: readonly string[], missed: readonly number[]): Told | null {
  const counts = Object.fromEntries(patterns.map((pattern) => [pattern, 0])) as Record<keyof PatternCounts, number>
  for (const { sources, count } of groups) {
    const pattern = names.map((name) => (sources.includes(name) ? '1' : '0')).join('')
    if (pattern !== '000') counts[pattern as keyof PatternCounts] += count
  }
  const meet = patterns.filter((pattern) => pattern.replaceAll('0', '').length > 1)
  if (meet.reduce((sum, pattern) => sum + counts[pattern], 0) < leastBoth) return null
  if (names.some((_, list) => onList(counts, list) === 0)) return null
  const estimate = threeLists(counts, missed)
  if (!estimate) return null
  const { total, interval, chosen } = estimate
  return {
    ...nothing,
    method: 'log-linear',
    total,
    ...whole(interval),
    dependent: chosen.dependent.map(([a, b]) => [names[a]!, names[b]!]),
    selection: selectionRule,
    notes: ['What no source can ever see (people who refuse and pay by invoice, say) is not part of it.'],
  }
}

/** Conversions come whole: the ends are rounded outwards. */
function whole({ low, high }: { low: number; high: number }): { low: number; high: number } {
  return { low: Math.floor(low + 1e-9), high: Math.ceil(high - 1e-9) }
}
