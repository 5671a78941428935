// Which column of the file fills which field; what nothing fills can be chosen.
import type { ImportPreview } from '#contract/import.ts'
import { useLanguage } from '../language/language.tsx'
import type { Chosen } from './requests.ts'

interface Props {
  preview: ImportPreview
  chosen: Chosen
  change: (part: Partial<Chosen>) => void
}

export function MappingTable({ preview, chosen, change }: Props) {
  const { say } = useLanguage()
  const words = say.import
  const { mapping, attributes, leftOut } = preview
  const fields = orderedFields(preview)
  const choose = (field: string, column: string) => {
    // one column fills one field: what it filled before by hand gives it up
    const others = Object.entries(chosen.map).filter(
      ([name, used]) => name !== field && (used === '' || used !== column),
    )
    // `''` keeps a column with a known header from filling the field
    change({ map: Object.fromEntries([...others, [field, column]]) })
  }
  return (
    <section>
      <header className="section-head">
        <h2 id="mapping-title">{words.mapping}</h2>
        <span className="lighter">{words.mappingHint}</span>
      </header>
      <div className="scroll" role="region" aria-labelledby="mapping-title" tabIndex={0}>
        <table className="figures plain mapping">
          <thead>
            <tr>
              <th scope="col">{words.field}</th>
              <th scope="col">{words.column}</th>
              <th scope="col">{words.sample}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ name, required }) => (
              <tr key={name}>
                <th scope="row">
                  <code>{name}</code> {required && <small>{words.required}</small>}
                </th>
                <td>
                  <select
                    aria-label={`${words.column}: ${name}`}
                    value={mapping[name] ?? ''}
                    onChange={(event) => choose(name, event.target.value)}
                  >
                    <option value="">{words.noColumn}</option>
                    {preview.columns.map((column) => (
                      <option key={column}>{column}</option>
                    ))}
                  </select>
                </td>
                <td className="cut">{mapping[name] === undefined ? '' : preview.rows[0]?.[mapping[name]]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {attributes.length > 0 && <p className="mapping-rest">{words.attributes(attributes.join(', '))}</p>}
      {leftOut.length > 0 && <p className="mapping-rest">{words.leftOut(leftOut.join(', '))}</p>}
    </section>
  )
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
