// The stated rules of counting once, written down a second time and as plainly as possible: by comparing everything
// with everything among a handful of people who have anything in common. Told by nobody how the product does it.
import { minuteMs } from '#util/duration.ts'

export type KeyKind = 'order' | 'payment' | 'deal' | 'event'
const keyKinds: readonly KeyKind[] = ['order', 'payment', 'deal', 'event']

/** What a source saw of an action. */
export interface Sighting {
  kind: 'event' | 'deal'
  source: string
  /** Id of the event or deal within its source. */
  id: string
  at: number
  keys: Partial<Record<KeyKind, string>>
  /** `kind:value` of the person or browser, the surest first: user, e-mail, lead, browser. */
  who: string[]
  /** The real action behind it. */
  action: string
  value: number | null
}

/** A refund or cancellation; `value` is what a refund gave back. */
export interface TakenBack extends Sighting {
  how: 'refund' | 'cancellation'
}

export interface Judged extends Sighting {
  outcome: 'counted' | 'duplicate' | 'not_counted' | 'reversal'
  reason: string
}

export interface ObservableConversion {
  at: number
  value: number | null
  sightings: Judged[]
}

export interface Rule {
  oncePer: 'event' | 'order' | 'person'
}

const windowMs = 30 * minuteMs

/** Who a sighting's identifiers belong to; `''` for nobody known. */
export type PersonOf = (who: readonly string[]) => string

/**
 * Identifiers that were ever seen together are one person, but a browser is only somebody's when it was seen
 * with one person and no other.
 */
export function personsOf(records: readonly (readonly string[])[]): PersonOf {
  let people: Set<string>[] = []
  const named = (ids: readonly string[]): string[] => ids.filter((id) => !id.startsWith('visitor:'))
  for (const ids of records.map(named)) {
    const same = people.filter((person) => ids.some((id) => person.has(id)))
    people = [
      ...people.filter((person) => !same.includes(person)),
      new Set([...same.flatMap((one) => [...one]), ...ids]),
    ]
  }
  const nameOf = (id: string): string => {
    const person = people.find((one) => one.has(id))
    return person ? [...person].toSorted()[0]! : id
  }
  return ([first = '']) => {
    if (!first.startsWith('visitor:')) return nameOf(first)
    const users = new Set(records.filter((ids) => ids.includes(first)).flatMap((ids) => named(ids).map(nameOf)))
    return users.size === 1 ? [...users][0]! : first
  }
}

/** One real action, as far as the sources can tell. */
interface Action {
  sightings: Sighting[]
  /** The earliest of those that share a key: windows are measured from it. */
  anchor: number
}

/** Conversions of one point among sightings of people who have anything in common. */
export function countOnce(
  sightings: readonly Sighting[],
  rule: Rule,
  personOf: PersonOf,
  takenBack: readonly TakenBack[],
): ObservableConversion[] {
  const inTime = sightings.toSorted((a, b) => a.at - b.at)
  const byKeys = inTime.reduce<Action[]>(joinByKeys, [])
  const actions = rule.oncePer === 'event' ? byKeys : joinByPerson(byKeys, personOf)
  const counted = new Map<string, ObservableConversion>()
  for (const { sightings: own } of actions.toSorted((a, b) => firstOf(a).at - firstOf(b).at)) {
    const unit = unitOf(own, rule, personOf)
    const earlier = counted.get(unit)
    if (earlier) earlier.sightings.push(...own.map((one) => judged(one, 'not_counted', `once per ${rule.oncePer}`)))
    else
      counted.set(unit, {
        at: own[0]!.at,
        value: own.find(({ value }) => value !== null)?.value ?? null,
        sightings: judge(own, personOf),
      })
  }
  return [...counted.values()].map((conversion) => afterAll(conversion, takenBack))
}

