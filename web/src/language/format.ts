// How a language writes numbers, money, rates and days: as documents do, too.
export { type Format, makeFormat } from '#contract/format.ts'
