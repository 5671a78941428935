// How long data of each kind is kept, in days; empty is for ever.
import { type FormEvent, useState } from 'react'
import { retentionKinds } from '#contract/kinds.ts'
import type { Retention as Kept } from '#contract/privacy.ts'
import { getJson, refusalText, sendJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { useTimes } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'

const path = '/api/v1/privacy/retention'

export function Retention() {
  const { say } = useLanguage()
  const words = say.privacy
  const [saves, setSaves] = useState(0)
  const { data, error, retry } = useLoaded(`retention ${saves}`, (signal) =>
    getJson<{ retention: Kept[] }>(path, signal),
  )
  return (
    <section>
      <header className="section-head">
        <h2>{words.retention}</h2>
        <span className="lighter">{words.retentionHint}</span>
      </header>
      {error && <FailedNote error={error} retry={retry} stale={data !== undefined} />}
      {!data && !error && <div className="bone bone-row" role="status" aria-label={say.loading} />}
      {data && <RetentionForm kept={data.retention} isSaved={saves > 0} saved={() => setSaves((count) => count + 1)} />}
    </section>
  )
}

function RetentionForm({ kept, isSaved, saved }: { kept: Kept[]; isSaved: boolean; saved: () => void }) {
  const { say } = useLanguage()
  const words = say.privacy
  const [refused, setRefused] = useState<string | null>(null)
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const days = retentionKinds.map((kind) => [kind, form.get(kind) === '' ? null : Number(form.get(kind))] as const)
    setRefused(null)
    try {
      await sendJson(path, Object.fromEntries(days))
      saved()
    } catch (error) {
      setRefused(refusalText(error, say))
    }
  }
  return (
    <form className="retention-form" onSubmit={(event) => void save(event)}>
      {kept.map((each) => (
        <Days key={each.kind} kept={each} />
      ))}
      <button type="submit" className="action">
        {words.save}
      </button>
      {refused !== null && <p role="alert">{refused}</p>}
      {refused === null && isSaved && <p role="status">{words.saved}</p>}
    </form>
  )
}

function Days({ kept: { kind, days, appliedAt, removed } }: { kept: Kept }) {
  const { say, format } = useLanguage()
  const times = useTimes()
  const words = say.privacy
  const applied =
    appliedAt === null ? words.notApplied : words.applied(format.count(removed ?? 0), times.instant(appliedAt))
  return (
    <label className="choice">
      <span>{words.retained[kind]}</span>
      <input
        name={kind}
        type="number"
        min={1}
        max={36500}
        defaultValue={days ?? ''}
        placeholder={words.forEver}
        aria-description={words.days}
      />
      {days !== null && <small>{applied}</small>}
    </label>
  )
}
