// When the server looks for alerts by itself: some minutes after something was counted, and every quarter of an hour,
// since silence counts nothing.
import { isBehind } from '#count/behind.ts'
import type { Services } from '#http/services.ts'
import { versionAt } from '#plan/effective.ts'
import { agreedTimeline } from '#store/plans.ts'
import { localDay } from '#util/zone.ts'
import { type Checked, allParts, checkAlerts, lastCheck, quickParts } from '#watch/alerts/check.ts'
import { tellRecipients } from '#watch/alerts/tell.ts'

const minuteMs = 60_000
const quietStartMs = 2 * minuteMs
const afterCountMs = 5 * minuteMs
const anywayMs = 15 * minuteMs
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
  async look(): Promise<void> {
    const { store, clock, settings } = this.#services
    const now = clock()
    const last = await lastCheck(store)
    const pause = last && this.#countedAt > last.at ? afterCountMs : anywayMs
    const isTime = now - this.#startedAt >= quietStartMs && (!last || now - last.at >= pause)
    if (isTime && !(await isBehind(store.control)))
      await checkAlerts(store, (await this.#isWholeDue(last, now)) ? allParts : quickParts, now)
    await tellRecipients(store, settings.publicUrl, clock())
  }

  async #isWholeDue(last: Checked | null, now: number): Promise<boolean> {
    const at = last?.fullAt ?? null
    if (at === null) return true
    const timezone = versionAt(await agreedTimeline(this.#services.store.control, now), now)?.plan.timezone ?? 'UTC'
    return localDay(at, timezone) !== localDay(now, timezone) || (this.#countedAt > at && now - at >= wholeAgainMs)
  }
}
