import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AttributionModel, type LostPath, type TouchPath, attribute, attributeWorth } from './attribution.ts'
import { markovShares, mostMarkovChannels } from './markov.ts'
import { draws } from './test-draws.ts'

const models: readonly AttributionModel[] = [
  ...(['first', 'last', 'last_non_direct', 'linear'] as const),
  ...(['time_decay', 'position', 'markov', 'shapley'] as const),
]

/** A path whose touches were as many days before the conversion; half-life one week. */
function path(touches: string[], conversions = 1, daysBefore = touches.map(() => 0)): TouchPath {
  const weights = daysBefore.map((days) => 2 ** (-days / 7))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const paid = touches.map((touch) => touch !== 'direct').lastIndexOf(true)
  return {
    touches,
    conversions,
    lastNonDirect: paid === -1 ? touches.length - 1 : paid,
    decayed: weights.map((weight) => (conversions * weight) / all),
  }
}

function credit(model: AttributionModel, paths: TouchPath[], lost: LostPath[] = []) {
  return Object.fromEntries(attribute(model, paths, lost)!)
}

const bryl = {
  paths: [path(['c1', 'c2', 'c3'])],
  lost: [
    { touches: ['c1'], paths: 1 },
    { touches: ['c2', 'c3'], paths: 1 },
  ],
}

test("Markov: Bryl's example, removal effects 1/2, 1 and 1", () => {
  // oracle: S. Bryl 2016, "Marketing multi-channel attribution model with R", part 1
  const shares = markovShares([
    { touches: ['c1', 'c2', 'c3'], count: 1, converts: true },
    { touches: ['c1'], count: 1, converts: false },
    { touches: ['c2', 'c3'], count: 1, converts: false },
  ])!
  expect([...shares.values()].map(({ removal }) => removal)).toEqual([0.5, 1, 1].map((value) => expect.closeTo(value)))
  const given = credit('markov', bryl.paths, bryl.lost)
  expect(given['c1']).toBeCloseTo(0.2, 12)
  expect(given['c2']).toBeCloseTo(0.4, 12)
  expect(given['c3']).toBeCloseTo(0.4, 12)
})

test('position gives 40 % to either end, two touches 50 % each, one all', () => {
  // oracle: by hand
  expect(credit('position', [path(['a', 'b', 'c', 'd'], 10)])).toEqual({
    a: 4,
    b: expect.closeTo(1),
    c: expect.closeTo(1),
    d: 4,
  })
  expect(credit('position', [path(['a', 'b'], 10)])).toEqual({ a: 5, b: 5 })
  expect(credit('position', [path(['a'], 10)])).toEqual({ a: 10 })
})

test('time decay halves with every half-life', () => {
  // oracle: 2^(−age ÷ half-life): 1/4, 1/2 and 1 of their sum 7/4
  const given = credit('time_decay', [path(['a', 'b', 'c'], 7, [14, 7, 0])])
  expect(given).toEqual({ a: expect.closeTo(1), b: expect.closeTo(2), c: expect.closeTo(4) })
})

test('first, last, last that was not direct, linear: a channel that came twice gets twice', () => {
  const paths = [path(['a', 'b', 'a', 'direct'], 4), path(['direct'], 1)]
  expect(credit('first', paths)).toMatchObject({ a: 4, direct: 1 })
  expect(credit('last', paths)).toMatchObject({ a: 0, direct: 5 })
  expect(credit('last_non_direct', paths)).toMatchObject({ a: 4, direct: 1 })
  expect(credit('linear', paths)).toMatchObject({ a: 2, b: 1, direct: 2 })
})

/** Shapley values by the definition, over all orders' coalitions (Shapley 1953). */
function shapleyByCoalitions(paths: readonly TouchPath[], players: readonly string[]): Record<string, number> {
  const worth = (coalition: readonly string[]): number =>
    paths
      .filter(({ touches }) => touches.every((touch) => coalition.includes(touch)))
      .reduce((sum, { conversions }) => sum + conversions, 0)
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
  const values: Record<string, number> = {}
  for (const player of players) {
    const others = players.filter((other) => other !== player)
    values[player] = 0
    for (let bits = 0; bits < 1 << others.length; bits++) {
      const without = others.filter((_, i) => bits & (1 << i))
      const weight =
        (factorial(without.length) * factorial(players.length - without.length - 1)) / factorial(players.length)
      values[player] += weight * (worth([...without, player]) - worth(without))
    }
  }
  return values
}

const channel = fc.constantFrom('a', 'b', 'c', 'd', 'direct')
const somePath = fc
  .record({
    touches: fc.array(channel, { minLength: 1, maxLength: 6 }),
    conversions: fc.integer({ min: 1, max: 50 }),
  })
  .chain(({ touches, conversions }) =>
    fc
      .array(fc.double({ min: 0, max: 30, noNaN: true }), { minLength: touches.length, maxLength: touches.length })
      .map((ages) =>
        path(
          touches,
          conversions,
          ages.toSorted((a, b) => b - a),
        ),
      ),
  )
const somePaths = fc.array(somePath, { minLength: 1, maxLength: 12 })
const someLost = fc.array(
  fc.record({ touches: fc.array(channel, { minLength: 1, maxLength: 4 }), paths: fc.integer({ min: 1, max: 99 }) }),
  { maxLength: 6 },
)

