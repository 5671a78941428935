// Calls to action as a table: views, clicks, the click rate with its interval drawn, and what followed.
import type { ReactNode } from 'react'
import type { AnswerRow, Figure } from '#contract/ask.ts'
import { FigureButton } from '../figure/shown-figure.tsx'
import { useLanguage } from '../language/language.tsx'
import { type Column, Table } from '../table/table.tsx'
import { type Asked, isTooFew, shownOf, valueOf } from './figures.ts'

export function CtaTable({ asked }: { asked: Asked }) {
  const { by = [] } = asked.question
  const columns = useColumns(asked)
  return (
    <>
      <Table
        label={{ id: 'ctas-title' }}
        columns={columns}
        rows={asked.answer.rows}
        keyOf={(row) => JSON.stringify(by.map((dimension) => row[dimension]))}
        className="cta-table"
      />
      <Legend rows={asked.answer.rows} />
    </>
  )
}

/** What the rates are of, and what has too few. */
function Legend({ rows }: { rows: readonly AnswerRow[] }) {
  const { say } = useLanguage()
  const words = say.ctas
  const hasTooFew = rows.some((row) => tellsTooFew(row['cta.rate'] as Figure) || tellsTooFew(row['cta.cvr'] as Figure))
  const meanings = [
    [words.clickRate, words.perVisit],
    [words.cvr, words.perClicked],
    ...(hasTooFew ? [[words.tooFew, words.tooFewHint]] : []),
  ]
  return (
    <dl className="cta-legend">
      {meanings.map(([name, meaning]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  )
}

const tellsTooFew = (figure: Figure): boolean => figure.value !== null && isTooFew(figure)

function useColumns(asked: Asked): Column<AnswerRow>[] {
  const { say } = useLanguage()
  const words = say.ctas
  const highest = Math.max(...asked.answer.rows.map((row) => (row['cta.rate'] as Figure).high ?? 0))
  const figure = (row: AnswerRow, metric: string, label: string) => {
    const shown = shownOf(asked, row, metric, label)
    return shown && <FigureButton shown={shown} layout="cell" />
  }
  const rate = (row: AnswerRow, metric: string, label: string) => (
    <Rate figure={row[metric] as Figure}>{figure(row, metric, label)}</Rate>
  )
  const sizeOf = (metric: string) => (row: AnswerRow) => valueOf(row, metric)
  const count = (metric: string, head: string): Column<AnswerRow> => ({
    id: metric,
    head,
    number: true,
    className: () => 'cta-count',
    by: sizeOf(metric),
    cell: (row) => figure(row, metric, head),
  })
  return [
    ...useNames(asked),
    count('cta.views', words.views),
    count('cta.clicks', words.clicks),
    {
      id: 'rate',
      head: words.clickRate,
      number: true,
      by: sizeOf('cta.rate'),
      cell: (row) => (
        <>
          <IntervalBar figure={row['cta.rate'] as Figure} highest={highest} />
          {rate(row, 'cta.rate', words.clickRate)}
        </>
      ),
    },
    count('cta.cv', words.cvs),
    {
      id: 'cvr',
      head: words.cvr,
      number: true,
      by: sizeOf('cta.cvr'),
      cell: (row) => rate(row, 'cta.cvr', words.cvr),
    },
  ]
}

/** What tells the rows apart. */
function useNames({ question: { by = [] } }: Asked): Column<AnswerRow>[] {
  const { say } = useLanguage()
  const words = say.ctas
  return by.map((dimension): Column<AnswerRow> => ({
    id: dimension,
    head: words.dimensions[dimension] ?? dimension,
    by: (row) => String(row[dimension]) || null,
    cell: (row) => <Value dimension={dimension} value={String(row[dimension])} />,
  }))
}

/** A rate, and whether there are too few to tell. */
function Rate({ figure, children }: { figure: Figure; children: ReactNode }) {
  const { say } = useLanguage()
  return (
    <span className="cta-rate">
      {children}
      {tellsTooFew(figure) && <small>{say.ctas.tooFew}</small>}
    </span>
  )
}

function Value({ dimension, value }: { dimension: string; value: string }) {
  const { say } = useLanguage()
  if (value === '') return <span className="lighter">{say.ctas.unnamed}</span>
  if (dimension !== 'cta_colour') return value
  return (
    <span className="colour">
      <svg width="12" height="12" aria-hidden="true">
        <rect width="12" height="12" rx="3" fill={value} />
      </svg>
      {value}
    </span>
  )
}

const barWidth = 72

/** From the low to the high end on one scale for all rows, the rate itself a dot. */
function IntervalBar({ figure: { value, low, high }, highest }: { figure: Figure; highest: number }) {
  if (value === null || low === undefined || high === undefined || highest === 0) return null
  const x = (share: number): number => 4 + ((barWidth - 8) * share) / highest
  return (
    <svg className="interval-bar" width={barWidth} height="12" aria-hidden="true">
      <line x1={x(Math.max(0, low))} x2={x(high)} y1="6" y2="6" />
      <circle cx={x(value)} cy="6" r="3.5" />
    </svg>
  )
}
