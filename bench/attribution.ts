// Markov attribution of 10,000 paths with 12 channels, solved, against simulating the same chain in the same run.
// npx tsx bench/attribution.ts [paths]
import { type ChainPath, markovShares } from '#stats/markov.ts'
import { draws } from '#stats/test-draws.ts'
import { hand, inTurns, timed } from './figures.ts'

const paths = Number(process.argv[2] ?? 10_000)
const channels = Array.from({ length: 12 }, (_, i) => `channel ${i}`)
const simulated = 10_000
const random = draws(1)

const gone: ChainPath[] = Array.from({ length: paths }, () => ({
  touches: Array.from({ length: 1 + random.poisson(3) }, () => channels[random.poisson(4) % channels.length]!),
  count: 1 + random.poisson(2),
  converts: random.chance(0.2),
}))

/** Counts the steps of the chain, then lets journeys begin for each channel removed, and counts those that convert. */
function simulate(): number {
  const steps = new Map<string, string[]>()
  for (const { touches, count, converts } of gone) {
    const all = ['(start)', ...touches, converts ? '(conversion)' : '(null)']
    for (const [i, from] of all.slice(0, -1).entries()) {
      const next = steps.get(from) ?? []
      for (let n = 0; n < count; n += 1) next.push(all[i + 1]!)
      steps.set(from, next)
    }
  }
  let converted = 0
  for (const removed of ['', ...channels]) {
    for (let journey = 0; journey < simulated; journey += 1) {
      let at = '(start)'
      while (at !== '(conversion)' && at !== '(null)' && at !== removed) {
        const next = steps.get(at)!
        at = next[Math.floor(random.uniform() * next.length)]!
      }
      if (at === '(conversion)') converted += 1
    }
  }
  return converted
}

const measured = await inTurns(
  5,
  () => timed(async () => markovShares(gone)),
  () => timed(async () => simulate()),
)
hand({
  what: `Markov attribution, ${paths.toLocaleString('en')} paths, ${channels.length} channels`,
  unit: 'ms',
  ...measured,
  against: `simulating ${simulated.toLocaleString('en')} journeys a channel, good to about 1 %`,
  target: '< 200 ms',
  met: measured.ours < 200,
})
