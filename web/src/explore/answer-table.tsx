// The answer as a table: sorted by any column, every figure opens how it was counted, arrow keys move between them.
import { type CSSProperties, useState } from 'react'
import type { AnswerRow, Change, Definition, Figure, Maturity } from '#contract/ask.ts'
import { figureText } from '../figure/figure-text.ts'
import { FigureButton } from '../figure/shown-figure.tsx'
import { useLanguage } from '../language/language.tsx'
import type { Messages } from '../language/messages.ts'
import { useGrid } from '../overview/use-grid.ts'
import { SortButton } from '../table/sort-button.tsx'
import { type Sort, directionOf, nextSort, sortRows } from '../table/sort.ts'
import type { NameOf } from './explore.tsx'
import { type Given, definitionOf, figureOf, shownOf } from './shown.ts'
import { useValueName } from './value-name.ts'

const shownRows = 200

export function AnswerTable({ given, nameOf }: { given: Given; nameOf: NameOf }) {
  const { say, code, format } = useLanguage()
  const words = say.explore
  const valueName = useValueName()
  const [sort, setSort] = useState<Sort | null>(null)
  const { answer } = given
  const by = given.question.by ?? []
  const metrics = answer.definitions.map(({ metric }) => metric)
  const nameIn = (row: AnswerRow): string => by.map((name) => valueName(name, String(row[name]))).join(' · ')
  const keyOf = (row: AnswerRow) =>
    sort && by.includes(sort.column) ? String(row[sort.column]) : figureOf(row, sort?.column ?? '').value
  const all = by.length === 0 ? [] : sort ? sortRows(answer.rows, keyOf, sort.descending, code) : answer.rows
  const rows = all.slice(0, shownRows)
  const grid = useGrid(rows.length + 1, metrics.length)
  const widths = metrics.map((metric) => widthOf(given, metric, format, say))
  const cells = (row: AnswerRow | null, index: number) =>
    metrics.map((metric, column) => (
      <td key={metric} className="number" style={widths[column]} data-row={index} data-column={column}>
        <FigureButton
          shown={shownOf(given, row, metric, {
            label: nameOf.metric(metric),
            place: row ? nameIn(row) : words.totalRow,
          })}
          layout="cell"
          tabIndex={grid.isCurrent(index, column) ? 0 : -1}
        />
        <Beside figure={figureOf(row ?? answer.total, metric)} definition={definitionOf(given, metric)} />
      </td>
    ))
  return (
    <section>
      <header className="section-head">
        <h2 id="explore-table">{words.table}</h2>
        <span className="lighter keyboard-hint">{say.overview.tableHint}</span>
      </header>
      <div className="scroll" role="region" aria-labelledby="explore-table" tabIndex={0}>
        <table className="figures explore-table" ref={grid.table} onKeyDown={grid.onKeyDown} onFocus={grid.onFocus}>
          <Head given={given} nameOf={nameOf} sort={sort} change={setSort} />
          <tbody>
            {rows.map((row, index) => (
              <tr key={JSON.stringify(by.map((name) => row[name]))}>
                <Names by={by} row={row} />
                {cells(row, index)}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={Math.max(1, by.length)}>
                {words.totalRow}
              </th>
              {cells(null, rows.length)}
            </tr>
          </tfoot>
        </table>
      </div>
      {all.length > rows.length && <p className="lighter">{words.more(format.count(all.length - rows.length))}</p>}
    </section>
  )
}

interface HeadProps {
  given: Given
  nameOf: NameOf
  sort: Sort | null
  change: (sort: Sort | null) => void
}

function Head({ given, nameOf, sort, change }: HeadProps) {
  const { say } = useLanguage()
  const by = given.question.by ?? []
  return (
    <thead>
      <tr>
        {by.length === 0 && <td />}
        {by.map((id) => (
          <Heading key={id} id={id} name={nameOf.dimension(id)} sort={sort} change={change} />
        ))}
        {given.answer.definitions.map((definition) => (
          <Heading
            key={definition.metric}
            id={definition.metric}
            name={nameOf.metric(definition.metric)}
            remark={remarkOf(definition, say)}
            number
            sort={sort}
            change={change}
          />
        ))}
      </tr>
    </thead>
  )
}

/** What a row is about; the first name stays in view. */
function Names({ by, row }: { by: readonly string[]; row: AnswerRow }) {
  const valueName = useValueName()
  return by.map((name, column) => {
    const value = valueName(name, String(row[name]))
    return column === 0 ? (
      <th key={name} scope="row" title={value}>
        {value}
      </th>
    ) : (
      <td key={name} className="explore-name" title={value}>
        {value}
      </td>
    )
  })
}

type Format = ReturnType<typeof useLanguage>['format']

/** What a rate is per, where its name does not say it. */
function remarkOf({ metric, unit, base }: Definition, say: Messages): string {
  return unit === 'ratio' && base !== undefined && !metric.startsWith('cvr') ? say.perUnit(say.told(base)) : ''
}

/** Room for the longest interval of a column, so that its values stand below each other. */
function widthOf(given: Given, metric: string, format: Format, say: Messages): CSSProperties {
  const definition = definitionOf(given, metric)
  const lengths = [...given.answer.rows.slice(0, shownRows), given.answer.total].map(
    (row) => figureText(figureOf(row, metric), definition, format, say).interval?.length ?? 0,
  )
  return { '--interval': `calc(${Math.max(...lengths)} * 0.8ch)` } as CSSProperties
}

/** Below a figure: by which share it changed, and how much of a recent period has arrived. */
function Beside({ figure, definition }: { figure: Figure; definition: Definition }) {
  const { say, format } = useLanguage()
  const words = say.explore
  const { compared, maturity } = figure
  return (
    <>
      {compared && compared.value !== null && (compared.change || compared.value !== figure.value) && (
        <small className="explore-change">
          {compared.change ? (
            <ChangeText change={compared.change} />
          ) : (
            words.wasBefore(figureText(compared, definition, format, say).value)
          )}
        </small>
      )}
      {maturity && (
        <small className="explore-change lighter">
          <Arrived maturity={maturity} definition={definition} />
        </small>
      )}
    </>
  )
}

/** How much of a recent period has arrived, and what it grows to. */
export function Arrived({ maturity, definition }: { maturity: Maturity; definition: Definition }) {
  const { say, format } = useLanguage()
  const words = say.explore
  const arrived = `${Math.round(maturity.arrived * 100)}`
  if (maturity.corrected === null) return words.tooEarly(arrived)
  const grown = { value: grownOf(maturity.corrected, definition) }
  return words.growsTo(arrived, figureText(grown, definition, format, say).value)
}

const grownOf = (value: number, { unit }: Definition): number => (unit === 'count' ? Math.round(value) : value)

/** `+12.3 % (−2.0 to +28.1)`; in full ink where the interval holds no 0. */
export function ChangeText({ change }: { change: Change }) {
  const { say } = useLanguage()
  const { value, low, high } = change
  const clear = (low !== undefined && low > 0) || (high !== undefined && high < 0)
  const open = low === undefined || (low <= -0.999 && (high === undefined || high > farOff))
  return (
    <span className={clear ? 'change clear' : 'change'}>
      {`${signed(value)} %`}
      {!open && <span className="lighter">{` (${say.explore.between(signed(low), end(high))})`}</span>}
    </span>
  )
}

/** Ten times as much: what lies beyond says only that there is too little to tell. */
const farOff = 10

const end = (high: number | undefined): string => (high === undefined || high > farOff ? '∞' : signed(high))

export function signed(share: number): string {
  const percent = Math.abs(share * 100)
  return `${share < 0 ? '−' : '+'}${percent.toFixed(percent < 99.95 ? 1 : 0)}`
}

interface HeadingProps {
  id: string
  name: string
  remark?: string
  number?: boolean
  sort: Sort | null
  change: (sort: Sort | null) => void
}

function Heading({ id, name, remark, number = false, sort, change }: HeadingProps) {
  const direction = directionOf(sort, id)
  return (
    <th scope="col" aria-sort={direction} className={number ? 'number' : undefined}>
      <SortButton {...{ name, remark, direction }} onClick={() => change(nextSort(sort, id, number))} />
    </th>
  )
}
