// The first words of the scorecard: how it stands, where it does not, and the next step.
import type { Scorecard, ScorecardRow } from '#contract/scorecard.ts'
import { daysBetween } from '../days.ts'
import { channelName } from '../language/channel-name.ts'
import type { Format } from '../language/format.ts'
import { useLanguage } from '../language/language.tsx'
import type { Messages } from '../language/messages.ts'
import { Link } from '../shell/link.tsx'
import { VerdictMark } from './mark.tsx'

/** More than so many rows are read better in the table. */
const mostTold = 3

export function Sentences({ card }: { card: Scorecard }) {
  const { say, format } = useLanguage()
  const words = say.scorecard
  const { total } = card
  const parts = {
    period: format.dayRange(card.from, card.to),
    counted: format.count(total.cv.value ?? 0),
    name: card.point.name,
    left: daysBetween(card.asOf, card.to),
    pace: total.pacing && paceText(total.pacing, format, say),
  }
  if (!card.target || !total.target) {
    return (
      <div className="sentences">
        <p className="first">{words.withoutTarget(parts)}</p>
        <p>
          {words.setTarget} <Link href="/targets">{words.setTargetLink}</Link>
        </p>
      </div>
    )
  }
  const { cv, due } = total.target
  // how the pace ends stands in the first sentence
  const more = isTroubled(total) ? whyOf(withoutPace(total), card, format, say) : ''
  const troubled = card.channels.filter(({ verdict }) => verdict === 'off_target' || verdict === 'watch')
  return (
    <div className="sentences">
      {total.verdict && (
        <p className="standing">
          <VerdictMark verdict={total.verdict} />{' '}
          {total.outcome && <span>{words.outcome(words.outcomes[total.outcome], card.asOf === card.to)}</span>}
        </p>
      )}
      <p className="first">{words.standing({ ...parts, target: format.reckoned(cv), due: format.reckoned(due) })}</p>
      {more !== '' && <p>{more}</p>}
      {troubled.slice(0, mostTold).map((row) => (
        <p key={row.channel}>
          {words.culprit(rowName(row, say), words.verdicts[row.verdict!], whyOf(row, card, format, say))}{' '}
          <Link href={driftAddress(row, card)}>{words.seeWhy}</Link>{' '}
          <Link href={`/actions?${new URLSearchParams({ channel: row.channel })}`}>{words.seeActions}</Link>
        </p>
      ))}
      {troubled.length === 0 && total.verdict === 'on_target' && <p>{words.allWell}</p>}
    </div>
  )
}

function withoutPace(row: ScorecardRow): ScorecardRow {
  return { ...row, reasons: row.reasons.filter(({ code }) => code !== 'pace_short') }
}

const isTroubled = ({ verdict }: ScorecardRow): boolean => verdict !== null && verdict !== 'on_target'

export function whyOf({ reasons }: ScorecardRow, card: Scorecard, format: Format, say: Messages): string {
  return reasons.map((reason) => say.scorecard.reason(reason, format, card)).join(' ')
}

export function rowName({ channel, initiative }: ScorecardRow, say: Messages): string {
  return initiative || channelName(channel, say)
}

export function paceText(
  { end, low, high }: { end: number; low: number; high: number },
  format: Format,
  say: Messages,
): string {
  return say.scorecard.range(format.reckoned(end), format.reckoned(low), format.reckoned(high))
}

/** Why this row is as it is; where nothing is paid, its CVR. */
export function driftAddress({ channel, initiative, cost }: ScorecardRow, { from, asOf, point }: Scorecard): string {
  const params = new URLSearchParams({ channel, from, to: asOf, point: point.id })
  if (!cost.value) params.set('metric', 'cvr.session')
  if (initiative !== '') params.set('campaign', initiative)
  return `/drift?${params}`
}
