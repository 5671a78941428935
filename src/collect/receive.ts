// From a request's body to the journal: a list of steps, each of which hands the intake on or drops it with a reason.
import { acceptEvent, tooManyBytes } from '#contract/accept-event.ts'
import { toEventLine } from '#contract/event-line.ts'
import { type CollectAnswer, type EventRejection, limits } from '#contract/event.ts'
import { eventIdentifiers } from '#contract/identifiers.ts'
import type { KeyRing, LiveKey } from '#store/keys.ts'
import { type Tombstones, erasedReason } from '#store/tombstones.ts'
import type { Clock } from '#util/clock.ts'
import { type Dialect, type Message, type Reading, Unusable } from './dialects/dialect.ts'
import type { Dropped } from './dropped.ts'
import type { Journal } from './journal.ts'
import type { JunkSigns } from './junk.ts'
import type { Rejections } from './rejections.ts'
import type { Senders } from './senders.ts'

/** What the steps work with. */
export interface Receiver {
  journal: Pick<Journal, 'append'>
  keys: Pick<KeyRing, 'find'>
  clock: Clock
  junk: Pick<JunkSigns, 'mark'>
  /** Who was erased and is not taken again. */
  erased: Pick<Tombstones, 'has' | 'isEmpty'>
  /** Where refusals are noted, to be told to whoever looks. */
  rejections: Pick<Rejections, 'note'>
  /** Where it is counted how much each source sends. */
  senders: Pick<Senders, 'note'>
}

/** A message on its way, filled in by the steps; whoever checked a key before them gives it with the message. */
export interface Intake {
  message: Message
  /** The client library or provider that speaks. */
  way: string
  reading: Reading
  key: LiveKey
  lines: string[]
  rejected: EventRejection[]
  /** Refused like those, but the answer does not tell them from accepted ones. */
  untold: EventRejection[]
  /** Note → indexes of the events that it concerns. */
  notes: Map<string, number[]>
}

/** Undefined hands the intake on. */
export type Step = (intake: Intake, receiver: Receiver) => Dropped | undefined | Promise<Dropped | undefined>

/** Runs a message of a client library through the steps. What the answer calls accepted is on disk. */
export function receive(message: Message, dialect: Dialect, receiver: Receiver): Promise<CollectAnswer | Dropped> {
  return takeSteps(
    [readWith(dialect), findKey, checkOrigin, translate, write],
    { message, way: dialect.name },
    receiver,
  )
}

/** What the answer calls accepted is on disk. */
export async function takeSteps(
  steps: readonly Step[],
  { message, way, key = noKey }: Pick<Intake, 'message' | 'way'> & Partial<Pick<Intake, 'key'>>,
  receiver: Receiver,
): Promise<CollectAnswer | Dropped> {
  // one for all steps: to copy it in each took a tenth of what a request with one event takes
  const intake: Intake = {
    message,
    way,
    key,
    reading: noReading,
    lines: [],
    rejected: [],
    untold: [],
    notes: new Map(),
  }
  for (const step of steps) {
    const result = step(intake, receiver)
    const dropped = result instanceof Promise ? await result : result
    if (dropped) {
      noteDropped(intake, dropped, receiver)
      count(intake, receiver, { accepted: 0, refused: 1 })
      return dropped
    }
  }
  const { lines, rejected, untold, notes } = intake
  noteRejected(intake, receiver)
  count(intake, receiver, { accepted: lines.length, refused: rejected.length + untold.length })
  const answer: CollectAnswer = { accepted: lines.length + untold.length, rejected }
  if (notes.size > 0) answer.notes = [...notes].map(([note, indexes]) => `${note} (${which(indexes)})`)
  return answer
}

function count(
  { key: { source }, way, reading: { keyInPage } }: Intake,
  { senders, clock }: Receiver,
  counts: { accepted: number; refused: number },
): void {
  senders.note(source, keyInPage && way === 'onecount' ? 'tag' : way, counts, clock())
}

/** The code alone: the message may quote the body. */
function noteDropped({ key: { source } }: Intake, { dropped }: Dropped, { rejections, clock }: Receiver): void {
  rejections.note({ at: clock(), source, name: '', index: null, field: '', reason: dropped })
}

