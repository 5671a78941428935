// Sightings of the same real action become one action. Pure: the result depends on the set alone, never on
// the order of arrival, since everything is looked at in one order (time, then id).
import { hourMs } from '#util/duration.ts'
import { type MergeReason, reasonsOf } from './reasons.ts'
import { type Rulings, isSeparated, takenOut } from './rulings.ts'
import {
  type ConflictKind,
  type Sighting,
  type StrongKind,
  byTimeThenId,
  conflictKinds,
  strongKeys,
  strongKinds,
} from './sighting.ts'

export interface Action {
  /** In order of time; the first is the anchor: when it happened. */
  sightings: Sighting[]
  /** Sighting id → why it joined; the anchor has none. */
  reasons: Map<string, MergeReason>
  /** Names what was split off by hand, which may carry the very order id that the rest carries; else `''`. */
  splitOff: string
}

export interface MergeRules {
  /** Person of a sighting; `''` when nobody is known. */
  personOf(sighting: Sighting): string
  /** Window for sightings without order, payment or deal id; null: they are never joined by person. */
  withinMs: number | null
  rulings: Rulings
}

/** A growing action, with what decides whether another may join it. */
interface Group {
  sightings: Sighting[]
  /** A group has at most one order, one payment and one deal, unless somebody merged it by hand. */
  keys: Record<ConflictKind, readonly string[]>
  /** Sides of splits by hand on which its sightings stand. */
  sides: readonly string[]
  persons: Set<string>
  /** Windows are measured from here, so that they cannot chain. */
  anchor: Sighting
  absorbedBy: Group | null
}

/**
 * Tag and server send one event under one id at about the same time. Sources that number their events 1, 2, 3
 * hold equal ids too: further apart than this they are two events.
 */
const sharedIdMs = 48 * hourMs

/**
 * Merges sightings of one point into real actions.
 * Equal order, payment, deal or event ids merge, transitively; actions with different orders, payments or
 * deals never do, not even through a third sighting. What has none of these joins the nearest action of the
 * same person whose anchor lies within the window. What people ruled by hand comes before all of this.
 */
export function mergeSightings(sightings: readonly Sighting[], rules: MergeRules): Action[] {
  let groups = sightings.toSorted(byTimeThenId).map((sighting) => newGroup(sighting, rules))
  groups = joinByRulings(groups, rules.rulings)
  for (const kind of strongKinds) groups = joinByKey(groups, kind)
  if (rules.withinMs !== null) groups = joinByPerson(groups, rules.withinMs)
  return groups
    .map((group) => toAction(group, rules))
    .toSorted((a, b) => byTimeThenId(a.sightings[0]!, b.sightings[0]!))
}

function newGroup(sighting: Sighting, { personOf, rulings }: MergeRules): Group {
  const person = personOf(sighting)
  return {
    sightings: [sighting],
    keys: {
      order: strongKeys(sighting, 'order'),
      payment: strongKeys(sighting, 'payment'),
      deal: strongKeys(sighting, 'deal'),
    },
    sides: rulings.sidesOf(sighting.id),
    persons: new Set(person === '' ? [] : [person]),
    anchor: sighting,
    absorbedBy: null,
  }
}

/** Joins what people merged by hand, whatever it carries. */
function joinByRulings(groups: Group[], { mergedBy }: Rulings): Group[] {
  const first = new Map<string, Group>()
  for (const group of groups) {
    for (const ruling of mergedBy(group.sightings[0]!.id)) {
      const target = standing(first.get(ruling) ?? group)
      first.set(ruling, target)
      if (target !== standing(group)) joinStrongly(target, standing(group))
    }
  }
  return stillStanding(groups)
}

function stillStanding(groups: readonly Group[]): Group[] {
  return groups.filter((group) => group.absorbedBy === null).toSorted((a, b) => byTimeThenId(a.anchor, b.anchor))
}

/** Joins groups that hold the same value of one kind of key, value by value. */
function joinByKey(groups: Group[], kind: StrongKind): Group[] {
  const holders = new Map<string, Group[]>()
  for (const group of groups) {
    for (const value of new Set(group.sightings.flatMap((sighting) => strongKeys(sighting, kind)))) {
      const sharing = holders.get(value)
      if (sharing) sharing.push(group)
      else holders.set(value, [group])
    }
  }
  for (const value of [...holders.keys()].toSorted()) {
    joinCompatible([...new Set(holders.get(value)!.map(standing))], kind)
  }
  return stillStanding(groups)
}

