// Matomo's library for Node has no types of its own; these are the parts that tests use.
declare module 'matomo-tracker' {
  import type { EventEmitter } from 'node:events'

  type Parameters = Record<string, string>

  export default class MatomoTracker extends EventEmitter {
    constructor(siteId: number, trackerUrl: string)
    track(options: Parameters): void
    trackBulk(events: Parameters[], answered: (body: string) => void): void
  }
}
