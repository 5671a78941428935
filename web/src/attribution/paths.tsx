// The paths behind the CVs: the commonest ones, and how many touches it took.
import type { AttributionAnswer } from '#contract/attribution.ts'
import { useLanguage } from '../language/language.tsx'
import { type Column, Table } from '../table/table.tsx'
import type { NameOf } from './attribution.tsx'

type Path = AttributionAnswer['paths'][number]

export function Paths({ answer, nameOf }: { answer: AttributionAnswer; nameOf: NameOf }) {
  const { say, format } = useLanguage()
  const words = say.attribution
  const columns: Column<Path>[] = [
    { id: 'path', head: words.path, text: 'wrap', cell: ({ touches }) => touches.map(nameOf).join(' → ') },
    { id: 'cvs', head: words.cvs, number: true, cell: ({ conversions }) => format.count(conversions) },
  ]
  return (
    <section>
      <header className="section-head">
        <h2 id="attribution-paths">{words.paths}</h2>
        <span className="lighter">{words.pathsHint(format.count(answer.differentPaths))}</span>
      </header>
      <Table
        label={{ id: 'attribution-paths' }}
        columns={columns}
        rows={answer.paths.slice(0, 10)}
        keyOf={({ touches }) => JSON.stringify(touches)}
      />
    </section>
  )
}

export function Lengths({ answer: { lengths } }: { answer: AttributionAnswer }) {
  const { say, format } = useLanguage()
  const words = say.attribution
  const most = Math.max(1, ...lengths.map(({ conversions }) => conversions))
  const last = lengths.findLastIndex(({ conversions }) => conversions > 0)
  return (
    <section>
      <h2>{words.lengths}</h2>
      <ol className="lengths">
        {lengths.slice(0, last + 1).map(({ touches, conversions }) => (
          <li key={touches}>
            <span className="length-name">{words.touches(touches, touches === lengths.length)}</span>
            <span className="length-bar" style={{ width: `${(conversions / most) * 60}%` }} />
            <span className="length-count">{format.count(conversions)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
