// An allocation as CSV, out and in, and saved with its target.
import { type FormEvent, useState } from 'react'
import type { Allocation } from '#contract/allocation.ts'
import type { AllocationRow, StoredTarget } from '#contract/saved-target.ts'
import { refusalText } from '../api.ts'
import { fetched } from '../fetched.tsx'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { save, savedPart } from '../targets/requests.ts'
import { plainRow } from './questions.ts'

/** Brings a parser and what checks rows with it. */
const CsvFiles = fetched(async () => {
  await import('../no-made-code.ts')
  return (await import('./csv-files.tsx')).CsvFiles
})

interface Props {
  target: StoredTarget
  answer: Allocation
  replace: (rows: AllocationRow[]) => void
  restart: () => void
  saved: () => void
}

export function FilesAndSaving({ target, answer, replace, restart, saved }: Props) {
  const { say } = useLanguage()
  const words = say.allocation
  const mayEdit = useMay('editor')
  const [refused, setRefused] = useState<string | null>(null)
  const rows = answer.rows.map(plainRow)
  return (
    <div className="allocation-files">
      <CsvFiles {...{ target, rows, replace, mayEdit }} refuse={setRefused} />
      {mayEdit && (
        <>
          <button type="button" className="quiet" onClick={restart}>
            {words.restart}
          </button>
          <SaveForm {...{ target, rows, saved }} refuse={setRefused} />
        </>
      )}
      {refused !== null && <p role="alert">{refused}</p>}
    </div>
  )
}

interface SaveProps extends Pick<Props, 'target' | 'saved'> {
  rows: AllocationRow[]
  refuse: (text: string) => void
}

function SaveForm({ target, rows, saved, refuse }: SaveProps) {
  const { say } = useLanguage()
  const words = say.allocation
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const why = new FormData(event.currentTarget).get('why') as string
    setBusy(true)
    try {
      await save(target.id, { ...savedPart(target), allocation: rows }, { why, revision: target.version })
      saved()
    } catch (error) {
      refuse(refusalText(error, say))
      setBusy(false)
    }
  }
  return (
    <form className="save-allocation" onSubmit={(event) => void submit(event)}>
      <label className="choice">
        <span>{words.why}</span>
        <input name="why" required maxLength={2000} size={28} autoComplete="off" />
      </label>
      <button type="submit" className="action" disabled={busy}>
        {words.save}
      </button>
    </form>
  )
}
