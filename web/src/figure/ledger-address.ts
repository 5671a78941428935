// Where the conversions behind a figure are listed.
import { addDays } from '../days.ts'
import type { Shown } from './shown-figure.tsx'

/** The ledger's address that lists exactly what a CV figure counts; undefined where no list of conversions does. */
export function ledgerAddress({ figure, definition, question, where }: Shown): string | undefined {
  const { channel, week, ...others } = where
  if (definition.metric !== 'cv' || !figure.value || Object.keys(others).length > 0) return undefined
  const params = new URLSearchParams()
  const { points = [], from, to, plan, attribution } = question
  // what a model gives to a channel are parts of conversions
  if (attribution) return undefined
  if (points.length > 1) return undefined
  for (const point of points) params.set('point', point)
  if (channel !== undefined) params.set('channel', channel)
  const days = week === undefined ? [from, to] : [later(from, week), earlier(to, addDays(week, 6))]
  if (days[0]) params.set('from', days[0])
  if (days[1]) params.set('to', days[1])
  if (plan !== undefined) params.set('plan', String(plan))
  return `/ledger?${params}`
}

function later(a: string | undefined, b: string): string {
  return a !== undefined && a > b ? a : b
}

function earlier(a: string | undefined, b: string): string {
  return a !== undefined && a < b ? a : b
}
