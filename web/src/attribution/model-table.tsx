// Every channel under every model: each figure can be opened, and below it stands by how much it differs from the first.
import type { AttributionModel, AttributionRow, DealtMetric } from '#contract/attribution.ts'
import { FigureButton } from '../figure/shown-figure.tsx'
import { useLanguage } from '../language/language.tsx'
import { type Column, Table } from '../table/table.tsx'
import type { ComparedProps } from './attribution.tsx'
import { roundedFor, showModel } from './questions.ts'

export function ModelTable(props: ComparedProps) {
  const { answer, nameOf } = props
  const { say } = useLanguage()
  const words = say.attribution
  const columns: Column<AttributionRow>[] = [
    {
      id: 'name',
      head: answer.by === 'channel' ? say.overview.channel : words.campaign,
      by: ({ name }) => nameOf(name),
      cell: ({ name }) => nameOf(name),
    },
    ...answer.models.map(({ id }) => modelColumn(id, words.models[id], props)),
  ]
  return (
    <section>
      <header className="section-head">
        <h2 id="models-table">{words.table}</h2>
        <span className="lighter">{words.tableHint(words.models[answer.models[0]!.id])}</span>
      </header>
      <Table
        className="models"
        label={{ id: 'models-table' }}
        columns={columns}
        rows={answer.rows}
        keyOf={({ name }) => name}
      />
    </section>
  )
}

function modelColumn(model: AttributionModel, head: string, props: ComparedProps): Column<AttributionRow> {
  const { measure } = props.asked
  return {
    id: model,
    head,
    number: true,
    by: (row) => row[measure][model]?.value ?? null,
    cell: (row) => <ModelCell {...props} row={row} model={model} />,
  }
}

function ModelCell(props: ComparedProps & { row: AttributionRow; model: AttributionModel }) {
  const { answer, asked, days, view, pointName, nameOf, row, model } = props
  const { say } = useLanguage()
  const base = answer.models[0]!.id
  const place = `${nameOf(row.name)}, ${say.attribution.models[model]}`
  const shown = showModel(answer, asked, days, view, { row, model, label: pointName, place })
  if (!shown) return null
  const rounded = { ...shown, figure: roundedFor(asked.measure, shown.figure) }
  return (
    <span className="model-cell">
      <FigureButton shown={rounded} layout="bare" />
      {model !== base && <Difference row={row} measure={asked.measure} model={model} base={base} />}
    </span>
  )
}

function Difference(props: {
  row: AttributionRow
  measure: DealtMetric
  model: AttributionModel
  base: AttributionModel
}) {
  const { format } = useLanguage()
  const { row, measure, model, base } = props
  const [own, other] = [row[measure][model]?.value, row[measure][base]?.value]
  if (own == null || other == null) return null
  const digits = { cv: 10, cpa: 1, value: 1, roas: 100 }[measure]
  const by = Math.round((own - other) * digits) / digits
  return (
    <small className="model-difference">{by === 0 ? '±0' : `${by > 0 ? '+' : '−'}${format.count(Math.abs(by))}`}</small>
  )
}
