// The table to work in: a budget typed locks its row, bounds hold, and the rest follows.
import { useState } from 'react'
import type { Allocation } from '#contract/allocation.ts'
import type { AllocationRow } from '#contract/saved-target.ts'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { type Column, Table } from '../table/table.tsx'
import type { NameOf } from './allocation.tsx'
import { type Line, withBudget, withLine } from './questions.ts'
import type { AllocationWords } from './words.ts'

interface Props {
  answer: Allocation
  lines: readonly Line[]
  nameOf: NameOf
  /** All months at once: bounds are a month's and are not shown. */
  isWhole: boolean
  change: (rows: AllocationRow[]) => void
}

export function WorkTable({ answer, lines, nameOf, isWhole, change }: Props) {
  const { say, format } = useLanguage()
  const words = say.allocation
  const mayEdit = useMay('editor') ?? false
  const money = (value: number): string => format.money(value, answer.currency)
  const [cv, budget] = [
    lines.reduce((sum, line) => sum + line.cv, 0),
    lines.reduce((sum, line) => sum + line.budget, 0),
  ]
  const columns = columnsOf({ answer, nameOf, isWhole, change }, { say, format, mayEdit })
  return (
    <section>
      <div className="section-head">
        <h2 id="allocation-table">{words.table}</h2>
        <small>{words.tableHint}</small>
      </div>
      <Table
        label={{ id: 'allocation-table' }}
        className="allocation-table"
        columns={columns}
        rows={lines}
        keyOf={({ id }) => id}
      />
      <p className="allocation-total">
        <strong>{words.total}</strong> {format.reckoned(cv)} CV · {money(budget)}
        {cv > 0 && ` · CPA ${money(budget / cv)}`}
      </p>
    </section>
  )
}

type Place = Pick<ReturnType<typeof useLanguage>, 'say' | 'format'> & { mayEdit: boolean }

function columnsOf(props: Omit<Props, 'lines'>, { say, format, mayEdit }: Place): Column<Line>[] {
  const { answer, nameOf, isWhole, change } = props
  const words = say.allocation
  const money = (value: number): string => format.money(value, answer.currency)
  return [
    { id: 'name', head: words.channel, cell: nameOf },
    {
      id: 'cv',
      head: words.cv,
      number: true,
      by: (line) => line.cv,
      cell: (line) => <Cvs line={line} />,
    },
    {
      id: 'budget',
      head: words.spend,
      number: true,
      by: (line) => line.budget,
      cell: (line) => (
        <AmountInput
          label={words.budgetOf(nameOf(line))}
          value={line.budget}
          disabled={!mayEdit}
          put={(value) => change(withBudget(answer.rows, line, value ?? 0))}
        />
      ),
    },
    {
      id: 'cpa',
      head: words.cpa,
      number: true,
      cell: (line) => (line.cv > 0 && line.budget > 0 ? money(line.budget / line.cv) : '–'),
    },
    { id: 'rule', head: words.rule, text: 'wrap', cell: (line) => <RuleWords line={line} /> },
    {
      id: 'locked',
      head: words.locked,
      cell: (line) => (
        <input
          type="checkbox"
          aria-label={words.lockOf(nameOf(line))}
          checked={line.rows.every(({ locked }) => locked)}
          disabled={!mayEdit}
          onChange={(event) => change(withLine(answer.rows, line, (row) => ({ ...row, locked: event.target.checked })))}
        />
      ),
    },
    ...(isWhole ? [] : [boundColumn('min', props, words, mayEdit), boundColumn('max', props, words, mayEdit)]),
  ]
}

function boundColumn(
  side: 'min' | 'max',
  { answer, nameOf, change }: Omit<Props, 'lines'>,
  words: AllocationWords,
  mayEdit: boolean,
): Column<Line> {
  const put = (line: Line, value: number | null): void =>
    change(withLine(answer.rows, line, (row) => bounded(row, side, value)))
  return {
    id: side,
    head: words[side],
    number: true,
    cell: (line) => (
      <AmountInput
        label={side === 'min' ? words.minOf(nameOf(line)) : words.maxOf(nameOf(line))}
        value={line.rows[0]![side] ?? null}
        disabled={!mayEdit}
        put={(value) => put(line, value)}
      />
    ),
  }
}

function Cvs({ line: { cv, low, high } }: { line: Line }) {
  const { format } = useLanguage()
  return (
    <span>
      {format.reckoned(cv)} {low !== null && <small>{`${format.reckoned(low)}–${format.reckoned(high!)}`}</small>}
    </span>
  )
}

function bounded(row: AllocationRow, side: 'min' | 'max', value: number | null): AllocationRow {
  const { [side]: _before, ...rest } = row
  return value === null ? rest : { ...rest, [side]: value }
}

function RuleWords({ line }: { line: Line }) {
  const { say } = useLanguage()
  const words = say.allocation
  const beyond = line.rows.some((row) => row.beyond === 'more')
    ? words.beyondMore
    : line.rows.some((row) => row.beyond === 'less')
      ? words.beyondLess
      : null
  return (
    <>
      {words.rules[line.rows[0]!.rule]}
      {beyond !== null && <small className="beyond"> · {beyond}</small>}
    </>
  )
}

interface AmountProps {
  label: string
  value: number | null
  disabled: boolean
  put: (value: number | null) => void
}

/** Written into while it has the focus; taken over with Enter or when it is left. */
function AmountInput({ label, value, disabled, put }: AmountProps) {
  const { format } = useLanguage()
  const [text, setText] = useState<string | null>(null)
  const take = (): void => {
    if (text === null) return
    setText(null)
    const typed = text.replaceAll(/[,\s]/g, '')
    const amount = typed === '' ? null : Number(typed)
    if (amount !== null && !(amount >= 0)) return
    if (amount !== (value === null ? null : Math.round(value))) put(amount)
  }
  return (
    <input
      className="amount"
      inputMode="decimal"
      aria-label={label}
      disabled={disabled}
      value={text ?? (value === null ? '' : format.count(Math.round(value)))}
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  )
}
