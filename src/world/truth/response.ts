// What money would bring: the true response of each paid channel, and weeks in which budgets changed, drawn from it.
import { Random } from '../random.ts'
import { type Channel, type Way, actions, baseChance, ways } from '../setting/company.ts'

/** Trials a week for a week's spend in yen: `scale · spend^elasticity`. */
export interface TrueResponse {
  channel: Channel
  scale: number
  elasticity: number
  /** What is usually spent in a week. */
  usual: number
}

/** The best clicks are bought first: how fast those after them bring less. */
const elasticities = { paid_search: 0.75, paid_social: 0.6, line: 0.5 } as const
type Paid = keyof typeof elasticities

const daysAWeek = 7
const trial = actions.find(({ name }) => name === 'trial_started')!

/** @param visitors first visits a day. */
export function trueResponses(visitors: number): TrueResponse[] {
  const shares = ways.reduce((sum, { share }) => sum + share, 0)
  return (Object.keys(elasticities) as Paid[]).map((channel) => {
    const own = ways.filter(
      (way): way is Way & Required<Pick<Way, 'advertising'>> =>
        way.channel === channel && way.advertising !== undefined,
    )
    const weekly = own.map((way) => ({ way, visits: (visitors * daysAWeek * way.share) / shares }))
    const usual = weekly.reduce((sum, { way, visits }) => sum + visits * way.advertising.costPerClick, 0)
    const trials = weekly.reduce((sum, { way, visits }) => sum + visits * baseChance(way, trial), 0)
    const elasticity = elasticities[channel]
    return { channel, elasticity, usual, scale: trials / usual ** elasticity }
  })
}

/** Weeks whose budgets wander about the usual, in which demand wavers by a tenth. */
export function drawSpendWeeks(seed: number, { channel, scale, elasticity, usual }: TrueResponse, weeks: number) {
  const random = new Random(seed, `spend ${channel}`)
  return Array.from({ length: weeks }, () => {
    const spend = usual * random.lognormal(1, 0.4)
    return { spend, cv: random.poisson(scale * spend ** elasticity * random.lognormal(1, 0.1)) }
  })
}
