// A file before it is imported: what it holds, which column is what, its first rows.
import { useState } from 'react'
import { type ImportPreview, type RecognisedExport, importKinds } from '#contract/import.ts'
import { useLanguage } from '../language/language.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { useLoaded } from '../use-loaded.ts'
import { MappingTable } from './mapping.tsx'
import { type Chosen, askPreview, guessKind, optionsQuery } from './requests.ts'

interface Props {
  file: File
  back: () => void
  start: (chosen: Chosen) => void
}

const nothing = {
  platform: '',
  period: '',
  export: '',
  point: '',
  stage: '',
  channel: '',
  currency: '',
  dateFormat: '',
  force: false,
  map: {},
} as const

export function Prepare({ file, back, start }: Props) {
  const { say, format } = useLanguage()
  const words = say.import
  const [chosen, setChosen] = useState<Chosen>({ ...nothing, kind: guessKind(file.name) })
  const [kindChosen, setKindChosen] = useState(false)
  const change = (part: Partial<Chosen>) => {
    if (part.kind) setKindChosen(true)
    setChosen((old) => ({ ...old, ...part }))
  }
  const key = `preview ${file.name} ${file.size} ${file.lastModified} ${optionsQuery(chosen, file.name)}`
  const { data, error, loading, retry } = useLoaded(key, (signal) => askPreview(file, chosen, signal))
  const recognised = data?.recognised
  // what the file holds says more than its name, and less than its user
  if (recognised && !loading && !kindChosen && recognised.kind !== chosen.kind) {
    setKindChosen(true)
    setChosen((old) => ({ ...old, kind: recognised.kind }))
  }
  const usable = data?.missing.length === 0 && !recognised?.refusal && !data.doubt
  const ready = data !== undefined && !loading && !error && usable
  return (
    <>
      <div className="sentences">
        <p className="first">
          {file.name} <small className="lighter">{format.bytes(file.size)}</small>
        </p>
      </div>
      <Options chosen={chosen} change={change} />
      {(recognised || chosen.export !== '') && <ExportNote recognised={recognised} chosen={chosen} change={change} />}
      {data && <Notes preview={data} chosen={chosen} change={change} />}
      <p className="import-actions">
        <button type="button" className="action" disabled={!ready} onClick={() => start(chosen)}>
          {words.start(file.name)}
        </button>
        <button type="button" className="quiet" onClick={back}>
          {words.another}
        </button>
        {data && data.missing.length > 0 && !recognised?.refusal && (
          <span role="status">{words.missing(data.missing.map(({ field }) => field).join(', '))}</span>
        )}
      </p>
      {error && <FailedNote error={error} retry={retry} stale={data !== undefined} />}
      {!data && !error && <div className="bone bone-chart" />}
      {data && (
        <>
          <MappingTable preview={data} chosen={chosen} change={change} />
          <FirstRows preview={data} />
        </>
      )}
    </>
  )
}

interface NoteProps {
  recognised: RecognisedExport | undefined
  chosen: Chosen
  change: (part: Partial<Chosen>) => void
}

interface NotesProps {
  preview: ImportPreview
  chosen: Chosen
  change: (part: Partial<Chosen>) => void
}

/** What the file was recognised as, and the way to have it read as any table. */
function ExportNote({ recognised, chosen, change }: NoteProps) {
  const { say, code } = useLanguage()
  const words = say.import
  const read = recognised?.kind === chosen.kind
  return (
    <div className="import-export">
      {recognised && (
        <p role="status">{read ? words.recognised(recognised) : words.looksLike(recognised.name, recognised.kind)}</p>
      )}
      {recognised?.refusal && (
        <p role="alert">
          {recognised.refusal.message[code]} {recognised.refusal.hint[code]}
        </p>
      )}
      {(read || chosen.export !== '') && (
        <label className="choice">
          <span>{words.readAs}</span>
          <select
            value={chosen.export}
            onChange={(event) => change({ export: event.target.value as Chosen['export'] })}
          >
            <option value="">{recognised?.name ?? '–'}</option>
            <option value="none">{words.anyTable}</option>
          </select>
        </label>
      )}
    </div>
  )
}

