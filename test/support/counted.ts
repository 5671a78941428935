// Counted facts for tests of questions: ledger, visits, spend and figures put into their tables directly.
import type { Plan, Point } from '#contract/plan.ts'
import { planSchema } from '#contract/plan.ts'
import { definitionHash, definitionsOf } from '#plan/definition.ts'
import { sqlTime } from '#store/facts.ts'
import { agreePlan, proposePlan } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { minuteMs } from '#util/duration.ts'

/** Epoch milliseconds of `2026-04-01` or `2026-04-01T12:00`, UTC. */
export function at(text: string): number {
  return Date.parse(text.includes('T') ? `${text}Z` : `${text}T00:00:00Z`)
}

export interface TestConversion {
  point: Point
  id: string
  /** Of its first sighting, and of its last where that is another. */
  time: string
  lastTime?: string
  person?: string
  visitor?: string
  channel?: string
  campaign?: string
  landing_page?: string
  device?: string
  value?: number
  currency?: string
  credited?: string
  session?: string
  paid?: boolean
  attributes?: Record<string, string>
  sources?: string[]
  knownFrom?: string
  knownTo?: string
}

export async function insertLedger(store: Store, conversions: readonly TestConversion[]): Promise<void> {
  const rows = conversions.map((row) => ({
    definition: definitionHash(row.point),
    conversion_id: row.id,
    known_from: sqlTime(at(row.knownFrom ?? '2026-01-01')),
    ...(row.knownTo !== undefined && { known_to: sqlTime(at(row.knownTo)) }),
    revision: 1,
    time: sqlTime(at(row.time)),
    last_time: sqlTime(at(row.lastTime ?? row.time)),
    person: row.person ?? row.id,
    visitor_id: row.visitor ?? '',
    value: row.value ?? null,
    currency: row.currency ?? (row.value === undefined ? '' : 'EUR'),
    channel: row.channel ?? '',
    campaign: row.campaign ?? '',
    landing_page: row.landing_page ?? '',
    device: row.device ?? '',
    credited_at: row.credited === undefined ? null : sqlTime(at(row.credited)),
    session_id: row.session ?? '',
    paid: row.paid ? 1 : 0,
    attributes: row.attributes ?? {},
    sources: row.sources ?? ['tag'],
    sightings: 1,
  }))
  await store.facts.insert('ledger', rows)
}

export interface TestVisit {
  id: string
  visitor: string
  start: string
  channel?: string
  landing_page?: string
  device?: string
}

export async function insertVisits(store: Store, visits: readonly TestVisit[]): Promise<void> {
  const rows = visits.map(({ id, visitor, start, channel = '', landing_page = '', device = '' }) => ({
    id,
    visitor_id: visitor,
    start: sqlTime(at(start)),
    end: sqlTime(at(start) + minuteMs),
    source: 'tag',
    events: 1,
    pages: 1,
    channel,
    landing_page,
    device,
    revision: 1,
  }))
  await store.facts.insert('sessions', rows)
}

export interface TestSpend {
  from: string
  to?: string
  channel?: string
  campaign?: string
  platform?: string
  cost: number
  clicks?: number
  impressions?: number
  currency?: string
  attributes?: Record<string, string>
}

export async function insertSpend(store: Store, spend: readonly TestSpend[]): Promise<void> {
  const rows = spend.map(({ from, to, ...row }, index) => ({
    key: JSON.stringify([from, row.campaign, row.platform, row.currency, index]),
    content: '',
    known_from: sqlTime(at('2026-01-01')),
    revision: 1,
    batch: 1,
    period_start: from,
    period_end: to ?? from,
    currency: 'EUR',
    platform: 'meta',
    ...row,
  }))
  await store.facts.insert('spend', rows)
}

export interface TestFigure {
  from: string
  to?: string
  point: string
  channel?: string
  campaign?: string
  platform?: string
  conversions: number
  value?: number
  currency?: string
}

export async function insertFigures(store: Store, figures: readonly TestFigure[]): Promise<void> {
  const rows = figures.map(({ from, to, ...row }, index) => ({
    key: JSON.stringify([from, row.campaign, row.point, index]),
    content: '',
    known_from: sqlTime(at('2026-01-01')),
    revision: 1,
    batch: 1,
    period_start: from,
    period_end: to ?? from,
    currency: 'EUR',
    platform: 'meta',
    value: 0,
    ...row,
  }))
  await store.facts.insert('figures', rows)
}

/** Agrees a plan and says that all its definitions are counted. */
export async function agreeCounted(store: Store, plan: unknown, now: number): Promise<Plan> {
  const parsed = planSchema.parse(plan)
  const { version } = await proposePlan(store.control, parsed, 'test', now)
  await agreePlan(store.control, version, undefined, 'test', now, definitionsOf)
  await store.control.updateTable('definitions').set({ counted_batch: 1, counted_at: now }).execute()
  return parsed
}
