// Parts of the app whose code is fetched when they are first shown.
import { type ComponentType, type FunctionComponent, type ReactNode, useEffect, useState } from 'react'
import { ApiProblem } from './api.ts'
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
      fetch().then(() => setArrived(true), setError)
    }, [])
    // a newer build has put other files in their place, or nobody answers: either way the page is to be asked for anew
    if (error) return <Failed error={new ApiProblem('unreachable', 0, error.message)} retry={() => location.reload()} />
    return Known ? <Known {...props} /> : props.waiting
  }
  return Object.assign(Part, { fetch: () => void fetch().catch(() => undefined) })
}
