// What each segment did, day by day, asked as anybody asks: so that every number is counted by its definition.
import { answer } from '#ask/answer.ts'
import { type Answer, type AnswerRow, type Figure, questionSchema } from '#contract/ask.ts'
import type { DriftPage } from '#contract/drift.ts'
import { type Flow, noFlow } from '#stats/decompose.ts'
import { studentReach } from '#stats/distributions.ts'
import type { Store } from '#store/store.ts'
import { dayAt, daysBetween } from '#util/days.ts'
import { type FlowDay, segmentOf } from './flows.ts'

interface Span {
  from: string
  to: string
  point: string
}

export interface ReadFlows {
  days: FlowDay[]
  currency: string
  /** Why costs cannot be added up, if they cannot. */
  costRefused: string | null
  caveats: Answer['caveats']
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
    caveats,
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

function valueOf(figure: string | Figure | undefined): number {
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

const shownPages = 12
/** Pages that hardly anybody lands on are left out. */
const leastVisits = 30

/** Landing pages, those with most visits. */
export async function readPages(store: Store, before: Span, after: Span, now: number): Promise<DriftPage[]> {
  const [was, is] = [await pagesOf(store, before, now), await pagesOf(store, after, now)]
  const none = { visits: 0, cvs: 0 }
  const pages = [...new Set([...was.keys(), ...is.keys()])].filter((page) => page !== '')
  return pages
    .map((page): DriftPage => {
      const [early, late] = [was.get(page) ?? none, is.get(page) ?? none]
      return { page, before: early, after: late, ratio: ratioOf(early, late) }
    })
    .filter(({ before: early, after: late }) => early.visits + late.visits >= leastVisits)
    .toSorted((a, b) => b.before.visits + b.after.visits - a.before.visits - a.after.visits)
    .slice(0, shownPages)
}

type PageFlow = DriftPage['before']

async function pagesOf(store: Store, { from, to, point }: Span, now: number): Promise<Map<string, PageFlow>> {
  const by = ['landing_page']
  const question = questionSchema.parse({ metrics: ['sessions', 'cv'], by, from, to, points: [point] })
  const { rows } = await answer(store, question, now)
  return new Map(
    rows.map((row) => [String(row['landing_page']), { visits: valueOf(row['sessions']), cvs: valueOf(row['cv']) }]),
  )
}

/** CVR after ÷ before, interval of ln by the delta method for two Poisson counts. */
function ratioOf(before: PageFlow, after: PageFlow): DriftPage['ratio'] {
  if (before.cvs < 5 || after.cvs < 1 || before.visits === 0 || after.visits === 0) return null
  const value = after.cvs / after.visits / (before.cvs / before.visits)
  const reach = Math.exp(studentReach(0.95, before.cvs + after.cvs) * Math.sqrt(1 / before.cvs + 1 / after.cvs))
  return { value, low: value / reach, high: value * reach }
}

/** Ours and the platforms' own CVs, of channels that have both. */
export async function readFigures(store: Store, { from, to, point }: Span, now: number): Promise<[number, number]> {
  const question = questionSchema.parse({ metrics: ['cv', 'figure.cv'], by: ['channel'], from, to, points: [point] })
  const { rows } = await answer(store, question, now)
  const both = rows.filter((row) => valueOf(row['figure.cv']) > 0)
  return [
    both.reduce((sum, row) => sum + valueOf(row['cv']), 0),
    both.reduce((sum, row) => sum + valueOf(row['figure.cv']), 0),
  ]
}

export function spanLength({ from, to }: { from: string; to: string }): number {
  return daysBetween(from, to) + 1
}
