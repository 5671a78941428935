// The answer in words: the total of the first metric, who has most of it, and how it moved.
import type { AnswerRow, Compared } from '#contract/ask.ts'
import { FigureButton } from '../figure/shown-figure.tsx'
import { figureText } from '../figure/figure-text.ts'
import { useLanguage } from '../language/language.tsx'
import { ChangeText } from './answer-table.tsx'
import type { NameOf } from './explore.tsx'
import { type Given, definitionOf, figureOf, shownOf } from './shown.ts'
import { useValueName } from './value-name.ts'

const times = ['day', 'week', 'month']

export function Sentence({ given, nameOf, about }: { given: Given; nameOf: NameOf; about: string }) {
  const { say, format } = useLanguage()
  const words = say.explore
  const valueName = useValueName()
  const { answer, question } = given
  const metric = answer.definitions[0]!.metric
  const definition = definitionOf(given, metric)
  const total = figureOf(answer.total, metric)
  const name = nameOf.metric(metric)
  const days = format.fullDayRange(definition.from, definition.to)
  const by = question.by ?? []
  const nameIn = (row: AnswerRow): string => by.map((each) => valueName(each, String(row[each]))).join(' · ')
  const named = answer.rows.filter((row) => by.some((each) => row[each] !== ''))
  const [best, next] = by.length > 0 && !by.some((each) => times.includes(each)) ? highest(named, metric) : []
  const figureIn = (row: AnswerRow) => (
    <FigureButton shown={shownOf(given, row, metric, { label: name, place: nameIn(row) })} layout="inline" />
  )
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
      {best && next && (
        <p>
          {words.most({
            who: nameIn(best),
            figure: figureIn(best),
            isSum: definition.unit === 'count' || definition.unit === 'money',
            next: isClose(best, next, metric) ? { who: nameIn(next), figure: figureIn(next) } : null,
          })}
        </p>
      )}
    </div>
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
