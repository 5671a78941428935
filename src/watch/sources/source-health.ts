// Whether a source is well, in a sentence, and what to do. Pure.
import type { SourceHealth } from '#contract/sources.ts'
import { wilson } from '#stats/intervals.ts'
import { dayMs, hourMs } from '#util/duration.ts'

export interface SourceState {
  holds: 'events' | 'records' | 'reports'
  inFiles: boolean
  /** A key or webhook of it is in force; null where it needs none. */
  inForce: boolean | null
  /** Everything in the days looked at, and what of it was sent to try the connection. */
  total: number
  tests: number
  /** Epoch milliseconds; null: never. */
  lastAt: number | null
  /** Of the last 24 hours, with the reason given most; of the latest file. */
  latest: { accepted: number; refused: number; reason: string } | null
  /** Hours without an event, where that is too long to be chance, and how many were to be expected in them. */
  silence: { hours: number; expected: number } | null
}

export interface Verdict {
  health: SourceHealth
  why: string
  todo: string
}

/** Where the hours of the week are not known, this many days of nothing are silence; files come monthly at least. */
const quietDays = { sender: 7, file: 35 }
/** A share of refusals below this is nobody's alarm. */
const leastShare = 0.01

export function healthOf(state: SourceState, now: number): Verdict {
  return neverHeard(state) ?? rejecting(state) ?? onlyTests(state) ?? silent(state, now) ?? well(state, now)
}

function neverHeard({ lastAt, latest }: SourceState): Verdict | undefined {
  if (lastAt !== null || (latest && latest.refused > 0)) return undefined
  return {
    health: 'never',
    why: 'It is set up, and nothing has arrived yet.',
    todo: 'Put its line where it belongs, then send a test event.',
  }
}

function rejecting({ latest, inFiles }: SourceState): Verdict | undefined {
  if (!latest || latest.refused === 0) return undefined
  const sent = latest.accepted + latest.refused
  if (wilson(latest.refused, sent).low < leastShare) return undefined
  const share = Math.round((100 * latest.refused) / sent)
  if (inFiles) {
    return {
      health: 'rejecting',
      why: `${share} % of the latest file could not be used.`,
      todo: 'Look at its rejected rows under Import, correct the file and import it again.',
    }
  }
  return {
    health: 'rejecting',
    why: `${share} % of what it sent in 24 hours was refused. Mostly: ${latest.reason}`,
    todo: 'Correct the sender; what was refused is not kept, so send it again where that can be done.',
  }
}

function onlyTests({ total, tests }: SourceState): Verdict | undefined {
  if (total === 0 || tests < total) return undefined
  return {
    health: 'test',
    why: 'Only test events have arrived: the connection works.',
    todo: 'Put its line where real events come from.',
  }
}

function silent({ silence, lastAt, inFiles, inForce }: SourceState, now: number): Verdict | undefined {
  const days = Math.floor((now - lastAt!) / dayMs)
  if (silence) {
    const gone = inForce === false
    return {
      health: 'silent',
      why: `Nothing for ${silence.hours} hours, in which ${Math.round(silence.expected)} events were to be expected.`,
      todo: gone ? noKey : 'Send a test event; look at the latest rejections; ask what was deployed since.',
    }
  }
  if (inFiles && days >= quietDays.file) {
    return { health: 'silent', why: `Its newest entry is ${days} days old.`, todo: 'Import its newest file.' }
  }
  if (inFiles || days < quietDays.sender) return undefined
  return {
    health: 'silent',
    why: `Nothing for ${days} days.`,
    todo: inForce === false ? noKey : 'Send a test event; ask whether it is still in use.',
  }
}

const noKey = 'Its key is revoked or its webhook removed: connect it anew, with the same source.'

function well({ lastAt, inFiles }: SourceState, now: number): Verdict {
  const hours = Math.floor((now - lastAt!) / hourMs)
  if (!inFiles) return { health: 'healthy', why: 'It sends as it usually does.', todo: '' }
  const days = Math.floor(hours / 24)
  return {
    health: 'healthy',
    why:
      days < 2 ? 'It comes in files, and is up to date.' : `It comes in files; the newest entry is ${days} days old.`,
    todo: '',
  }
}
