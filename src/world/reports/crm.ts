// What the CRM's own monthly report would say: leads by the month they came in, contracts by the month they were
// signed; cancelled ones are gone from it, pairs signed together are one, and sales sometimes names another source.
import type { Random } from '../random.ts'
import { dayNumber } from '../setting/calendar.ts'
import { type Channel, channels } from '../setting/company.ts'
import { type Setting, stream } from '../setting/setting.ts'
import type { Contact } from '../people/outcomes.ts'
import { csv } from './csv.ts'

/** Share of leads whose source somebody in sales overwrote. */
const overwritten = 0.15

interface Cell {
  leads: number
  won: number
  amount: number
}

export class CrmReport {
  private readonly cells = new Map<string, Cell>()
  private readonly setting: Setting
  private readonly random: Random

  constructor(setting: Setting) {
    this.setting = setting
    this.random = stream(setting, 'crm')
  }

  /** `channel`: of the visit in which the contact first gave an address. */
  add({ lead, deals }: Contact, channel: Channel): void {
    const source = this.random.chance(overwritten) ? this.random.pick(channels) : channel
    this.cell(lead.at, source).leads += 1
    for (const { id, won, at, amount, cancelledAt } of deals) {
      if (!won || cancelledAt !== null) continue
      const cell = this.cell(at, source)
      cell.amount += amount
      if (!id.endsWith('b')) cell.won += 1
    }
  }

  private cell(at: number, source: Channel): Cell {
    const { days, span } = this.setting
    const id = `${days[dayNumber(span, at)]!.name.slice(0, 7)} ${source}`
    let cell = this.cells.get(id)
    if (!cell) this.cells.set(id, (cell = { leads: 0, won: 0, amount: 0 }))
    return cell
  }

  csv(): string {
    const rows = [...this.cells]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, { leads, won, amount }]) => [...id.split(' '), leads, won, amount])
    return csv(['month', 'lead_source', 'leads', 'deals_won', 'amount'], rows)
  }
}
