// What platforms call the plan's points, held against what they report. Pure: facts come in as sums.
import { isDeepStrictEqual } from 'node:util'
import { type MappedPlatform, type MappedPoint, type MappingFinding, mappingRoles } from '#contract/mapping.ts'
import { canonicalPlatform, platformLabel } from '#contract/platforms.ts'
import type { Plan, Point } from '#contract/plan.ts'
import { library, plainName, pointForEvent } from './library/library.ts'
import { findingsOf } from './mapping-findings.ts'
import { type OurCounts, type Reach, rangeOf } from './mapping-counts.ts'

/** What a platform reports of one conversion, in one channel and campaign. */
export interface PlatformFigure {
  platform: string
  channel: string
  campaign: string
  /** Id of a point, or the platform's own name, as the file had it. */
  name: string
  conversions: number
  /** `click`, `conversion`, `arrival`, or empty where the report does not say. */
  date: string
}

export interface PlatformSpend {
  platform: string
  channel: string
  campaign: string
  cost: number
}

export interface MappingFacts {
  figures: readonly PlatformFigure[]
  spend: readonly PlatformSpend[]
  /** Our CVs, by point, channel and campaign. */
  ours: readonly OurCounts[]
  /** Points that are not counted. */
  uncounted: readonly string[]
}

/** A point as one platform has it, with all that the findings are made of. */
export interface Mapped extends MappedPoint {
  /** Whether the plan names the platform in this point. */
  named: boolean
  /** What the plan says of the role, as it stands there. */
  said: unknown
  reach: Reach
}

export interface Platform extends Omit<MappedPlatform, 'points'> {
  points: Mapped[]
  /** Reported names that are no point's. */
  unknown: { name: string; conversions: number }[]
}

/** Platforms that cost money or report first, then those that the plan alone names. */
export function mappingOf(
  { points }: Pick<Plan, 'points'>,
  facts: MappingFacts,
): { platforms: MappedPlatform[]; findings: MappingFinding[] } {
  const platforms = platformsOf(points, facts).map((platform) => platformOf(platform, points, facts))
  return {
    platforms: platforms.map(({ unknown: _unknown, points: mapped, ...platform }) => ({
      ...platform,
      points: mapped.map(({ named: _named, said: _said, reach: _reach, ...point }) => point),
    })),
    findings: platforms.flatMap(findingsOf),
  }
}

function platformsOf(points: readonly Point[], { figures, spend }: MappingFacts): string[] {
  const seen = [...spend.filter(({ cost }) => cost > 0), ...figures].map(({ platform }) => platform)
  const named = points.flatMap(({ platforms = {} }) => Object.keys(platforms).map(canonicalPlatform))
  const active = [...new Set(seen)].filter((platform) => platform !== '').toSorted()
  // both products of LY are named by one word in a plan
  const covered = active.filter((platform) => platform.startsWith('ly_')).length > 0 ? ['ly'] : []
  return [...active, ...new Set(named.filter((name) => !active.includes(name) && !covered.includes(name)))]
}

function platformOf(platform: string, points: readonly Point[], facts: MappingFacts): Platform {
  const figures = facts.figures.filter((figure) => figure.platform === platform)
  const settings = points.map((point) => ({ point, ...settingsOf(point, platform) }))
  const meant = (name: string): string[] => {
    if (points.some(({ id }) => id === name)) return [name]
    const fits = settings.filter(({ called }) => called.some((each) => plainName(each) === plainName(name)))
    return fits.map(({ point }) => point.id)
  }
  const mapped = settings.map(({ point: { id, name, tier, ...point }, named, called, said }): Mapped => {
    // a name that two points share is the sum of both, and neither's
    const own = figures.filter((figure) => {
      const [only, ...others] = meant(figure.name)
      return only === id && others.length === 0
    })
    const { range, reach } = rangeOf({ platform, point: id, figures: own }, facts)
    return {
      point: id,
      name,
      tier,
      called,
      role: mappingRoles.find((role) => role === said) ?? null,
      suggestion: called.length > 0 ? null : suggestionFor({ id, match: point.match }, platform),
      reported: own.length === 0 ? null : sumOf(own),
      ours: facts.uncounted.includes(id) ? null : range,
      named,
      said,
      reach,
    }
  })
  const strange = [...new Set(figures.map(({ name }) => name))].filter((name) => meant(name).length === 0)
  return {
    platform,
    name: platformLabel(platform),
    spends: facts.spend.some((row) => row.platform === platform && row.cost > 0),
    reports: figures.length > 0,
    points: mapped,
    unknown: strange.map((name) => ({ name, conversions: sumOf(figures.filter((figure) => figure.name === name)) })),
  }
}

function sumOf(figures: readonly PlatformFigure[]): number {
  return figures.reduce((sum, { conversions }) => sum + conversions, 0)
}

/** What the plan says of a point at a platform: all names in it, whatever their key is, and the role. */
function settingsOf({ platforms = {} }: Point, platform: string): { named: boolean; called: string[]; said: unknown } {
  const names = Object.entries(platforms).map(([name, settings]) => [canonicalPlatform(name), settings] as const)
  const found = (wanted: string) => names.find(([name]) => name === wanted)?.[1]
  const settings = found(platform) ?? (platform.startsWith('ly_') ? found('ly') : undefined)
  if (!settings) return { named: false, called: [], said: undefined }
  const { role, ...rest } = settings
  return { named: true, called: Object.values(rest).flat().map(String), said: role }
}

/** The name that the library has for the point there; null where it is none of the library's. */
function suggestionFor({ id, match }: Pick<Point, 'id' | 'match'>, platform: string): string | null {
  const events = 'event' in match ? [match.event].flat() : []
  const ids = [id, ...events.map((event) => pointForEvent(event)?.library)]
  const entry =
    library.find(({ point }) => isDeepStrictEqual(point.match, match)) ?? library.find((each) => ids.includes(each.id))
  const key = platform.startsWith('ly_') ? 'ly' : platform
  return (entry?.platforms as Record<string, { event: string }> | undefined)?.[key]?.event ?? null
}
