// What a target that is to be kept has to fulfil beyond its shape.
import type { Funnel, Reckoned } from '#contract/funnel.ts'
import type { ReckonedTarget, SavedTarget } from '#contract/saved-target.ts'
import { monthsFrom } from '#util/fiscal.ts'
import { Problem, type ProblemDetail } from '#util/problem.ts'
import { isZone } from '#util/zone.ts'

/** Throws Problem `invalid_target` with everything that is wrong. */
export function checkSaved({ timezone, months, micros, allocation }: SavedTarget): void {
  const details: ProblemDetail[] = []
  const refuse = (field: string, message: string, hint: string): void => void details.push({ field, message, hint })
  const expected = monthsFrom(months[0]!.month, months.length)
  const inOrder = (own: readonly { month: string }[]): boolean =>
    own.length === expected.length && own.every(({ month }, index) => month === expected[index])
  if (!isZone(timezone)) refuse('timezone', `${timezone} is no time zone.`, 'Write one such as Asia/Tokyo.')
  if (!inOrder(months)) refuse('months', 'The months do not follow one another.', `Expected: ${expected.join(', ')}.`)
  micros.forEach((micro, index) => {
    if (!inOrder(micro.months))
      refuse(
        `micros.${index}.months`,
        `The months of ${micro.point} are others than the target's.`,
        'Give each month once.',
      )
  })
  const seen = new Set<string>()
  allocation.forEach(({ channel, initiative, month }, index) => {
    const row = `${channel} ${initiative} ${month}`
    if (!expected.includes(month))
      refuse(`allocation.${index}.month`, `${month} is outside the target's period.`, `It has ${expected.join(', ')}.`)
    if (seen.has(row)) refuse(`allocation.${index}`, `${row} stands there twice.`, 'Put both in one row.')
    seen.add(row)
  })
  if (details.length > 0) throw new Problem('invalid_target', details[0]!.message, { details })
}

/** What a target keeps of what was reckoned. */
export function keptOf(funnel: Funnel, point: string, reckoned: Reckoned): ReckonedTarget['target'] {
  const { months, cv, target_cpa: cpa, target_cvr: cvr, target_roas: roas } = reckoned
  const byMonth = (counts: readonly number[]) => months.map((month, index) => ({ month, cv: counts[index]! }))
  const micros = reckoned.micros.map((micro) => ({ point: micro.point, months: byMonth(micro.months) }))
  const known = cvr !== null && cvr <= 1 ? cvr : null
  return { point, currency: reckoned.currency, months: byMonth(cv), cpa, cvr: known, roas, micros, funnel }
}
