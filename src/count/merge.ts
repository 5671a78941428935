// Sightings of the same real action become one action. Pure: the result depends on the set alone, never on
// the order of arrival, since everything is looked at in one order (time, then id).
import {
  type ConflictKind,
  type Sighting,
  type StrongKind,
  byTimeThenId,
  conflictKinds,
  strongKey,
  strongKinds,
} from './sighting.ts'

/** Why a sighting is a duplicate of another. */
export type MergeReason = 'same order' | 'same payment' | 'same deal' | 'same event id' | 'same person in window'

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
  reasons: Map<string, MergeReason>
  absorbedBy: Group | null
}

const reasonOf: Record<StrongKind, MergeReason> = {
  order: 'same order',
  payment: 'same payment',
  deal: 'same deal',
  event: 'same event id',
}

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
  return groups.map(toAction).toSorted((a, b) => byTimeThenId(a.sightings[0]!, b.sightings[0]!))
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
    reasons: new Map(),
    absorbedBy: null,
  }
}

/** Joins groups that hold the same value of one kind of key, value by value. */
function joinByKey(groups: Group[], kind: StrongKind): Group[] {
  const holders = new Map<string, Group[]>()
  for (const group of groups) {
    for (const value of new Set(group.sightings.map((sighting) => strongKey(sighting, kind)))) {
      if (value !== '') holders.set(value, [...(holders.get(value) ?? []), group])
    }
  }
  for (const value of [...holders.keys()].toSorted()) {
    joinCompatible([...new Set(holders.get(value)!.map(standing))], reasonOf[kind])
  }
  return groups.filter((group) => group.absorbedBy === null).toSorted((a, b) => byTimeThenId(a.anchor, b.anchor))
}

/** The group that a group has become part of. */
function standing(group: Group): Group {
  return group.absorbedBy === null ? group : standing(group.absorbedBy)
}

/** Those that could conflict found the actions; the others each join the nearest that does not conflict. */
function joinCompatible(sharing: readonly Group[], reason: MergeReason): void {
  const decided = (group: Group): number => -conflictKinds.filter((kind) => group.keys[kind] !== undefined).length
  const found: Group[] = []
  for (const group of sharing.toSorted((a, b) => decided(a) - decided(b) || byTimeThenId(a.anchor, b.anchor))) {
    const target = nearest(
      group,
      found.filter((candidate) => compatible(candidate, group)),
    )
    if (target) absorb(target, group, reason)
    else found.push(group)
  }
}

/** Sightings without order, payment or deal join the nearest action of their person in the window. */
function joinByPerson(groups: Group[], withinMs: number): Group[] {
  const isWeak = (group: Group): boolean => conflictKinds.every((kind) => group.keys[kind] === undefined)
  const found = groups.filter((group) => !isWeak(group))
  const byPerson = new Map<string, Group[]>()
  const file = (group: Group): void => {
    for (const person of group.persons) byPerson.set(person, [...(byPerson.get(person) ?? []), group])
  }
  found.forEach(file)
  for (const group of groups.filter(isWeak)) {
    const candidates = [...group.persons]
      .flatMap((person) => byPerson.get(person) ?? [])
      .filter((candidate) => Math.abs(candidate.anchor.time - group.anchor.time) <= withinMs)
    const target = nearest(group, candidates)
    if (target) {
      absorb(target, group, 'same person in window')
    } else {
      found.push(group)
      file(group)
    }
  }
  return found
}

function compatible(a: Group, b: Group): boolean {
  return conflictKinds.every(
    (kind) => a.keys[kind] === undefined || b.keys[kind] === undefined || a.keys[kind] === b.keys[kind],
  )
}

function nearest(group: Group, candidates: readonly Group[]): Group | undefined {
  const distance = (candidate: Group): number => Math.abs(candidate.anchor.time - group.anchor.time)
  return candidates.toSorted((a, b) => distance(a) - distance(b) || byTimeThenId(a.anchor, b.anchor))[0]
}

/** The target keeps its anchor: what joins it by a window must not move the window. */
function absorb(target: Group, group: Group, reason: MergeReason): void {
  target.sightings.push(...group.sightings)
  target.keys = { ...group.keys, ...target.keys }
  group.absorbedBy = target
  for (const person of group.persons) target.persons.add(person)
  for (const [id, earlier] of group.reasons) target.reasons.set(id, earlier)
  target.reasons.set(group.anchor.id, reason)
  if (reason !== 'same person in window' && byTimeThenId(group.anchor, target.anchor) < 0) {
    target.reasons.set(target.anchor.id, reason)
    target.anchor = group.anchor
  }
}

function toAction(group: Group): Action {
  const sightings = group.sightings.toSorted(byTimeThenId)
  const reasons = new Map(group.reasons)
  const first = sightings[0]!
  // A late weak sighting may turn out to be the first: then the anchor is the one that joined.
  const reasonOfFirst = reasons.get(first.id)
  if (reasonOfFirst && !reasons.has(group.anchor.id)) reasons.set(group.anchor.id, reasonOfFirst)
  reasons.delete(first.id)
  return { sightings, reasons }
}
