// What GA4 would say: visits and conversions by the day of the event and the session's channel. It knows who agreed
// and what the tag sent, models part of the rest, and withholds rows of few visits.
import type { Random } from '../random.ts'
import { dayNumber } from '../setting/calendar.ts'
import { type Channel, channels } from '../setting/company.ts'
import { type Setting, stream } from '../setting/setting.ts'
import type { Visitor } from '../people/visitors.ts'
import { type PointId, type RealAction, noneOfEach, pointIds } from '../truth/total.ts'
import { csv } from './csv.ts'

/** GA4's default channel group; it knows no LINE and no trade shows. */
const groups: Record<Channel, string> = {
  paid_search: 'Paid Search',
  paid_social: 'Paid Social',
  line: 'Paid Other',
  organic_search: 'Organic Search',
  email: 'Email',
  direct: 'Direct',
  referral: 'Referral',
  trade_show: 'Unassigned',
}
/** Rows with fewer visits are withheld, so that nobody can be recognised. */
const threshold = 5
/** Share of the unseen that consent mode's model adds. */
const modelled = 0.65

interface Cell {
  sessions: number
  reached: Record<PointId, number>
}

export class Ga4Report {
  private readonly cells = new Map<string, Cell>()
  private readonly setting: Setting
  private readonly random: Random

  constructor(setting: Setting) {
    this.setting = setting
    this.random = stream(setting, 'ga4')
  }

  add(visitor: Visitor, reached: readonly RealAction[]): void {
    for (const { start, way } of visitor.visits) {
      if (this.knows(visitor, start)) this.cell(start, way.channel).sessions += 1
    }
    // contracts are signed elsewhere; every repeat of an event is a key event of its own
    for (const { point, at, channel } of reached) {
      if (point !== 'deal_won' && this.knows(visitor, at)) this.cell(at, channel).reached[point] += 1
    }
  }

  private knows({ consent }: Visitor, at: number): boolean {
    const { days, span } = this.setting
    if (days[dayNumber(span, at)]!.tagLoss >= 1) return false
    return consent === 'given' || this.random.chance(modelled)
  }

  private cell(at: number, channel: Channel): Cell {
    const { days, span } = this.setting
    const id = `${days[dayNumber(span, at)]!.name} ${channel}`
    let cell = this.cells.get(id)
    if (!cell) this.cells.set(id, (cell = { sessions: 0, reached: noneOfEach() }))
    return cell
  }

  csv(): string {
    const points = pointIds.filter((point) => point !== 'deal_won')
    const rows = [...this.cells]
      .filter(([, { sessions }]) => sessions >= threshold)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, { sessions, reached }]) => {
        const [day = '', channel = ''] = id.split(' ')
        const group = groups[channels.find((one) => one === channel)!]
        return [day, group, sessions, ...points.map((point) => reached[point])]
      })
    return csv(
      ['date', 'session_default_channel_group', 'sessions', ...points.map((point) => `key_events.${point}`)],
      rows,
    )
  }
}
