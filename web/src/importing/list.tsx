// The imports so far, newest first; each can be undone.
import { useState } from 'react'
import type { ImportEntry } from '#contract/import.ts'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { type Column, Table } from '../table/table.tsx'
import { useTimes } from '../times.tsx'
import type { Loaded } from '../use-loaded.ts'
import { UndoImport } from './undo.tsx'

export function ImportList({ imports, changed }: { imports: Loaded<ImportEntry[]>; changed: () => void }) {
  const { say } = useLanguage()
  const { data, error, retry } = imports
  const [undoing, setUndoing] = useState<ImportEntry | null>(null)
  const columns = useColumns(setUndoing)
  return (
    <section>
      <header className="section-head">
        <h2 id="imports-title">{say.import.list}</h2>
        {data?.length === 0 && <span className="lighter">{say.import.listEmpty}</span>}
      </header>
      {error && <FailedNote error={error} retry={retry} stale={data !== undefined} />}
      {!data && !error && <div className="bone bone-row" />}
      {data && data.length > 0 && (
        <Table
          label={{ id: 'imports-title' }}
          columns={columns}
          rows={data}
          keyOf={({ id }) => id}
          rowClass={({ state }) => (state === 'undone' ? 'past' : undefined)}
        />
      )}
      {undoing && <UndoImport entry={undoing} close={() => setUndoing(null)} done={changed} />}
    </section>
  )
}

function useColumns(undo: (entry: ImportEntry) => void): Column<ImportEntry>[] {
  const { say, format } = useLanguage()
  const times = useTimes()
  const words = say.import
  const editor = useMay('editor')
  const count = (name: 'added' | 'changed' | 'unchanged'): Column<ImportEntry> => ({
    id: name,
    head: words[name],
    number: true,
    by: ({ result }) => result?.[name] ?? null,
    cell: ({ result }) => result && format.count(result[name]),
  })
  const columns: Column<ImportEntry>[] = [
    {
      id: 'when',
      head: words.when,
      by: ({ startedAt }) => startedAt,
      cell: ({ startedAt }) => times.instant(startedAt),
    },
    { id: 'file', head: words.file, text: 'cut', by: ({ fileName }) => fileName, cell: ({ fileName }) => fileName },
    { id: 'kind', head: words.kind, by: ({ kind }) => words.kinds[kind], cell: ({ kind }) => words.kinds[kind] },
    {
      id: 'state',
      head: words.state,
      by: ({ state }) => words.states[state],
      cell: ({ state }) => words.states[state],
      className: ({ state }) => (state === 'done' || state === 'undone' ? undefined : 'doubt'),
    },
    count('added'),
    count('changed'),
    count('unchanged'),
    {
      id: 'rejected',
      head: words.rejectedShort,
      number: true,
      by: ({ result }) => result?.rejected ?? null,
      cell: (entry) => <Rejected entry={entry} link={editor === true} />,
    },
  ]
  if (!editor) return columns
  const action: Column<ImportEntry> = {
    id: 'undo',
    head: '',
    number: true,
    cell: (entry) =>
      entry.state !== 'undone' &&
      entry.state !== 'running' && (
        <button type="button" className="quiet" onClick={() => undo(entry)}>
          {words.undo.action}
          <span className="hidden"> {entry.fileName}</span>
        </button>
      ),
  }
  return [...columns, action]
}

function Rejected({ entry: { id, fileName, result }, link }: { entry: ImportEntry; link: boolean }) {
  const { say, format } = useLanguage()
  if (!result) return null
  if (result.rejected === 0 || !result.rejectsFile || !link) return format.count(result.rejected)
  return (
    <a
      className="download"
      href={`/api/v1/imports/${id}/rejects`}
      download={`${fileName}.rejects.jsonl`}
      title={say.import.download}
    >
      {format.count(result.rejected)}
    </a>
  )
}
