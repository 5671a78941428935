// Conversions, rates and costs by channel: sortable, each figure can be opened, arrow keys move between them.
import { type CSSProperties, useState } from 'react'
import { figureText } from '../figure/figure-text.ts'
import { FigureButton, type Shown } from '../figure/shown-figure.tsx'
import { channelName } from '../language/channel-name.ts'
import type { Format } from '../language/format.ts'
import { useLanguage } from '../language/language.tsx'
import type { Messages } from '../language/messages.ts'
import { SortButton } from '../table/sort-button.tsx'
import { type Sort, directionOf } from '../table/sort.ts'
import { channelsOf, columnsOf, sortChannels } from './columns.ts'
import type { OverviewAnswers } from './questions.ts'
import { useGrid } from './use-grid.ts'

export function ChannelTable({ answers }: { answers: OverviewAnswers }) {
  const { say, code, format } = useLanguage()
  const [chosen, setSort] = useState<Sort | null>(null)
  const columns = columnsOf(answers, say)
  const sort = chosen ?? { column: columns[0]!.id, descending: true }
  const channels = sortChannels(channelsOf(answers), columns, sort, (channel) => channelName(channel, say), code)
  const widths = columns.map(({ of, total }) => intervalWidth([...channels.map(of), total], format, say))
  const grid = useGrid(channels.length + 1, columns.length)
  const cell = (row: number, column: number, shown: Shown | undefined) => (
    <td key={column} className="number" style={widths[column]} data-row={row} data-column={column}>
      {shown ? (
        <FigureButton shown={shown} layout="cell" tabIndex={grid.isCurrent(row, column) ? 0 : -1} />
      ) : (
        <NoFigure />
      )}
    </td>
  )
  return (
    <section>
      <header className="section-head">
        <h2 id="channels-title">{say.overview.table}</h2>
        <span className="lighter keyboard-hint">{say.overview.tableHint}</span>
      </header>
      <div className="scroll" role="region" aria-labelledby="channels-title" tabIndex={0}>
        <table className="figures" ref={grid.table} onKeyDown={grid.onKeyDown} onFocus={grid.onFocus}>
          <thead>
            <tr>
              <Heading id="channel" name={say.overview.channel} sort={sort} onSort={setSort} />
              {columns.map(({ id, name, remark }, index) => (
                <Heading key={id} {...{ id, name, remark, sort }} onSort={setSort} style={widths[index]} />
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

/** Where the answer has no row, nothing was counted. */
function NoFigure() {
  return (
    <span className="figure figure-cell">
      <span className="figure-value lighter">0</span>
      <span className="figure-interval" />
    </span>
  )
}

interface HeadingProps {
  id: string
  name: string
  remark?: string
  sort: Sort
  onSort: (sort: Sort) => void
  style?: CSSProperties | undefined
}

/** Sorts by its column; figures start with the largest, names with the first. */
function Heading({ id, name, remark, sort, onSort, style }: HeadingProps) {
  const direction = directionOf(sort, id)
  const descending = direction === 'none' ? id !== 'channel' : !sort.descending
  return (
    <th scope="col" aria-sort={direction} className={id === 'channel' ? undefined : 'number'} style={style}>
      <SortButton {...{ name, remark, direction }} onClick={() => onSort({ column: id, descending })} />
    </th>
  )
}

/** Room for a column's longest interval, so that its values stand below each other: digits, and half of that a comma. */
function intervalWidth(figures: readonly (Shown | undefined)[], format: Format, say: Messages): CSSProperties {
  const lengths = figures.map((shown) => {
    const interval = shown && figureText(shown.figure, shown.definition, format, say).interval
    return interval ? interval.length - interval.replaceAll(/[^.,]/g, '').length / 2 : 0
  })
  // an interval's type is 12 of 14 pixels
  return { '--interval': `calc(${Math.max(...lengths)} * 0.86ch)` } as CSSProperties
}
