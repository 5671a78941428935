// What the routes work with; made once by the process that owns the data folder.
import type { ReportProgress } from '#count/catch-up.ts'
import type { RecountResult } from '#count/recount.ts'
import type { Workshop as PrivacyWorkshop } from '#privacy/erase-steps.ts'
import type { Store } from '#store/store.ts'
import type { Clock } from '#util/clock.ts'
import type { Settings } from '#util/settings.ts'

/** Why the work beside the questions fails at present; undefined while all is well. */
export interface Background {
  loading: string | undefined
  counting: string | undefined
  /** Whether this process counts by itself, so that no question has to wait for what takes long. */
  countsByItself: boolean
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
  /**
   * Counts what is stored and not yet counted. Concurrent calls share one run. What changed rules for visits ask to be
   * counted again is left to the process that counts by itself; where there is none, it is done here.
   */
  catchUp(progress?: ReportProgress): Promise<void>
  /** The same before a question: waits neither for what streamed in just now nor while everything is counted again. */
  catchUpToAsk(): Promise<void>
  /** Takes one step of counting again by changed rules. Returns whether there is more to do. */
  countAgainStep(progress?: ReportProgress): Promise<boolean>
  /** Finds, gives out or erases what is held about persons, while nothing is counted. */
  withPersons<T>(work: (shop: PrivacyWorkshop) => Promise<T>): Promise<T>
  /** Looks for alerts and tells of them, one round after the other: of two at once each would tell. */
  alertRound(work: () => Promise<void>): Promise<void>
  /** Counts definitions of a draft, beside everything else. */
  preview(hashes: readonly string[], progress?: ReportProgress): Promise<void>
  /** Counts everything again and says what differs; with `repair`, sets it right. Never beside catchUp. */
  recount(repair: boolean, progress?: ReportProgress): Promise<RecountResult[]>
}
