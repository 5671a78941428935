// Holds of the campaigns that a scorecard shows: found in their days, told by files, and recorded by hand.
import type { CampaignChange, LearningState } from '#contract/scorecard.ts'
import { listChanges } from '#store/campaign-changes.ts'
import type { Control } from '#store/control.ts'
import { dayNumber } from '#util/days.ts'
import type { Case } from './judge.ts'
import { type CampaignDays, type Change, apart, findChanges, learningOn, learningRules } from './learning.ts'
import { type DaysRead } from './read-days.ts'
import type { Ground } from './rows.ts'

export interface Holds {
  of(campaigns: readonly CampaignDays[]): LearningState[]
  /** Whether they are judged together: not while those that learn take half of the money or more. */
  holdOf(campaigns: readonly CampaignDays[], ground: Ground): Case['hold']
}

/** Changes are looked for as far back as the longest hold reaches. */
const longest = Math.max(...Object.values(learningRules).map(({ days }) => days))

/** @param asKnown epoch milliseconds: changes that were recorded by then; absent: by now. */
export async function readHolds(control: Control, days: DaysRead, now: number, asKnown?: number): Promise<Holds> {
  const recorded = await listChanges(control, asKnown)
  const states = new Map<CampaignDays, LearningState>()
  const began = firstCost(days.campaigns)
  for (const campaign of days.campaigns) {
    if (campaign.campaign === '') continue
    const known = within(campaign, began, now)
    const told = recorded.filter((change) => isOf(change, campaign))
    const filed = told.filter(({ importId }) => importId !== null).map(toChange)
    const byHand = told.filter(({ importId }) => importId === null).map(toChange)
    const found = findChanges(known, now - longest - known.first)
    const state = learningOn(known, [...apart([...found, ...filed]), ...byHand], now)
    if (state) states.set(campaign, state)
  }
  return {
    of: (campaigns) => campaigns.flatMap((campaign) => states.get(campaign) ?? []),
    holdOf(campaigns, { now: last, before }) {
      const money = (some: readonly CampaignDays[]): number =>
        some.reduce((sum, each) => sum + spent(each, before.from, last), 0)
      const learning = campaigns.filter((campaign) => states.has(campaign))
      const one = campaigns.length === 1
      if (learning.length === 0 || (!one && money(learning) * 2 < money(campaigns))) return null
      const latest = learning.map((each) => states.get(each)!).toSorted((a, b) => (a.until < b.until ? 1 : -1))[0]!
      const toGo = latest.needed === null ? null : Math.max(0, latest.needed - latest.reached)
      return { until: latest.until, toGo }
    },
  }
}

/** First day with any cost: what was spent before it, nobody knows. */
function firstCost(campaigns: readonly CampaignDays[]): number {
  const firsts = campaigns.map(({ first, cost }) => {
    const at = cost.findIndex((money) => money > 0)
    return at < 0 ? Infinity : first + at
  })
  const began = Math.min(...firsts)
  return Number.isFinite(began) ? began : (campaigns[0]?.first ?? 0)
}

function within(campaign: CampaignDays, from: number, to: number): CampaignDays {
  const part = (values: readonly number[]): readonly number[] =>
    values.slice(from - campaign.first, to - campaign.first + 1)
  return {
    ...campaign,
    first: from,
    cost: part(campaign.cost),
    clicks: part(campaign.clicks),
    cv: part(campaign.cv),
  }
}

function isOf(change: CampaignChange, { campaign, platform }: CampaignDays): boolean {
  const isThere = change.platform === '' || platform === '' || change.platform === platform
  return change.campaign === campaign && isThere
}

function toChange({ day, cause, what }: CampaignChange): Change {
  return { day: dayNumber(day), cause, note: what }
}

function spent({ cost, first }: CampaignDays, from: number, to: number): number {
  let sum = 0
  for (let day = Math.max(from, first); day <= to; day++) sum += cost[day - first]!
  return sum
}
