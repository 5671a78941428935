// What the routes work with; made once by the process that owns the data folder.
import type { ReportProgress } from '#count/catch-up.ts'
import type { RecountResult } from '#count/recount.ts'
import type { Store } from '#store/store.ts'
import type { Clock } from '#util/clock.ts'
import type { Settings } from '#util/settings.ts'

/** Why the work beside the questions fails at present; undefined while all is well. */
export interface Background {
  loading: string | undefined
  counting: string | undefined
}

export interface Services {
  store: Store
  clock: Clock
  settings: Settings
  /** Names this process among all that ever had the data folder open. */
  instance: string
  /** The API token that opens everything; made at first start. */
  adminToken: string
  background: Background
  /** Counts what is stored and not yet counted. Concurrent calls share one run. */
  catchUp(progress?: ReportProgress): Promise<void>
  /** Counts everything again and says what differs; with `repair`, sets it right. Never beside catchUp. */
  recount(repair: boolean, progress?: ReportProgress): Promise<RecountResult[]>
}
