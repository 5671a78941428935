// Where a file is dropped or chosen.
import { type DragEvent, useState } from 'react'
import { useLanguage } from '../language/language.tsx'

export function Drop({ take }: { take: (file: File) => void }) {
  const { say } = useLanguage()
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) take(file)
  }
  return (
    <div
      className={`drop${over ? ' over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label>
        {say.import.drop} <span>{say.import.choose}</span>
        <input
          type="file"
          accept=".csv,.tsv,.txt,.xlsx,.json,.jsonl,.ndjson,.parquet"
          onChange={(event) => event.target.files?.[0] && take(event.target.files[0])}
        />
      </label>
    </div>
  )
}
