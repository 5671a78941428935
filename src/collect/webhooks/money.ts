// Amounts in a currency's smallest unit, as Stripe sends them, in its major unit.

/** As https://docs.stripe.com/currencies says. ISK and UGX are sent with two decimals although they have none. */
const withoutDecimals = new Set('BIF,CLP,DJF,GNF,JPY,KMF,KRW,MGA,PYG,RWF,VND,VUV,XAF,XOF,XPF'.split(','))
const withThree = new Set('BHD,JOD,KWD,OMR,TND'.split(','))

/** ¥500 is sent as 500, $5 as 500, 5 KWD as 5000. */
export function majorUnits(amount: number, currency: string): number {
  const code = currency.toUpperCase()
  if (withoutDecimals.has(code)) return amount
  return amount / (withThree.has(code) ? 1_000 : 100)
}
