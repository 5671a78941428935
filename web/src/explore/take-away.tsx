// Taking the answer along: as a file, as a link that others may open, as the command that asks the same.
import { type FormEvent, useState } from 'react'
import type { NewShare, ShareEntry } from '#contract/share.ts'
import type { QuestionInput } from '#contract/ask.ts'
import { call, getJson, refusalText, sendJson } from '../api.ts'
import { commandLine } from '../figure/how-counted.tsx'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { Command } from '../shell/command.tsx'
import { Confirm } from '../shell/confirm.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { type Column, Table } from '../table/table.tsx'
import { ZoneNote, useTimes } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'

const files = [
  { format: 'csv', label: 'CSV' },
  { format: 'parquet', label: 'Parquet' },
  { format: 'json', label: 'JSON' },
] as const

export function TakeAway({ question, title }: { question: QuestionInput; title: string }) {
  const { say } = useLanguage()
  const words = say.explore
  const may = useMay('editor')
  const [refused, setRefused] = useState<string | null>(null)
  const [shares, setShares] = useState(0)
  const save = (format: string) => {
    setRefused(null)
    saveFile(question, format).catch((error: unknown) => setRefused(refusalText(error, say)))
  }
  return (
    <section className="take-away" aria-labelledby="take-away">
      <h2 id="take-away">{words.takeAway}</h2>
      <p className="take-away-files">
        {files.map(({ format, label }) => (
          <button key={format} type="button" className="action quiet-action" onClick={() => save(format)}>
            {label}
          </button>
        ))}
        <button type="button" className="quiet" onClick={() => save('definitions')}>
          {words.definitionsFile}
        </button>
      </p>
      {refused !== null && <p role="alert">{refused}</p>}
      <Command text={commandLine(question)} />
      {may && <ShareForm question={question} title={title} done={() => setShares((count) => count + 1)} />}
      {may && <Shares key={shares} />}
    </section>
  )
}

async function saveFile(question: QuestionInput, format: string): Promise<void> {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(question) }
  const answer = await call(`/api/v1/ask?format=${format}`, request)
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? `onecount.${format}`
  const url = URL.createObjectURL(await answer.blob())
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
}

function ShareForm({ question, title, done }: { question: QuestionInput; title: string; done: () => void }) {
  const { say } = useLanguage()
  const times = useTimes()
  const words = say.explore
  const [typed, setTyped] = useState<string | null>(null)
  const [days, setDays] = useState(30)
  const [made, setMade] = useState<NewShare | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setRefused(null)
    try {
      setMade(await sendJson<NewShare>('/api/v1/shares', { title: typed ?? title, question, days }))
      done()
    } catch (error) {
      setRefused(refusalText(error, say))
    }
  }
  if (made) {
    return (
      <div className="made-share" role="status">
        <p>{words.shared(times.instant(made.expiresAt))}</p>
        <Command text={made.url} />
      </div>
    )
  }
  return (
    <form className="share-form" onSubmit={(event) => void submit(event)}>
      <label className="choice">
        <span>{words.shareTitle}</span>
        <input required maxLength={120} value={typed ?? title} onChange={(event) => setTyped(event.target.value)} />
      </label>
      <label className="choice">
        <span>{words.shareDays}</span>
        <select value={days} onChange={(event) => setDays(Number(event.target.value))}>
          {[7, 30, 90, 365].map((count) => (
            <option key={count} value={count}>
              {words.days(count)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="action">
        {words.share}
      </button>
      <p className="lighter">{words.shareHint}</p>
      {refused !== null && <p role="alert">{refused}</p>}
    </form>
  )
}

/** Links in force. */
function Shares() {
  const { say } = useLanguage()
  const words = say.explore
  const [now] = useState(Date.now)
  const [changes, setChanges] = useState(0)
  const [ending, setEnding] = useState<ShareEntry | null>(null)
  const columns = useShareColumns(setEnding)
  const { data, error, retry } = useLoaded(`shares ${changes}`, (signal) =>
    getJson<{ shares: ShareEntry[] }>('/api/v1/shares', signal),
  )
  const live = data?.shares.filter(({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > now) ?? []
  if (error) return <FailedNote error={error} retry={retry} />
  if (live.length === 0) return null
  const end = async (id: string) => {
    await call(`/api/v1/shares/${id}`, { method: 'DELETE' })
    setChanges((count) => count + 1)
  }
  return (
    <div className="shares">
      <header className="section-head">
        <h3 id="shares-title">{words.shares}</h3>
        <ZoneNote />
      </header>
      <Table label={{ id: 'shares-title' }} columns={columns} rows={live} keyOf={({ id }) => id} />
      {ending && (
        <Confirm
          title={words.revokeTitle(ending.title)}
          action={words.revoke}
          cancel={say.settings.cancel}
          run={() => end(ending.id)}
          close={() => setEnding(null)}
        >
          <p>{words.revokeText}</p>
        </Confirm>
      )}
    </div>
  )
}

function useShareColumns(end: (share: ShareEntry) => void): Column<ShareEntry>[] {
  const { say, format } = useLanguage()
  const times = useTimes()
  const words = say.explore
  return [
    { id: 'title', head: words.shareTitle, by: ({ title }) => title, cell: ({ title }) => title, text: 'cut' },
    { id: 'by', head: words.shareBy, by: ({ by }) => by, cell: ({ by }) => by },
    {
      id: 'until',
      head: words.shareUntil,
      by: ({ expiresAt }) => expiresAt,
      cell: ({ expiresAt }) => times.instant(expiresAt),
    },
    {
      id: 'opened',
      head: words.shareOpened,
      number: true,
      by: ({ opened }) => opened,
      cell: ({ opened }) => format.count(opened),
    },
    {
      id: 'end',
      head: '',
      number: true,
      cell: (share) => (
        <button type="button" className="quiet" onClick={() => end(share)}>
          {words.revoke}
          <span className="hidden"> {share.title}</span>
        </button>
      ),
    },
  ]
}
