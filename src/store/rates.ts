// Exchange rates by day.
import type { ExchangeRate } from '#contract/rates.ts'
import type { Control } from './control.ts'

/** A rate of a day that is known already is replaced. */
export async function saveRates(control: Control, rates: readonly ExchangeRate[], now: number): Promise<void> {
  await control.transaction().execute(async (transaction) => {
    for (const rate of rates) {
      await transaction
        .insertInto('exchange_rates')
        .values({ ...rate, at: now })
        .onConflict((conflict) =>
          conflict.columns(['currency', 'into', 'day']).doUpdateSet({ rate: rate.rate, at: now }),
        )
        .execute()
    }
  })
}

/**
 * What is known for one currency, by day.
 * @param known epoch milliseconds: what was known then and stands; a rate that was replaced since is not kept.
 */
export async function ratesInto(control: Control, into: string, known = Infinity): Promise<ExchangeRate[]> {
  const rows = await control.selectFrom('exchange_rates').selectAll().where('into', '=', into).orderBy('day').execute()
  return rows.filter(({ at }) => at <= known).map(({ day, currency, rate }) => ({ day, currency, into, rate }))
}

/** Which currencies there are rates of, into which, and from when to when. */
export async function rateExtents(
  control: Control,
): Promise<{ currency: string; into: string; from: string; to: string; days: number }[]> {
  return control
    .selectFrom('exchange_rates')
    .select(({ fn }) => [
      'currency',
      'into',
      fn.min('day').as('from'),
      fn.max('day').as('to'),
      fn.countAll<number>().as('days'),
    ])
    .groupBy(['currency', 'into'])
    .orderBy('currency')
    .execute()
}
