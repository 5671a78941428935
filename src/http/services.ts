// What the routes work with; made once by the process that owns the data folder.
import type { Store } from '#store/store.ts'
import type { Clock } from '#util/clock.ts'
import type { Settings } from '#util/settings.ts'

export interface CountProgress {
  /** What is being counted, e.g. a point's name. */
  what: string
  done: number
  total: number
}

export interface Services {
  store: Store
  clock: Clock
  settings: Settings
  /** Names this process among all that ever had the data folder open. */
  instance: string
  /** The API token that opens everything; made at first start. */
  adminToken: string
  /** Counts what is stored and not yet counted. Concurrent calls share one run. */
  catchUp(progress?: (progress: CountProgress) => void): Promise<void>
}
