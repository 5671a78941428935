// What a failure is to its reader; goes on by itself when the server is back, or somebody signed in again.
import { useEffect, useState } from 'react'
import { type Failure, failureOf } from './api.ts'
import { servedBuild } from './served-build.ts'

const everyMs = 3_000

/** @param retry called as soon as there is hope. */
export function useFailure(error: Error, retry: () => void): Failure {
  const failure = failureOf(error)
  useGoOn(failure, retry)
  const wasUpdated = useUpdated(error, failure === 'refused' || failure === 'broken')
  return wasUpdated ? 'updated' : failure
}

/** Asks every few seconds, while the page is seen, whether what was missing is there. */
export function useGoOn(failure: Failure | undefined, retry: () => void): void {
  useEffect(() => {
    const path = failure === 'unreachable' ? '/healthz' : failure === 'signed-out' ? '/api/v1/me' : undefined
    if (path === undefined) return
    const ask = async (): Promise<void> => {
      if (document.hidden) return
      const answer = await fetch(path, { cache: 'no-store' }).catch(() => undefined)
      if (answer?.ok) retry()
    }
    const timer = setInterval(() => void ask(), everyMs)
    return () => clearInterval(timer)
  }, [failure, retry])
}

/** What an older page asks, or how it reads the answer, may be what failed. */
function useUpdated(error: Error, doubtful: boolean): boolean {
  const [outdated, setOutdated] = useState<Error>()
  useEffect(() => {
    if (!doubtful) return
    const look = async (): Promise<void> => {
      if ((await servedBuild()) === 'another') setOutdated(error)
    }
    void look()
  }, [error, doubtful])
  return outdated === error
}
