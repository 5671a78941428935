// Holds of the campaigns that a scorecard shows: found in their days, and recorded.
import type { LearningState } from '#contract/scorecard.ts'
import { listChanges } from '#store/campaign-changes.ts'
import type { Control } from '#store/control.ts'
import type { Case } from './judge.ts'
import { type CampaignDays, type Change, findChanges, learningOn, learningRules } from './learning.ts'
import { type DaysRead, dayNumber } from './read-days.ts'
import type { Ground } from './rows.ts'

export interface Holds {
  of(campaigns: readonly CampaignDays[]): LearningState[]
  /** Whether they are judged together: not while those that learn take half of the money or more. */
  holdOf(campaigns: readonly CampaignDays[], ground: Ground): Case['hold']
}

/** Changes are looked for as far back as the longest hold reaches. */
const longest = Math.max(...Object.values(learningRules).map(({ days }) => days))

/** @param known epoch milliseconds: changes that were recorded by then; absent: by now. */
export async function readHolds(control: Control, days: DaysRead, now: number, known?: number): Promise<Holds> {
  const recorded = await listChanges(control, known)
  const states = new Map<CampaignDays, LearningState>()
  for (const campaign of days.campaigns) {
    if (campaign.campaign === '') continue
    const upTo = upToDay(campaign, now)
    const found = findChanges(upTo, now - longest - campaign.first)
    const state = learningOn(upTo, [...found, ...own(recorded, campaign)], now)
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

function upToDay(campaign: CampaignDays, now: number): CampaignDays {
  const upTo = (values: readonly number[]): readonly number[] => values.slice(0, now - campaign.first + 1)
  return { ...campaign, cost: upTo(campaign.cost), clicks: upTo(campaign.clicks), cv: upTo(campaign.cv) }
}

function own(recorded: Awaited<ReturnType<typeof listChanges>>, { campaign }: CampaignDays): Change[] {
  return recorded
    .filter((change) => change.campaign === campaign)
    .map(({ day, what }) => ({ day: dayNumber(day), cause: 'recorded', note: what }))
}

function spent({ cost, first }: CampaignDays, from: number, to: number): number {
  let sum = 0
  for (let day = Math.max(from, first); day <= to; day++) sum += cost[day - first]!
  return sum
}
