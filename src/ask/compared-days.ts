// Which days a question is compared with, and which of their days, weeks or months stands beside which.
import type { Question } from '#contract/ask.ts'
import { dayAt, daysBetween } from '#util/days.ts'
import { Problem } from '#util/problem.ts'

/** Days, both included. */
export interface DayRange {
  from: string
  to: string
}

/** Throws Problem where the question names no days, or ones that end before they begin. */
export function comparedDays({ from, to, compare }: Question): DayRange {
  if (from === undefined || to === undefined) {
    const message = 'A comparison needs the first and the last day of what is compared.'
    const hint = 'Name both: from 2026-04-01, to 2026-04-30.'
    throw new Problem('no_days_to_compare', message, { details: [{ field: 'compare', message, hint }] })
  }
  if (typeof compare === 'object') return inOrder(compare)
  return compare === 'year' ? { from: yearBefore(from), to: yearBefore(to) } : daysBefore({ from, to })
}

function inOrder(range: DayRange): DayRange {
  if (range.from <= range.to) return range
  const message = `The days to compare with end (${range.to}) before they begin (${range.from}).`
  throw new Problem('empty_range', message, { details: [{ field: 'compare', message, hint: 'Swap the two days.' }] })
}

/** Whole months are compared with as many whole months before; other days with as many days. */
function daysBefore({ from, to }: DayRange): DayRange {
  const last = dayAt(from, -1)
  if (!from.endsWith('-01') || !dayAt(to, 1).endsWith('-01'))
    return { from: dayAt(from, -daysIn({ from, to })), to: last }
  const months = monthOf(to) - monthOf(from) + 1
  return { from: firstOfMonth(monthOf(from) - months), to: last }
}

/** 29 February is compared with the 28th. */
function yearBefore(day: string): string {
  const [year, rest] = [Number(day.slice(0, 4)) - 1, day.slice(4)]
  return `${year}${rest === '-02-29' ? '-02-28' : rest}`
}

export function daysIn({ from, to }: DayRange): number {
  return daysBetween(from, to) + 1
}

/**
 * Which period of the earlier days stands beside one of the later: the first beside the first.
 * @param dimension `day`, `week` or `month`; `period` is such a row's value, `2026-04-06` or `2026-04`.
 * @param weekStart ISO number of the weekday that weeks start on.
 */
export function periodBeside(
  dimension: string,
  period: string,
  later: DayRange,
  earlier: DayRange,
  weekStart: number,
): string {
  if (dimension === 'month') {
    return firstOfMonth(monthOf(earlier.from) + monthOf(period) - monthOf(later.from)).slice(0, 7)
  }
  const first = (day: string): string => (dimension === 'week' ? weekOf(day, weekStart) : day)
  return dayAt(first(earlier.from), daysBetween(first(later.from), period))
}

function weekOf(day: string, weekStart: number): string {
  return dayAt(day, -((new Date(day).getUTCDay() - weekStart + 7) % 7))
}

/** Months since the year 0. */
const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1

function firstOfMonth(month: number): string {
  return new Date(Date.UTC(Math.floor(month / 12), month % 12, 1)).toISOString().slice(0, 10)
}
