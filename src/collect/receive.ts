// From a request's body to the journal: a list of steps, each of which hands the intake on or drops it with a reason.
import { acceptEvent } from '#contract/accept-event.ts'
import { type CollectAnswer, type EventRejection, limits } from '#contract/event.ts'
import type { KeyRing, LiveKey } from '#store/keys.ts'
import type { Clock } from '#util/clock.ts'
import { parseJson } from '#util/json.ts'
import type { Journal } from './journal.ts'
import type { Rejections } from './rejections.ts'

/** What the steps work with. */
export interface Receiver {
  journal: Pick<Journal, 'append'>
  keys: Pick<KeyRing, 'find'>
  clock: Clock
  /** Where refusals are noted, to be told to whoever looks. */
  rejections?: Pick<Rejections, 'note'>
}

export interface CollectRequest {
  body: string
  /** Key of the Authorization header. */
  bearer: string | undefined
  /** Origin header, which browsers send. */
  origin: string | undefined
  /** Of whoever is connected; `''` when not known. */
  ip: string
  userAgent: string
}

/** Why a whole request was dropped, and what its sender can do. */
export interface Dropped {
  dropped: keyof typeof dropReasons
  message: string
}

/** HTTP status and remedy of each reason. */
export const dropReasons = {
  broken_json: { status: 400, hint: 'Send one event, an array of events, or {"events": […]} as JSON.' },
  batch_too_large: { status: 413, hint: `Send at most ${limits.batchEvents} events in a request.` },
  no_key: { status: 401, hint: 'Send `Authorization: Bearer KEY`; `onecount key create NAME` makes one.' },
  unknown_key: { status: 401, hint: 'It may be revoked; `onecount key create NAME` makes a new one.' },
  key_in_page: { status: 401, hint: 'Make one for pages: `onecount key create NAME --kind browser --origin URL`.' },
  origin_refused: { status: 403, hint: 'Make a browser key with `--origin` for each site that sends.' },
  journal_full: { status: 503, hint: 'Nothing was kept. Send the same events again, with the same ids, later.' },
} as const satisfies Record<string, { status: number; hint: string }>

interface Intake {
  request: CollectRequest
  wires: unknown[]
  /** Key given in the body, as pages do. */
  bodyKey: string | undefined
  key: LiveKey
  lines: string[]
  rejected: EventRejection[]
  /** Note → indexes of the events that it concerns. */
  notes: Map<string, number[]>
}

type Step = (intake: Intake, receiver: Receiver) => Intake | Dropped | Promise<Intake | Dropped>

const steps: readonly Step[] = [readEvents, findKey, checkOrigin, translate, write]

/** Runs a request through the steps. What the answer calls accepted is on disk. */
export async function receive(request: CollectRequest, receiver: Receiver): Promise<CollectAnswer | Dropped> {
  let intake: Intake = { ...nothingYet(), request }
  for (const step of steps) {
    const next = await step(intake, receiver)
    if ('dropped' in next) {
      noteDropped(intake, next, receiver)
      return next
    }
    intake = next
  }
  const { lines, rejected, notes } = intake
  if (rejected.length > 0) noteRejected(intake, receiver)
  const answer: CollectAnswer = { accepted: lines.length, rejected }
  if (notes.size > 0) answer.notes = [...notes].map(([note, indexes]) => `${note} (${which(indexes)})`)
  return answer
}

/** The code alone: the message may quote the body. */
function noteDropped({ key: { source } }: Intake, { dropped }: Dropped, { rejections, clock }: Receiver): void {
  rejections?.note({ at: clock(), source, name: '', index: null, field: '', reason: dropped })
}

function noteRejected({ key: { source }, wires, rejected }: Intake, { rejections, clock }: Receiver): void {
  const at = clock()
  for (const { index, field, reason } of rejected) {
    const named = (wires[index] as { name?: unknown } | null | undefined)?.name
    rejections?.note({ at, source, name: typeof named === 'string' ? named : '', index, field, reason })
  }
}

