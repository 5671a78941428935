// Sends what waits. An event may be sent again (its answer was lost, a page was left, another tab found it); its id
// makes it count once.
import { type TagEvent, minute } from './event.ts'
import { warn } from './guard.ts'
import { type Waiting, createWaiting } from './waiting.ts'

/** Browsers let requests that outlive their page have 64 KiB, and a letter may take three bytes. */
const lettersOfOutliving = 21_000
/** Milliseconds in which events gather. */
const gather = 400
const firstPause = 2_000
const longestPause = 5 * minute

export interface Sender {
  waiting: Waiting
  add(event: TagEvent): TagEvent
  /** Sends what waits, and again after a pause that doubles while it fails. */
  flush(): void
  /** The page is left or hidden: what is new goes at once, in a request that outlives the page. */
  leave(): void
}

export function createSender(url: string, key: string): Sender {
  const waiting = createWaiting()
  let busy = false
  /** Something was added since the page was last left. */
  let news = false
  let pause = 0
  let timer = 0

  const post = async (): Promise<void> => {
    clearTimeout(timer)
    timer = 0
    const events = waiting.first()
    if (!events.length) return
    const body = JSON.stringify({ key, events })
    // text is what a page may send to another site without asking it first
    const keepalive = body.length < lettersOfOutliving
    const answer = await fetch(url, { method: 'POST', body, keepalive, credentials: 'omit' })
    // what is wrong with it now is wrong with it for ever; any other answer may be a better one next time
    if (!answer.ok && answer.status !== 400 && answer.status !== 413) throw answer
    events.forEach(waiting.drop)
    for (const { reason } of (await answer.json()).rejected ?? []) warn(reason)
  }
  const plan = () => (timer ||= setTimeout(flush, pause || gather))
  const more = () => {
    if (waiting.first().length) plan()
  }
  const flush = () => {
    timer = 0
    if (busy) return
    busy = true
    post()
      .then(
        () => (pause = 0),
        () => (pause = Math.min(pause * 2 || firstPause, longestPause)),
      )
      .finally(() => {
        busy = false
        more()
      })
  }
  return {
    waiting,
    flush,
    add(event) {
      news = true
      waiting.add(event)
      plan()
      return event
    },
    leave() {
      if (news) post().then(more, more)
      news = false
    },
  }
}
