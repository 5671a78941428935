// Which campaigns are still learning: launches and major changes, found in what was spent or recorded by hand, and the
// platforms' own rules of how long to wait.
import type { LearningState } from '#contract/scorecard.ts'
import { dayName } from '#util/days.ts'

/** A campaign by day; index 0 is day `first`, counted from 1970. */
export interface CampaignDays {
  channel: string
  campaign: string
  platform: string
  first: number
  cost: readonly number[]
  clicks: readonly number[]
  cv: readonly number[]
}

export interface Change {
  day: number
  cause: LearningState['cause']
  note: string
}

interface LearningRule {
  /** Conversions that the platform's bidding needs; null: it names no number. */
  needed: number | null
  /** Days at the longest. */
  days: number
}

/** Never shorter than a week, whatever comes. */
const leastDays = 7
const usual: LearningRule = { needed: null, days: 14 }

/** As the platforms' help pages have it; LINE's number from its manual for advertisers, 2020. */
export const learningRules: Readonly<Record<string, LearningRule>> = {
  google_ads: { needed: 50, days: 14 },
  meta: { needed: 50, days: 14 },
  tiktok: { needed: 50, days: 14 },
  line: { needed: 40, days: 14 },
  ly: { needed: 40, days: 14 },
  ly_search: { needed: 40, days: 14 },
  ly_display: { needed: 40, days: 14 },
  microsoft: { needed: 50, days: 21 },
}

/** So long without spend, and the next is a launch. */
const quietDays = 28
const jumpDays = 3
/** A jump: half as much again, or two thirds. */
const jump = 1.5
/** Fewer clicks jump by chance. */
const fewestClicks = 30

const sum = (values: readonly number[], from: number, to: number): number => {
  let total = 0
  for (let at = Math.max(0, from); at <= Math.min(to, values.length - 1); at++) total += values[at]!
  return total
}

/**
 * Launches and jumps since a day, the earliest of each two weeks: what follows a change within them belongs to it.
 * @param since index into the campaign's days.
 */
export function findChanges(campaign: CampaignDays, since: number): Change[] {
  const found: Change[] = []
  for (let at = Math.max(1, since); at < campaign.cost.length; at++) {
    if (found.length > 0 && campaign.first + at <= found.at(-1)!.day + usual.days) continue
    const cause = causeOn(campaign, at)
    if (cause) found.push({ day: campaign.first + at, cause, note: '' })
  }
  return found
}

function causeOn({ cost, clicks }: CampaignDays, at: number): Change['cause'] | null {
  if (cost[at]! <= 0) return null
  // a history that begins lately does not show a launch
  if (sum(cost, at - quietDays, at - 1) === 0) return at >= usual.days ? 'launch' : null
  if (at < 2 * 7 || at + jumpDays > cost.length) return null
  // it is there on the first day and over three, each against the same weekdays of the two weeks before
  const causes = [1, jumpDays].map((days) => jumpOver(cost, clicks, at, days))
  return causes[0] === causes[1] ? causes[0]! : null
}

function jumpOver(
  cost: readonly number[],
  clicks: readonly number[],
  at: number,
  days: number,
): Change['cause'] | null {
  const now = (values: readonly number[]): number => sum(values, at, at + days - 1)
  const before = (values: readonly number[]): number =>
    (sum(values, at - 7, at - 7 + days - 1) + sum(values, at - 14, at - 14 + days - 1)) / 2
  if (Math.min(now(clicks), before(clicks)) < (fewestClicks * days) / jumpDays || before(cost) <= 0) return null
  const bid = now(cost) / now(clicks) / (before(cost) / before(clicks))
  if (bid >= jump || bid <= 1 / jump) return 'bid'
  const budget = now(cost) / before(cost)
  return budget >= jump || budget <= 1 / jump ? 'budget' : null
}

/** Without what follows a change within two weeks: a campaign that is worked on every day would never be judged. */
export function apart(changes: readonly Change[]): Change[] {
  const kept: Change[] = []
  for (const change of changes.toSorted((a, b) => a.day - b.day))
    if (kept.length === 0 || change.day > kept.at(-1)!.day + usual.days) kept.push(change)
  return kept
}

/** Holds that are open on a day, and for whom; `null` where the campaign is judged. */
export function learningOn(campaign: CampaignDays, changes: readonly Change[], day: number): LearningState | null {
  const open = changes.filter((change) => isOpen(campaign, change, day)).toSorted((a, b) => b.day - a.day)[0]
  if (!open) return null
  const { needed, days } = learningRules[campaign.platform] ?? usual
  return {
    channel: campaign.channel,
    campaign: campaign.campaign,
    platform: campaign.platform,
    cause: open.cause,
    note: open.note,
    since: dayName(open.day),
    until: dayName(open.day + days - 1),
    reached: reachedSince(campaign, open.day, day),
    needed,
  }
}

function isOpen(campaign: CampaignDays, change: Change, day: number): boolean {
  const { needed, days } = learningRules[campaign.platform] ?? usual
  if (change.day > day || day > change.day + days - 1) return false
  if (day < change.day + leastDays - 1 || needed === null) return true
  return reachedSince(campaign, change.day, day) < needed
}

function reachedSince({ cv, first }: CampaignDays, from: number, to: number): number {
  return sum(cv, from - first, to - first)
}
