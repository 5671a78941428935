// Where the conversions behind a figure are listed.
import { addDays } from '../days.ts'
import type { Shown } from './shown-figure.tsx'

/** The ledger's address that lists exactly what a CV figure counts; undefined where no list of conversions does. */
export function ledgerAddress({ figure, definition, question, where }: Shown): string | undefined {
  const { channel, point, week, day, month, ...others } = where
  if (definition.metric !== 'cv' || !figure.value || Object.keys(others).length > 0) return undefined
  // the list is of days on which CVs happened, as known now
  if (question.basis === 'click' || question.known !== undefined || question.filter !== undefined) return undefined
  const params = new URLSearchParams()
  const { points = [], from, to, plan, attribution } = question
  // what a model gives to a channel are parts of conversions
  if (attribution) return undefined
  // where a question names no point, the macro is meant
  const meant = points.length > 0 ? points : [...new Set(definition.point?.map(({ id }) => id))]
  const listed = point === undefined ? meant : [point]
  if (listed.length > 1) return undefined
  for (const id of listed) params.set('point', id)
  if (channel !== undefined) params.set('channel', channel)
  const period = periodOf(day, week, month)
  const days = period ? [later(from, period.from), earlier(to, period.to)] : [from, to]
  if (days[0]) params.set('from', days[0])
  if (days[1]) params.set('to', days[1])
  if (plan !== undefined) params.set('plan', String(plan))
  return `/ledger?${params}`
}

/** The day, week or month of a row. */
function periodOf(
  day: string | undefined,
  week: string | undefined,
  month: string | undefined,
): { from: string; to: string } | undefined {
  if (day !== undefined) return { from: day, to: day }
  if (week !== undefined) return { from: week, to: addDays(week, 6) }
  return month === undefined ? undefined : { from: `${month}-01`, to: addDays(`${nextMonth(month)}-01`, -1) }
}

function nextMonth(month: string): string {
  return addDays(`${month}-28`, 4).slice(0, 7)
}

function later(a: string | undefined, b: string): string {
  return a !== undefined && a > b ? a : b
}

function earlier(a: string | undefined, b: string): string {
  return a !== undefined && a < b ? a : b
}
