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
  const best = by.length > 0 && !by.some((each) => times.includes(each)) ? highest(answer.rows, metric) : undefined
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
      {best && (
        <p>
          {words.most({
            who: nameIn(best),
            figure: (
              <FigureButton
                shown={shownOf(given, best, metric, { label: name, place: nameIn(best) })}
                layout="inline"
              />
            ),
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

/** The row with the largest value, where there are several. */
function highest(rows: readonly AnswerRow[], metric: string): AnswerRow | undefined {
  const known = rows.filter((row) => figureOf(row, metric).value !== null)
  if (known.length < 2) return undefined
  return known.reduce((best, row) => (figureOf(row, metric).value! > figureOf(best, metric).value! ? row : best))
}
