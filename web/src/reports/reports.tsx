// Reports: the latest week or month readable in place, taken away or sent; those that were kept; and their schedule.
import { useState } from 'react'
import type { KeptReport, MadeReport } from '#contract/reports.ts'
import { useParams } from '../address.ts'
import { ApiProblem, getJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { WeekOrMonth } from '../scorecard/week-or-month.tsx'
import { Failed, FailedNote } from '../shell/failed.tsx'
import { Link } from '../shell/link.tsx'
import { RowBones } from '../shell/skeleton.tsx'
import { useTimes } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'
import { KeptReports } from './kept.tsx'
import { Paper } from './paper.tsx'
import { Schedules } from './schedules.tsx'
import { TakeAway } from './take-away.tsx'
import '../scorecard/scorecard.css'
import './reports.css'

/** One that is made now, or one that was kept. */
type Shown = MadeReport & Partial<Pick<KeptReport, 'id' | 'by' | 'at'>>

/** Nothing to tell of yet: no fault of anybody. */
const nothingYet = new Set(['no_plan', 'no_data', 'nothing_yet'])

export function Reports() {
  const { say, code } = useLanguage()
  const words = say.reports
  const [params] = useParams()
  const [changes, setChanges] = useState(0)
  const mayChange = useMay('editor') ?? false
  const address = addressOf(params, code)
  const { data, error, loading, retry } = useLoaded(address, (signal) =>
    getJson<Shown>(`/api/v1/reports/${address}&format=json`, signal),
  )
  const changed = () => setChanges((count) => count + 1)
  if (error instanceof ApiProblem && nothingYet.has(error.code) && params.size === 0) return <Empty />
  const stale = data !== undefined && loading
  return (
    <div className="page reports" aria-busy={stale}>
      <header className="scorecard-head">
        <h1>{words.title}</h1>
        {!params.has('report') && <PeriodChoice report={error ? undefined : data} />}
      </header>
      {error && (data ? <FailedNote error={error} retry={retry} stale /> : <Failed error={error} retry={retry} />)}
      {!data && !error && <Making />}
      {data && <KeptNote report={data} />}
      {data && <TakeAway report={data} address={address} mayChange={mayChange} changed={changed} />}
      {data && <Paper html={data.html} language={data.language} label={words.paper} />}
      <KeptReports key={`kept ${changes}`} changes={changes} />
      <Schedules mayChange={mayChange} />
    </div>
  )
}

/** The paper before anything is on it. */
function Making() {
  const { say } = useLanguage()
  return (
    <section className="paper making" aria-busy="true">
      <p role="status">{say.reports.making}</p>
      <div className="bone bone-sentence" />
      <div className="bone bone-chart" />
      <RowBones />
    </section>
  )
}

/** The API's address of what is shown: a kept report, or one made now. */
function addressOf(params: URLSearchParams, language: 'en' | 'ja'): string {
  const kept = params.get('report')
  if (kept !== null) return `${encodeURIComponent(kept)}?`
  const query = new URLSearchParams({ period: params.get('period') === 'month' ? 'month' : 'week', language })
  for (const name of ['day', 'known_on', 'target']) if (params.get(name)) query.set(name, params.get(name)!)
  return `made?${query}`
}

function KeptNote({ report: { at, by } }: { report: Shown }) {
  const { say } = useLanguage()
  const times = useTimes()
  const words = say.reports
  const [, change] = useParams()
  if (at === undefined) return null
  return (
    <p className="kept-note">
      {words.keptReport({ day: times.fullDay(at), by: by ?? '' })}{' '}
      <button type="button" className="quiet" onClick={() => change({ report: null })}>
        {words.toLatest}
      </button>
    </p>
  )
}

function PeriodChoice({ report }: { report: Shown | undefined }) {
  const { say } = useLanguage()
  const words = say.reports
  const [params, change] = useParams()
  return (
    <WeekOrMonth usual="week" shown={report}>
      <label className="choice known-on" title={words.knownOnHint}>
        <span>{words.knownOn}</span>
        <input
          type="date"
          value={params.get('known_on') ?? ''}
          onChange={(event) => change({ known_on: event.target.value || null })}
        />
      </label>
    </WeekOrMonth>
  )
}

function Empty() {
  const { say } = useLanguage()
  const words = say.reports
  return (
    <div className="page reports">
      <h1>{words.title}</h1>
      <div className="sentences">
        <p className="first">{words.empty}</p>
        <p>{words.emptyHint}</p>
        <p>
          <Link href="/import">{words.toImport}</Link>
        </p>
      </div>
    </div>
  )
}
