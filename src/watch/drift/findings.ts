// What was checked of the measurement before anything else, and what of it was not well.
import type { DriftFinding } from '#contract/drift.ts'
import type { Gap, GapKind } from '#contract/gaps.ts'
import { uncredited } from '#stats/decompose.ts'
import { type FlowDay, wholeFlow } from './flows.ts'
import { type Outage, overlap } from './measurement.ts'

const kinds: Record<GapKind, DriftFinding['kind']> = {
  silent: 'silent',
  volume: 'fewer_events',
  consent: 'consent',
  identifiers: 'identifiers',
  click_ids: 'click_ids',
  rejects: 'rejects',
  tag_version: 'other',
}

/** Sources that sent less than their pattern. */
export function outagesOf(gaps: readonly Gap[]): Outage[] {
  return gaps
    .filter(({ kind, source, point }) => (kind === 'silent' || kind === 'volume') && source !== '' && point === '')
    .flatMap(({ source, from, to, observed, expected }) => {
      const seen = expected && expected.mean > 0 ? observed / expected.mean : 1
      return seen < 1 ? [{ source, from, to, seen }] : []
    })
}

export function findingOf(
  { kind, what, from, to, cause, todo, source }: Gap,
  confirmed: readonly Outage[],
): DriftFinding {
  const reckoned = confirmed.some((outage) => outage.source === source && overlap(outage, { from, to }))
  return { kind: kinds[kind], what, from, to, cause, todo, reckoned }
}

/** Standard errors by which ours and the platforms' figures have to come apart. */
const apart = 3.3

/**
 * Whether our CVs fell behind what the platforms report of the same channels: ln of the change of their ratio, four
 * Poisson counts.
 */
export function disagreement(
  [oursBefore, theirsBefore]: readonly [number, number],
  [ours, theirs]: readonly [number, number],
  { from, to }: { from: string; to: string },
): DriftFinding | null {
  if (Math.min(oursBefore, theirsBefore, ours, theirs) < 10) return null
  const change = Math.log(ours / theirs / (oursBefore / theirsBefore))
  const error = Math.sqrt(1 / oursBefore + 1 / theirsBefore + 1 / ours + 1 / theirs)
  if (change / error > -apart) return null
  const share = Math.round((1 - Math.exp(change)) * 100)
  return {
    kind: 'figures',
    what: `CVs fell by ${share} % against what the platforms report`,
    from,
    to,
    cause:
      'We see less than we did of what the platforms still see: a tag that is missing on a page, a refused consent.',
    todo: 'Do the action yourself after a click on an ad, and look in Events whether it arrives.',
    reckoned: false,
  }
}

/**
 * CVs that are credited to no channel are seen by none: whether they are a larger share of all than before, by the same
 * bar, two independent shares.
 */
export function uncreditedRise(
  before: readonly FlowDay[],
  after: readonly FlowDay[],
  { from, to }: { from: string; to: string },
): DriftFinding | null {
  const [was, is] = [before, after].map((days) => ({
    lost: days.reduce((sum, { flows }) => sum + (flows.get(uncredited)?.cvs ?? 0), 0),
    all: wholeFlow(days).cvs,
  }))
  if (Math.min(was!.all, is!.all) < 10) return null
  const [early, late] = [was!.lost / was!.all, is!.lost / is!.all]
  const pooled = (was!.lost + is!.lost) / (was!.all + is!.all)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / was!.all + 1 / is!.all))
  if (late - early <= apart * error) return null
  const [low, high] = [early, late].map((share) => Math.round(share * 100))
  return {
    kind: 'uncredited',
    what: `CVs credited to no channel rose from ${low} % to ${high} % of all`,
    from,
    to,
    cause:
      'Some of them may be of this channel: links without UTM, click ids that are cut off, visits without consent.',
    todo: 'Look at all channels; repair what the links of this one carry.',
    reckoned: false,
  }
}
