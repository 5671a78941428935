// Asks for the orders all through a torture run: an answer may be late, and never too high.
import type { Answer, Figure } from '#contract/ask.ts'
import { type Load, pause } from './load.ts'
import { ApiError, type Onecount } from './onecount.ts'

export interface Tally {
  answered: number
  /** Answers with an error of the server, while the disk had room and while it was full. */
  failed: number
  failedOnFullDisk: number
  /** Answers with more orders than had been begun. */
  tooHigh: number
  /** The first few failures. */
  reasons: string[]
}

/** @param diskIsFull whether it is, or was a moment ago. */
export function watchAnswers(
  onecount: Onecount,
  load: Load,
  diskIsFull: () => boolean,
): { tally: Tally; stop(): Promise<void> } {
  const tally: Tally = { answered: 0, failed: 0, failedOnFullDisk: 0, tooHigh: 0, reasons: [] }
  let stopping = false
  const run = async (): Promise<void> => {
    while (!stopping) {
      await askOnce(onecount, load, diskIsFull, tally)
      await pause(500)
    }
  }
  const running = run()
  return {
    tally,
    async stop() {
      stopping = true
      await running
    },
  }
}

async function askOnce(onecount: Onecount, load: Load, diskIsFull: () => boolean, tally: Tally): Promise<void> {
  try {
    const answer = await onecount.api<Answer>('ask', JSON.stringify({ metrics: ['cv'], by: ['week'] }))
    tally.answered += 1
    const { value } = answer.total['cv'] as Figure
    if (value === null || value <= load.orders.size) return
    tally.tooHigh += 1
    note(tally, `${value} orders of ${load.orders.size}`)
  } catch (error) {
    // anything else: the server is dead, or died on the way
    if (!(error instanceof ApiError)) return
    if (diskIsFull()) return void (tally.failedOnFullDisk += 1)
    tally.failed += 1
    note(tally, `${error.message}\n${onecount.log.slice(-1_500)}`)
  }
}

function note(tally: Tally, reason: string): void {
  if (tally.reasons.length < 5) tally.reasons.push(reason)
}
