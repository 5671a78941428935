// Undoing an import: first what it will do, then the button.
import type { ImportEntry, ImportUndo } from '#contract/import.ts'
import { call, getJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { Confirm } from '../shell/confirm.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { useLoaded } from '../use-loaded.ts'

/** Rows named of those that stay. */
const few = 5

interface Props {
  entry: ImportEntry
  close: () => void
  done: () => void
}

export function UndoImport({ entry: { id, fileName, kind }, close, done }: Props) {
  const { say } = useLanguage()
  const words = say.import.undo
  const path = `/api/v1/imports/${id}/undo`
  const { data, error, retry } = useLoaded(`undo ${id}`, (signal) => getJson<ImportUndo>(path, signal))
  const run = async () => {
    await call(path, { method: 'POST' })
    done()
  }
  return (
    <Confirm
      title={words.title(fileName)}
      action={words.action}
      cancel={words.cancel}
      ready={data !== undefined}
      run={run}
      close={close}
    >
      {error && <FailedNote error={error} retry={retry} />}
      {!data && !error && <div className="bone bone-row" role="status" aria-label={say.loading} />}
      {data && <Effect undo={data} known={kind === 'events' ? words.knownEvents : words.known} />}
    </Confirm>
  )
}

function Effect({ undo, known }: { undo: ImportUndo; known: string }) {
  const { removed, restored, kept, keptRows, again } = undo
  const { say, format } = useLanguage()
  const words = say.import.undo
  const sentences = [
    removed > 0 && words.removed(removed, format.count(removed)),
    restored > 0 && words.restored(restored, format.count(restored)),
    removed + restored === 0 && words.nothing,
  ]
  return (
    <>
      <ul className="undo-effect">
        {sentences.map((sentence) => sentence && <li key={sentence}>{sentence}</li>)}
        {kept > 0 && (
          <li>
            {words.kept(kept, format.count(kept))}
            <ul>
              {keptRows.slice(0, few).map(({ what, changedBy }) => (
                <li key={what}>
                  <code>{what}</code> ({changedBy})
                </li>
              ))}
            </ul>
          </li>
        )}
        {again.map((file) => (
          <li key={file.id}>{words.again(file.fileName, file.rows, format.count(file.rows))}</li>
        ))}
      </ul>
      <p className="lighter">{known}</p>
    </>
  )
}
