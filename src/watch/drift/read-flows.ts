// What each segment did, day by day, asked as anybody asks: so that every number is counted by its definition.
import { answer } from '#ask/answer.ts'
import { type Answer, type AnswerRow, type Figure, questionSchema } from '#contract/ask.ts'
import { type Flow, noFlow } from '#stats/decompose.ts'
import type { Store } from '#store/store.ts'
import { dayAt } from '#util/days.ts'
import { type FlowDay, type Place, segmentOf } from './flows.ts'
import { type Days, type Periods, lengthOf } from './periods.ts'

interface Span extends Days {
  point: string
}

/** Which CVs of whom. */
export interface Aim {
  point: string
  of: Place
}

/** The filter of a question that asks about it alone. */
export function filterOf({ channel, campaign }: Place): Record<string, string> {
  return { ...(channel !== '' && { channel }), ...(campaign !== '' && { campaign }) }
}

export interface ReadFlows {
  days: FlowDay[]
  currency: string
  /** Why costs cannot be added up, if they cannot. */
  costRefused: string | null
  caveats: Answer['caveats']
}

/** The currency of what is looked at; where all costs do not add up, those of one channel may. */
export async function costsOf(
  store: Store,
  { currency, costRefused }: ReadFlows,
  { from, to }: Days,
  { of }: Aim,
  now: number,
): Promise<Pick<ReadFlows, 'currency' | 'costRefused'>> {
  const filter = filterOf(of)
  if (costRefused === null || Object.keys(filter).length === 0) return { currency, costRefused }
  const { total, definitions } = await answer(store, questionSchema.parse({ metrics: ['cost'], from, to, filter }), now)
  return { currency: definitions[0]?.currency ?? '', costRefused: (total['cost'] as Figure).refused ?? null }
}

/** Days before the period in which changes are looked for. */
const chartDays = 56
/** A period further back is read by itself. */
export const longestSpan = 200

export function chartFrom({ after }: Periods): string {
  return dayAt(after.from, -chartDays)
}

/** Both periods and the days that changes are looked for in, each day once. */
export async function readAll(store: Store, periods: Periods, point: string, now: number): Promise<ReadFlows> {
  const { before, after } = periods
  const start = chartFrom(periods)
  const near = lengthOf({ from: before.from, to: after.to }) <= longestSpan
  const first = near && before.from < start ? before.from : start
  const read = await readFlows(store, { from: first, to: after.to, point }, now)
  if (before.from >= first) return read
  const rest = before.to < first ? before.to : dayAt(first, -1)
  const far = await readFlows(store, { from: before.from, to: rest, point }, now)
  const costRefused = read.costRefused ?? far.costRefused ?? mixedCost(far.currency, read.currency)
  return { ...read, days: [...far.days, ...read.days], currency: read.currency || far.currency, costRefused }
}

export function mixedCost(one: string, other: string): string | null {
  return one === '' || other === '' || one === other ? null : `money is in ${one} and ${other}; ask by currency`
}

const noMillis = 1e-9

export async function readFlows(store: Store, { from, to, point }: Span, now: number): Promise<ReadFlows> {
  const question = questionSchema.parse({
    metrics: ['cv', 'sessions', 'cost', 'impressions', 'clicks'],
    by: ['channel', 'campaign', 'ad', 'day'],
    from,
    to,
    points: [point],
  })
  const { rows, total, definitions, caveats } = await answer(store, question, now)
  const byDay = new Map<string, Map<string, Flow>>()
  for (let day = from; day <= to; day = dayAt(day, 1)) byDay.set(day, new Map())
  for (const row of rows) {
    const flows = byDay.get(String(row['day']))
    if (flows) addRow(flows, row)
  }
  return {
    days: [...byDay].map(([day, flows]) => ({ day, flows })),
    currency: definitions.find(({ metric }) => metric === 'cost')?.currency ?? '',
    costRefused: (total['cost'] as Figure).refused ?? null,
    // what no row says is split by for those that do
    caveats: caveats.filter(({ code }) => code !== 'not_told_apart'),
  }
}

function addRow(flows: Map<string, Flow>, row: AnswerRow): void {
  const segment = segmentOf(String(row['channel']), String(row['campaign']), String(row['ad']))
  const before = flows.get(segment) ?? noFlow
  const cv = row['cv'] as Figure
  const late = cv.maturity?.corrected ? cv.maturity.corrected - (cv.value ?? 0) : 0
  flows.set(segment, {
    cost: before.cost + valueOf(row['cost']),
    impressions: before.impressions + valueOf(row['impressions']),
    clicks: before.clicks + valueOf(row['clicks']),
    visits: before.visits + valueOf(row['sessions']),
    cvs: before.cvs + valueOf(row['cv']),
    lostVisits: 0,
    lostCvs: 0,
    lateCvs: before.lateCvs + (late > noMillis ? late : 0),
  })
}

export function valueOf(figure: string | Figure | undefined): number {
  return typeof figure === 'object' ? (figure.value ?? 0) : 0
}

/** CVs that one source alone saw, by day and segment. */
export async function readOnlyBy(store: Store, span: Span, source: string, now: number): Promise<Map<string, number>> {
  const question = questionSchema.parse({
    metrics: ['cv'],
    by: ['channel', 'campaign', 'ad', 'day'],
    from: span.from,
    to: span.to,
    points: [span.point],
    filter: { source },
  })
  const { rows } = await answer(store, question, now)
  return new Map(
    rows.map((row) => {
      const segment = segmentOf(String(row['channel']), String(row['campaign']), String(row['ad']))
      return [`${String(row['day'])} ${segment}`, valueOf(row['cv'])]
    }),
  )
}

/** Ours and the platforms' own CVs, of channels that have both. */
export async function readFigures(
  store: Store,
  { from, to }: Days,
  { point, of }: Aim,
  now: number,
): Promise<[number, number]> {
  const filter = filterOf(of)
  const by = [of.campaign === '' ? 'channel' : 'campaign']
  const question = questionSchema.parse({ metrics: ['cv', 'figure.cv'], by, from, to, points: [point], filter })
  const { rows } = await answer(store, question, now)
  const both = rows.filter((row) => valueOf(row['figure.cv']) > 0)
  return [
    both.reduce((sum, row) => sum + valueOf(row['cv']), 0),
    both.reduce((sum, row) => sum + valueOf(row['figure.cv']), 0),
  ]
}
