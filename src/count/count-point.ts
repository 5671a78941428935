// One point over one set of sightings that can influence each other: which conversions there are, and what
// became of every sighting. Pure; everything the ledger says is decided here.
import { hashParts } from '#util/ids.ts'
import { durationMs } from '#util/duration.ts'
import { type Point, defaultLookback } from '#contract/plan.ts'
import type { Junk } from '#contract/junk.ts'
import type { ConversionState, LedgerSighting } from '#contract/ledger.ts'
import { type Credit, type Lead, type Visit, creditAction } from './credit.ts'
import { type Action, mergeSightings } from './merge.ts'
import { type Counted, applyOncePer, oncePerRule } from './once.ts'
import { type Assigned, type Worth, afterReversals, assignReversals, holds } from './reversals.ts'
import type { Rulings } from './rulings.ts'
import { byTimeThenId, isRecord, type Sighting } from './sighting.ts'

/** A point under the hash of its counting rule. */
export interface CountedPoint {
  definition: string
  point: Point
}

/** One conversion; times in epoch milliseconds. */
export interface Conversion extends Credit {
  definition: string
  conversionId: string
  /** Of its first and its last sighting. */
  time: number
  lastTime: number
  person: string
  visitorId: string
  orderId: string
  paymentId: string
  dealId: string
  leadId: string
  state: ConversionState
  /** What is left after refunds, and what went back. */
  value: number | null
  refunded: number
  currency: string
  attributes: Record<string, string>
  sources: string[]
  sightings: number
}

export interface Outcome {
  sighting: Sighting
  outcome: LedgerSighting['outcome']
  reason: string
  conversionId: string
}

/** What is known around the sightings. */
export interface Surroundings {
  rulings: Rulings
  personOf(sighting: Sighting): string
  /** Visits of a person's browsers and of a visitor that began in a span of time. */
  visitsOf(person: string, visitorId: string, from: number, to: number): readonly Visit[]
  /** The visit of a visitor that holds a time. */
  visitAt(visitorId: string, time: number): Visit | undefined
  lead(id: string): Lead | undefined
}

export interface PointCount {
  conversions: Conversion[]
  outcomes: Outcome[]
}

export function countPoint(counted: CountedPoint, sightings: readonly Sighting[], around: Surroundings): PointCount {
  const { point, definition } = counted
  const rule = oncePerRule(point)
  const junk = junkAmong(sightings, around)
  const genuine = sightings.filter((sighting) => !junk.has(sighting))
  const matched = genuine.filter(({ reverses }) => reverses === '')
  const actions = mergeSightings(matched, {
    personOf: around.personOf,
    withinMs: rule.unit === 'event' ? null : durationMs(point.merge_within),
    rulings: around.rulings,
  })
  const reversals = assignReversals(
    actions,
    genuine.filter(({ reverses }) => reverses !== ''),
  )
  const sessionOf = (sighting: Sighting): string => visitOf(sighting, around)?.id ?? ''
  const entries = applyOncePer(actions, rule, { personOf: around.personOf, sessionOf }).map((entry) => {
    const conversionId = hashParts(definition, entry.action.sightings[0]!.id)
    return {
      conversion: conversionOf(counted, conversionId, entry.action, reversals.of(entry.action), around),
      outcomes: [...outcomesOf(entry, conversionId, point), ...reversalsOf(entry, conversionId, reversals)],
    }
  })
  return {
    conversions: entries.map((entry) => entry.conversion),
    outcomes: [
      ...entries.flatMap((entry) => entry.outcomes),
      ...reversals.unassigned.map(unassigned),
      ...[...junk].map(junkOutcome),
    ],
  }
}

function visitOf({ visitorId, time }: Sighting, around: Surroundings): Visit | undefined {
  return around.visitAt(visitorId, time)
}

/** What takes back the action that counts; what takes back one that does not count, changes nothing. */
function reversalsOf({ action, leftOut }: Counted, conversionId: string, reversals: Assigned): Outcome[] {
  return [
    ...reversals.of(action).map((sighting): Outcome => {
      const reason = holds(sighting, action) ? sighting.reverses : 'not the last word'
      return { sighting, conversionId, outcome: 'reversal', reason }
    }),
    ...leftOut
      .flatMap((other) => reversals.of(other))
      .map((sighting): Outcome => ({ sighting, conversionId, outcome: 'not_counted', reason: sighting.reverses })),
  ]
}

