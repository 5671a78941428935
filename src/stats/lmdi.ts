// What each factor of a product did to its change: logarithmic mean Divisia index, LMDI-I (Ang 2005), which leaves no rest.

/** Between a and b: (a − b)/ln(a/b), a itself where both are the same, 0 where one is nothing. */
export function logMean(a: number, b: number): number {
  if (a <= 0 || b <= 0) return 0
  const ratio = a / b
  // the quotient loses its digits near 1
  if (Math.abs(ratio - 1) < 1e-9) return (a + b) / 2
  return (a - b) / Math.log(ratio)
}

/**
 * How much of the change of a product each factor made; the parts add up to it.
 * Where the product is nothing on one side, its whole change belongs to the factors that are 0 there and not on the other
 * side, in equal parts: the limit of the formula (Ang and Liu 2007).
 */
export function productEffects(before: readonly number[], after: readonly number[]): number[] {
  const [was, is] = [product(before), product(after)]
  if (was > 0 && is > 0) {
    const weight = logMean(is, was)
    return before.map((value, k) => weight * Math.log(after[k]! / value))
  }
  const turned = before.map((value, k) => (value === 0) !== (after[k] === 0))
  const many = turned.filter(Boolean).length
  return turned.map((each) => (each ? (is - was) / many : 0))
}

function product(factors: readonly number[]): number {
  let all = 1
  for (const factor of factors) all *= factor
  return all
}
