// The sample company's daily counts as its sources would tell them: what happened, thinned by what each cannot see.
import type { SeriesKind, WatchedSeries } from '#watch/gaps/find-gaps.ts'
import { type DailyCount, countWorld } from '#world/counts.ts'
import { Random } from '#world/random.ts'
import { type WorldOptions, settingOf } from '#world/setting/setting.ts'
import { type PointId, pointIds } from '#world/truth/total.ts'

/** A fault that the simulator has no cause for; days by number. */
export interface SourceFault {
  what: 'silent' | 'click_ids'
  source: string
  from: number
  to: number
}

const seenBy: Record<PointId, readonly string[]> = {
  whitepaper: ['website'],
  webinar: ['website', 'webinar_tool'],
  trial: ['website', 'app'],
  pilot: ['website', 'app', 'billing'],
  deal_won: ['crm', 'finance'],
}

/** Half of the iPhones' ad clicks come without; they are half of all. */
const withoutClickId = 0.25

/** All series of a company up to and without the day `until` (a number). */
export function seenSeries(options: WorldOptions, until: number, faults: readonly SourceFault[] = []): WatchedSeries[] {
  const setting = settingOf(options)
  const random = new Random(options.seed, 'seen')
  const { days, defects } = setting
  const series = new Map<string, { counts: number[]; exposures: number[] }>()
  const add = (key: string, day: number, count: number, exposure = 0): void => {
    const own = series.get(key) ?? { counts: Array(until).fill(0), exposures: Array(until).fill(0) }
    own.counts[day]! += count
    own.exposures[day]! += exposure
    series.set(key, own)
  }
  const some = (count: number, share: number): number => {
    let kept = 0
    for (let i = 0; i < count; i++) kept += random.chance(share) ? 1 : 0
    return kept
  }
  const failing = (what: SourceFault['what'], source: string, day: number): boolean =>
    faults.some((fault) => fault.what === what && fault.source === source && fault.from <= day && day <= fault.to)

  const seeRow = (row: DailyCount, day: number): void => {
    const { tagLoss, match, refusal } = days[day]!
    const tag = failing('silent', 'website', day) ? 0 : (1 - tagLoss) * (1 - Math.min(0.9, defects.unseen * refusal))
    const anonymous = Math.min(0.9, defects.anonymous * refusal)
    const visits = some(row.visits, tag)
    add('source website ', day, visits)
    add('consent website ', day, some(visits, anonymous), visits)
    if (row.ad !== '') {
      const lost = failing('click_ids', row.channel, day) ? 0.7 : withoutClickId
      add(`click_ids ${row.channel} `, day, some(visits, lost), visits)
    }
    for (const point of pointIds) {
      const reached = row.reached[point]
      let ledger = 0
      for (const source of seenBy[point]) {
        const seen = failing('silent', source, day) ? 0 : source === 'website' ? some(reached, tag) : reached
        if (source !== 'website') add(`source ${source} `, day, seen)
        ledger = Math.max(ledger, seen)
        add(`sightings ${source} ${point}`, day, seen)
        if (source === 'website') {
          const nobody = 1 - (1 - anonymous) * match * (point === 'webinar' ? 1 - defects.framedForm : 1)
          add(`identifiers website ${point}`, day, some(seen, nobody), seen)
        }
      }
      add(`point  ${point}`, day, ledger)
    }
  }
  const numberOf = new Map(days.map(({ name }, number) => [name, number]))
  for (const row of countWorld(options)) {
    const day = numberOf.get(row.day)!
    if (day < until) seeRow(row, day)
  }
  return [...series].map(([key, { counts, exposures }]): WatchedSeries => {
    const [kind, source, point] = key.split(' ') as [SeriesKind, string, string]
    const share = exposures.some((exposure) => exposure > 0)
    const about = { kind, source, point, firstDay: days[0]!.name, counts }
    return share ? { ...about, exposures, watch: ['rise'] } : { ...about, watch: ['fall', 'rise'] }
  })
}
