// An answer without time as bars from zero: the interval as a whisker, the days compared with as a mark, the value at the end.
import type { AnswerRow } from '#contract/ask.ts'
import { figureText } from '../figure/figure-text.ts'
import { useLanguage } from '../language/language.tsx'
import { type Given, definitionOf, figureOf } from './shown.ts'
import { useValueName } from './value-name.ts'

const most = 12

export function Bars({ given, metric, name }: { given: Given; metric: string; name: string }) {
  const { say, format } = useLanguage()
  const words = say.explore
  const valueName = useValueName()
  const definition = definitionOf(given, metric)
  const by = given.question.by ?? []
  const known = given.answer.rows.filter((row) => figureOf(row, metric).value !== null)
  const rows = known.toSorted((a, b) => figureOf(b, metric).value! - figureOf(a, metric).value!).slice(0, most)
  // an interval that reaches far beyond all values is cut, so that bars can be told apart
  const longest = Math.max(
    ...rows.map((row) => Math.max(figureOf(row, metric).value!, figureOf(row, metric).compared?.value ?? 0)),
    0,
  )
  const widest = Math.max(...rows.map((row) => finiteHigh(row, metric)), 0)
  const highest = Math.min(widest, longest * 1.6) || longest || 1
  const share = (value: number): string => `${Math.min(100, Math.max(0, (value / highest) * 100))}%`
  return (
    <ul className="bars">
      {rows.map((row) => {
        const figure = figureOf(row, metric)
        const { value, spoken } = figureText(figure, definition, format, say)
        const title = by.map((each) => valueName(each, String(row[each]))).join(' · ')
        const { low, compared } = figure
        return (
          <li key={title} aria-label={`${title}: ${name} ${spoken}`}>
            <span className="bar-name" title={title}>
              {title}
            </span>
            <span className="bar-line" aria-hidden="true">
              <span className="bar" style={{ width: share(figure.value!) }} />
              {low !== undefined && (
                <span
                  className={finiteHigh(row, metric) > highest ? 'bar-range cut' : 'bar-range'}
                  style={{ left: share(low), width: `calc(${share(finiteHigh(row, metric))} - ${share(low)})` }}
                />
              )}
              {compared?.value != null && (
                <span className="bar-before" title={words.before} style={{ left: share(compared.value) }} />
              )}
            </span>
            <span className="bar-value" aria-hidden="true">
              {value}
            </span>
          </li>
        )
      })}
      {known.length > most && <li className="lighter">{words.more(format.count(known.length - most))}</li>}
    </ul>
  )
}

function finiteHigh(row: AnswerRow, metric: string): number {
  const { value, high } = figureOf(row, metric)
  return high !== undefined && Number.isFinite(high) ? high : value!
}
