// Messages on their way: handed over once, tried until they are delivered, each attempt noted before it is made.
import type { DeliveryAttempt, MessageView } from '#contract/alerts.ts'
import { newId } from '#util/ids.ts'
import type { Control } from './control.ts'
import type { AttemptRow, MessageRow } from './control-tables.ts'

export interface MessageToSend {
  recipient: string
  purpose: MessageRow['purpose']
  /** The same message handed over again, after a crash say, has the same key. */
  key: string
  title: string
  body: string
}

/** Returns its id: that of the message handed over before under this key, where there is one. */
export async function handOver(control: Control, message: MessageToSend, now: number): Promise<string> {
  const { recipient, key } = message
  const row: MessageRow = { ...message, id: newId(now), state: 'waiting', created_at: now, next_at: now }
  await control
    .insertInto('messages')
    .values(row)
    .onConflict((conflict) => conflict.columns(['recipient', 'key']).doNothing())
    .execute()
  const kept = control.selectFrom('messages').select('id').where('recipient', '=', recipient).where('key', '=', key)
  return (await kept.executeTakeFirstOrThrow()).id
}

/**
 * The oldest message of each recipient that is due.
 * @param farthestMs nothing is put off longer: what waits beyond it was noted under a clock that has been set back.
 */
export async function dueMessages(control: Control, now: number, farthestMs: number): Promise<MessageRow[]> {
  const rows = await control
    .selectFrom('messages')
    .selectAll()
    .where('state', '=', 'waiting')
    .where((is) => is.or([is('next_at', '<=', now), is('next_at', '>', now + farthestMs)]))
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const first = new Map(rows.toReversed().map((row) => [row.recipient, row]))
  return [...first.values()]
}

/** Notes that an attempt begins; null where somebody else is at it, or it is done. */
export async function beginAttempt(control: Control, message: string, now: number): Promise<number | null> {
  return control.transaction().execute(async (transaction) => {
    const waiting = transaction.updateTable('messages').set({ next_at: null }).where('id', '=', message)
    const taken = await waiting.where('state', '=', 'waiting').where('next_at', 'is not', null).executeTakeFirst()
    if (taken.numUpdatedRows === 0n) return null
    const attempt = { message, at: now, ended_at: null, outcome: 'under_way', detail: '' } as const
    const { insertId } = await transaction.insertInto('delivery_attempts').values(attempt).executeTakeFirstOrThrow()
    return Number(insertId)
  })
}

/** How an attempt ended, and what becomes of its message: tried again at `nextAt`, or done. */
export interface AttemptEnd {
  outcome: Exclude<DeliveryAttempt['outcome'], 'under_way'>
  detail: string
  state: MessageRow['state']
  nextAt: number | null
}

export async function endAttempt(
  control: Control,
  { message, attempt }: { message: string; attempt: number },
  { outcome, detail, state, nextAt }: AttemptEnd,
  now: number,
): Promise<void> {
  await control.transaction().execute(async (transaction) => {
    const ended = { outcome, detail, ended_at: now }
    await transaction.updateTable('delivery_attempts').set(ended).where('id', '=', attempt).execute()
    const own = transaction.updateTable('messages').where('id', '=', message)
    await own.set({ state, next_at: nextAt, ...(state !== 'waiting' && { body: '' }) }).execute()
  })
}

/** At the start: attempts that a stop cut short may have arrived or not; their messages are sent again. */
export async function noteInterrupted(control: Control, now: number): Promise<void> {
  await control.transaction().execute(async (transaction) => {
    const cut = { outcome: 'unknown', detail: 'The server stopped before it had an answer.', ended_at: now } as const
    await transaction.updateTable('delivery_attempts').set(cut).where('outcome', '=', 'under_way').execute()
    const waiting = transaction.updateTable('messages').set({ next_at: now }).where('state', '=', 'waiting')
    await waiting.where('next_at', 'is', null).execute()
  })
}

export async function attemptsOf(control: Control, message: string): Promise<AttemptRow[]> {
  return control.selectFrom('delivery_attempts').selectAll().where('message', '=', message).orderBy('id').execute()
}

export interface MessagesWanted {
  id?: string
  alert?: string
}

/** Messages that are listed at the most. */
const most = 200

/** The latest first, with their attempts. */
export async function listMessages(control: Control, { id, alert }: MessagesWanted): Promise<MessageView[]> {
  let query = control
    .selectFrom('messages')
    .innerJoin('recipients', 'recipients.id', 'messages.recipient')
    .select(['messages.id', 'name', 'kind', 'purpose', 'title', 'state', 'messages.created_at', 'next_at'])
  if (id !== undefined) query = query.where('messages.id', '=', id)
  if (alert !== undefined) {
    const told = control.selectFrom('notices').select('message').where('alert', '=', alert)
    query = query.where('messages.id', 'in', told)
  }
  const rows = await query.orderBy('messages.created_at', 'desc').orderBy('messages.id', 'desc').limit(most).execute()
  const ids = rows.map((row) => row.id)
  const attempts = await control
    .selectFrom('delivery_attempts')
    .selectAll()
    .where('message', 'in', ids)
    .orderBy('id')
    .execute()
  return rows.map(({ name, kind, created_at, next_at, ...row }) => ({
    ...row,
    recipient: { name, kind },
    createdAt: created_at,
    nextAt: next_at,
    attempts: attempts
      .filter(({ message }) => message === row.id)
      .map(({ at, ended_at, outcome, detail }) => ({ at, endedAt: ended_at, outcome, detail })),
  }))
}
