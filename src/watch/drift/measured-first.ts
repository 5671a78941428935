// Measurement, checked before anything else: breaks in what sources send, reckoned in, and other signs that something is missing.
import type { DriftFinding } from '#contract/drift.ts'
import type { Gap } from '#contract/gaps.ts'
import type { Store } from '#store/store.ts'
import { sourceBreaks } from '../gaps/gaps.ts'
import { disagreement, findingOf, outagesOf, uncreditedRise } from './findings.ts'
import { type FlowDay, wholeFlow, within } from './flows.ts'
import { type Outage, reckonIn } from './measurement.ts'
import { type Days, type Periods, lengthOf } from './periods.ts'
import { type Aim, longestSpan, readFigures, readOnlyBy } from './read-flows.ts'

interface Measured {
  days: FlowDay[]
  found: DriftFinding[]
  /** Nothing arrived in the whole period. */
  blind: boolean
  /** What is reckoned in. */
  out: readonly Outage[]
}

/**
 * Of all channels, also where one is asked about: an outage shows in visits per click and in visits without ads. What the
 * platforms report, and what is credited to nothing, is held against the channel asked about.
 */
export async function measuredFirst(
  store: Store,
  days: readonly FlowDay[],
  periods: Periods,
  aim: Aim,
  timezone: string,
  now: number,
): Promise<Measured> {
  const { before, after } = periods
  const [gaps, figuresBefore, figuresAfter] = await Promise.all([
    gapsIn(store, periods, timezone),
    readFigures(store, before, aim, now),
    readFigures(store, after, aim, now),
  ])
  const [early, late] = [within(days, before.from, before.to), within(days, after.from, after.to)]
  const outages = outagesOf(gaps)
  const only = new Map<string, Map<string, number>>()
  for (const source of new Set(outages.map((each) => each.source))) {
    only.set(source, await readOnlyBy(store, { from: days[0]!.day, to: after.to, point: aim.point }, source, now))
  }
  const onlyBy = (source: string, day: string, segment: string): number =>
    only.get(source)?.get(`${day} ${segment}`) ?? 0
  const corrected = reckonIn([...early, ...late], outages, onlyBy)
  const figures = disagreement(figuresBefore, figuresAfter, after)
  const uncredited = aim.of.channel === '' && aim.of.campaign === '' ? null : uncreditedRise(early, late, after)
  const more = [figures, uncredited].filter((finding) => finding !== null)
  const [was, is] = [wholeFlow(early), wholeFlow(late)]
  return {
    days: corrected.days,
    found: [...gaps.map((gap) => findingOf(gap, corrected.confirmed)), ...more],
    blind: is.visits === 0 && (was.visits > 0 || is.cvs === 0),
    out: corrected.confirmed,
  }
}

async function gapsIn(store: Store, { before, after }: Periods, timezone: string): Promise<Gap[]> {
  const from = lengthOf({ from: before.from, to: after.to }) <= longestSpan ? before.from : after.from
  const gaps = await sourceBreaks(store, { from, to: after.to }, timezone)
  return gaps.filter((gap) => touches(gap, before) || touches(gap, after))
}

function touches({ from, to }: Gap, period: Days): boolean {
  return from <= period.to && (to === null || to >= period.from)
}
