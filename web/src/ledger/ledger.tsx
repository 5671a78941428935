// The ledger's pages: the list, and one conversion.
import type { PlanVersion } from '#contract/plan.ts'
import { type View, usePath } from '../address.ts'
import type { Days } from '../overview/questions.ts'
import { Conversion } from './conversion.tsx'
import { LedgerList } from './list.tsx'
import './ledger.css'

export function Ledger({ plan, days, view }: { plan: PlanVersion; days: Days; view: View }) {
  const id = /^\/ledger\/([^/]+)$/.exec(usePath())?.[1]
  if (id !== undefined) return <Conversion key={id} id={decodeURIComponent(id)} view={view} />
  return <LedgerList plan={plan} days={days} view={view} />
}
