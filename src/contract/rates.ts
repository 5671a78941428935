// Exchange rates by day, and money turned into one currency by them.
import { dayAt } from '#util/days.ts'
import { z } from 'zod'

const code = z.string().regex(/^[A-Z]{3}$/, 'is not a currency: write a three-letter code such as JPY')

/** One unit of `currency` is `rate` units of `into`. */
export const exchangeRateSchema = z.strictObject({
  day: z.iso.date(),
  currency: code,
  into: code,
  rate: z.number().positive('must be above 0'),
})
export type ExchangeRate = z.infer<typeof exchangeRateSchema>

export const ratesSchema = z.strictObject({ rates: z.array(exchangeRateSchema).min(1).max(20_000) })

/** Markets close at weekends and on holidays: the rate of the last day before holds for so many days. */
const rateHoldsDays = 7

/** Looks up what one unit of a currency was worth on a day; null where no rate of the week before is known. */
export function rateTable(
  rates: readonly ExchangeRate[],
  into: string,
): (currency: string, day: string) => number | null {
  const known = new Map<string, number>()
  for (const each of rates) if (each.into === into) known.set(`${each.currency} ${each.day}`, each.rate)
  return (currency, day) => {
    if (currency === into) return 1
    for (let back = 0; back <= rateHoldsDays; back++) {
      const rate = known.get(`${currency} ${dayAt(day, -back)}`)
      if (rate !== undefined) return rate
    }
    return null
  }
}