/** What is left of a conversion that was refunded or cancelled; it stays one. */
function afterAll(
  { at, value, sightings }: ObservableConversion,
  takenBack: readonly TakenBack[],
): ObservableConversion {
  const own = takenBack.filter((back) => sightings.some((sighting) => sharedKey(sighting, back)))
  const refunds = own.reduce((sum, { how, value: back }) => sum + (how === 'refund' ? Math.abs(back ?? 0) : 0), 0)
  const left = own.some(({ how }) => how === 'cancellation') ? 0 : (value ?? 0) - refunds
  return {
    at,
    value: value === null ? null : left,
    sightings: [...sightings, ...own.map((back) => judged(back, 'reversal', back.how))],
  }
}

function firstOf({ sightings }: Action): Sighting {
  return sightings[0]!
}

/** An equal order, payment, deal or event id is the same action. */
function joinByKeys(actions: Action[], sighting: Sighting): Action[] {
  const same = actions.filter(({ sightings }) => sightings.some((other) => sharedKey(other, sighting)))
  const joined = [...same.flatMap(({ sightings }) => sightings), sighting].toSorted((a, b) => a.at - b.at)
  return [...actions.filter((action) => !same.includes(action)), { sightings: joined, anchor: joined[0]!.at }]
}

function sharedKey(a: Sighting, b: Sighting): KeyKind | undefined {
  return keyKinds.find((kind) => a.keys[kind] !== undefined && a.keys[kind] === b.keys[kind])
}

/** Without order, payment or deal it is the nearest action of its person within the window, else one of its own. */
function joinByPerson(actions: readonly Action[], personOf: PersonOf): Action[] {
  const sure = ({ sightings }: Action): boolean =>
    sightings.some(({ keys }) => keys.order !== undefined || keys.payment !== undefined || keys.deal !== undefined)
  const found = actions.filter(sure)
  const personsIn = ({ sightings }: Action): string[] => sightings.map(({ who }) => personOf(who)).filter(Boolean)
  for (const weak of actions.filter((action) => !sure(action)).toSorted((a, b) => a.anchor - b.anchor)) {
    const away = ({ anchor }: Action): number => Math.abs(anchor - weak.anchor)
    const near = found
      .filter(
        (action) => away(action) <= windowMs && personsIn(action).some((person) => personsIn(weak).includes(person)),
      )
      .toSorted((a, b) => away(a) - away(b))[0]
    if (near) near.sightings = [...near.sightings, ...weak.sightings].toSorted((a, b) => a.at - b.at)
    else found.push(weak)
  }
  return found
}

/** Of one unit the first action counts; an action without a unit stands for itself. */
function unitOf(sightings: readonly Sighting[], { oncePer }: Rule, personOf: PersonOf): string {
  const itself = `${sightings[0]!.source} ${sightings[0]!.id}`
  if (oncePer === 'event') return itself
  if (oncePer === 'order') return sightings.find(({ keys }) => keys.order !== undefined)?.keys.order ?? itself
  return sightings.map(({ who }) => personOf(who)).find((person) => person !== '') ?? itself
}

/** The first sighting counts; each other says what ties it to those before it, the surest key first, else the person. */
function judge(sightings: readonly Sighting[], personOf: PersonOf): Judged[] {
  const [first, ...rest] = sightings
  const done = [judged(first!, 'counted', '')]
  let left = rest
  while (left.length > 0) {
    const { next, reason } = tied(done, left, personOf)
    done.push(judged(next, 'duplicate', reason))
    left = left.filter((other) => other !== next)
  }
  return done
}

function tied(
  done: readonly Sighting[],
  left: readonly Sighting[],
  personOf: PersonOf,
): { next: Sighting; reason: string } {
  for (const kind of keyKinds) {
    const next = left.find(
      ({ keys }) => keys[kind] !== undefined && done.some((other) => other.keys[kind] === keys[kind]),
    )
    if (next) return { next, reason: kind === 'event' ? 'same event id' : `same ${kind}` }
  }
  const persons = done.map(({ who }) => personOf(who)).filter(Boolean)
  const next = left.find(({ who }) => persons.includes(personOf(who)))
  if (!next) throw new Error('These sightings have nothing in common.')
  return { next, reason: 'same person within 30m' }
}

function judged(sighting: Sighting, outcome: Judged['outcome'], reason: string): Judged {
  return { ...sighting, outcome, reason }
}