function noteRejected(
  { key: { source }, reading: { wires }, rejected, untold }: Intake,
  { rejections, clock }: Receiver,
): void {
  const at = clock()
  for (const { index, field, reason } of [...rejected, ...untold]) {
    const named = (wires[index] as { name?: unknown } | null | undefined)?.name
    rejections.note({ at, source, name: typeof named === 'string' ? named : '', index, field, reason })
  }
}

const noKey: LiveKey = { id: '', kind: 'write', source: '', origins: [] }
const noReading: Reading = { wires: [], key: undefined, keyInPage: false }

/** An answer names this many kinds of notes; more of them say nothing new. */
const noteKinds = 20

function which(indexes: readonly number[]): string {
  return indexes.length === 1 ? `event ${indexes[0]}` : `${indexes.length} events, the first is ${indexes[0]}`
}

export function readWith({ read }: Pick<Dialect, 'read'>): Step {
  return (intake) => {
    const reading = read(intake.message)
    if ('dropped' in reading) return reading
    if (reading.wires.length > limits.batchEvents) {
      return { dropped: 'batch_too_large', message: `The request holds more than ${limits.batchEvents} events.` }
    }
    intake.reading = reading
    return undefined
  }
}

function findKey(intake: Intake, { keys }: Receiver): Dropped | undefined {
  const { key: given, keyInPage } = intake.reading
  if (!given) return { dropped: 'no_key', message: 'The request carries no key.' }
  const key = keys.find(given)
  if (!key) return { dropped: 'unknown_key', message: 'The key is not known.' }
  if (keyInPage && key.kind !== 'browser') {
    return { dropped: 'key_in_page', message: 'A key for servers does not belong in a page, where visitors see it.' }
  }
  intake.key = key
  return undefined
}

/** A browser key stands in public pages: only its own sites may use it. */
function checkOrigin({ key, message }: Intake): Dropped | undefined {
  if (key.kind !== 'browser' || key.origins.includes('*')) return undefined
  const { origin } = message.headers
  if (origin !== undefined && key.origins.includes(origin)) return undefined
  return { dropped: 'origin_refused', message: `The key does not admit pages of ${origin ?? 'no origin'}.` }
}

/** One bad event never costs the good ones. */
export function translate(intake: Intake, { junk, erased }: Receiver): undefined {
  const { key, message, reading, lines, rejected, untold, notes } = intake
  // A server's connection is not the person's; a browser's is.
  const person =
    key.kind === 'browser'
      ? { ip: message.ip, userAgent: message.headers['user-agent'] ?? '' }
      : { ip: '', userAgent: '' }
  const arrival = { source: key.source, receivedAt: message.receivedAt, ...person }
  const isAnybodyErased = !erased.isEmpty
  for (const [index, wire] of reading.wires.entries()) {
    if (wire instanceof Unusable) {
      rejected.push({ index, field: wire.field, reason: `${wire.field} ${wire.reason}` })
      continue
    }
    const outcome = acceptEvent(wire, index, arrival)
    if ('rejected' in outcome) {
      rejected.push(outcome.rejected)
      continue
    }
    if (isAnybodyErased && erased.has(eventIdentifiers(outcome.event))) {
      // a browser key stands in public pages: with it anybody could try out whose data was erased
      const refused = key.kind === 'browser' ? untold : rejected
      refused.push({ index, field: '', reason: erasedReason })
      continue
    }
    // what a server sends is never judged: its user agent is its own
    if (key.kind === 'browser') junk.mark(outcome.event, message.headers)
    const line = toEventLine(outcome.event)
    const bytes = tooManyBytes(line)
    if (bytes !== undefined) {
      const reason = `is ${bytes} bytes; an event may have ${limits.eventBytes}; send what reports need`
      rejected.push({ index, id: outcome.event.id, field: '', reason })
      continue
    }
    lines.push(line)
    for (const note of outcome.notes) {
      const indexes = notes.get(note)
      if (indexes) indexes.push(index)
      else if (notes.size < noteKinds) notes.set(note, [index])
    }
  }
}

export async function write({ lines, message }: Intake, { journal }: Receiver): Promise<Dropped | undefined> {
  if (lines.length === 0) return undefined
  const entry = { receivedAt: message.receivedAt, events: lines.length, body: lines.join('\n') }
  const written = await journal.append(entry)
  return written === 'written' ? undefined : { dropped: 'journal_full', message: `No event was kept: ${written.full}.` }
}
