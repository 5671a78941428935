// Weeks and months of the scorecard, as days numbered from 1970.
import type { DaySpan } from '#stats/pacing.ts'
import { dayName, dayNumber } from '#util/days.ts'
import { daysOfMonth, monthOfDay, monthsFrom } from '#util/fiscal.ts'

export interface Calendar {
  period: 'week' | 'month'
  weekStart: 'monday' | 'sunday' | 'saturday'
  /** `MM-DD`: fiscal months begin on that day of the month. */
  fiscalStart: string
}

/** Days from 1970-01-01, a Thursday, to the first day of that name. */
const firstOf = { monday: 4, sunday: 3, saturday: 2 } as const

export function periodOf(day: number, { period, weekStart, fiscalStart }: Calendar): DaySpan {
  if (period === 'week') {
    const from = day - ((((day - firstOf[weekStart]) % 7) + 7) % 7)
    return { from, to: from + 6 }
  }
  return spanOf(monthOfDay(dayName(day), fiscalStart), fiscalStart)
}

function spanOf(month: string, fiscalStart: string): DaySpan {
  const { from, to } = daysOfMonth(month, fiscalStart)
  return { from: dayNumber(from), to: dayNumber(to) }
}

export function periodBefore({ from }: DaySpan, calendar: Calendar): DaySpan {
  return periodOf(from - 1, calendar)
}

/** Periods that lie wholly between a day and a period, the oldest first. */
export function earlierPeriods(period: DaySpan, since: number, calendar: Calendar): DaySpan[] {
  const spans: DaySpan[] = []
  for (let span = periodBefore(period, calendar); span.from >= since; span = periodBefore(span, calendar)) {
    spans.unshift(span)
  }
  return spans
}

/** Fiscal months that some days belong to, with all days of each. */
export function monthsOver({ from, to }: DaySpan, fiscalStart: string): { month: string; span: DaySpan }[] {
  const first = monthOfDay(dayName(from), fiscalStart)
  // no month is shorter than 28 days
  return monthsFrom(first, Math.floor((to - from) / 28) + 2)
    .map((month) => ({ month, span: spanOf(month, fiscalStart) }))
    .filter(({ span }) => span.from <= to)
}
