// What the ledger's list asks: filters and search as they stand in the address, and the values to filter by.
import type { Answer } from '#contract/ask.ts'
import type { LedgerPage } from '#contract/ledger.ts'
import type { Point } from '#contract/plan.ts'
import { ask, getJson } from '../api.ts'
import { type Days, dimension } from '../overview/questions.ts'

export const filterNames = ['point', 'channel', 'source'] as const
export type FilterName = (typeof filterNames)[number]

export interface LedgerFilters {
  search: string | null
  point: string | null
  /** `''` is what is not known. */
  channel: string | null
  source: string | null
}

export function readFilters(params: URLSearchParams): LedgerFilters {
  return {
    search: params.get('search'),
    point: params.get('point'),
    channel: params.get('channel'),
    source: params.get('source'),
  }
}

/** The query of a page of the list. A search looks at all days. */
export function ledgerQuery(filters: LedgerFilters, days: Days, plan: number | null): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(filters)) if (value !== null) params.set(name, value)
  if (filters.search === null) {
    params.set('from', days.from)
    params.set('to', days.to)
  }
  if (plan !== null) params.set('plan', String(plan))
  return params.toString()
}

export function askPage(query: string, after: string | null, signal?: AbortSignal): Promise<LedgerPage> {
  return getJson(`/api/v1/ledger?${query}${after === null ? '' : `&after=${encodeURIComponent(after)}`}`, signal)
}

/** The same list on the command line. */
export function ledgerCommand(query: string): string {
  const options = [...new URLSearchParams(query)].map(([name, value]) => `--${name} ${value === '' ? '""' : value}`)
  return ['onecount ledger', ...options].join(' ')
}

export interface Choices {
  channels: string[]
  sources: string[]
}

/** Channels and sources of all conversions, to choose from. */
export async function askChoices(points: readonly Point[], signal: AbortSignal): Promise<Choices> {
  const ids = points.map(({ id }) => id)
  const by = (name: string): Promise<Answer> => ask({ metrics: ['cv'], by: [name], points: ids }, signal)
  const [channels, sources] = await Promise.all([by('channel'), by('source')])
  const names = sources.rows.flatMap((row) => dimension(row, 'source').split(' + '))
  return {
    channels: channels.rows.map((row) => dimension(row, 'channel')),
    sources: [...new Set(names)].filter((name) => name !== '').toSorted(),
  }
}
