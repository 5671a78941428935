// Counts in the background whatever was stored, for as long as the server lives.
import { minuteMs } from '#util/duration.ts'

export interface CountingOptions {
  /** Counts everything that is stored. */
  count(): Promise<void>
  /** Whether there is anything to count. */
  isBehind(): Promise<boolean>
  /** Told of every failure; counting is tried again. */
  report(message: string): void
  /** What fails at present, for those who ask. */
  failing(reason: string | undefined): void
}

/**
 * Between two counts, so that a stream of small loads is not counted one by one. Under a heavy stream as long as the count
 * took: then questions have a processor half of the time, and more events at once cost less each.
 */
const pauseMs = 1_000
const longestBreathMs = 5_000
const longestPauseMs = minuteMs

export class CountingLoop {
  readonly #options: CountingOptions
  #stopping = false
  #endPause: () => void = () => undefined
  #running: Promise<void> | undefined

  constructor(options: CountingOptions) {
    this.#options = options
  }

  start(): void {
    this.#running ??= this.#run()
  }

  /** Resolves when the count under way has ended. */
  async stop(): Promise<void> {
    this.#stopping = true
    this.#endPause()
    await this.#running
  }

  async #run(): Promise<void> {
    const { count, isBehind, report, failing } = this.#options
    let failures = 0
    while (!this.#stopping) {
      try {
        const began = performance.now()
        if (await isBehind()) await count()
        if (failures > 0) failing(undefined)
        failures = 0
        await this.#pause(Math.min(Math.max(pauseMs, performance.now() - began), longestBreathMs))
      } catch (error) {
        failures += 1
        const pause = Math.min(pauseMs * 2 ** failures, longestPauseMs)
        const reason = error instanceof Error ? error.message : String(error)
        report(`Counting failed and is tried again in ${pause / 1000} s; loading goes on. ${reason}`)
        failing(reason)
        await this.#pause(pause)
      }
    }
  }

  #pause(ms: number): Promise<void> {
    if (this.#stopping) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#endPause = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
