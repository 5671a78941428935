// Which days are compared: those asked for, else the last ones with data and as many before them.
import { readExtent } from '#ask/extent.ts'
import type { Caveat, Extent } from '#contract/ask.ts'
import type { DriftQuery } from '#contract/drift.ts'
import type { Store } from '#store/store.ts'
import { dayAt, daysBetween } from '#util/days.ts'
import { Problem } from '#util/problem.ts'
import { localDay } from '#util/zone.ts'

export interface Days {
  from: string
  to: string
}

export interface Periods {
  before: Days
  after: Days
}

const usualDays = 28

/** Both ends counted. */
export function lengthOf({ from, to }: Days): number {
  return daysBetween(from, to) + 1
}

export interface Compared extends Periods {
  /** Of visits and CVs. */
  extent: Extent
  caveats: Caveat[]
}

/**
 * What lies before the first day with data is left out, and days after the last one are said to be empty.
 * @param timezone of the plan.
 * @throws Problem `no_data`, `not_over`, `empty_range`, `overlapping_periods`.
 */
export async function periodsOf(store: Store, query: DriftQuery, timezone: string, now: number): Promise<Compared> {
  const extent = await readExtent(store, now)
  if (!extent)
    throw new Problem('no_data', 'There is nothing to compare yet.', { hint: 'Import or send something first.' })
  const yesterday = dayAt(localDay(now, timezone), -1)
  for (const field of ['to', 'before_to'] as const) checkOver(field, query[field], yesterday)
  const last = extent.to < yesterday ? extent.to : yesterday
  const to = query.to ?? last
  const asked = { from: query.from ?? dayAt(to, 1 - (query.days ?? usualLength({ from: extent.from, to }))), to }
  checkRange('from', asked)
  if (to < extent.from) throw tooEarly(extent)
  const after = sinceFirst(asked, extent)
  const earlier = beforeOf(query, asked)
  const before = sinceFirst(earlier, extent)
  if (before.from <= after.to && before.to >= after.from) throw overlapping(after.from)
  const isCut = asked.from < extent.from || earlier.from < extent.from
  return { before, after, extent, caveats: [...(isCut ? [cut(extent)] : []), ...(to > last ? [empty(last)] : [])] }
}

/** Half of what there is at most, so that the other half can be compared with. */
function usualLength(all: Days): number {
  return Math.max(1, Math.min(usualDays, Math.floor(lengthOf(all) / 2)))
}

function beforeOf(query: DriftQuery, after: Days): Days {
  const length = lengthOf(after)
  const to = query.before_to ?? (query.before_from ? dayAt(query.before_from, length - 1) : dayAt(after.from, -1))
  const days = { from: query.before_from ?? dayAt(to, 1 - length), to }
  checkRange('before_from', days)
  return days
}

function sinceFirst({ from, to }: Days, { from: first }: Extent): Days {
  return { from: from < first && first <= to ? first : from, to }
}

function tooEarly({ from }: Extent): Problem {
  const message = `There are no visits and CVs before ${from}.`
  return new Problem('no_data', message, { details: [{ field: 'to', message, hint: 'Write a later day.' }] })
}

function cut({ from }: Extent): Caveat {
  return { code: 'before_data', message: `Visits and CVs begin on ${from}: days before are left out.` }
}

function empty(last: string): Caveat {
  return { code: 'empty_days', message: `Nothing arrived after ${last}: the period’s days since then are empty.` }
}

function overlapping(from: string): Problem {
  const message = 'The two periods have days in common.'
  const hint = `End the earlier one before ${from}.`
  return new Problem('overlapping_periods', message, { details: [{ field: 'before_to', message, hint }] })
}

function checkRange(field: string, { from, to }: Days): void {
  if (from <= to) return
  const message = `${from} is after ${to}.`
  throw new Problem('empty_range', message, { details: [{ field, message, hint: 'Write an earlier day.' }] })
}

function checkOver(field: string, day: string | undefined, yesterday: string): void {
  if (day === undefined || day <= yesterday) return
  const message = `${day} is not over yet.`
  throw new Problem('not_over', message, { details: [{ field, message, hint: `Write a day up to ${yesterday}.` }] })
}
