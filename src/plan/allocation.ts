// A target split over channels month by month: the best split of each month's budget by the curves that are known.
import type { AllocatedMonth, AllocationQuery, AllocationRule, SuggestedRow } from '#contract/allocation.ts'
import type { AllocationRow } from '#contract/saved-target.ts'
import { daysBetween } from '#util/days.ts'
import { daysOfMonth } from '#util/fiscal.ts'
import { Problem } from '#util/problem.ts'
import { allocate } from './allocate.ts'

/** What a channel, or an initiative of it, brings in a week. */
export interface Source {
  channel: string
  initiative: string
  rule: Exclude<AllocationRule, 'typed'>
  /** Conversions for a week's spend, with the ends of their 95 % interval. */
  cvAt(spend: number): { cv: number; low: number; high: number }
  /** Weekly spend that was seen; for an average, both are it. */
  observed: { low: number; high: number }
  /** What it usually costs a week, and whether that can be changed at all. */
  usual: number
}

/**
 * Each month by itself. Locked rows keep their budget; averages keep theirs; what is left of the month's budget goes
 * where it brings the most, within the bounds.
 * @throws Problem `invalid_allocation` where what is fixed is more than a month's budget.
 */
export function allocateMonths(
  query: AllocationQuery,
  sources: readonly Source[],
): { rows: SuggestedRow[]; months: AllocatedMonth[] } {
  const done = query.months.map((one) => allocateMonth(one, query, sources))
  return { rows: done.flatMap(({ rows }) => rows), months: done.map(({ total }) => total) }
}

type MonthPlan = AllocationQuery['months'][number]

interface Slot {
  row: AllocationRow
  source: Source | undefined
  isFree: boolean
}

function allocateMonth(plan: MonthPlan, query: AllocationQuery, sources: readonly Source[]) {
  const { from, to } = daysOfMonth(plan.month, query.fiscal_start)
  const weeks = (daysBetween(from, to) + 1) / 7
  const slots = slotsOf(plan, query, sources, weeks)
  const fixed = sumOf(slots.filter(({ isFree }) => !isFree).map(({ row }) => row.budget))
  const free = slots.filter(({ isFree }) => isFree)
  const takers = free.map(({ row, source }) => ({
    yield: (spend: number) => weeks * source!.cvAt(seenOf(source!, spend / weeks, query.beyond)).cv,
    min: row.min ?? 0,
    max: Math.max(row.min ?? 0, row.max ?? query.beyond * source!.observed.high * weeks),
  }))
  const least = sumOf(takers.map(({ min }) => min))
  if (query.suggest && fixed + least > plan.budget * (1 + 1e-9)) throw tooMuch(plan, fixed + least)
  const { spends } = allocate(takers, Math.max(0, plan.budget - fixed))
  const spendOf = new Map(free.map(({ row }, index) => [row, Math.round(spends[index]!)]))
  const rows = slots.map((slot) => told(slot, spendOf.get(slot.row) ?? slot.row.budget, weeks, query.beyond))
  return { rows, total: totalOf(plan, rows) }
}

/** Every source once, and the rows that were given. */
function slotsOf(
  { month }: MonthPlan,
  { rows, suggest }: AllocationQuery,
  sources: readonly Source[],
  weeks: number,
): Slot[] {
  const given = rows.filter((row) => row.month === month)
  const isOf = (row: AllocationRow, source: Source): boolean =>
    row.channel === source.channel && row.initiative === source.initiative
  const known = sources.map((source): Slot => {
    const { channel, initiative } = source
    const usual = { channel, initiative, month, cv: 0, budget: Math.round(source.usual * weeks), locked: false }
    const row = given.find((each) => isOf(each, source)) ?? usual
    return { row, source, isFree: suggest && !row.locked && source.rule !== 'average' }
  })
  const typed = given.filter((row) => !sources.some((source) => isOf(row, source)))
  return [...known, ...typed.map((row): Slot => ({ row, source: undefined, isFree: false }))]
}

/** What is spent beyond the most that was seen brings nothing that anybody could promise. */
function seenOf({ observed, rule }: Source, spend: number, beyond: number): number {
  return rule === 'average' ? spend : Math.min(spend, beyond * observed.high)
}

function told({ row, source }: Slot, budget: number, weeks: number, reach: number): SuggestedRow {
  if (!source) return { ...row, rule: 'typed', beyond: null }
  const spend = budget / weeks
  const { cv, low, high } = source.cvAt(seenOf(source, spend, reach))
  const { observed, rule } = source
  const slack = 1 / weeks
  const isBeyond = rule !== 'average' && budget > 0
  const beyond =
    isBeyond && spend > observed.high + slack ? 'more' : isBeyond && spend < observed.low - slack ? 'less' : null
  return { ...row, budget, cv: round(cv * weeks), low: round(low * weeks), high: round(high * weeks), rule, beyond }
}

/** Channels are taken to be wrong independently of one another. */
function totalOf({ month, cv: required, budget }: MonthPlan, rows: readonly SuggestedRow[]): AllocatedMonth {
  const cv = sumOf(rows.map((row) => row.cv))
  const down = Math.sqrt(sumOf(rows.map((row) => (row.cv - (row.low ?? row.cv)) ** 2)))
  const up = Math.sqrt(sumOf(rows.map((row) => ((row.high ?? row.cv) - row.cv) ** 2)))
  const spent = sumOf(rows.map((row) => row.budget))
  return {
    month,
    required,
    cv: round(cv),
    low: round(cv - down),
    high: round(cv + up),
    budget,
    spent,
    left: budget - spent,
  }
}

const round = (value: number): number => Math.round(value * 100) / 100
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

function tooMuch({ month, budget }: MonthPlan, fixed: number): Problem {
  const message = `In ${month} what is fixed comes to ${Math.round(fixed)}, and the budget is ${Math.round(budget)}.`
  const hint = 'Unlock a row, lower a minimum, or give the month more.'
  return new Problem('invalid_allocation', message, { details: [{ field: 'months', message, hint }] })
}
