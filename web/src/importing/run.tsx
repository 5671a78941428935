// An import under way, and what came of it.
import type { ReactNode } from 'react'
import type { ImportProgress, ImportResult } from '#contract/import.ts'
import { useLanguage } from '../language/language.tsx'
import { Table } from '../table/table.tsx'

interface RunningProps {
  file: File
  progress: ImportProgress | null
}

export function Running({ file, progress }: RunningProps) {
  const { say, format } = useLanguage()
  const words = say.import
  const storing = progress?.stage === 'storing'
  const share = progress && (storing ? progress.stored / Math.max(1, progress.rows) : progress.bytes / file.size)
  const text = !progress
    ? words.uploading
    : storing
      ? words.storing(format.count(progress.stored))
      : words.reading(format.count(progress.rows))
  return (
    <div className="running">
      <p id="import-progress">
        {file.name} · {text}
      </p>
      <progress aria-labelledby="import-progress" {...(share !== null && { value: share })} max={1} />
    </div>
  )
}

export function Result({ file, result, again }: { file: File; result: ImportResult; again: () => void }) {
  const { say, format } = useLanguage()
  const words = say.import
  const { added, changed, unchanged, rejected, reasons, notes } = result
  return (
    <>
      <div className="sentences" role="status">
        <p className="first">
          {words.done({
            file: file.name,
            added: format.count(added),
            changed: format.count(changed),
            unchanged: format.count(unchanged),
          })}
        </p>
        <p>{rejected > 0 ? words.rejected(format.count(rejected)) : words.noneRejected}</p>
      </div>
      {notes.length > 0 && (
        <ul className="import-notes">
          {notes.map((note) => (
            <li key={note}>{say.told(note)}</li>
          ))}
        </ul>
      )}
      {reasons.length > 0 && <Reasons result={result} fileName={file.name} />}
      <p>
        <button type="button" className="action" onClick={again}>
          {words.another}
        </button>
      </p>
    </>
  )
}

const nameOf = ({ field }: { field: string }): ReactNode => field && <code>{field}</code>

function Reasons({ result, fileName }: { result: ImportResult; fileName: string }) {
  const { say, format } = useLanguage()
  const words = say.import
  return (
    <section>
      <Table
        label={{ text: words.reason }}
        rows={result.reasons}
        keyOf={({ field, reason }) => `${field} ${reason}`}
        columns={[
          { id: 'reason', head: words.reason, text: 'wrap', cell: ({ reason }) => say.told(reason) },
          { id: 'field', head: words.field, cell: nameOf },
          { id: 'rows', head: words.rows, number: true, cell: ({ count }) => format.count(count) },
        ]}
      />
      <p>
        <a className="download" href={`/api/v1/imports/${result.id}/rejects`} download={`${fileName}.rejects.jsonl`}>
          {words.download}
        </a>
      </p>
    </section>
  )
}
