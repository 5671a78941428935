// Which definitions a question means: its points, in the versions of the plan that were in force, as ledger segments.
import type { PlanVersion, Point, Tier } from '#contract/plan.ts'
import type { Segment } from '#metrics/scope.ts'
import { definitionHash } from '#plan/definition.ts'
import { effectiveRanges } from '#store/effective.ts'
import { closest, fewOf } from '#util/closest.ts'
import { Problem } from '#util/problem.ts'

/** One point through time, or the macro whatever its id; an action that two of its definitions see counts once. */
export interface Series {
  segments: readonly Segment[]
  /** What the segments are counted by, oldest first. */
  uses: readonly { version: number; point: Point }[]
}

/** A series of the points of each version that `pick` chooses; versions without such a point leave a gap. */
function series(versions: readonly PlanVersion[], pick: (point: Point) => boolean): Series {
  const segments: Segment[] = []
  const uses: { version: number; point: Point }[] = []
  for (const { version, from, to } of effectiveRanges(versions)) {
    const point = versions.find((candidate) => candidate.version === version)!.plan.points.find(pick)
    if (!point) continue
    const definition = definitionHash(point)
    uses.push({ version, point })
    const before = segments.at(-1)
    if (before && before.to === from && before.point === point.id && before.definition === definition) before.to = to
    else segments.push({ point: point.id, definition, from, to })
  }
  return { segments, uses }
}

export function macroSeries(versions: readonly PlanVersion[]): Series {
  return series(versions, (point) => point.tier === 'macro')
}

export function pointSeries(versions: readonly PlanVersion[], id: string): Series {
  return series(versions, (point) => point.id === id)
}

/** Ids of the points of all versions, the newest version's first. */
export function planPoints(versions: readonly PlanVersion[], tier?: Tier): string[] {
  const points = versions.toReversed().flatMap(({ plan }) => plan.points)
  return [...new Set(points.filter((point) => !tier || point.tier === tier).map(({ id }) => id))]
}

/**
 * From which micro to which point `transition` goes.
 * The micro is the one named, else the only micro among the points asked for, else the plan's only micro;
 * the other end is the point asked for beside it, else the macro. Throws Problem where that is not one each.
 */
export function transitionSeries(
  versions: readonly PlanVersion[],
  asked: readonly string[],
  micro: string | undefined,
): { micro: Series; macro: Series } {
  const from = microOf(versions, asked, micro)
  const targets = asked.filter((id) => id !== from)
  if (targets.length > 1) {
    const message = `A transition goes to one point, but the question names ${targets.join(' and ')}.`
    throw new Problem('several_points', message, { details: [{ field: 'points', message, hint: 'Name one of them.' }] })
  }
  const to = targets[0]
  if (to === undefined && planPoints(versions.slice(-1), 'macro').includes(from)) {
    const message = `${from} is the macro point; a transition leads to it, from a micro.`
    const hint = `Name a micro: ${planPoints(versions.slice(-1), 'micro').join(', ')}.`
    throw new Problem('micro_is_macro', message, { details: [{ field: 'micro', message, hint }] })
  }
  return {
    micro: pointSeries(versions, from),
    macro: to === undefined ? macroSeries(versions) : pointSeries(versions, to),
  }
}

function microOf(versions: readonly PlanVersion[], asked: readonly string[], named: string | undefined): string {
  const known = planPoints(versions)
  if (named !== undefined) {
    if (!known.includes(named)) throw unknownPoint('micro', named, known, 'The plan has')
    return named
  }
  const micros = planPoints(versions.slice(-1), 'micro')
  const askedMicros = asked.filter((id) => micros.includes(id))
  const only = askedMicros.length === 1 ? askedMicros : micros
  if (only.length === 1) return only[0]!
  const message =
    micros.length === 0 ? 'The plan has no micro point to start from.' : `The plan has ${micros.length} micro points.`
  const hint = micros.length === 0 ? 'Add one to the plan.' : `Name one with micro: ${micros.join(', ')}.`
  throw new Problem('micro_needed', message, { details: [{ field: 'micro', message, hint }] })
}

/** @param owner how the list of known points begins, e.g. `The plan has`. */
export function unknownPoint(field: string, id: string, known: readonly string[], owner: string): Problem {
  const message = `There is no point ${id}.`
  const meant = closest(id, known)
  const list = known.length === 0 ? `${owner} none.` : `${owner} ${fewOf(known)}.`
  const hint = meant ? `Did you mean ${meant}? ${list}` : list
  return new Problem('unknown_point', message, { details: [{ field, message, hint }] })
}
