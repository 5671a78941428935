// The scorecard of a week or month: read, drawn up row by row, judged together.
import { answer } from '#ask/answer.ts'
import { type Answer, type AnswerRow, type Figure, type Question, questionSchema } from '#contract/ask.ts'
import type { StoredTarget } from '#contract/saved-target.ts'
import type { PacingDay, Scorecard, ScorecardQuery, ScorecardRow } from '#contract/scorecard.ts'
import { leastShare } from '#stats/arrival.ts'
import { History } from '#stats/pacing.ts'
import type { Store } from '#store/store.ts'
import { dayName } from '#util/days.ts'
import { caveatsOf } from './caveats.ts'
import { dueOf } from './due.ts'
import { type Frame, frameOf } from './frame.ts'
import { type Holds, readHolds } from './holds.ts'
import { judge } from './judge.ts'
import type { CampaignDays } from './learning.ts'
import { earlierPeriods, periodBefore } from './periods.ts'
import { type DaysRead, readDays } from './read-days.ts'
import { type Course, type Drawn, type Ground, drawRow, together } from './rows.ts'

/**
 * The scorecard of the period that holds a day.
 * @param now epoch milliseconds.
 * @param asKnown as it was known at `now`, an instant of the past; CVR is refused then, for visits are not kept so.
 * @throws Problem without a plan (`no_plan`), an unknown target, or for days that nothing is known of yet.
 */
export async function scorecard(store: Store, query: ScorecardQuery, now: number, asKnown = false): Promise<Scorecard> {
  const frame = await frameOf(store, query, now, asKnown ? now : undefined)
  const question = questionOf(frame)
  const byCampaign = { ...question, metrics: ['cvr.session'], by: ['channel', 'campaign'] }
  const [{ total, ...plain }, channels, campaigns] = await Promise.all([
    drawUp(store, frame, now),
    answer(store, question, now),
    answer(store, byCampaign, now),
  ])
  const rates = ratesOf(channels, campaigns)
  const rated = (row: PlainRow): ScorecardRow => ({ ...row, cvr: rates.of(row) })
  return {
    ...plain,
    total: { ...total, cvr: rates.total },
    channels: plain.channels.map(rated),
    initiatives: plain.initiatives.map(rated),
    definitions: channels.definitions,
    question,
    caveats: [...plain.caveats, ...channels.caveats],
  }
}

export type PlainRow = Omit<ScorecardRow, 'cvr'>

/** A card without what visits tell, and without its definitions: a fraction of the reckoning. */
export interface PlainCard extends Omit<Scorecard, 'total' | 'channels' | 'initiatives' | 'definitions' | 'question'> {
  total: PlainRow
  channels: PlainRow[]
  initiatives: PlainRow[]
}

/** The card of the period that holds a day. Parameters and errors are those of `scorecard`. */
export async function plainCard(store: Store, query: ScorecardQuery, now: number, asKnown = false): Promise<PlainCard> {
  return drawUp(store, await frameOf(store, query, now, asKnown ? now : undefined), now)
}

async function drawUp(store: Store, frame: Frame, now: number): Promise<PlainCard> {
  const { plan, target, timezone, currency, calendar, period, asOf, point, known } = frame
  const span = { from: dayName(frame.read.from), to: dayName(frame.read.to), timezone }
  const days = await readDays(store, point.id, span, currency, now, known)
  const holds = await readHolds(store.control, days, asOf, known)
  const began = Math.min(days.firstCv, asOf)
  const ground: Ground = {
    period,
    now: asOf,
    before: periodBefore(period, calendar),
    began,
    earlier: earlierPeriods(period, began, calendar),
    arrivedOn: days.arrivedOn,
    arrivedTo: lastArrived(asOf, days),
    moneyRefused: withoutRate(days, currency),
  }
  const rows = judged(drawAll(ground, days, holds, target))
  return {
    period: calendar.period,
    from: dayName(period.from),
    to: dayName(period.to),
    asOf: dayName(asOf),
    timezone,
    currency,
    point,
    target: target && { id: target.id, name: target.name, version: target.version },
    ...rows,
    days: runningTotals(ground, days, target),
    caveats: caveatsOf({ days, ground, rows, plan, target }),
  }
}

/** The last day of which a fifth or more has arrived: dividing by less would multiply chance. */
function lastArrived(asOf: number, { first, arrivedOn }: DaysRead): number {
  let day = asOf
  while (day > first && arrivedOn(day) < leastShare) day -= 1
  return day
}

function questionOf({ period, asOf, point, known }: Frame): Question {
  return questionSchema.parse({
    metrics: ['cv', 'cvr.session', 'cpa', 'cost'],
    by: ['channel'],
    from: dayName(period.from),
    to: dayName(asOf),
    points: [point.id],
    ...(known !== undefined && { known: new Date(known).toISOString() }),
  })
}

function withoutRate({ withoutRate: lacking }: DaysRead, currency: string): string | undefined {
  const [first] = [...lacking]
  return first && `no rate from ${first[0]} to ${currency} is known for ${first[1]}; import rates`
}

