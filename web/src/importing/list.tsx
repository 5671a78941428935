// The imports so far, newest first.
import type { ImportEntry } from '#contract/import.ts'
import { useLanguage } from '../language/language.tsx'
import { FailedNote } from '../shell/failed.tsx'
import type { Loaded } from '../use-loaded.ts'

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone

export function ImportList({ imports: { data, error, retry } }: { imports: Loaded<ImportEntry[]> }) {
  const { say } = useLanguage()
  return (
    <section>
      <header className="section-head">
        <h2 id="imports-title">{say.import.list}</h2>
        {data?.length === 0 && <span className="lighter">{say.import.listEmpty}</span>}
      </header>
      {error && <FailedNote error={error} retry={retry} />}
      {!data && !error && <div className="bone bone-row" />}
      {data && data.length > 0 && <Table imports={data} />}
    </section>
  )
}

function Table({ imports }: { imports: readonly ImportEntry[] }) {
  const { say, format } = useLanguage()
  const words = say.import
  const counts = ['added', 'changed', 'unchanged'] as const
  return (
    <div className="scroll" role="region" aria-labelledby="imports-title" tabIndex={0}>
      <table className="figures plain">
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.file}</th>
            <th scope="col">{words.kind}</th>
            <th scope="col">{words.state}</th>
            {counts.map((name) => (
              <th key={name} scope="col" className="number">
                {words[name]}
              </th>
            ))}
            <th scope="col" className="number">
              {words.rejectedShort}
            </th>
          </tr>
        </thead>
        <tbody>
          {imports.map(({ id, fileName, kind, state, startedAt, result }) => (
            <tr key={id}>
              <th scope="row">{format.instant(startedAt, ownZone)}</th>
              <td className="cut">{fileName}</td>
              <td>{words.kinds[kind]}</td>
              <td className={state === 'done' ? undefined : 'doubt'}>{words.states[state]}</td>
              {counts.map((name) => (
                <td key={name} className="number">
                  {result && format.count(result[name])}
                </td>
              ))}
              <td className="number">
                {result && result.rejected > 0 ? (
                  <a
                    className="download"
                    href={`/api/v1/imports/${id}/rejects`}
                    download={`${fileName}.rejects.jsonl`}
                    title={words.download}
                  >
                    {format.count(result.rejected)}
                  </a>
                ) : (
                  result && format.count(0)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
