// How likely a target is: its inputs drawn from their intervals, many times, and what moves the outcome most.
import type { AmountInput, Funnel, Outlook, RateInput, Reckoned, TornadoBar } from '#contract/funnel.ts'
import { type DualOutcome, dualOutcomes } from '#contract/saved-target.ts'
import { wilson } from '#stats/intervals.ts'
import { type Draws, drawsOf } from '#stats/draws.ts'
import { judgeDual } from './dual.ts'
import { type Numbers, inTime, numbersOf, product, requiredOf, sum, wholeUp } from './funnel.ts'
import { shareOf } from './target.ts'

const draws = 4_000
const defaultSeed = 1
/** Standard deviations from the middle to the end of a 95 % interval. */
const reach95 = 1.959964

/** What may be otherwise than it is given. */
interface Uncertain {
  input: string
  name: string
  kind: 'rate' | 'amount'
  value: number
  low: number
  high: number
  /** A measured rate: how many of how many. */
  counted: { of: number; gone: number } | null
  put(numbers: World, value: number): void
}

/** The numbers of one draw: the funnel's, and the pace. */
interface World extends Numbers {
  pace: { cv: number; cost: number } | null
}

/**
 * @param reckoned what the target requires; the plan stays as it is while the world turns out otherwise.
 * @param seed the same seed gives the same answer.
 */
export function outlookOf(funnel: Funnel, point: string, reckoned: Reckoned, seed = defaultSeed): Outlook {
  const usual = worldOf(funnel, point)
  const uncertain = uncertainOf(funnel, usual)
  const random = drawsOf(seed)
  const worlds = Array.from({ length: draws }, () => drawWorld(usual, uncertain, random))
  const share = { ofNew: inTime(usual, reckoned.cv), reckoned }
  const ifCome = worlds.map((world) => revenueOf(world, reckoned.required_cv, share, random))
  const goal = reached(usual.revenue)
  return {
    draws,
    seed,
    if_cv_come: chanceOf(ifCome, goal),
    revenue: spread(ifCome),
    at_pace: usual.pace && atPace(worlds, share, random),
    tornado: uncertain
      .map((one) => barOf(one, usual, share))
      .toSorted((a, b) => Math.abs(b.high.revenue - b.low.revenue) - Math.abs(a.high.revenue - a.low.revenue)),
  }
}

interface Share {
  /** Of the CVs' customers, those that come before the end. */
  ofNew: number
  reckoned: Reckoned
}

function atPace(worlds: readonly World[], share: Share, random: Draws): Outlook['at_pace'] {
  const { required_cv, target_cpa, cv } = share.reckoned
  const years = worlds.map((world) => {
    const got = random.poisson(world.pace!.cv * cv.length)
    return { cv: got, cost: world.pace!.cost * cv.length, revenue: revenueOf(world, got, share, random) }
  })
  const enough = chanceOf(years, (year) => year.cv >= required_cv)
  const revenue = chanceOf(years, (year) => reached(worlds[0]!.revenue)(year.revenue))
  const all = { cv: spread(years.map((year) => year.cv)) }
  if (target_cpa === null) return { ...all, chance: { cv: enough, cpa: null, both: null, revenue }, outcomes: null }
  const judged = years.map((year) => judgeDual(year, { cv: required_cv, cpa: target_cpa }))
  const outcomes = Object.fromEntries(
    dualOutcomes.map((outcome) => [outcome, chanceOf(judged, (each) => each === outcome)]),
  ) as Record<DualOutcome, number>
  const cpa = outcomes.reached + outcomes.too_few
  return { ...all, chance: { cv: enough, cpa, both: outcomes.reached, revenue }, outcomes }
}

/** Revenue of a period with so many CVs: each becomes a customer or not. */
function revenueOf(world: World, cv: number, { ofNew }: Share, random: Draws): number {
  const fromNew = random.binomial(Math.round(cv), product(world.rates.slice(world.at)) * ofNew)
  const waiting = world.opening.map((count, stage) => {
    const rate = product(world.rates.slice(stage))
    return stage < world.at ? 0 : random.binomial(count, rate * openingInTime(world, stage))
  })
  return (fromNew + sum(waiting)) * world.value + world.renewals
}

/** The same as expected, without chance. */
function expectedRevenue(world: World, cv: number, { ofNew }: Share): number {
  const fromNew = cv * product(world.rates.slice(world.at)) * ofNew
  const waiting = world.opening.map((count, stage) =>
    stage < world.at ? 0 : count * product(world.rates.slice(stage)) * openingInTime(world, stage),
  )
  return (fromNew + sum(waiting)) * world.value + world.renewals
}