/** What to look at before the file is imported; what stands in the way of it can be said to be right. */
function Notes({ preview: { notes, doubt }, chosen, change }: NotesProps) {
  const { say } = useLanguage()
  const asked = doubt !== undefined || chosen.force
  const told = (text: string): string => withoutOptions(say.told(text))
  if (!asked && notes.length === 0) return null
  return (
    <div className="import-export">
      {doubt && (
        <p role="alert">
          {told(doubt.message)} {told(doubt.hint)}
        </p>
      )}
      {notes.length > 0 && (
        <ul className="import-notes" role="status">
          {notes.map((note) => (
            <li key={note}>{told(note)}</li>
          ))}
        </ul>
      )}
      {asked && (
        <label className="import-force">
          <input type="checkbox" checked={chosen.force} onChange={(event) => change({ force: event.target.checked })} />{' '}
          {say.import.oneRowEach}
        </label>
      )}
    </div>
  )
}

/** The command line's options are fields of this page. */
function withoutOptions(text: string): string {
  return text
    .replace(/; if it is about that day, --map .*$/, '')
    .replace(/ If one row for each id is right, import with --force\./, '')
    .replaceAll(/[:,] --map \w+=("[^"]*"|[\w-]+)/g, '')
}

/** Which values a kind of file takes for all its rows. */
const constants = {
  leads: ['channel', 'currency'],
  deals: ['stage', 'channel', 'currency'],
  orders: ['channel', 'currency'],
  ads: ['platform', 'channel', 'currency', 'point', 'period'],
  costs: ['channel', 'currency'],
  figures: ['platform', 'currency', 'point', 'period'],
  events: ['currency'],
  changes: ['platform'],
} as const

function Options({ chosen, change }: { chosen: Chosen; change: (part: Partial<Chosen>) => void }) {
  const { say } = useLanguage()
  const words = say.import
  return (
    <div className="import-options">
      <label className="choice">
        <span>{words.kind}</span>
        <select
          value={chosen.kind}
          onChange={(event) => change({ ...nothing, kind: event.target.value as Chosen['kind'] })}
        >
          {importKinds.map((kind) => (
            <option key={kind} value={kind}>
              {words.kinds[kind]}
            </option>
          ))}
        </select>
      </label>
      {constants[chosen.kind].map((name) => (
        <label key={`${chosen.kind} ${name}`} className="choice">
          <span>{words[name]}</span>
          <input
            defaultValue={chosen[name]}
            maxLength={64}
            size={name === 'currency' ? 4 : 14}
            onBlur={(event) => change({ [name]: event.target.value })}
            onKeyDown={(event) => event.key === 'Enter' && change({ [name]: event.currentTarget.value })}
          />
        </label>
      ))}
      <label className="choice">
        <span>{words.dates}</span>
        <select
          value={chosen.dateFormat}
          onChange={(event) => change({ dateFormat: event.target.value as Chosen['dateFormat'] })}
        >
          <option value="">{words.dateFormats.none}</option>
          <option value="dmy">{words.dateFormats.dmy}</option>
          <option value="mdy">{words.dateFormats.mdy}</option>
        </select>
      </label>
    </div>
  )
}

function FirstRows({ preview: { columns, rows } }: { preview: ImportPreview }) {
  const { say } = useLanguage()
  return (
    <section>
      <header className="section-head">
        <h2 id="first-rows">{say.import.preview}</h2>
      </header>
      <div className="scroll" role="region" aria-labelledby="first-rows" tabIndex={0}>
        <table className="figures plain">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, 5).map((row, index) => (
              <tr key={index}>
                {columns.map((column) => (
                  <td key={column} className="cut">
                    {row[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
