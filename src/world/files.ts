// The company's files: leads, deals, ad reports and costs as CSV, and the plan.
import { dayMs, dayOf, type Span } from './calendar.ts'
import { company, monthlyCosts, tradeShow } from './company.ts'
import { type Deal, type Lead, showStart } from './outcomes.ts'
import type { AdDay } from './spend.ts'

type Cell = string | number

/** CSV with a header; cells that need it are quoted (RFC 4180). */
function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const quote = (cell: Cell): string => {
    const text = String(cell)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return [header, ...rows].map((row) => row.map(quote).join(',')).join('\n') + '\n'
}

const instant = (ms: number): string => new Date(ms).toISOString()

export function leadsCsv(leads: readonly Lead[]): string {
  const rows = leads.map(({ id, at, email, channel }) => [id, instant(at), email, channel])
  return csv(['id', 'time', 'email', 'channel'], rows)
}

export function dealsCsv(deals: readonly Deal[]): string {
  const rows = deals.map(({ id, leadId, stage, at, amount, edition }) => [
    id,
    leadId,
    stage,
    instant(at),
    amount,
    company.currency,
    edition,
  ])
  return csv(['id', 'lead_id', 'stage', 'time', 'value', 'currency', 'edition'], rows)
}

/** One platform's report by day, campaign and ad, with what it says it converted by point. */
export function adsCsv(rows: readonly AdDay[], span: Span, until: string): string {
  const header = ['date', 'campaign', 'ad', 'impressions', 'clicks', 'cost', 'currency']
  const claims = ['conversions.deal_won', 'conversions.whitepaper', 'conversions.webinar', 'conversions.trial']
  const lines = rows.map(({ day, campaign, ad, impressions, clicks, cost, claimed }) => [
    dayOf(span, until, span.start + day * dayMs),
    campaign,
    ad,
    impressions,
    clicks,
    cost,
    company.currency,
    claimed.deal_won,
    claimed.whitepaper,
    claimed.webinar,
    claimed.trial,
  ])
  return csv([...header, ...claims], lines)
}

/** Monthly costs cut to the span, and the trade show on its two days. */
export function costsCsv(span: Span, until: string): string {
  const day = (ms: number): string => dayOf(span, until, ms)
  const rows: Cell[][] = []
  for (let start = span.start; start < span.end; start = nextMonth(start, day)) {
    const next = Math.min(nextMonth(start, day), span.end)
    for (const { channel, label, cost } of monthlyCosts) {
      const share = Math.round((cost * (next - start)) / (30 * dayMs))
      rows.push([channel, label, day(start), day(next - 1), share, company.currency])
    }
  }
  const show = showStart(span)
  rows.push(['trade_show', tradeShow.label, day(show), day(show + dayMs), tradeShow.cost, company.currency])
  return csv(['channel', 'label', 'period_start', 'period_end', 'cost', 'currency'], rows)
}

/** First instant of the month after the one that `ms` lies in. */
function nextMonth(ms: number, day: (ms: number) => string): number {
  let next = ms + dayMs
  while (!day(next).endsWith('-01')) next += dayMs
  return next
}

const planWords = {
  en: {
    deal_won: ['Paid deals', 'The contract is signed and billed; everything before it is hope.'],
    whitepaper: ['Whitepaper downloads', 'The first time somebody gives a work address.'],
    webinar: ['Webinar registrations', 'Half an hour of attention, promised.'],
    trial: ['Trials and demo requests', 'The step that sales works on.'],
  },
  ja: {
    deal_won: ['有料契約', '契約と請求が済んだ時点。それより前はまだ見込み。'],
    whitepaper: ['ホワイトペーパーDL', '初めて会社のメールアドレスを預けてくれた時点。'],
    webinar: ['ウェビナー申込', '30分の関心を約束してくれた時点。'],
    trial: ['トライアル・デモ申込', '営業が対応を始める段階。'],
  },
} as const
export type PlanLanguage = keyof typeof planWords

/** The plan of the sample company, in force from the first day. */
export function planYaml(span: Span, until: string, language: PlanLanguage): string {
  const words = planWords[language]
  return `timezone: ${company.timezone}
currency: ${company.currency}
week_start: monday
effective: ${dayOf(span, until, span.start)}
points:
  - id: deal_won
    name: ${words.deal_won[0]}
    tier: macro
    category: purchase
    match: { deal: { stage: won } }
    once_per: event
    value: { from: value, currency: ${company.currency} }
    lookback: { click: 90d }
    why: ${words.deal_won[1]}
  - id: whitepaper
    name: ${words.whitepaper[0]}
    tier: micro
    category: lead
    match: { event: whitepaper_downloaded }
    once_per: person
    why: ${words.whitepaper[1]}
  - id: webinar
    name: ${words.webinar[0]}
    tier: micro
    category: lead
    match: { event: webinar_registered }
    once_per: person
    why: ${words.webinar[1]}
  - id: trial
    name: ${words.trial[0]}
    tier: micro
    category: lead
    match: { event: [trial_started, demo_requested] }
    once_per: person
    why: ${words.trial[1]}
`
}
