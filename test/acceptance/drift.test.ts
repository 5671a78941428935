// Drift on companies whose cause is known. Oracle: the simulator, which says what was injected and, by the same company
// without it, how much that did. One seed here; many by `SEEDS=100 npx vitest run test/acceptance/drift.test.ts`,
// which takes minutes and prints the figures.
import { expect, test } from 'vitest'
import { explainCompanies, injected, noisiest, trueEffect } from '../support/drift-world.ts'

const seeds = Array.from({ length: Number(process.env['SEEDS'] ?? 1) }, (_, i) => i + 1)
const many = seeds.length >= 20
/** Effects of so many standard errors of the noisiest term have to be found. */
const plainErrors = 4

test.each(Object.entries(injected))(
  'one cause alone is named: %s',
  async (name, { cause, plain }) => {
    const explained = await explainCompanies(seeds, [plain])
    const tries = explained.map(({ seed, found }) => {
      return { first: found.first?.cause, errors: Math.abs(trueEffect(seed, plain, cause)) / noisiest(found) }
    })
    const large = tries.filter(({ errors }) => errors >= plainErrors)
    const right = large.filter(({ first }) => first === cause)
    if (many) console.log(`${name}: first in ${right.length} of ${large.length}`)
    expect(large.length).toBeGreaterThan(seeds.length / 2)
    expect(right.length / large.length).toBeGreaterThanOrEqual(0.9)
  },
  600_000,
)

const pairs = [
  ['cvr:0.6', 'page', 'ctr:0.85', 'creative'],
  ['cpc:2', 'bidding', 'landing:0.9', 'landing'],
  ['tag_outage:0.4', 'measurement', 'cpc:1.3', 'bidding'],
  ['ctr:0.65', 'creative', 'cvr:0.85', 'page'],
] as const

test.each(pairs)(
  'of two causes the larger is named first: %s %s, %s %s',
  async (larger, cause, smaller, other) => {
    const apart = (seed: number): boolean =>
      Math.abs(trueEffect(seed, larger, cause)) >= 1.5 * Math.abs(trueEffect(seed, smaller, other))
    const tried = seeds.filter(apart)
    const explained = await explainCompanies(tried, [larger, smaller])
    const right = explained.filter(({ found }) => found.first?.cause === cause)
    if (many) console.log(`${larger} and ${smaller}: the larger first in ${right.length} of ${tried.length}`)
    expect(tried.length).toBeGreaterThan(seeds.length / 2)
    expect(right.length / tried.length).toBeGreaterThanOrEqual(0.8)
  },
  600_000,
)

test.runIf(many)(
  'what is smaller than noise is mostly left open, and counted apart',
  async () => {
    for (const [name, { cause, slight }] of Object.entries(injected)) {
      const found = (await explainCompanies(seeds, [slight])).map((each) => each.found)
      const open = found.filter(({ verdict }) => verdict !== 'cause').length
      const right = found.filter(({ first }) => first?.cause === cause).length
      console.log(`${name}, ${slight}: left open ${open}, right ${right}, another ${seeds.length - open - right}`)
    }
    const others = seeds.map((seed) => seed + 1_000)
    const quiet = (await explainCompanies(others, [])).map(({ found }) => found)
    const named = quiet.filter(({ verdict }) => verdict === 'cause')
    console.log(
      `nothing injected: ${named.length} of ${quiet.length} name ${named.map(({ first }) => first?.cause).join(' ')}`,
    )
  },
  600_000,
)
