// Conversions, rates and costs by channel: sortable, each figure can be opened, arrow keys move between them.
import { type KeyboardEvent, useRef, useState } from 'react'
import type { AnswerRow } from '#contract/ask.ts'
import type { Point } from '#contract/plan.ts'
import { FigureButton, type Shown } from '../figure/shown-figure.tsx'
import { channelName } from '../language/channel-name.ts'
import { useLanguage } from '../language/language.tsx'
import type { Messages } from '../language/messages.ts'
import { type OverviewAnswers, channelMetrics, findRow, showFigure } from './questions.ts'

interface Column {
  id: string
  name: string
  /** What the column's rate is per, or which point it counts. */
  remark: string
  of(channel: string): Shown | undefined
  total: Shown | undefined
}

type Sort = { column: string; descending: boolean }

export function ChannelTable({ points, answers }: { points: readonly Point[]; answers: OverviewAnswers }) {
  const { say, code } = useLanguage()
  const [sort, setSort] = useState<Sort>({ column: 'cv', descending: true })
  const columns = columnsOf(points, answers, say)
  const channels = sortChannels(channelsOf(answers), columns, sort, (channel) => channelName(channel, say), code)
  const grid = useGrid(channels.length + 1, columns.length)
  const toggle = (column: string) =>
    setSort({ column, descending: sort.column === column ? !sort.descending : column !== 'channel' })
  const cell = (row: number, column: number, shown: Shown | undefined) => (
    <td key={column} className="number" data-row={row} data-column={column}>
      {shown ? (
        <FigureButton shown={shown} layout="cell" tabIndex={grid.isCurrent(row, column) ? 0 : -1} />
      ) : (
        <span className="figure figure-cell">
          <span className="figure-value lighter">0</span>
          <span className="figure-interval" />
        </span>
      )}
    </td>
  )
  return (
    <section aria-labelledby="channels-title">
      <header className="section-head">
        <h2 id="channels-title">{say.overview.table}</h2>
        <span className="lighter keyboard-hint">{say.overview.tableHint}</span>
      </header>
      <div className="scroll" role="region" aria-labelledby="channels-title" tabIndex={0}>
        <table className="figures" ref={grid.table} onKeyDown={grid.onKeyDown} onFocus={grid.onFocus}>
          <thead>
            <tr>
              <Heading id="channel" name={say.overview.channel} remark="" sort={sort} toggle={toggle} />
              {columns.map(({ id, name, remark }) => (
                <Heading key={id} id={id} name={name} remark={remark} sort={sort} toggle={toggle} />
              ))}
            </tr>
          </thead>
          <tbody>
            {channels.map((channel, row) => (
              <tr key={channel}>
                <th scope="row">{channelName(channel, say)}</th>
                {columns.map((column, index) => cell(row, index, column.of(channel)))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{say.overview.total}</th>
              {columns.map((column, index) => cell(channels.length, index, column.total))}
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  )
}

function Heading(props: { id: string; name: string; remark: string; sort: Sort; toggle: (id: string) => void }) {
  const { id, name, remark, sort, toggle } = props
  const direction = sort.column !== id ? 'none' : sort.descending ? 'descending' : 'ascending'
  return (
    <th scope="col" aria-sort={direction} className={id === 'channel' ? '' : 'number'}>
      <button type="button" onClick={() => toggle(id)}>
        <span>{name}</span>
        {remark && <small>{remark}</small>}
        <svg className="sort-mark" width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
          <path d={direction === 'ascending' ? 'M4 1.5 7 6H1Z' : 'M4 6.5 7 2H1Z'} fill="currentColor" />
        </svg>
      </button>
    </th>
  )
}

/** The macro's CVs, the micros', then the macro's rate, cost and CPA. */
function columnsOf(points: readonly Point[], answers: OverviewAnswers, say: Messages): Column[] {
  const { byChannel, byPoint, microsByChannel } = answers
  const macro = points.find((point) => point.tier === 'macro')
  const ofMetric = (metric: string): Column => {
    const label = metric === 'cv' ? (macro?.name ?? metric) : (say.metrics[metric] ?? metric)
    const show = (row: AnswerRow | undefined, place: string) => showFigure(byChannel, row, metric, { label, place })
    return {
      id: metric,
      name: label,
      remark: metric === 'cv' ? say.tiers['macro']! : '',
      of: (channel) => show(findRow(byChannel.answer, { channel }), channelName(channel, say)),
      total: show(byChannel.answer.total, say.overview.total),
    }
  }
  const ofMicro = (point: Point): Column => ({
    id: `point ${point.id}`,
    name: point.name,
    remark: say.tiers['micro']!,
    of(channel) {
      const words = { label: point.name, place: channelName(channel, say) }
      const row = microsByChannel ? findRow(microsByChannel.answer, { point: point.id, channel }) : undefined
      return microsByChannel ? showFigure(microsByChannel, row, 'cv', words, point.id) : undefined
    },
    total: showFigure(
      byPoint,
      findRow(byPoint.answer, { point: point.id }),
      'cv',
      { label: point.name, place: say.overview.total },
      point.id,
    ),
  })
  const [cv, ...others] = channelMetrics
  const micros = points.filter((point) => point.tier === 'micro')
  return [ofMetric(cv), ...micros.map(ofMicro), ...others.map(ofMetric)]
}

/** Every channel that any of the answers has. */
function channelsOf({ byChannel, microsByChannel }: OverviewAnswers): string[] {
  const rows = [...byChannel.answer.rows, ...(microsByChannel?.answer.rows ?? [])]
  return [...new Set(rows.map((row) => String(row['channel'])))]
}

/** By a column's values, refused and missing figures last; or by name. */
function sortChannels(
  channels: string[],
  columns: readonly Column[],
  sort: Sort,
  nameOf: (channel: string) => string,
  language: string,
): string[] {
  const names = new Intl.Collator(language)
  const byName = (a: string, b: string): number => names.compare(nameOf(a), nameOf(b))
  const column = columns.find((each) => each.id === sort.column)
  const sign = sort.descending ? -1 : 1
  if (!column) return channels.toSorted((a, b) => sign * byName(a, b))
  const valueOf = (channel: string): number | null => {
    const shown = column.of(channel)
    return shown ? shown.figure.value : 0
  }
  return channels.toSorted((a, b) => {
    const [first, second] = [valueOf(a), valueOf(b)]
    if (first === null || second === null) return Number(first === null) - Number(second === null) || byName(a, b)
    return sign * (first - second) || byName(a, b)
  })
}

/** One tab stop for all figures; the arrow keys, Home and End move it. */
function useGrid(rows: number, columns: number) {
  const table = useRef<HTMLTableElement>(null)
  const [current, setCurrent] = useState({ row: 0, column: 0 })
  const button = (row: number, column: number): HTMLElement | null | undefined =>
    table.current?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"] button`)
  const placeOf = (target: EventTarget): { row: number; column: number } | null => {
    const cell = target instanceof Element ? target.closest<HTMLElement>('td[data-row]') : null
    return cell ? { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) } : null
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const at = placeOf(event.target)
    const step = moves[event.key]
    if (!at || !step) return
    event.preventDefault()
    let { row, column } = at
    do {
      ;[row, column] = step(row, column, columns - 1)
      if (row < 0 || row >= rows || column < 0 || column >= columns) return
    } while (!button(row, column))
    button(row, column)?.focus()
  }
  const onFocus = (event: { target: EventTarget }) => {
    const at = placeOf(event.target)
    if (at) setCurrent(at)
  }
  return {
    table,
    onKeyDown,
    onFocus,
    isCurrent: (row: number, column: number) =>
      row === Math.min(current.row, rows - 1) && column === Math.min(current.column, columns - 1),
  }
}

const moves: Record<string, (row: number, column: number, lastColumn: number) => [number, number]> = {
  ArrowUp: (row, column) => [row - 1, column],
  ArrowDown: (row, column) => [row + 1, column],
  ArrowLeft: (row, column) => [row, column - 1],
  ArrowRight: (row, column) => [row, column + 1],
}
