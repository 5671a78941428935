// Stages of deals and statuses of orders, as imported files write them.
import type { Facts } from './facts.ts'

export function knownStages(facts: Facts): Promise<{ kind: string; stage: string }[]> {
  return facts.query("SELECT DISTINCT kind, stage FROM records WHERE stage != '' ORDER BY kind, stage LIMIT 1000")
}
