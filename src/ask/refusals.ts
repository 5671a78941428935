// Which metrics of a question cannot be given, in the rows or at all, and why.
import type { Metric } from '#metrics/catalogue.ts'
import { isOfEvents } from '#metrics/conversion-events.ts'
import { personAttributeOf } from '#metrics/person-names.ts'
import { isOfCta, isOwn, knows, tableOf, type FactTable } from '#metrics/dimensions.ts'
import type { Measure } from '#metrics/measures.ts'
import type { Scope } from '#metrics/scope.ts'
import { goneReason, nothingGone } from './gone.ts'
import { needsPlan, type Inquiry } from './inquiry.ts'

export interface Refusals {
  /** Metric id → reason, for rows and total alike. */
  everywhere: ReadonlyMap<string, string>
  /** Metric id → reason, for the rows alone: the total needs no split. */
  rows: ReadonlyMap<string, string>
}

/**
 * @param uncounted names of points whose definition has not been counted at all.
 * @param kept from when on there is data.
 */
export function refusalsOf(inquiry: Inquiry, uncounted: readonly string[], kept = nothingGone): Refusals {
  const { metrics, scope } = inquiry
  const everywhere = new Map<string, string>()
  const rows = new Map<string, string>()
  for (const metric of metrics) {
    const whole =
      wholly(metric, inquiry, uncounted) ??
      goneReason(metric, inquiry, kept) ??
      firstReason(metric, Object.keys(scope.filter), inquiry)
    if (whole !== undefined) everywhere.set(metric.id, whole)
    const split = firstReason(metric, scope.by, inquiry)
    if (split !== undefined) rows.set(metric.id, split)
  }
  return { everywhere, rows }
}

function wholly(metric: Metric, inquiry: Inquiry, uncounted: readonly string[]): string | undefined {
  const { scope, question, figurePoints, knownFigurePoints } = inquiry
  if (needsPlan(metric) && uncounted.length > 0) return `${uncounted.join(' and ')}: not counted yet; ask again soon`
  if (needsPlan(metric) && !metric.needs.includes('transition') && inquiry.conversions?.uses.length === 0) {
    return `the plan has no point ${question.points?.join(' or ') ?? ''}`.trim()
  }
  const lost = scope.known === undefined ? undefined : notKept(metric, scope)
  if (lost !== undefined) return lost
  if (!metric.needs.includes('figures') || figurePoints.length > 0) return undefined
  if (knownFigurePoints.length === 0) return 'no platform figures are imported'
  const list = knownFigurePoints.join(', ')
  return question.points
    ? `platforms do not report ${question.points.join(' or ')}; they report ${list}`
    : `platforms report several points; name one: ${list}`
}

/** Why a metric cannot be given as it was known on a day. */
function notKept({ needs }: Metric, { by, filter }: Scope): string | undefined {
  const tables = needs.map((measure) => tableOf[measure])
  const named = [...by, ...Object.keys(filter)]
  if (tables.includes('sessions') || tables.includes('ctas') || named.some(isOfCta))
    return 'visits are not kept as they were known on a day'
  if (!tables.includes('ledger')) return undefined
  if (named.some(isOfEvents)) return 'sightings are not kept as they were known on a day'
  if (named.some((dimension) => personAttributeOf(dimension) !== undefined))
    return 'what is told of persons is not kept as it was known on a day'
  return undefined
}

function firstReason(metric: Metric, wanted: readonly string[], inquiry: Inquiry): string | undefined {
  return wanted.map((dimension) => reason(metric, dimension, inquiry)).find((found) => found !== undefined)
}

function reason(metric: Metric, dimension: string, { seen }: Inquiry): string | undefined {
  const other = metric.notBy?.[dimension]
  if (other !== undefined) return other
  const unaware = metric.needs.filter((measure) => !knows(measure, dimension, seen))
  if (unaware.length === 0) return undefined
  // A cost or a click belongs to no point: a quotient holds it against the conversions of each.
  if (dimension === 'point' && unaware.length < metric.needs.length) return undefined
  const what = isOwn(dimension) ? dimension : `the attribute ${dimension}`
  return `${[...new Set(unaware.map((measure) => nouns[tableOf[measure]]))].join(' and ')} not known by ${what}`
}

const nouns: Record<FactTable, string> = {
  events: 'events are',
  ctas: 'calls to action are',
  sessions: 'visits are',
  ledger: 'conversions are',
  spend: 'costs and clicks are',
  figures: "platforms' figures are",
}

/** How a measure's rows are split: by all that is asked, by all but the point, or not at all. */
export function splitOf(measure: Measure, { scope, seen }: Inquiry): readonly string[] {
  const known = scope.by.filter((dimension) => knows(measure, dimension, seen))
  const missing = scope.by.filter((dimension) => !knows(measure, dimension, seen))
  return missing.every((dimension) => dimension === 'point') ? known : []
}