test('every model deals out exactly the conversions there were, whatever order the paths come in', () => {
  fc.assert(
    fc.property(somePaths, someLost, (paths, lost) => {
      const conversions = paths.reduce((sum, each) => sum + each.conversions, 0)
      for (const model of models) {
        const given = attribute(model, paths, lost)!
        const turned = attribute(model, paths.toReversed(), lost.toReversed())!
        expect([...given.values()].reduce((sum, value) => sum + value, 0)).toBeCloseTo(conversions, 8)
        expect(Math.min(...given.values())).toBeGreaterThanOrEqual(0)
        for (const [name, value] of given) expect(turned.get(name)).toBeCloseTo(value, 8)
      }
    }),
    { numRuns: 60 },
  )
})

test('what conversions are worth is dealt out without rest; where all are worth the same, as they are', () => {
  fc.assert(
    fc.property(
      somePaths,
      someLost,
      fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 12 }),
      (paths, lost, each) => {
        const valued = (worthOf: (place: number) => number) =>
          paths.map((one, place) => ({
            ...one,
            worth: one.conversions * worthOf(place),
            decayedWorth: one.decayed.map((part) => part * worthOf(place)),
          }))
        const different = valued((place) => each[place]!)
        const all = different.reduce((sum, { worth }) => sum + worth, 0)
        for (const model of models) {
          const given = attributeWorth(model, different, lost)!
          expect([...given.values()].reduce((sum, value) => sum + value, 0)).toBeCloseTo(all, 6)
          const alike = attributeWorth(
            model,
            valued(() => 7),
            lost,
          )!
          for (const [name, value] of attribute(model, paths, lost)!) expect(alike.get(name)).toBeCloseTo(7 * value, 6)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('Markov deals worth out by what would be lost of it without each', () => {
  // oracle: by hand. From b 15 are expected, from a 5 + 15 ÷ 2; both are reached with 2/3, so that they lose 10 and 8 1/3 of 13 1/3
  const [a, b] = [path(['a']), path(['b'])]
  const paths = [{ ...a, worth: 10, decayedWorth: [10] }, { ...b, worth: 30, decayedWorth: [30] }] // prettier-ignore
  const given = attributeWorth('markov', paths, [{ touches: ['a', 'b'], paths: 1 }])!
  expect(given.get('b')! / given.get('a')!).toBeCloseTo(10 / (25 / 3), 12)
  expect(given.get('a')! + given.get('b')!).toBeCloseTo(40, 12)
})

test("Shapley's even split equals the values over all coalitions", () => {
  fc.assert(
    fc.property(somePaths, (paths) => {
      const players = [...new Set(paths.flatMap(({ touches }) => touches))]
      const [quick, slow] = [credit('shapley', paths), shapleyByCoalitions(paths, players)]
      for (const player of players) expect(quick[player]).toBeCloseTo(slow[player]!, 9)
    }),
    { numRuns: 60 },
  )
})

test('Shapley: who is in no path that converts gets nothing, and who always stand together get the same', () => {
  const lost = [{ touches: ['bystander', 'a'], paths: 9 }]
  const given = credit('shapley', [path(['a', 'b'], 3), path(['b', 'c', 'a', 'b'], 5)], lost)
  expect(given['bystander']).toBeUndefined()
  expect(given['a']).toBeCloseTo(given['b']!, 12)
  expect(credit('shapley', [path(['b', 'a'], 3)])).toEqual({ a: 1.5, b: 1.5 })
})

/** P(conversion) of the chain with one channel leading nowhere, by walking it step by step. */
function conversionByIteration(
  paths: readonly { touches: string[]; count: number; converts: boolean }[],
  without?: string,
) {
  const moves = new Map<string, Map<string, number>>()
  for (const { touches, count, converts } of paths) {
    const steps = ['(start)', ...touches, converts ? '(conversion)' : '(null)']
    for (const [i, from] of steps.slice(0, -1).entries()) {
      const row = moves.get(from) ?? new Map<string, number>()
      moves.set(from, row.set(steps[i + 1]!, (row.get(steps[i + 1]!) ?? 0) + count))
    }
  }
  let now = new Map([['(start)', 1]])
  let converted = 0
  for (let step = 0; step < 3_000; step++) {
    const next = new Map<string, number>()
    for (const [from, chance] of now) {
      const row = moves.get(from)
      if (!row || from === without) continue
      const all = [...row.values()].reduce((sum, value) => sum + value, 0)
      for (const [to, count] of row) next.set(to, (next.get(to) ?? 0) + (chance * count) / all)
    }
    converted += next.get('(conversion)') ?? 0
    next.delete('(conversion)')
    now = next
  }
  return converted
}

test('the removal effect is what the chain loses when a channel leads nowhere', () => {
  // oracle: the chain walked step by step, with and without each channel
  const random = draws(7)
  const names = ['a', 'b', 'c', 'd', 'e']
  const paths = Array.from({ length: 40 }, () => ({
    touches: Array.from({ length: 1 + random.poisson(2) }, () => names[random.poisson(1.5) % names.length]!),
    count: 1 + random.poisson(3),
    converts: random.chance(0.3),
  }))
  const whole = conversionByIteration(paths)
  for (const [name, { removal }] of markovShares(paths)!) {
    expect(removal).toBeCloseTo(1 - conversionByIteration(paths, name) / whole, 9)
  }
})

test('where nothing converts nobody gets anything, and too many channels are refused', () => {
  expect(credit('markov', [], bryl.lost)).toEqual({ c1: 0, c2: 0, c3: 0 })
  const many = Array.from({ length: mostMarkovChannels + 1 }, (_, i) => path([`campaign ${i}`]))
  expect(attribute('markov', many, [])).toBeNull()
  expect(attribute('shapley', many, [])!.size).toBe(mostMarkovChannels + 1)
})
