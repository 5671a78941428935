// Sightings of the same real action become one action. Pure: the result depends on the set alone, never on
// the order of arrival, since everything is looked at in one order (time, then id).
import { type MergeReason, reasonsOf } from './reasons.ts'
import {
  type ConflictKind,
  type Sighting,
  type StrongKind,
  byTimeThenId,
  conflictKinds,
  strongKey,
  strongKinds,
} from './sighting.ts'

export interface Action {
  /** In order of time; the first is the anchor: when it happened. */
  sightings: Sighting[]
  /** Sighting id → why it joined; the anchor has none. */
  reasons: Map<string, MergeReason>
}

export interface MergeRules {
  /** Person of a sighting; `''` when nobody is known. */
  personOf(sighting: Sighting): string
  /** Window for sightings without order, payment or deal id; null: they are never joined by person. */
  withinMs: number | null
}

/** A growing action, with what decides whether another may join it. */
interface Group {
  sightings: Sighting[]
  /** A group has at most one order, one payment and one deal. */
  keys: Partial<Record<ConflictKind, string>>
  persons: Set<string>
  /** Windows are measured from here, so that they cannot chain. */
  anchor: Sighting
  absorbedBy: Group | null
}

/**
 * Tag and server send one event under one id at about the same time. Sources that number their events 1, 2, 3
 * hold equal ids too: further apart than this they are two events.
 */
const sharedIdMs = 48 * 3_600_000

/**
 * Merges sightings of one point into real actions.
 * Equal order, payment, deal or event ids merge, transitively; actions with different orders, payments or
 * deals never do, not even through a third sighting. What has none of these joins the nearest action of the
 * same person whose anchor lies within the window.
 */
export function mergeSightings(sightings: readonly Sighting[], rules: MergeRules): Action[] {
  let groups = sightings.toSorted(byTimeThenId).map((sighting) => newGroup(sighting, rules.personOf(sighting)))
  for (const kind of strongKinds) groups = joinByKey(groups, kind)
  if (rules.withinMs !== null) groups = joinByPerson(groups, rules.withinMs)
  return groups
    .map((group) => toAction(group, rules))
    .toSorted((a, b) => byTimeThenId(a.sightings[0]!, b.sightings[0]!))
}

function newGroup(sighting: Sighting, person: string): Group {
  const keys: Group['keys'] = {}
  for (const kind of conflictKinds) {
    const value = strongKey(sighting, kind)
    if (value !== '') keys[kind] = value
  }
  return {
    sightings: [sighting],
    keys,
    persons: new Set(person === '' ? [] : [person]),
    anchor: sighting,
    absorbedBy: null,
  }
}

/** Joins groups that hold the same value of one kind of key, value by value. */
function joinByKey(groups: Group[], kind: StrongKind): Group[] {
  const holders = new Map<string, Group[]>()
  for (const group of groups) {
    for (const value of new Set(group.sightings.map((sighting) => strongKey(sighting, kind)))) {
      if (value === '') continue
      const sharing = holders.get(value)
      if (sharing) sharing.push(group)
      else holders.set(value, [group])
    }
  }
  for (const value of [...holders.keys()].toSorted()) {
    joinCompatible([...new Set(holders.get(value)!.map(standing))], kind)
  }
  return groups.filter((group) => group.absorbedBy === null).toSorted((a, b) => byTimeThenId(a.anchor, b.anchor))
}

/** The group that a group has become part of. */
function standing(group: Group): Group {
  return group.absorbedBy === null ? group : standing(group.absorbedBy)
}

/** Those that could conflict found the actions; the others each join the nearest that does not conflict. */
function joinCompatible(sharing: readonly Group[], kind: StrongKind): void {
  const withinMs = kind === 'event' ? sharedIdMs : Infinity
  const decided = (group: Group): number => -conflictKinds.filter((one) => group.keys[one] !== undefined).length
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
  const isWeak = (group: Group): boolean => conflictKinds.every((kind) => group.keys[kind] === undefined)
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
      .filter((candidate) => timeBetween(candidate, group) <= withinMs)
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
  return conflictKinds.every(
    (kind) => a.keys[kind] === undefined || b.keys[kind] === undefined || a.keys[kind] === b.keys[kind],
  )
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
  target.keys = { ...group.keys, ...target.keys }
  group.absorbedBy = target
  for (const person of group.persons) target.persons.add(person)
}

function toAction(group: Group, { personOf }: MergeRules): Action {
  const sightings = group.sightings.toSorted(byTimeThenId)
  return { sightings, reasons: reasonsOf(sightings, personOf) }
}
