// Costs that are no ad: monthly ones cut to the span, and the trade show on its two days.
import { dayName } from '../setting/calendar.ts'
import { company, monthlyCosts, tradeShow } from '../setting/company.ts'
import type { Setting } from '../setting/setting.ts'
import { showDay } from '../people/outcomes.ts'
import { type Cell, csv } from './csv.ts'

export function costsCsv(setting: Setting): string {
  const { span, size } = setting
  const yen = (cost: number): number => Math.max(1_000, Math.round((cost * size) / 1_000) * 1_000)
  const rows: Cell[][] = []
  for (let day = 0; day < span.days;) {
    const next = Math.min(firstOfNextMonth(setting, day), span.days)
    for (const { channel, label, cost } of monthlyCosts) {
      const share = yen((cost * (next - day)) / 30)
      rows.push([channel, label, dayName(span, day), dayName(span, next - 1), share, company.currency])
    }
    day = next
  }
  const show = showDay(setting)
  const { label, cost } = tradeShow
  rows.push(['trade_show', label, dayName(span, show), dayName(span, show + 1), yen(cost), company.currency])
  return csv(['channel', 'label', 'period_start', 'period_end', 'cost', 'currency'], rows)
}

function firstOfNextMonth({ span }: Setting, day: number): number {
  let next = day + 1
  while (!dayName(span, next).endsWith('-01')) next += 1
  return next
}
