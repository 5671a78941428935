// Required CVs by month as bars, what came so far beside them, and both added up over the period.
import type { ReactNode } from 'react'
import type { ReckonedTarget, StoredTarget } from '#contract/saved-target.ts'
import { useLanguage } from '../language/language.tsx'
import { Table } from '../table/table.tsx'
import { useLoaded } from '../use-loaded.ts'
import { actualByMonth } from './requests.ts'

export function Months({ target, answer }: { target: StoredTarget; answer: ReckonedTarget | undefined }) {
  const { say, format } = useLanguage()
  const words = say.targets
  const { data: actual } = useLoaded(`actual ${target.id} ${target.version}`, (signal) => actualByMonth(target, signal))
  const months = answer?.target.months ?? target.months
  const rows = months.map(({ month, cv }, index) => ({
    month,
    cv,
    actual: actual?.get(month) ?? null,
    sum: months.slice(0, index + 1).reduce((all, each) => all + each.cv, 0),
  }))
  const highest = Math.max(1, ...rows.map((row) => Math.max(row.cv, row.actual ?? 0)))
  return (
    <section>
      <h2 id="target-months">{words.months}</h2>
      <Table
        label={{ id: 'target-months' }}
        rows={rows}
        keyOf={({ month }) => month}
        sortable={false}
        className="target-months"
        columns={[
          { id: 'month', head: words.month, cell: ({ month }) => format.monthName(month) },
          { id: 'cv', head: words.required, number: true, cell: ({ cv }) => format.count(cv) },
          {
            id: 'bar',
            head: words.both,
            cell: (row) => bars(row, highest),
          },
          {
            id: 'actual',
            head: words.actual,
            number: true,
            cell: (row) => (row.actual === null ? '' : format.count(row.actual)),
          },
          { id: 'sum', head: words.sumSoFar, number: true, cell: ({ sum }) => format.count(sum) },
        ]}
      />
    </section>
  )
}

/** Required above, what came below. */
function bars({ cv, actual }: { cv: number; actual: number | null }, highest: number): ReactNode {
  const width = (value: number) => ({ width: `${(value / highest) * 100}%` })
  return (
    <span className="month-bars" aria-hidden="true">
      <span className="required" style={width(cv)} />
      {actual !== null && <span className="actual" style={width(actual)} />}
    </span>
  )
}