/** Sightings that a machine made, with the sign of it: their own, or, of what a page sent, that of the visit. */
function junkAmong(sightings: readonly Sighting[], around: Surroundings): Map<Sighting, Junk> {
  const junk = new Map<Sighting, Junk>()
  for (const sighting of sightings) {
    const sign = sighting.junk || (sighting.sentFrom === 'page' && visitOf(sighting, around)?.junk)
    if (sign) junk.set(sighting, sign)
  }
  return junk
}

function junkOutcome([sighting, sign]: readonly [Sighting, Junk]): Outcome {
  return { sighting, conversionId: '', outcome: 'not_counted', reason: `junk: ${sign}` }
}

/** It is kept, for an action that may still become known. */
function unassigned(sighting: Sighting): Outcome {
  return { sighting, conversionId: '', outcome: 'not_counted', reason: 'nothing to take back' }
}

/** The sightings of the action that counts are its first and its duplicates; an action left out counts nowhere. */
function outcomesOf({ action, leftOut }: Counted, conversionId: string, point: Point): Outcome[] {
  const { once_per: once, merge_within: window } = point
  const notCounted = typeof once === 'string' ? `once per ${once}` : `once per ${once.per} within ${once.within}`
  const reasonOf = (sighting: Sighting): string => {
    const reason = action.reasons.get(sighting.id)!
    return reason === 'same person in window' ? `same person within ${window}` : reason
  }
  return [
    ...action.sightings.map((sighting, index): Outcome => {
      if (index === 0) return { sighting, conversionId, outcome: 'counted', reason: '' }
      return { sighting, conversionId, outcome: 'duplicate', reason: reasonOf(sighting) }
    }),
    ...leftOut.flatMap(({ sightings }) =>
      sightings.map((sighting): Outcome => {
        return { sighting, conversionId, outcome: 'not_counted', reason: notCounted }
      }),
    ),
  ]
}

function conversionOf(
  counted: CountedPoint,
  conversionId: string,
  action: Action,
  reversals: readonly Sighting[],
  around: Surroundings,
): Conversion {
  const { sightings } = action
  const first = (read: (sighting: Sighting) => string): string =>
    sightings.map(read).find((value) => value !== '') ?? ''
  const person = first(around.personOf)
  const gross = worthOf(sightings)
  const credit = creditAction(action, { visits: visitsBefore(action, around, lookbackMs(counted)), lead: around.lead })
  return {
    definition: counted.definition,
    conversionId,
    time: sightings[0]!.time,
    lastTime: Math.max(...sightings.map(({ time }) => time)),
    person,
    visitorId: first((sighting) => sighting.visitorId),
    orderId: first((sighting) => sighting.orderId),
    paymentId: first((sighting) => sighting.paymentId),
    dealId: first((sighting) => sighting.dealId),
    leadId: first((sighting) => sighting.leadId),
    ...gross,
    ...afterReversals(gross, action, reversals, counted.point.value?.fixed !== undefined),
    ...credit,
    attributes: attributesOf(sightings, around),
    sources: [...new Set(sightings.map((sighting) => sighting.source))].toSorted(),
    sightings: sightings.length,
  }
}

/** How long before a conversion a visit may have begun that it is credited to. */
export function lookbackMs({ point }: CountedPoint): number {
  return durationMs(point.lookback?.click ?? defaultLookback)
}

/** Visits within the lookback of the people and browsers in the action. */
function visitsBefore(action: Action, around: Surroundings, withinMs: number): Visit[] {
  const { time } = action.sightings[0]!
  const visits = new Map<string, Visit>()
  for (const sighting of action.sightings) {
    const found = around.visitsOf(around.personOf(sighting), sighting.visitorId, time - withinMs, time)
    for (const visit of found) visits.set(visit.id, visit)
  }
  return [...visits.values()]
}

/** The value that the most trusted sighting states: an order, a deal, a lead, then an event. */
function worthOf(sightings: readonly Sighting[]): Worth {
  const trust = { order: 0, deal: 1, lead: 2, event: 3, session: 4 } as const
  const stated = sightings
    .filter((sighting) => sighting.value !== null)
    .toSorted((a, b) => trust[a.kind] - trust[b.kind] || byTimeThenId(a, b))[0]
  return { value: stated?.value ?? null, currency: stated?.currency ?? '' }
}

/** Attributes of the records in it and of their leads; a record's own win, and the earlier record's. */
function attributesOf(sightings: readonly Sighting[], around: Surroundings): Record<string, string> {
  const records = sightings.filter(isRecord).toReversed()
  const leads = records.map((record) => around.lead(record.leadId)?.attributes ?? {})
  return Object.assign({}, ...leads, ...records.map((record) => record.attributes)) as Record<string, string>
}
