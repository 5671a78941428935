// What the server does every so often beside its other work: once a day, or as soon as something need not be waited for.
import { dayMs, hourMs } from '#util/duration.ts'

const failedMs = hourMs

const soonMs = 5_000

export interface Regular {
  stop(): Promise<void>
}

/** Does the work at once and every day after; where it fails, again after an hour. */
export function startDaily(work: () => Promise<void>, report: (message: string) => void): Regular {
  const failed = (error: unknown): void =>
    report(`The daily tidying failed and is tried again in an hour. ${String(error)}`)
  return startRegular(work, { everyMs: dayMs, againMs: failedMs, failed })
}

/** Looks every few seconds whether there is something to go on with. */
export function startLooking(work: () => Promise<void>, failed: (error: unknown) => void): Regular {
  return startRegular(work, { everyMs: soonMs, againMs: failedMs, failed })
}

interface Rhythm {
  everyMs: number
  /** After a failure. */
  againMs: number
  failed: (error: unknown) => void
}

function startRegular(work: () => Promise<void>, { everyMs, againMs, failed }: Rhythm): Regular {
  let timer: NodeJS.Timeout | undefined
  let stopping = false
  let running = run()
  async function run(): Promise<void> {
    let pause = everyMs
    try {
      await work()
    } catch (error) {
      pause = againMs
      failed(error)
    }
    if (!stopping)
      timer = setTimeout(() => {
        running = run()
      }, pause)
  }
  return {
    async stop() {
      stopping = true
      clearTimeout(timer)
      await running
    },
  }
}
