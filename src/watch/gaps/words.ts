// What a finding says: what happened, the likely cause, what to do.
import type { Gap, GapKind } from '#contract/gaps.ts'
import type { WatchedSeries } from './find-gaps.ts'

export interface About {
  kind: GapKind
  series: Pick<WatchedSeries, 'kind' | 'source' | 'point' | 'campaigns'>
  direction: 'fall' | 'rise'
  observed: number
  expected: number
  /** Of which the counts are a part. */
  exposure: number | undefined
  days: number
}

export function whatHappened({ kind, series, direction, observed, expected, exposure }: About): string {
  const subject = exposure === undefined ? subjectOf(series) : lacking[series.kind]!(series)
  if (kind === 'silent') return `${series.source} fell silent`
  if (exposure !== undefined) {
    const shares = `${percent(observed / Math.max(1, exposure))}, ${percent(expected / Math.max(1, exposure))} expected`
    return `${subject} (${shares})`
  }
  const by = Math.abs(observed / expected - 1)
  const change = direction === 'fall' ? `fell by ${percent(by)}` : `rose by ${percent(by)}`
  return `${subject} ${change}`
}

type Subject = About['series']

/** What a series counts. */
export function subjectOf({ kind, source, point, campaigns }: Subject): string {
  const names: Record<WatchedSeries['kind'], string> = {
    source: `events of ${source}`,
    point: `conversions of ${point}`,
    sightings: `${point} as ${source} sees it`,
    click_ids: `click ids of ads on ${campaigns || source}`,
    consent: `visitors known to ${source}`,
    identifiers: `${point} with user, e-mail or phone from ${source}`,
  }
  return names[kind]
}

/** What it says where more than usual lack it. */
const lacking: Readonly<Partial<Record<WatchedSeries['kind'], (series: Subject) => string>>> = {
  click_ids: ({ source, campaigns }) => `more ad visits from ${campaigns || source} lack a click id`,
  consent: ({ source }) => `more events of ${source} come without a visitor`,
  identifiers: ({ source, point }) => `more of ${point} from ${source} tell no user, e-mail or phone`,
}

export function causeOf({ kind, series, direction }: About): Pick<Gap, 'cause' | 'todo'> {
  if (kind === 'silent') return silence
  if (kind === 'volume') return volumes[`${series.kind} ${direction}`]!
  return others[kind]!
}

const silence = {
  cause: 'The tag or the sender is gone, its key is revoked, or its requests are blocked.',
  todo: 'Send a test event; look at the latest rejections; ask what was deployed that day.',
}

const volumes: Readonly<Record<string, Pick<Gap, 'cause' | 'todo'>>> = {
  'source fall': {
    cause:
      'Part of what it saw no longer arrives: pages without the tag, a consent tool, a blocked address; or fewer people came (a holiday, a campaign that ended).',
    todo: 'Compare with ad clicks of those days: if these did not fall, look for pages without the tag.',
  },
  'source rise': {
    cause: 'Events sent twice, bots, or more people: a campaign that began.',
    todo: 'Look whether spend rose too; if not, look for repeats and for one browser that sends most of it.',
  },
  'sightings fall': {
    cause:
      'The page or call that tells this source of it has changed; other sources say whether the action itself fell.',
    todo: 'Do the action yourself and watch whether it arrives from this source.',
  },
  'sightings rise': {
    cause: 'It is told more often than it happens (a thank-you page that fires twice), or it happens more.',
    todo: 'Open the conversions of those days in the ledger and look at what was merged.',
  },
  'point fall': {
    cause: 'Fewer people do it: a page or form that does not work, other traffic, a campaign that ended.',
    todo: 'Do it yourself from the landing page on; compare channels on those days.',
  },
  'point rise': {
    cause: 'More people do it, or one action counts more than once.',
    todo: 'Open the conversions of those days in the ledger: look for the same person under two ids.',
  },
}

const others: Readonly<Partial<Record<GapKind, Pick<Gap, 'cause' | 'todo'>>>> = {
  click_ids: {
    cause: 'A redirect, link shortener or app drops the parameters, or auto-tagging is off.',
    todo: "Click an ad and look whether the address keeps its click id; check the platform's auto-tagging.",
  },
  consent: {
    cause: 'The consent banner has changed, or its default; or a browser withholds the identifier.',
    todo: 'Open the site in a fresh browser and see what the banner sends; ask who changed it.',
  },
  identifiers: {
    cause: 'A form no longer hands over the address: a new form, a frame, a field without its mark.',
    todo: 'Send the form and look in Events whether e-mail or user arrives with it.',
  },
}

function percent(share: number): string {
  const value = share * 100
  return `${value >= 10 || value === 0 ? Math.round(value) : value.toFixed(1)} %`
}
