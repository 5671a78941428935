// What the server does once a day beside its other work.

const dayMs = 86_400_000
const failedMs = 3_600_000

export interface Daily {
  stop(): Promise<void>
}

/** Does the work at once and every day after; where it fails, again after an hour. */
export function startDaily(work: () => Promise<void>, report: (message: string) => void): Daily {
  let timer: NodeJS.Timeout | undefined
  let stopping = false
  let running = run()
  async function run(): Promise<void> {
    let pause = dayMs
    try {
      await work()
    } catch (error) {
      pause = failedMs
      report(`The daily tidying failed and is tried again in an hour. ${String(error)}`)
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
