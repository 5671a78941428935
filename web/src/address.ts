// What is looked at stands in the address, so that every view is a link: the page, the period, the plan version, filters.
import { useCallback, useSyncExternalStore } from 'react'
import { isDay } from './days.ts'

/** Weeks back from the end of the data, or all of it. */
export const periods = ['4w', '13w', '26w', '52w', 'all'] as const
export type Period = (typeof periods)[number]

export interface View {
  period: Period
  /** Days chosen by hand; they take the place of the period. */
  from: string | null
  to: string | null
  /** Count all history by this version; null: each day by the version then in force. */
  plan: number | null
}

const defaultPeriod: Period = '13w'

export function readView(search: string): View {
  const params = new URLSearchParams(search)
  const from = params.get('from')
  const to = params.get('to')
  const plan = Number(params.get('plan'))
  return {
    period: periods.find((period) => period === params.get('period')) ?? defaultPeriod,
    from: isDay(from) ? from : null,
    to: isDay(to) ? to : null,
    plan: Number.isInteger(plan) && plan > 0 ? plan : null,
  }
}

export function writeView(view: View): string {
  const params = new URLSearchParams()
  if (view.from !== null) params.set('from', view.from)
  if (view.to !== null) params.set('to', view.to)
  if (params.size === 0 && view.period !== defaultPeriod) params.set('period', view.period)
  if (view.plan !== null) params.set('plan', String(view.plan))
  return params.size > 0 ? `?${params}` : ''
}

const changed = 'onecount:address'

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener(changed, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(changed, listener)
  }
}

/** Goes to another address of the app. */
export function go(href: string, way: 'push' | 'replace' = 'push'): void {
  if (way === 'push') history.pushState(null, '', href)
  else history.replaceState(null, '', href)
  window.dispatchEvent(new Event(changed))
}

/** The page's path, `/` or `/ledger`. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname)
}

/** The parameters of the address, and a way to change some of them; null takes one away. */
export function useParams(): [
  URLSearchParams,
  (part: Record<string, string | null>, way?: 'push' | 'replace') => void,
] {
  const search = useSyncExternalStore(subscribe, () => location.search)
  const change = useCallback((part: Record<string, string | null>, way: 'push' | 'replace' = 'push') => {
    const params = new URLSearchParams(location.search)
    for (const [name, value] of Object.entries(part)) {
      if (value === null) params.delete(name)
      else params.set(name, value)
    }
    go(location.pathname + (params.size > 0 ? `?${params}` : ''), way)
  }, [])
  return [new URLSearchParams(search), change]
}

/** The view in the address, and a way to change parts of it; other parameters stay. */
export function useView(): [View, (part: Partial<View>) => void] {
  const [params, changeParams] = useParams()
  const change = useCallback(
    (part: Partial<View>) => {
      const next = new URLSearchParams(writeView({ ...readView(location.search), ...part }))
      changeParams(Object.fromEntries(['from', 'to', 'period', 'plan'].map((name) => [name, next.get(name)])))
    },
    [changeParams],
  )
  return [readView(params.toString()), change]
}
