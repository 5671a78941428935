// An answer as it is read: the sentence, the chart that shows it, the table, and what to know beside the numbers.
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../language/language.tsx'
import { AnswerTable } from './answer-table.tsx'
import { Bars } from './bars.tsx'
import type { NameOf } from './explore.tsx'
import { Lines } from './lines.tsx'
import { isTime } from './periods.ts'
import { Sentence } from './sentence.tsx'
import { type Given, definitionOf, figureOf, inOneCurrency } from './shown.ts'

interface Props {
  given: Given
  nameOf: NameOf
  /** The points asked for, by name; '' where rows tell them apart. */
  about: string
  /** Stands between the sentence and the chart. */
  children?: ReactNode
}

export function isEmpty({ question, answer }: Given): boolean {
  return (question.by ?? []).length > 0 && answer.rows.length === 0
}

export function AnswerView({ given, nameOf, about, children }: Props) {
  const { say } = useLanguage()
  if (isEmpty(given)) {
    return (
      <>
        {children}
        <div className="nothing">
          <h2>{say.empty.noRows.title}</h2>
          <p>{say.explore.nothingHint}</p>
        </div>
        <Notes given={given} nameOf={nameOf} />
      </>
    )
  }
  return (
    <>
      <Sentence given={given} nameOf={nameOf} about={about} />
      {children}
      <Chart given={given} nameOf={nameOf} />
      <AnswerTable given={given} nameOf={nameOf} />
      <Notes given={given} nameOf={nameOf} />
    </>
  )
}

function Notes({ given, nameOf }: { given: Given; nameOf: NameOf }) {
  const { say } = useLanguage()
  const { caveats } = given.answer
  const refused = refusedThroughout(given)
  if (caveats.length + refused.length === 0) return null
  return (
    <section className="notes" aria-labelledby="explore-notes">
      <h2 id="explore-notes">{say.overview.notes}</h2>
      <ul>
        {refused.map(({ metric, why }) => (
          <li key={metric}>{say.explore.noSplit({ name: nameOf.metric(metric), why: say.told(why) })}</li>
        ))}
        {caveats.map(({ code, message }) => (
          <li key={code + message}>{say.told(message)}</li>
        ))}
      </ul>
    </section>
  )
}

/** Metrics that no row has a figure of, for one reason: it is told once, beside the table. */
function refusedThroughout({ answer }: Given): { metric: string; why: string }[] {
  return answer.definitions.flatMap(({ metric }) => {
    const reasons = new Set(answer.rows.map((row) => figureOf(row, metric).refused))
    const [why] = reasons
    return reasons.size === 1 && why !== undefined ? [{ metric, why }] : []
  })
}

function Chart({ given, nameOf }: { given: Given; nameOf: NameOf }) {
  const { say } = useLanguage()
  const words = say.explore
  const [chosen, setChosen] = useState<string | null>(null)
  const by = given.question.by ?? []
  const drawable = given.answer.definitions
    .map(({ metric }) => metric)
    .filter((metric) => given.answer.rows.some((row) => figureOf(row, metric).value !== null))
    .filter((metric) => inOneCurrency(given, metric))
  const metric = drawable.find((each) => each === chosen) ?? drawable[0]
  if (by.length === 0 || metric === undefined) return null
  const time = by.find(isTime)
  const compared = definitionOf(given, metric).comparison !== undefined
  const name = nameOf.metric(metric)
  const estimated = given.answer.rows.some((row) => figureOf(row, metric).low !== undefined)
  const legends = [estimated && words.legendIntervals, compared && words.legendCompared]
  return (
    <section aria-labelledby="explore-chart">
      <header className="section-head">
        <h2 id="explore-chart">{drawable.length === 1 ? name : words.chart}</h2>
        {drawable.length > 1 && (
          <select aria-label={words.chartOf} value={metric} onChange={(event) => setChosen(event.target.value)}>
            {drawable.map((each) => (
              <option key={each} value={each}>
                {nameOf.metric(each)}
              </option>
            ))}
          </select>
        )}
        <span className="lighter">
          {time !== undefined && by.length > 1
            ? words.legendLines
            : legends.filter((legend) => legend !== false).join(' ')}
        </span>
      </header>
      {time === undefined ? <Bars {...{ given, metric, name }} /> : <Lines {...{ given, metric, name, time }} />}
    </section>
  )
}