function openingInTime(world: World, stage: number): number {
  const onFirstDay = world.season.map((_, month) => (month === 0 ? 1 : 0))
  return inTime({ ...world, at: stage }, onFirstDay)
}

function barOf(one: Uncertain, usual: World, share: Share): TornadoBar {
  const end = (value: number): TornadoBar['low'] => {
    const world = copyOf(usual)
    one.put(world, value)
    const cv = world.pace ? world.pace.cv * share.reckoned.cv.length : share.reckoned.required_cv
    const needed = requiredOf(world).stages[world.at]!
    const { target_cpa, close_rate } = share.reckoned
    const cpa = target_cpa === null ? null : (target_cpa / close_rate) * product(world.rates.slice(world.at))
    return { value, required_cv: wholeUp(sum(needed)), target_cpa: cpa, revenue: expectedRevenue(world, cv, share) }
  }
  return { input: one.input, name: one.name, low: end(one.low), high: end(one.high) }
}

function worldOf(funnel: Funnel, point: string): World {
  const pace = funnel.pace && { cv: Number(funnel.pace.cv.value), cost: Number(funnel.pace.cost.value) }
  return { ...numbersOf(funnel, point), pace: pace ?? null }
}

function copyOf(world: World): World {
  return { ...world, rates: [...world.rates], pace: world.pace && { ...world.pace } }
}

function drawWorld(usual: World, uncertain: readonly Uncertain[], random: Draws): World {
  const world = copyOf(usual)
  for (const one of uncertain) one.put(world, drawValue(one, random))
  return world
}

/** Jeffreys' posterior of a counted rate; else the normal law on the scale of logits or logarithms, through both ends. */
function drawValue({ kind, value, low, high, counted }: Uncertain, random: Draws): number {
  if (counted) return random.beta(counted.gone + 0.5, counted.of - counted.gone + 0.5)
  const [there, back] = kind === 'rate' ? [logit, logistic] : [Math.log, Math.exp]
  const deviation = (there(high) - there(low)) / (2 * reach95)
  return back(there(value) + deviation * random.normal())
}

const tiny = 1e-9
const logit = (share: number): number => Math.log(clamp(share) / (1 - clamp(share)))
const logistic = (x: number): number => 1 / (1 + Math.exp(-x))
const clamp = (share: number): number => Math.min(1 - tiny, Math.max(tiny, share))

function uncertainOf(funnel: Funnel, usual: World): Uncertain[] {
  const rates = funnel.stages.slice(0, -1).map(({ rate, name }, index) => {
    const words = `${name} → ${funnel.stages[index + 1]!.name}`
    return rateOf(`stages.${index}.rate`, words, rate!, (world, value) => void (world.rates[index] = value))
  })
  const amounts = [
    amountOf('customer_value', 'Customer value', funnel.customer_value, (world, value) => void (world.value = value)),
    ...(funnel.pace
      ? [
          amountOf('pace.cv', 'CVs a month', funnel.pace.cv, (world, value) => void (world.pace!.cv = value)),
          amountOf('pace.cost', 'Cost a month', funnel.pace.cost, (world, value) => void (world.pace!.cost = value)),
        ]
      : []),
  ]
  // what comes before the counted stage moves no revenue
  return [...rates.slice(usual.at), ...amounts].filter((one) => one !== null && one.high > one.low) as Uncertain[]
}

type Put = Uncertain['put']

function rateOf(input: string, name: string, { value, low, high }: RateInput, put: Put): Uncertain | null {
  const [gone, of] = value.split('/').map(Number) as [number, number | undefined]
  const isCounted = of !== undefined && low === undefined && high === undefined
  const ends = isCounted ? wilson(gone, of) : { low: low ?? shareOf(value), high: high ?? shareOf(value) }
  return { input, name, kind: 'rate', value: shareOf(value), ...ends, counted: isCounted ? { gone, of } : null, put }
}

function amountOf(input: string, name: string, { value, low, high }: AmountInput, put: Put): Uncertain | null {
  const amount = Number(value)
  if (amount <= 0) return null
  const ends = { low: Math.max(tiny, low ?? amount), high: Math.max(tiny, high ?? amount) }
  return { input, name, kind: 'amount', value: amount, ...ends, counted: null, put }
}

function reached(goal: number): (revenue: number) => boolean {
  return (revenue) => revenue >= goal * (1 - 1e-9)
}

function chanceOf<T>(years: readonly T[], holds: (year: T) => boolean): number {
  return years.filter(holds).length / years.length
}

/** The middle, and what 80 % lie between. */
function spread(values: readonly number[]): { low: number; middle: number; high: number } {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!
  return { low: at(0.1), middle: at(0.5), high: at(0.9) }
}
