// Who is signed in, and what the role allows; what it does not is not offered.
import { type ReactNode, createContext, useContext, useMemo } from 'react'
import { type Me, type Role, roles } from '#contract/user.ts'
import { failureOf, getJson } from './api.ts'
import { useGoOn } from './use-failure.ts'
import { useLoaded } from './use-loaded.ts'

const Context = createContext<{ me: Me | undefined; failed: boolean }>({ me: undefined, failed: false })

export function MeProvider({ children }: { children: ReactNode }) {
  const { data, error, retry } = useLoaded('me', (signal) => getJson<Me>('/api/v1/me', signal))
  useGoOn(error && failureOf(error), retry)
  const value = useMemo(() => ({ me: data, failed: error !== undefined }), [data, error])
  return <Context value={value}>{children}</Context>
}

export function useMe(): Me | undefined {
  return useContext(Context).me
}

/**
 * Whether the role is at least this; undefined while it is being asked. Where that failed all is offered, and the
 * server refuses what may not be.
 */
export function useMay(role: Role): boolean | undefined {
  const { me, failed } = useContext(Context)
  if (!me && failed) return true
  return me && roles.indexOf(me.role) >= roles.indexOf(role)
}
