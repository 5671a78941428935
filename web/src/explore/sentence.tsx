// The answer in words: the total of the first metric, who has most of it, and how it moved.
import type { AnswerRow, Compared, Definition } from '#contract/ask.ts'
import { todayIn } from '../days.ts'
import { FigureButton } from '../figure/shown-figure.tsx'
import { figureText } from '../figure/figure-text.ts'
import { useLanguage } from '../language/language.tsx'
import { Arrived, ChangeText } from './answer-table.tsx'
import type { NameOf } from './explore.tsx'
import { type Time, isTime, periodAfter, spanOf } from './periods.ts'
import { type Given, definitionOf, figureOf, inOneCurrency, shownOf } from './shown.ts'
import { useValueName } from './value-name.ts'

export function Sentence({ given, nameOf, about }: { given: Given; nameOf: NameOf; about: string }) {
  const { say, format } = useLanguage()
  const words = say.explore
  const { answer, question } = given
  const metric = answer.definitions[0]!.metric
  const definition = definitionOf(given, metric)
  const total = figureOf(answer.total, metric)
  const name = nameOf.metric(metric)
  const days = format.fullDayRange(definition.from, definition.to)
  const by = question.by ?? []
  const time = by.find(isTime)
  const whole = shownOf(given, null, metric, { label: name, place: words.totalRow })
  const of = definition.point && about !== '' ? about : ''
  return (
    <div className="sentences">
      <p className="first">
        {total.value === null
          ? words.noTotal({ name, days, why: say.told(total.refused ?? '') })
          : words.total({ name, of, days, figure: <FigureButton shown={whole} layout="inline" /> })}
      </p>
      {total.compared && definition.comparison && <Moved compared={total.compared} given={given} metric={metric} />}
      {question.attribution && definition.window && (
        <p>
          {words.dealtOut({
            model: say.attribution.models[question.attribution.model],
            how: say.told(definition.window),
          })}
        </p>
      )}
      {time && by.length === 1 && <Latest {...{ given, metric, name, time }} />}
      {!time && by.length > 0 && inOneCurrency(given, metric) && <Most {...{ given, metric, name }} />}
    </div>
  )
}

interface OfMetric {
  given: Given
  metric: string
  name: string
}

/** What a row is called, and its figure to be opened. */
function useRowWords({ given, metric, name }: OfMetric) {
  const valueName = useValueName()
  const nameIn = (row: AnswerRow): string =>
    (given.question.by ?? []).map((each) => valueName(each, String(row[each]))).join(' · ')
  const figureIn = (row: AnswerRow) => (
    <FigureButton shown={shownOf(given, row, metric, { label: name, place: nameIn(row) })} layout="inline" />
  )
  return { nameIn, figureIn }
}

/** Where it stands now. */
function Latest({ time, ...of }: OfMetric & { time: Time }) {
  const { say } = useLanguage()
  const { nameIn, figureIn } = useRowWords(of)
  const { given, metric } = of
  const definition = definitionOf(given, metric)
  const [previous, latest] = lastWhole(given.answer.rows, time, definition)
  if (!latest) return null
  const late = figureOf(latest, metric).maturity
  return (
    <p>
      {say.explore.latest({
        time,
        when: nameIn(latest),
        figure: figureIn(latest),
        late: late && <Arrived maturity={late} definition={definition} />,
        before: previous && figureIn(previous),
      })}
    </p>
  )
}

/** Who has most, and who is too near to tell. */
function Most(of: OfMetric) {
  const { say } = useLanguage()
  const { nameIn, figureIn } = useRowWords(of)
  const { given, metric } = of
  const { unit } = definitionOf(given, metric)
  const named = given.answer.rows.filter((row) => (given.question.by ?? []).some((each) => row[each] !== ''))
  const [best, next] = highest(named, metric)
  if (!best || !next) return null
  return (
    <p>
      {say.explore.most({
        who: nameIn(best),
        figure: figureIn(best),
        isSum: unit === 'count' || unit === 'money',
        next: isClose(best, next, metric) ? { who: nameIn(next), figure: figureIn(next) } : null,
      })}
    </p>
  )
}

function Moved({ compared, given, metric }: { compared: Compared; given: Given; metric: string }) {
  const { say, format } = useLanguage()
  const words = say.explore
  const definition = definitionOf(given, metric)
  const days = format.fullDayRange(definition.comparison!.from, definition.comparison!.to)
  const before = figureText(compared, definition, format, say).value
  if (!compared.change) return <p>{words.beforeOnly({ before, days })}</p>
  const { low, high, value } = compared.change
  const certain = low === undefined ? null : low > 0 || (high !== undefined && high < 0)
  return (
    <p>{words.moved({ before, days, change: <ChangeText change={compared.change} />, more: value >= 0, certain })}</p>
  )
}

/** The last day, week or month that is over and lies in the range as a whole, after the one before it. */
function lastWhole(
  rows: readonly AnswerRow[],
  time: Time,
  { to, timezone }: Definition,
): [previous?: AnswerRow | undefined, latest?: AnswerRow] {
  const today = todayIn(timezone)
  const endOf = (row: AnswerRow): string => spanOf(time, String(row[time])).to
  const latest = rows.findLast((row) => endOf(row) <= to && endOf(row) < today)
  if (!latest) return []
  const before = periodAfter(time, String(latest[time]), -1)
  return [rows.find((row) => row[time] === before), latest]
}

/** The two rows with the largest values; none where there are no two to compare. */
function highest(rows: readonly AnswerRow[], metric: string): readonly AnswerRow[] {
  const known = rows.filter((row) => figureOf(row, metric).value !== null)
  if (known.length < 2) return []
  return known.toSorted((a, b) => figureOf(b, metric).value! - figureOf(a, metric).value!).slice(0, 2)
}

/** Whether chance alone may have put one before the other: their intervals have values in common. */
function isClose(best: AnswerRow, next: AnswerRow, metric: string): boolean {
  const { low } = figureOf(best, metric)
  const { high } = figureOf(next, metric)
  return low !== undefined && high !== undefined && high >= low
}
