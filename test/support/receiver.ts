// What a receiver works with beside keys and a journal, for tests that are about something else.
import type { Receiver } from '#collect/receive.ts'

/** Nobody was erased, and nothing is noted of what is sent or refused. */
export const unwatched: Pick<Receiver, 'erased' | 'rejections' | 'senders'> = {
  erased: { isEmpty: true, has: () => false },
  rejections: { note: () => undefined },
  senders: { note: () => undefined },
}
