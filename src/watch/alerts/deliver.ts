// Delivers what waits: notes each attempt before it is made, and tries again with growing pauses.
import type { MessageView } from '#contract/alerts.ts'
import type { MessageRow } from '#store/control-tables.ts'
import { attemptsOf, beginAttempt, dueMessages, endAttempt, handOver, listMessages } from '#store/outbox.ts'
import { recipientNamed, targetOf } from '#store/recipients.ts'
import type { Store } from '#store/store.ts'
import type { Clock } from '#util/clock.ts'
import { newId } from '#util/ids.ts'
import type { Settings } from '#util/settings.ts'
import { minuteMs } from '#util/duration.ts'
import { type Outgoing, type MessageBody, messageFor } from './outgoing.ts'
import { type Sent, send } from './send.ts'
import { againWords } from './words.ts'

export interface PostOffice {
  store: Pick<Store, 'control' | 'home'>
  clock: Clock
  settings: Pick<Settings, 'privateHosts'>
}

const timeoutMs = 20_000
/** Pauses after each attempt; after the last it is given up, two days after the first. */
const pauses = [1, 5, 30, 120, 360, 720, 1440].map((minutes) => minutes * minuteMs)
const longestPauseMs = 1440 * minuteMs

/** One message of each recipient that is due, beside each other: a slow one holds up nobody else. */
export async function deliverDue(office: PostOffice): Promise<void> {
  const due = await dueMessages(office.store.control, office.clock(), longestPauseMs)
  await Promise.all(due.map((message) => deliver(office, message)))
}

/** Sends a test now and waits for what becomes of it. Throws Problem `unknown_recipient`. */
export async function sendTest(office: PostOffice, nameOrId: string, outgoing: Outgoing): Promise<MessageView> {
  const { store, clock } = office
  const recipient = await recipientNamed(store.control, nameOrId)
  const now = clock()
  const key = `test ${newId(now)}`
  const message = { recipient: recipient.id, purpose: 'test', key, ...messageFor(recipient, outgoing) } as const
  const id = await handOver(store.control, message, now)
  await deliver(office, { ...message, id })
  return (await listMessages(store.control, { id }))[0]!
}

async function deliver(
  office: PostOffice,
  { id, recipient, purpose, body }: Pick<MessageRow, 'id' | 'recipient' | 'purpose' | 'body'>,
): Promise<void> {
  const { store, clock } = office
  const { control } = store
  const before = await attemptsOf(control, id)
  const attempt = await beginAttempt(control, id, clock())
  if (attempt === null) return
  const again = before.some(({ outcome }) => outcome === 'unknown')
  // what nobody thought of is noted like any other outcome, and holds up no other message
  const sent = await trySending(office, recipient, { id, body, again }).catch((error: unknown): Sent => ({
    outcome: 'unknown',
    detail: String(error),
  }))
  const pause = purpose === 'test' ? undefined : pauses[before.length]
  await endAttempt(control, { message: id, attempt }, endOf(sent, pause, clock()), clock())
}

async function trySending(
  { store, clock, settings }: PostOffice,
  recipient: string,
  { id, body, again }: { id: string; body: string; again: boolean },
): Promise<Sent> {
  const target = await targetOf({ control: store.control, keyFile: store.home.hookKey }, recipient)
  if (!target) {
    // the file may be put back
    const detail = 'Its secrets cannot be read: the file hook-key of the data folder is gone or another one.'
    return { outcome: 'failed', detail }
  }
  const { language } = await recipientNamed(store.control, recipient)
  const about = { id, now: clock(), again: again ? againWords[language] : null }
  return send(target, JSON.parse(body) as MessageBody, about, { timeoutMs, privateHosts: settings.privateHosts })
}

function endOf({ outcome, detail, pauseMs = 0 }: Sent, pause: number | undefined, now: number) {
  if (outcome === 'delivered' || outcome === 'refused') return { outcome, detail, state: outcome, nextAt: null }
  if (pause === undefined) return { outcome, detail, state: 'given_up', nextAt: null } as const
  const nextAt = now + Math.max(pause, Math.min(pauseMs, longestPauseMs))
  return { outcome, detail, state: 'waiting', nextAt } as const
}
