// Asks again every few seconds while the page is seen and not paused; keeps what was there when asking fails.
import { useCallback, useEffect, useRef, useState } from 'react'

const everyMs = 3_000

export interface Live<T> {
  data: T | undefined
  error: Error | undefined
  retry: () => void
}

/** `load` is called when the key changes, and then every three seconds unless `paused`. */
export function useLive<T>(key: string, paused: boolean, load: (signal: AbortSignal) => Promise<T>): Live<T> {
  const [state, setState] = useState<{ data?: T; error?: Error }>({})
  const [attempt, setAttempt] = useState(0)
  const asked = useRef('')
  useEffect(() => {
    if (paused && asked.current === key) return
    asked.current = key
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const round = async (): Promise<void> => {
      if (!document.hidden) {
        try {
          setState({ data: await load(abort.signal) })
        } catch (error) {
          if (!abort.signal.aborted) setState((old) => ({ ...old, error: error as Error }))
        }
      }
      if (!abort.signal.aborted && !paused) timer = setTimeout(() => void round(), everyMs)
    }
    void round()
    return () => {
      abort.abort()
      clearTimeout(timer)
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `load` is made anew at each render; the key says what it loads
  }, [key, paused, attempt])
  const retry = useCallback(() => {
    asked.current = ''
    setAttempt((count) => count + 1)
  }, [])
  return { data: state.data, error: state.error, retry }
}
