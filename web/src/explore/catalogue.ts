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
}

export interface Catalogue {
  metrics: readonly MetricEntry[]
  dimensions: readonly string[]
  metricName(id: string): string
  dimensionName(id: string): string
}

/** Which metrics stand together, by what their ids begin with; what fits none is the last group. */
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

export function useCatalogue(): Pick<Loaded<Catalogue>, 'data' | 'error' | 'retry'> {
  const { code } = useLanguage()
  const { data, error, retry } = useLoaded('catalogue', async (signal) => {
    const [known, { attributes }] = await Promise.all([
      getJson<{ metrics: MetricEntry[]; dimensions: Named[] }>('/api/v1/ask/metrics', signal),
      getJson<{ attributes: string[] }>('/api/v1/ask/attributes', signal),
    ])
    return { ...known, attributes }
  })
  if (!data) return { data, error, retry }
  const names = new Map([...data.metrics, ...data.dimensions].map(({ id, name }) => [id, name]))
  const nameOf = (id: string): string => names.get(id)?.[code] ?? id
  const own = data.attributes.filter((name) => !names.has(name))
  const catalogue: Catalogue = {
    metrics: data.metrics,
    dimensions: [...data.dimensions.map(({ id }) => id), ...own],
    metricName: nameOf,
    dimensionName: nameOf,
  }
  return { data: catalogue, error, retry }
}
