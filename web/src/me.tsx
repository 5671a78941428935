// Who is signed in, and what the role allows; what it does not is not offered.
import { type ReactNode, createContext, useContext } from 'react'
import { type Me, type Role, roles } from '#contract/user.ts'
import { getJson } from './api.ts'
import { useLoaded } from './use-loaded.ts'

const Context = createContext<Me | undefined>(undefined)

export function MeProvider({ children }: { children: ReactNode }) {
  const { data } = useLoaded('me', (signal) => getJson<Me>('/api/v1/me', signal))
  return <Context value={data}>{children}</Context>
}

export function useMe(): Me | undefined {
  return useContext(Context)
}

/** Whether the role is at least this; undefined while nobody knows. */
export function useMay(role: Role): boolean | undefined {
  const me = useMe()
  return me && roles.indexOf(me.role) >= roles.indexOf(role)
}
