// What a target asks for by a day: a month's CVs dealt out by weekday, its budget evenly.
import type { StoredTarget } from '#contract/saved-target.ts'
import type { DaySpan } from '#stats/pacing.ts'
import { monthsOver } from './periods.ts'

/** Which row of the scorecard: all of it, a channel, or one of its initiatives. */
export interface Place {
  channel?: string
  initiative?: string
}

/** A target as one row sees it. */
export interface Due {
  cv(span: DaySpan): number
  /** Null where none was set. */
  budget(span: DaySpan): number | null
  /** Over these days; null where none follows. */
  cpa(span: DaySpan): number | null
}

/** How each weekday counts; index is the number of the day modulo 7. */
export type Weekdays = readonly number[]

/** Null where the target says nothing of that row. */
export function dueOf(target: StoredTarget, place: Place, weekdays: Weekdays): Due | null {
  const monthly = monthlyOf(target, place)
  if (!monthly) return null
  const byWeekday = weekdays.some((weight) => weight > 0) ? weekdays : Array<number>(7).fill(1)
  const over = (span: DaySpan, amounts: ReadonlyMap<string, number>, weight: (day: number) => number): number => {
    let sum = 0
    for (const { month, span: days } of monthsOver(span, target.fiscal_start)) {
      const amount = amounts.get(month)
      if (amount === undefined) continue
      const part = { from: Math.max(span.from, days.from), to: Math.min(span.to, days.to) }
      sum += (amount * weigh(part, weight)) / weigh(days, weight)
    }
    return sum
  }
  const cv = (span: DaySpan): number => over(span, monthly.cv, (day) => byWeekday[((day % 7) + 7) % 7]!)
  const budget = (span: DaySpan): number | null => (monthly.budget ? over(span, monthly.budget, () => 1) : null)
  return {
    cv,
    budget,
    cpa(span) {
      const [money, wanted] = [budget(span) ?? 0, cv(span)]
      // of a channel without a budget, as organic search, no CPA is asked
      if (place.channel !== undefined) return money > 0 && wanted > 0 ? money / wanted : null
      return target.cpa
    },
  }
}

function weigh({ from, to }: DaySpan, weight: (day: number) => number): number {
  let sum = 0
  for (let day = from; day <= to; day++) sum += weight(day)
  return sum
}

interface Monthly {
  cv: Map<string, number>
  budget: Map<string, number> | null
}

function monthlyOf({ months, cpa, allocation }: StoredTarget, { channel, initiative }: Place): Monthly | null {
  if (channel === undefined) {
    const cv = new Map(months.map((each) => [each.month, each.cv]))
    // without an allocation, what the CVs may cost at most
    const budget =
      allocation.length > 0 ? sumBy(allocation, 'budget') : new Map(months.map((m) => [m.month, m.cv * cpa]))
    return { cv, budget }
  }
  const ofChannel = allocation.filter((row) => row.channel === channel)
  const rows = ofChannel.filter((row) =>
    initiative === undefined
      ? row.initiative === '' || !ofChannel.some((each) => each.initiative === '' && each.month === row.month)
      : row.initiative === initiative,
  )
  return rows.length === 0 ? null : { cv: sumBy(rows, 'cv'), budget: sumBy(rows, 'budget') }
}

function sumBy(rows: StoredTarget['allocation'], field: 'cv' | 'budget'): Map<string, number> {
  const sums = new Map<string, number>()
  for (const row of rows) sums.set(row.month, (sums.get(row.month) ?? 0) + row[field])
  return sums
}