interface AllDrawn {
  total: Drawn
  channels: Drawn[]
  initiatives: Drawn[]
}

function drawAll(ground: Ground, days: DaysRead, holds: Holds, target: StoredTarget | null): AllDrawn {
  const length = days.campaigns[0]?.cv.length ?? ground.period.to - days.first + 1
  const all = together(days.campaigns, days.first, length)
  const usual = weekdaysOf(all, ground.now)
  const draw = (campaigns: DaysRead['campaigns'], channel?: string, initiative?: string): Drawn => {
    const course = together(campaigns, days.first, length)
    const weekdays = channel === undefined ? usual : (weekdaysOf(course, ground.now, 200) ?? usual)
    const place = { ...(channel !== undefined && { channel }), ...(initiative !== undefined && { initiative }) }
    const due = target && dueOf(target, place, weekdays ?? [])
    const own = holds.of(campaigns)
    const hold = holds.holdOf(campaigns, ground)
    return drawRow(ground, course, { channel: channel ?? '', initiative: initiative ?? '' }, due, own, hold)
  }
  const seen = days.campaigns.filter((campaign) => isActive(campaign, ground))
  const asked = (target?.allocation ?? []).map(({ channel, initiative }) => ({ channel, campaign: initiative }))
  const names = [...new Set([...seen, ...asked].map(({ channel }) => channel))]
  const pairs = new Map(
    [...seen, ...asked]
      .filter(({ campaign }) => campaign !== '')
      .map(({ channel, campaign }) => [JSON.stringify([channel, campaign]), { channel, campaign }]),
  )
  const of = (channel: string) => days.campaigns.filter((each) => each.channel === channel)
  return {
    total: draw(days.campaigns),
    channels: names.map((channel) => draw(of(channel), channel)),
    initiatives: [...pairs.values()].map(({ channel, campaign }) =>
      draw(
        of(channel).filter((each) => each.campaign === campaign),
        channel,
        campaign,
      ),
    ),
  }
}

/** Null where there are too few to tell weekdays apart. */
function weekdaysOf({ first, cv }: Course, now: number, fewest = 1): number[] | null {
  const weekdays = new History({ first, counts: cv }).byWeekday(now, 56)
  return weekdays.reduce((sum, count) => sum + count, 0) >= fewest ? weekdays : null
}

function isActive({ cv, cost, first }: CampaignDays, { before, now }: Ground): boolean {
  for (let at = before.from - first; at <= now - first; at++) if (cv[at]! > 0 || cost[at]! > 0) return true
  return false
}

interface Rates {
  total: Figure
  of(row: Pick<PlainRow, 'channel' | 'initiative'>): Figure
}

/** CVR as it is answered; where no row is, no visits are. */
function ratesOf(channels: Answer, campaigns: Answer): Rates {
  const rate = (row: AnswerRow): Figure => row['cvr.session'] as Figure
  const known = new Map(campaigns.rows.map((row) => [JSON.stringify([row['channel'], row['campaign']]), rate(row)]))
  for (const row of channels.rows) known.set(JSON.stringify([row['channel'], '']), rate(row))
  return {
    total: rate(channels.total),
    of: ({ channel, initiative }) =>
      known.get(JSON.stringify([channel, initiative])) ?? { value: null, refused: 'no sessions' },
  }
}

const urgency = ['off_target', 'watch', 'too_early', 'on_target'] as const

function judged({ total, channels, initiatives }: AllDrawn): Pick<PlainCard, 'total' | 'channels' | 'initiatives'> {
  const verdicts = judge([total, ...channels, ...initiatives].map(({ evidence }) => evidence))
  const rows = [total, ...channels, ...initiatives].map(({ row }, index): PlainRow => ({ ...row, ...verdicts[index]! }))
  const inOrder = (some: PlainRow[]): PlainRow[] => some.toSorted((a, b) => rank(a) - rank(b) || moreOf(a, b))
  return {
    total: rows[0]!,
    channels: inOrder(rows.slice(1, 1 + channels.length)),
    initiatives: inOrder(rows.slice(1 + channels.length)),
  }
}

const rank = ({ verdict }: PlainRow): number => (verdict === null ? urgency.length : urgency.indexOf(verdict))
const moreOf = (a: PlainRow, b: PlainRow): number => (b.cv.value ?? 0) - (a.cv.value ?? 0)

function runningTotals({ period, now }: Ground, days: DaysRead, target: StoredTarget | null): PacingDay[] {
  const all = together(days.campaigns, days.first, period.to - days.first + 1)
  const history = new History({ first: days.first, counts: all.cv })
  const due = target && dueOf(target, {}, weekdaysOf(all, now) ?? [])
  return Array.from({ length: period.to - period.from + 1 }, (_, index) => {
    const so = { from: period.from, to: period.from + index }
    return { day: dayName(so.to), counted: so.to <= now ? history.sum(so) : null, target: due && due.cv(so) }
  })
}
