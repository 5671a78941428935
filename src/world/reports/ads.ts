// What ads cost by day, and what each platform says they converted: each claims what it touched, by its own habits.
import { dayMs } from '#util/duration.ts'
import type { Random } from '../random.ts'
import { dayName, dayNumber } from '../setting/calendar.ts'
import { type Platform, type Way, platforms, ways } from '../setting/company.ts'
import { type Setting, stream } from '../setting/setting.ts'
import type { Visit, Visitor } from '../people/visitors.ts'
import { type PointId, type RealAction, noneOfEach, pointIds } from '../truth/total.ts'
import { csv } from './csv.ts'

const names = Object.keys(platforms) as Platform[]
/** Days after a contract is signed until sales uploads it. */
const uploadDays = 3

/** Gathers ad visits and claims, visitor by visitor; `csv` gives the finished reports. */
export class AdReports {
  /** By day and way. */
  private readonly cells = new Map<number, { visits: number; claimed: Record<PointId, number> }>()
  private readonly setting: Setting
  private readonly random: Random

  constructor(setting: Setting) {
    this.setting = setting
    this.random = stream(setting, 'ad reports')
  }

  add(visitor: Visitor, reached: readonly RealAction[]): void {
    for (const visit of visitor.visits) {
      if (visit.way.advertising) this.cell(dayNumber(this.setting.span, visit.start), visit.way).visits += 1
    }
    for (const action of reached) for (const platform of names) this.claim(platform, visitor, action)
  }

  /** A platform claims what happened within its lookback of a click, and some of what it merely showed an ad to. */
  private claim(name: Platform, visitor: Visitor, { point, at, again }: RealAction): void {
    const { lookbackDays, viewThrough, modelled, counts } = platforms[name]
    const click = visitor.visits.findLast(
      ({ way, start }) => way.advertising?.platform === name && start <= at && start >= at - lookbackDays * dayMs,
    )
    const drawn = this.random.uniform()
    if (click && counts === 'one' && again) return
    if (click && drawn < (this.pixelSees(visitor, click, at) ? 1 : modelled)) {
      this.cell(this.bookedOn(name, point, at, click), click.way).claimed[point] += 1
    } else if (!click && drawn < viewThrough && visitor.consent === 'given') {
      const shown = ways.find(({ advertising }) => advertising?.platform === name)!
      this.cell(dayNumber(this.setting.span, at), shown).claimed[point] += 1
    }
  }

  private pixelSees(visitor: Visitor, click: Visit, at: number): boolean {
    const { days, span } = this.setting
    return visitor.consent === 'given' && click.clickId !== '' && days[dayNumber(span, at)]!.tagLoss < 1
  }

  private bookedOn(name: Platform, point: PointId, at: number, click: Visit): number {
    const { span } = this.setting
    const { books } = platforms[name]
    if (books === 'click day') return dayNumber(span, click.start)
    const late = books === 'arrival day' && point === 'deal_won' ? uploadDays : 0
    return Math.min(dayNumber(span, at) + late, span.days - 1)
  }

  private cell(day: number, way: Way) {
    const id = day * ways.length + ways.indexOf(way)
    let cell = this.cells.get(id)
    if (!cell) this.cells.set(id, (cell = { visits: 0, claimed: noneOfEach() }))
    return cell
  }

  /** Platform → its report by day, campaign and ad. */
  csv(): Record<Platform, string> {
    const ids = [...this.cells.keys()].toSorted((a, b) => a - b)
    const rows = ids.map((id) => {
      const [day, way] = [Math.floor(id / ways.length), ways[id % ways.length]!]
      const { visits, claimed } = this.cells.get(id)!
      const { impressions, clicks, cost } = bill(this.setting, this.random, day, id % ways.length, visits)
      const date = dayName(this.setting.span, day)
      const counts = pointIds.map((point) => claimed[point])
      const cells = [date, way.utm!.campaign, way.advertising!.ad, impressions, clicks, cost, 'JPY', ...counts]
      return { platform: way.advertising!.platform, cells }
    })
    const header = ['date', 'campaign', 'ad', 'impressions', 'clicks', 'cost', 'currency']
    const claims = pointIds.map((point) => `conversions.${point}`)
    const reportOf = (name: Platform): string =>
      csv(
        [...header, ...claims],
        rows.filter(({ platform }) => platform === name).map(({ cells }) => cells),
      )
    return Object.fromEntries(names.map((name) => [name, reportOf(name)])) as Record<Platform, string>
  }
}

/** What so many visits by an ad cost on a day: some clicks never become a visit, and prices waver. */
export function bill(
  { days }: Setting,
  random: Random,
  day: number,
  way: number,
  visits: number,
): { impressions: number; clicks: number; cost: number } {
  const { reach, clickRate, costPerClick } = days[day]!.ways[way]!
  const lost = visits * (1 / reach - 1)
  const clicks = visits + Math.max(0, Math.round(lost + Math.sqrt(lost) * random.normal()))
  const impressions = Math.max(clicks, Math.round((clicks / clickRate) * random.lognormal(1, 0.12)))
  return { impressions, clicks, cost: Math.round(clicks * costPerClick * random.lognormal(1, 0.1)) }
}
