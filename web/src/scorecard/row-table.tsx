// The table to work in: each channel's figures beside what was wanted, its pace and its verdict.
import { useState } from 'react'
import type { Figure } from '#contract/ask.ts'
import type { Pacing, Scorecard, ScorecardRow } from '#contract/scorecard.ts'
import { FigureButton, type Shown } from '../figure/shown-figure.tsx'
import { useLanguage } from '../language/language.tsx'
import { Link } from '../shell/link.tsx'
import { type Column, Table } from '../table/table.tsx'
import { VerdictMark } from './mark.tsx'
import { driftAddress, rowName, whyOf } from './sentences.tsx'

export function RowTable({ card }: { card: Scorecard }) {
  const { say } = useLanguage()
  const words = say.scorecard
  const [withInitiatives, show] = useState(false)
  const rows = withInitiatives
    ? [
        ...card.channels.flatMap((row) => [row, ...card.initiatives.filter(({ channel }) => channel === row.channel)]),
        card.total,
      ]
    : [...card.channels, card.total]
  return (
    <section>
      <header className="section-head">
        <h2 id="scorecard-table">{words.table}</h2>
        {card.initiatives.length > 0 && (
          <label className="with-initiatives">
            <input type="checkbox" checked={withInitiatives} onChange={(event) => show(event.target.checked)} />{' '}
            {words.showInitiatives}
          </label>
        )}
        {card.target && <small className="lighter">{words.rule}</small>}
      </header>
      <Table
        label={{ id: 'scorecard-table' }}
        className="scorecard-rows"
        rows={rows}
        keyOf={(row) => (row === card.total ? 'total' : JSON.stringify([row.channel, row.initiative]))}
        rowClass={(row) => (row === card.total ? 'total' : row.initiative === '' ? undefined : 'initiative')}
        sortable={false}
        columns={useColumns(card)}
      />
    </section>
  )
}

function useColumns(card: Scorecard): Column<ScorecardRow>[] {
  const { say, format } = useLanguage()
  const words = say.scorecard
  const { target, currency, asOf, to, total } = card
  const name = (row: ScorecardRow): string => (row === total ? words.total : rowName(row, say))
  const money = (value: number): string => format.money(value, currency)
  const beside = (value: number | null | undefined, tell: (value: string) => string) =>
    value == null ? null : <small className="beside">{tell(money(value))}</small>
  const cell = (row: ScorecardRow, metric: string, figure: Figure) => (
    <FigureButton shown={shownOf(card, row, metric, figure, name(row))} layout="cell" />
  )
  const number = (id: string, head: string, show: Column<ScorecardRow>['cell']): Column<ScorecardRow> => ({
    id,
    head,
    number: true,
    cell: show,
    className: () => `of-${id}`,
  })
  return [
    { id: 'name', head: words.channel, cell: name },
    ...(target ? [verdictColumn(card, words.verdict)] : []),
    number('cv', 'CV', (row) => (
      <span className="stack">
        {cell(row, 'cv', row.cv)}
        {row.target && (
          <small className="beside">
            {asOf < to && `${words.dueNow(format.reckoned(row.target.due))} · `}
            {words.aim(format.reckoned(row.target.cv))}
          </small>
        )}
      </span>
    )),
    ...(asOf < to ? [number('pace', words.pace, ({ pacing }) => pacing && <Pace {...pacing} />)] : []),
    ...(target ? [] : [number('before', words.lastTime, ({ before }) => format.count(before.cv))]),
    number('cvr', words.cvr, (row) => cell(row, 'cvr.session', row.cvr)),
    number('cpa', words.cpa, (row) => (
      <span className="stack">
        {cell(row, 'cpa', row.cpa)}
        {beside(row.target?.cpa, words.aim)}
      </span>
    )),
    number('cost', words.cost, (row) => (
      <span className="stack">
        {cell(row, 'cost', row.cost)}
        {beside(row.target?.budget || null, words.budget)}
      </span>
    )),
  ]
}

function Pace({ end, low, high }: Pacing) {
  const { say, format } = useLanguage()
  return (
    <span>
      {format.reckoned(end)}{' '}
      <span className="figure-interval">{say.interval(format.reckoned(low), format.reckoned(high))}</span>
    </span>
  )
}

function verdictColumn(card: Scorecard, head: string): Column<ScorecardRow> {
  return { id: 'verdict', head, text: 'wrap', cell: (row) => <Verdict row={row} card={card} /> }
}

function Verdict({ row, card }: { row: ScorecardRow; card: Scorecard }) {
  const { say, format } = useLanguage()
  if (!row.verdict) return null
  const troubled = row.verdict === 'off_target' || row.verdict === 'watch'
  return (
    <>
      <VerdictMark verdict={row.verdict} />
      {row.verdict !== 'on_target' && (
        <small className="why">
          {whyOf(row, card, format, say)}{' '}
          {troubled && row !== card.total && <Link href={driftAddress(row, card)}>{say.scorecard.seeWhy}</Link>}
        </small>
      )}
    </>
  )
}

/** A figure of the card with the definition that it was counted by. */
function shownOf(card: Scorecard, row: ScorecardRow, metric: string, figure: Figure, place: string): Shown {
  const definition = card.definitions.find((each) => each.metric === metric)!
  const isMoney = definition.unit.startsWith('money')
  return {
    figure,
    definition: isMoney ? { ...definition, currency: card.currency } : definition,
    label: card.point.name,
    place,
    question: row.initiative === '' ? card.question : { ...card.question, by: ['channel', 'campaign'] },
    where: {
      ...(row !== card.total && { channel: row.channel }),
      ...(row.initiative !== '' && { campaign: row.initiative }),
    },
  }
}
