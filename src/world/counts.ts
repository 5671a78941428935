// The company as daily counts: visits, clicks, spend and conversions drawn from the same parameters as the events, without
// people. Hundreds of companies take seconds, so that statistics can be tried on them.
import { contractDay, showDay, showLeads } from './people/outcomes.ts'
import type { Random } from './random.ts'
import { bill } from './reports/ads.ts'
import { type Channel, actions, baseChance, comingBack, payChance, tradeShow, ways } from './setting/company.ts'
import { type Setting, type WorldOptions, settingOf, stream } from './setting/setting.ts'
import { type PointId, noneOfEach, pointOf } from './truth/total.ts'

/** What happened by one way on one day; contracts stand on the day they were signed, by the way that led to them. */
export interface DailyCount {
  /** `2026-04-01`. */
  day: string
  channel: Channel
  campaign: string
  ad: string
  visits: number
  impressions: number
  clicks: number
  /** Yen. */
  cost: number
  reached: Record<PointId, number>
  /** Days from this day's actions to the contracts that they led to, as far as those were signed by the end. */
  contractsAfter: number[]
}

/** One row a day and way, in that order. What really happened: nothing is lost or seen twice here. */
export function countWorld(options: WorldOptions): DailyCount[] {
  const setting = settingOf(options)
  const random = stream(setting, 'counts')
  const { first, again } = drawVisits(setting, random)
  const usual = usualChances(setting)
  const drawn: Drawn = { reached: first.map(noneOfEach), contractsAfter: first.map(() => []) }
  const rows = first.map((newcomers, cell): DailyCount => {
    const [day, number] = [Math.floor(cell / ways.length), cell % ways.length]
    const visits = newcomers + again[cell]!
    drawActions(setting, random, { day, number, visits, returning: again[cell]! }, usual, drawn)
    const { channel, utm, advertising } = ways[number]!
    const money = advertising ? bill(setting, random, day, number, visits) : { impressions: 0, clicks: 0, cost: 0 }
    const place = { channel, campaign: utm?.campaign ?? '', ad: advertising?.ad ?? '' }
    return {
      day: setting.days[day]!.name,
      ...place,
      visits,
      ...money,
      reached: drawn.reached[cell]!,
      contractsAfter: drawn.contractsAfter[cell]!,
    }
  })
  drawTradeShow(setting, random, drawn)
  return rows
}

/** What the tag saw of it: visits and what it alone tells of, less what was lost on days of an outage. */
export function seenByTag(rows: readonly DailyCount[], options: WorldOptions): DailyCount[] {
  const setting = settingOf(options)
  const random = stream(setting, 'seen by the tag')
  const lossOf = new Map(setting.days.map(({ name, tagLoss }) => [name, tagLoss]))
  const left = (count: number, loss: number): number =>
    Array.from({ length: count }, () => random.uniform()).filter((drawn) => drawn >= loss).length
  return rows.map((row) => {
    const loss = lossOf.get(row.day)!
    if (loss === 0) return row
    const { whitepaper, webinar } = row.reached
    const reached = { ...row.reached, whitepaper: left(whitepaper, loss), webinar: left(webinar, loss) }
    return { ...row, visits: left(row.visits, loss), reached }
  })
}

/** By cell, as the rows hold them. */
interface Drawn {
  reached: Record<PointId, number>[]
  contractsAfter: number[][]
}

/** First visits and later ones by cell: day × number of ways + way. */
function drawVisits(setting: Setting, random: Random): { first: number[]; again: number[] } {
  const { days, arrivals, options } = setting
  const cells = days.length * ways.length
  const [first, again] = [Array<number>(cells).fill(0), Array<number>(cells).fill(0)]
  for (const [day, { upTo }] of days.entries()) {
    const today = options.visitors * (arrivals[day]! - (arrivals[day - 1] ?? 0))
    let visits = 0
    for (const number of ways.keys()) {
      const cell = day * ways.length + number
      first[cell] = random.poisson(today * (upTo[number]! - (upTo[number - 1] ?? 0)))
      visits += first[cell] + again[cell]!
    }
    for (let left = random.poisson(visits * comingBack.chance); left > 0; left -= 1) {
      const later = day + random.whole(1, comingBack.withinDays)
      const { way } = random.weighted(comingBack.by, ({ weight }) => weight)
      if (later < days.length) again[later * ways.length + way]! += 1
    }
  }
  return { first, again }
}

/** Chance of each point in a visit as they are on average: of what those who come back have done before. */
function usualChances({ days, arrivals }: Setting): Record<PointId, number> {
  const chances = noneOfEach()
  for (const [day, { ways: today, upTo }] of days.entries()) {
    const weight = arrivals[day]! - (arrivals[day - 1] ?? 0)
    for (const [number, way] of ways.entries()) {
      const share = weight * (upTo[number]! - (upTo[number - 1] ?? 0))
      for (const action of actions)
        chances[pointOf[action.name]] += share * baseChance(way, action) * today[number]!.intent
    }
  }
  return chances
}

interface Cell {
  day: number
  number: number
  visits: number
  returning: number
}

/** Actions of a day by a way; what somebody has done before does not count again, but may lead to a contract. */
function drawActions(
  setting: Setting,
  random: Random,
  { day, number, visits, returning }: Cell,
  usual: Record<PointId, number>,
  drawn: Drawn,
): void {
  const way = ways[number]!
  const here = drawn.reached[day * ways.length + number]!
  const doneInVisit = new Map<PointId, number>()
  for (const action of actions) {
    const point = pointOf[action.name]
    const chance = Math.min(0.6, baseChance(way, action) * setting.days[day]!.ways[number]!.intent)
    const done = random.poisson(visits * chance)
    const inVisit = doneInVisit.get(point) ?? 0
    doneInVisit.set(point, inVisit + chance)
    if (point === 'pilot') here.pilot += done + random.poisson(done * setting.defects.secondOrder)
    else
      here[point] +=
        done - repeatsOf(random, done, inVisit + (earlierVisits * usual[point] * returning) / Math.max(1, visits))
    for (let won = random.poisson(done * payChance(way, action)); won > 0; won -= 1) {
      sign(setting, random, { from: day, day: contractDay(random, day, action), number }, drawn)
    }
  }
}

/** Visits that somebody who comes back has made before, on average. */
const earlierVisits = 1 / (1 - comingBack.chance)

function repeatsOf(random: Random, done: number, share: number): number {
  return Math.min(done, random.poisson(done * Math.min(1, share)))
}

/** @param contract the days of the action that led to it and of the contract, and the number of the way. */
function sign(
  { defects, days }: Setting,
  random: Random,
  { from, day, number }: { from: number; day: number; number: number },
  { reached, contractsAfter }: Drawn,
): void {
  if (day >= days.length) return
  reached[day * ways.length + number]!.deal_won += random.chance(defects.secondContract) ? 2 : 1
  contractsAfter[from * ways.length + number]!.push(day - from)
}

function drawTradeShow(setting: Setting, random: Random, drawn: Drawn): void {
  const number = ways.findIndex(({ channel }) => channel === 'trade_show')
  for (let won = random.poisson(showLeads(setting) * tradeShow.pays); won > 0; won -= 1) {
    const from = showDay(setting)
    sign(setting, random, { from, day: contractDay(random, from + random.uniform(), tradeShow), number }, drawn)
  }
}
