// The dual target judged: enough CVs, and cheap enough, are one question.
import type { DualOutcome } from '#contract/saved-target.ts'

/** CVs of a period and what they cost together. */
interface Side {
  cv: number
  cost: number
}

/**
 * Both sides at once. Without a CV nothing is cheap, unless nothing was spent either.
 * @param target required CVs, and the most that one may cost.
 */
export function judgeDual({ cv, cost }: Side, target: { cv: number; cpa: number }): DualOutcome {
  const isEnough = cv >= target.cv
  const isCheap = cost <= cv * target.cpa
  if (isEnough) return isCheap ? 'reached' : 'too_dear'
  return isCheap ? 'too_few' : 'missed'
}