/** The group that a group has become part of. */
function standing(group: Group): Group {
  return group.absorbedBy === null ? group : standing(group.absorbedBy)
}

/** Those that could conflict found the actions; the others each join the nearest that does not conflict. */
function joinCompatible(sharing: readonly Group[], kind: StrongKind): void {
  const withinMs = kind === 'event' ? sharedIdMs : Infinity
  const decided = (group: Group): number => -conflictKinds.filter((one) => group.keys[one].length > 0).length
  const found: Group[] = []
  for (const group of sharing.toSorted((a, b) => decided(a) - decided(b) || byTimeThenId(a.anchor, b.anchor))) {
    const target = nearest(
      group,
      found.filter((candidate) => compatible(candidate, group) && timeBetween(candidate, group) <= withinMs),
    )
    if (target) joinStrongly(target, group)
    else found.push(group)
  }
}

/** Sightings without order, payment or deal join the nearest action of their person in the window. */
function joinByPerson(groups: Group[], withinMs: number): Group[] {
  const isWeak = (group: Group): boolean => conflictKinds.every((kind) => group.keys[kind].length === 0)
  const found = groups.filter((group) => !isWeak(group))
  // by person and stretch of time, so that one who acts all day is not compared with all of it
  const stretches = new Map<string, Group[]>()
  const stretchOf = (group: Group): number => Math.floor(group.anchor.time / Math.max(1, withinMs))
  const file = (group: Group, persons: Iterable<string>): void => {
    for (const person of persons) {
      const key = `${stretchOf(group)} ${person}`
      const filed = stretches.get(key)
      if (filed) filed.push(group)
      else stretches.set(key, [group])
    }
  }
  for (const group of found) file(group, group.persons)
  for (const group of groups.filter(isWeak)) {
    const own = stretchOf(group)
    const candidates = [...group.persons]
      .flatMap((person) => [own - 1, own, own + 1].flatMap((stretch) => stretches.get(`${stretch} ${person}`) ?? []))
      .filter((candidate) => timeBetween(candidate, group) <= withinMs && !isSeparated(candidate.sides, group.sides))
    const target = nearest(group, candidates)
    if (target) {
      const brought = [...group.persons].filter((person) => !target.persons.has(person))
      absorb(target, group)
      file(target, brought)
    } else {
      found.push(group)
      file(group, group.persons)
    }
  }
  return found
}

function compatible(a: Group, b: Group): boolean {
  if (isSeparated(a.sides, b.sides)) return false
  return conflictKinds.every((kind) => {
    const [mine, theirs] = [a.keys[kind], b.keys[kind]]
    return mine.length === 0 || theirs.length === 0 || mine.some((value) => theirs.includes(value))
  })
}

function timeBetween(a: Group, b: Group): number {
  return Math.abs(a.anchor.time - b.anchor.time)
}

function nearest(group: Group, candidates: readonly Group[]): Group | undefined {
  const distance = (candidate: Group): number => timeBetween(candidate, group)
  return candidates.toSorted((a, b) => distance(a) - distance(b) || byTimeThenId(a.anchor, b.anchor))[0]
}

/** The earlier of both is the anchor. */
function joinStrongly(target: Group, group: Group): void {
  absorb(target, group)
  if (byTimeThenId(group.anchor, target.anchor) < 0) target.anchor = group.anchor
}

/** The target keeps its anchor: what joins it by a window must not move the window. */
function absorb(target: Group, group: Group): void {
  for (const sighting of group.sightings) target.sightings.push(sighting)
  for (const kind of conflictKinds) target.keys[kind] = together(target.keys[kind], group.keys[kind])
  target.sides = together(target.sides, group.sides)
  group.absorbedBy = target
  for (const person of group.persons) target.persons.add(person)
}

function together(some: readonly string[], others: readonly string[]): readonly string[] {
  return others.every((value) => some.includes(value)) ? some : [...new Set([...some, ...others])]
}

function toAction(group: Group, { personOf, rulings }: MergeRules): Action {
  const sightings = group.sightings.toSorted(byTimeThenId)
  const mergedBy = ({ id }: Sighting): readonly string[] => rulings.mergedBy(id)
  return { sightings, reasons: reasonsOf(sightings, { personOf, mergedBy }), splitOff: takenOut(group.sides) }
}