function nothingYet(): Omit<Intake, 'request'> {
  const key: LiveKey = { id: '', kind: 'write', source: '', origins: [] }
  return { wires: [], bodyKey: undefined, key, lines: [], rejected: [], notes: new Map() }
}

/** An answer names this many kinds of notes; more of them say nothing new. */
const noteKinds = 20

function which(indexes: readonly number[]): string {
  return indexes.length === 1 ? `event ${indexes[0]}` : `${indexes.length} events, the first is ${indexes[0]}`
}

function readEvents(intake: Intake): Intake | Dropped {
  let body: unknown
  try {
    body = parseJson(intake.request.body)
  } catch (error) {
    return { dropped: 'broken_json', message: `The body is not JSON: ${(error as SyntaxError).message}` }
  }
  if (Array.isArray(body)) return withEvents(intake, body, undefined)
  if (typeof body !== 'object' || body === null) {
    return { dropped: 'broken_json', message: 'The body holds no event.' }
  }
  const { key, ...rest } = body as Record<string, unknown>
  const bodyKey = typeof key === 'string' ? key : undefined
  if (!('events' in rest)) return withEvents(intake, [rest], bodyKey)
  if (Array.isArray(rest['events'])) return withEvents(intake, rest['events'], bodyKey)
  return { dropped: 'broken_json', message: 'events is not an array.' }
}

function withEvents(intake: Intake, wires: unknown[], bodyKey: string | undefined): Intake | Dropped {
  if (wires.length <= limits.batchEvents) return { ...intake, wires, bodyKey }
  return { dropped: 'batch_too_large', message: `The request holds ${wires.length} events.` }
}

function findKey(intake: Intake, { keys }: Receiver): Intake | Dropped {
  const given = intake.request.bearer ?? intake.bodyKey
  if (!given) return { dropped: 'no_key', message: 'The request carries no key.' }
  const key = keys.find(given)
  if (!key) return { dropped: 'unknown_key', message: 'The key is not known.' }
  if (intake.request.bearer === undefined && key.kind !== 'browser') {
    return { dropped: 'key_in_page', message: 'A key for servers does not belong in a body, where visitors see it.' }
  }
  return { ...intake, key }
}

/** A browser key stands in public pages: only its own sites may use it. */
function checkOrigin(intake: Intake): Intake | Dropped {
  const { key, request } = intake
  if (key.kind !== 'browser' || key.origins.includes('*')) return intake
  if (request.origin !== undefined && key.origins.includes(request.origin)) return intake
  return { dropped: 'origin_refused', message: `The key does not admit pages of ${request.origin ?? 'no origin'}.` }
}

/** One bad event never costs the good ones. */
function translate(intake: Intake, { clock }: Receiver): Intake {
  // A server's connection is not the person's; a browser's is.
  const person = intake.key.kind === 'browser' ? intake.request : { ip: '', userAgent: '' }
  const arrival = { source: intake.key.source, receivedAt: clock(), ip: person.ip, userAgent: person.userAgent }
  const [lines, rejected, notes]: [string[], EventRejection[], Intake['notes']] = [[], [], new Map()]
  for (const [index, wire] of intake.wires.entries()) {
    const outcome = acceptEvent(wire, index, arrival)
    if ('rejected' in outcome) {
      rejected.push(outcome.rejected)
      continue
    }
    const line = JSON.stringify(outcome.event)
    const bytes = Buffer.byteLength(line)
    if (bytes > limits.eventBytes) {
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
  return { ...intake, lines, rejected, notes }
}

async function write(intake: Intake, { journal, clock }: Receiver): Promise<Intake | Dropped> {
  if (intake.lines.length === 0) return intake
  const written = await journal.append({
    receivedAt: clock(),
    events: intake.lines.length,
    body: intake.lines.join('\n'),
  })
  return written === 'written' ? intake : { dropped: 'journal_full', message: `No event was kept: ${written.full}.` }
}
