// What was checked of the measurement before anything else, and what of it was not well.
import type { DriftFinding } from '#contract/drift.ts'
import type { Gap, GapKind } from '#contract/gaps.ts'
import type { Outage } from './measurement.ts'

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

interface Span {
  from: string
  to: string | null
}

function overlap(a: Span, b: Span): boolean {
  return (a.to === null || b.from <= a.to) && (b.to === null || a.from <= b.to)
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
