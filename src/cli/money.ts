// Money on the command line: with as many decimals as its currency has, and its code behind it.
import { makeFormat } from '#contract/format.ts'

const format = makeFormat('en')

/** `36,006 JPY`; without a currency the number alone. */
export function moneyText(amount: number, currency: string): string {
  return `${format.money(amount, currency, true)} ${currency}`.trim()
}
