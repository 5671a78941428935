// Which column of the file fills which field; what nothing fills can be chosen.
import type { ImportPreview } from '#contract/import.ts'
import { useLanguage } from '../language/language.tsx'
import { type Column, Table } from '../table/table.tsx'
import type { Chosen } from './requests.ts'

interface Props {
  preview: ImportPreview
  chosen: Chosen
  change: (part: Partial<Chosen>) => void
}

export function MappingTable({ preview, chosen, change }: Props) {
  const { say } = useLanguage()
  const words = say.import
  const { attributes, leftOut, unused } = preview
  return (
    <section>
      <header className="section-head">
        <h2 id="mapping-title">{words.mapping}</h2>
        <span className="lighter">{words.mappingHint}</span>
      </header>
      <Table
        className="mapping"
        label={{ id: 'mapping-title' }}
        columns={useColumns({ preview, chosen, change })}
        rows={orderedFields(preview)}
        keyOf={({ name }) => name}
      />
      {attributes.length > 0 && <p className="mapping-rest">{words.attributes(attributes.join(', '))}</p>}
      {unused.length > 0 && <p className="mapping-rest">{words.unused(unused.join(', '))}</p>}
      {leftOut.length > 0 && <p className="mapping-rest">{words.leftOut(leftOut.join(', '))}</p>}
    </section>
  )
}

type Field = ImportPreview['fields'][number]

function useColumns({ preview: { mapping, columns, rows }, chosen, change }: Props): Column<Field>[] {
  const { say } = useLanguage()
  const words = say.import
  const choose = (field: string, column: string) => {
    // one column fills one field: what it filled before by hand gives it up
    const others = Object.entries(chosen.map).filter(
      ([name, used]) => name !== field && (used === '' || used !== column),
    )
    // `''` keeps a column with a known header from filling the field
    change({ map: Object.fromEntries([...others, [field, column]]) })
  }
  return [
    {
      id: 'field',
      head: words.field,
      cell: ({ name, required }) => (
        <span>
          <code>{name}</code> {required && <small>{words.required}</small>}
        </span>
      ),
    },
    {
      id: 'column',
      head: words.column,
      cell: ({ name }) => (
        <select
          aria-label={`${words.column}: ${name}`}
          value={mapping[name] ?? ''}
          onChange={(event) => choose(name, event.target.value)}
        >
          <option value="">{words.noColumn}</option>
          {columns.map((column) => (
            <option key={column}>{column}</option>
          ))}
        </select>
      ),
    },
    {
      id: 'sample',
      head: words.sample,
      text: 'cut',
      cell: ({ name }) => (mapping[name] === undefined ? '' : (rows[0]?.[mapping[name]] ?? '')),
    },
  ]
}

/** Needed ones first, then those that are filled, then the rest. */
function orderedFields({ fields, mapping }: ImportPreview): ImportPreview['fields'] {
  const known = new Set(fields.map(({ name }) => name))
  const named = Object.keys(mapping).filter((name) => !known.has(name))
  const all = [...fields, ...named.map((name) => ({ name, required: false }))]
  const rank = ({ name, required }: ImportPreview['fields'][number]): number =>
    required ? 0 : mapping[name] === undefined ? 2 : 1
  return all.toSorted((a, b) => rank(a) - rank(b))
}
