// An answer without time as bars from zero: the interval as a whisker, the days compared with as a mark, the value at the end.
import type { AnswerRow } from '#contract/ask.ts'
import { figureText } from '../figure/figure-text.ts'
import { PlotReader } from '../figure/plot-reader.tsx'
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
  const titleOf = (row: AnswerRow): string => by.map((each) => valueName(each, String(row[each]))).join(' · ')
  const tell = (row: AnswerRow): string[] => {
    const figure = figureOf(row, metric)
    const { value, interval } = figureText(figure, definition, format, say)
    const before = figure.compared?.value == null ? [] : [figureText(figure.compared, definition, format, say).value]
    return [
      titleOf(row),
      [name, value, interval ?? ''].join(' ').trim(),
      ...before.map((was) => `${words.before} ${was}`),
    ]
  }
  return (
    <>
      <div className="plot">
        <ul className="bars">
          {rows.map((row) => (
            <li key={titleOf(row)} aria-label={tell(row).join(', ')}>
              <span className="bar-name">{titleOf(row)}</span>
              <Bar row={row} metric={metric} share={share} highest={highest} />
              <span className="bar-value" aria-hidden="true">
                {figureText(figureOf(row, metric), definition, format, say).value}
              </span>
            </li>
          ))}
        </ul>
        {rows.length > 0 && <PlotReader label={name} places={rows.length} tell={(at) => tell(rows[at]!)} />}
      </div>
      {known.length > most && <p className="lighter">{words.more(format.count(known.length - most))}</p>}
    </>
  )
}

interface BarProps {
  row: AnswerRow
  metric: string
  share: (value: number) => string
  highest: number
}

function Bar({ row, metric, share, highest }: BarProps) {
  const { value, low, compared } = figureOf(row, metric)
  const high = finiteHigh(row, metric)
  return (
    <span className="bar-line" aria-hidden="true">
      <span className="bar" style={{ width: share(value!) }} />
      {low !== undefined && (
        <span
          className={high > highest ? 'bar-range cut' : 'bar-range'}
          style={{ left: share(low), width: `calc(${share(high)} - ${share(low)})` }}
        />
      )}
      {compared?.value != null && <span className="bar-before" style={{ left: share(compared.value) }} />}
    </span>
  )
}

function finiteHigh(row: AnswerRow, metric: string): number {
  const { value, high } = figureOf(row, metric)
  return high !== undefined && Number.isFinite(high) ? high : value!
}
