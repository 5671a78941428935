// What can be asked, by its names in the reader's language: metrics in groups, dimensions, columns of imported files.
import { getJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { type Loaded, useLoaded } from '../use-loaded.ts'

interface Named {
  id: string
  name: { en: string; ja: string }
}
interface MetricEntry extends Named {
  formula: string
  unit: string
  base?: string
  interval?: unknown
  /** What people also call it. */
  aliases?: readonly string[]
}

export interface Catalogue {
  metrics: readonly MetricEntry[]
  /** All that can be split by, in groups. */
  dimensions: readonly { group: DimensionGroup; ids: readonly string[] }[]
  metricName(id: string): string
  dimensionName(id: string): string
}

/** Which metrics stand together, by their ids. */
export const groups = {
  conversions: /^(cv|transition|value|aov|qualifying)$/,
  rates: /^cvr/,
  money: /^(cost|cpa|cv_per_cost|roas|cpc|cpm|ctr|impressions|clicks)$/,
  visits: /^(sessions|visitors|events|clicks\.session|visitors\.impression)$/,
  customers: /^(customers|cac|repeat|ltv|ltv\.cac)$/,
  time: /^lag/,
  ctas: /^cta/,
  platforms: /^figure/,
} as const
export type Group = keyof typeof groups

/** The same of dimensions. */
const dimensionGroups = {
  origin: /^(channel|campaign|ad|landing_page|platform|source)$/,
  time: /^(day|week|month)$/,
  conversion: /^(point|cv_state|currency)$/,
  visitor: /^(device|country)$/,
  ctas: /^(cta|cta_\w+|page)$/,
  raw: /^(event|junk)$/,
} as const
export type DimensionGroup = keyof typeof dimensionGroups | 'persons' | 'properties' | 'columns'

/** Entries by group, in the order of the groups; what fits none stands in the last. */
export function inGroups<Name extends string, Entry extends { id: string }>(
  patterns: Readonly<Record<Name, RegExp>>,
  entries: readonly Entry[],
): { group: Name; entries: Entry[] }[] {
  const names = Object.keys(patterns) as Name[]
  const groupOf = (id: string) => names.find((name) => patterns[name].test(id)) ?? names.at(-1)
  return names.map((group) => ({ group, entries: entries.filter(({ id }) => groupOf(id) === group) }))
}

/** What is asked for as `property.plan` is called `plan`, and `person.plan` what the reader calls a person's. */
export function plainName(dimension: string, ofPerson: (name: string) => string): string {
  const attribute = /^person\.(.+)$/s.exec(dimension)?.[1]
  return attribute === undefined ? dimension.replace(/^property\./, '') : ofPerson(attribute)
}

export function useCatalogue(): Pick<Loaded<Catalogue>, 'data' | 'error' | 'retry'> {
  const { code, say } = useLanguage()
  const { data, error, retry } = useLoaded('catalogue', (signal) =>
    getJson<{ metrics: MetricEntry[]; dimensions: Named[] }>('/api/v1/ask/metrics', signal),
  )
  // looked up in the data, which takes longer: the page does not wait for it
  const { data: found } = useLoaded('attributes', (signal) =>
    getJson<{ attributes: string[]; properties: string[]; persons: string[] }>('/api/v1/ask/attributes', signal),
  )
  if (!data) return { data, error, retry }
  const names = new Map([...data.metrics, ...data.dimensions].map(({ id, name }) => [id, name]))
  const nameOf = (id: string): string => names.get(id)?.[code] ?? plainName(id, say.explore.ofPerson)
  const own = inGroups(dimensionGroups, data.dimensions)
  const catalogue: Catalogue = {
    metrics: data.metrics,
    dimensions: [
      ...own.map(({ group, entries }) => ({ group, ids: entries.map(({ id }) => id) })),
      { group: 'persons', ids: (found?.persons ?? []).map((name) => `person.${name}`) },
      { group: 'properties', ids: (found?.properties ?? []).map((name) => `property.${name}`) },
      { group: 'columns', ids: (found?.attributes ?? []).filter((name) => !names.has(name)) },
    ],
    metricName: nameOf,
    dimensionName: nameOf,
  }
  return { data: catalogue, error, retry }
}
