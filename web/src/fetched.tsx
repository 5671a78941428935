// Parts of the app whose code is fetched when they are first shown.
import { type ComponentType, type FunctionComponent, type ReactNode, useEffect, useState } from 'react'
import { ApiProblem } from './api.ts'
import { servedBuild } from './served-build.ts'
import { Failed } from './shell/failed.tsx'

interface Waiting {
  /** Stands in the part's place until its code is there. */
  waiting?: ReactNode
}

export type Fetched<Props> = FunctionComponent<Props & Waiting> & {
  /** Has the code fetched before it is shown; what fails here fails again where it shows. */
  fetch: () => void
}

/**
 * A component of which `load` brings the code. Not React's own `lazy`: what that shows while it waits stays for 300 ms at
 * least, however soon the code is there.
 */
export function fetched<Props extends object>(load: () => Promise<ComponentType<Props>>): Fetched<Props> {
  let Known: ComponentType<Props> | undefined
  const fetch = async (): Promise<void> => {
    Known ??= await load()
  }
  function Part(props: Props & Waiting) {
    const [, setArrived] = useState(Known !== undefined)
    const [error, setError] = useState<Error>()
    useEffect(() => {
      fetch().then(
        () => setArrived(true),
        async (reason: Error) => setError(await whyMissing(reason)),
      )
    }, [])
    // Chromium remembers that a file could not be had: only a page that is loaded anew asks for it again
    if (error) return <Failed error={error} retry={() => void reloadIfServed()} />
    return Known ? <Known {...props} /> : props.waiting
  }
  return Object.assign(Part, { fetch: () => void fetch().catch(() => undefined) })
}

async function whyMissing(reason: Error): Promise<Error> {
  const build = await servedBuild()
  if (build === 'ours') return reason
  return new ApiProblem(build === 'another' ? 'updated' : 'unreachable', 0, reason.message)
}

/** Never into the browser's own page of a server that does not answer. */
async function reloadIfServed(): Promise<void> {
  if ((await servedBuild()) !== undefined) location.reload()
}
