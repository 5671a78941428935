// Loads what a key names; keeps showing the old while the new one comes.
import { useCallback, useLayoutEffect, useState } from 'react'

export interface Loaded<T> {
  /** The last thing loaded, perhaps for an earlier key. */
  data: T | undefined
  error: Error | undefined
  loading: boolean
  retry: () => void
}

const kept = new Map<string, unknown>()
const begun = new Map<string, Promise<unknown>>()

/** Loads before anything is shown. The first `useLoaded` of the key takes it over, its failure too. */
export function loadEarly<T>(key: string, load: (signal: AbortSignal) => Promise<T>): void {
  const loading = load(new AbortController().signal)
  begun.set(key, loading)
  loading.then(
    (data) => kept.set(key, data),
    () => undefined,
  )
}

/** `load` is called when the key changes; null loads nothing yet. What was loaded once is shown at once. */
export function useLoaded<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ data?: T; error?: Error; key?: string }>({})
  const [attempt, setAttempt] = useState(0)
  // not after the first paint, which can take as long as the answer
  useLayoutEffect(() => {
    if (key === null) return
    const abort = new AbortController()
    const early = begun.get(key) as Promise<T> | undefined
    begun.delete(key)
    const loading = early ?? load(abort.signal)
    loading.then(
      (data) => {
        kept.set(key, data)
        if (!abort.signal.aborted) setState({ data, key })
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setState((old) => ({ ...old, error: error as Error, key }))
      },
    )
    return () => abort.abort()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `load` is made anew at each render; the key says what it loads
  }, [key, attempt])
  const retry = useCallback(() => {
    setState(({ data }) => (data === undefined ? {} : { data }))
    setAttempt((count) => count + 1)
  }, [])
  const current = state.key === key
  const data = current ? state.data : ((key === null ? undefined : (kept.get(key) as T | undefined)) ?? state.data)
  return { data, error: current ? state.error : undefined, loading: !current, retry }
}
