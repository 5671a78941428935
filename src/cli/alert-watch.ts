// Looks for alerts by itself, as long as the server runs.
import { isBehind } from '#count/behind.ts'
import type { Services } from '#http/services.ts'
import { businessZone } from '#store/plans.ts'
import { localDay } from '#util/zone.ts'
import { minuteMs } from '#util/duration.ts'
import { type Checked, allParts, checkAlerts, lastCheck, quickParts } from '#watch/alerts/check.ts'
import { tellRecipients } from '#watch/alerts/tell.ts'
import { isTimeToLook } from '#watch/alerts/when.ts'

/** What is told by whole days: when the day turns, and later that day where files came. */
const wholeAgainMs = 360 * minuteMs

export class AlertWatch {
  readonly #services: Services
  readonly #startedAt: number
  #countedAt = 0

  constructor(services: Services) {
    this.#services = services
    this.#startedAt = services.clock()
  }

  /** Something was counted. */
  counted(): void {
    this.#countedAt = this.#services.clock()
  }

  /** Looks if it is time, never while counting is behind, and tells whoever is to be told. */
  look(): Promise<void> {
    return this.#services.alertRound(() => this.#round())
  }

  async #round(): Promise<void> {
    const { store, clock, settings } = this.#services
    const now = clock()
    const last = await lastCheck(store)
    const times = { now, startedAt: this.#startedAt, countedAt: this.#countedAt, lastAt: last?.at ?? null }
    if (isTimeToLook(times) && !(await isBehind(store.control)))
      await checkAlerts(store, (await this.#isWholeDue(last, now)) ? allParts : quickParts, now)
    await tellRecipients(store, settings.publicUrl, clock())
  }

  async #isWholeDue(last: Checked | null, now: number): Promise<boolean> {
    const at = last?.fullAt ?? null
    if (at === null) return true
    const timezone = await businessZone(this.#services.store.control, now)
    return localDay(at, timezone) !== localDay(now, timezone) || (this.#countedAt > at && now - at >= wholeAgainMs)
  }
}
