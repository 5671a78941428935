// An allocation as CSV: the file to take away, and one to take in.
import { allocationCsv, readAllocationCsv } from '#contract/allocation-csv.ts'
import type { AllocationRow, StoredTarget } from '#contract/saved-target.ts'
import { useLanguage } from '../language/language.tsx'

interface Props {
  target: StoredTarget
  rows: AllocationRow[]
  mayEdit: boolean | undefined
  replace: (rows: AllocationRow[]) => void
  /** Says why a file was not taken; null: it was. */
  refuse: (text: string | null) => void
}

export function CsvFiles({ target, rows, mayEdit, replace, refuse }: Props) {
  const { say } = useLanguage()
  const words = say.allocation
  const take = async (file: File): Promise<void> => {
    const read = readAllocationCsv(await file.text())
    refuse('problems' in read ? `${words.csvWrong} ${read.problems.slice(0, 3).join(' ')}` : null)
    if ('rows' in read) replace(read.rows)
  }
  return (
    <>
      <a
        className="file-link"
        download={`allocation-${target.id}.csv`}
        href={`data:text/csv;charset=utf-8,%EF%BB%BF${encodeURIComponent(allocationCsv(rows))}`}
      >
        {words.csvOut}
      </a>
      {mayEdit && (
        <label className="file-choice">
          {words.csvIn}
          <input
            type="file"
            className="hidden"
            accept=".csv,text/csv"
            onChange={(event) => event.target.files?.[0] && void take(event.target.files[0])}
          />
        </label>
      )}
    </>
  )
}
