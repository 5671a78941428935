// Sources: whether all is well, each source with its volume, what is missing with its dates, and how to connect more.
import { useState } from 'react'
import type { GapReport } from '#contract/gaps.ts'
import { type SourceReport, volumeDays } from '#contract/sources.ts'
import { useParams } from '../address.ts'
import { currentPlan, getJson } from '../api.ts'
import { addDays, todayIn } from '../days.ts'
import { useLanguage } from '../language/language.tsx'
import { Failed, FailedNote } from '../shell/failed.tsx'
import { Skeleton } from '../shell/skeleton.tsx'
import { Steps } from '../shell/steps.tsx'
import { TimedTitle } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'
import { Connect } from './connect.tsx'
import { Gaps } from './gaps.tsx'
import { SourceTable } from './source-table.tsx'
import { TrueNumbers } from './true-numbers.tsx'
import { VolumeChart } from './volume-chart.tsx'
import './sources.css'

export function Sources() {
  const { say } = useLanguage()
  const [params, change] = useParams()
  const [changes, setChanges] = useState(0)
  const loaded = useLoaded(`sources ${changes}`, (signal) => getJson<SourceReport>('/api/v1/sources', signal))
  const { data, error, retry } = loaded
  // together with the report, which says from which day only when it is there
  const gaps = useLoaded('gaps', async (signal) => {
    const timezone = (await currentPlan(signal))?.plan.timezone ?? 'UTC'
    return getJson<GapReport>(`/api/v1/gaps?from=${addDays(todayIn(timezone), 1 - volumeDays)}`, signal)
  })
  if (error && !data) return <Failed error={error} retry={retry} />
  if (!data) return <Skeleton title={say.sources.title} shape={['sentence', 'rows', 'chart']} />
  const empty = data.sources.length === 0
  const choose = (name: string) => change({ source: name }, 'replace')
  return (
    <div className="page sources">
      <TimedTitle timed={!empty}>{say.sources.title}</TimedTitle>
      {error && <FailedNote error={error} retry={retry} stale />}
      {empty && <Steps {...say.sources.empty} />}
      {!empty && (
        <>
          <Sentence report={data} gaps={gaps.data} />
          <SourceTable report={data} choose={choose} />
          <VolumeChart report={data} gaps={gaps.data?.gaps ?? []} chosen={params.get('source')} choose={choose} />
          <Gaps loaded={gaps} />
          {gaps.data && <TrueNumbers numbers={gaps.data.trueNumbers} />}
        </>
      )}
      <Connect changed={() => setChanges((count) => count + 1)} />
    </div>
  )
}

function Sentence({ report: { sources, strangers }, gaps }: { report: SourceReport; gaps: GapReport | undefined }) {
  const { say, format } = useLanguage()
  const words = say.sources
  const look = sources.filter(({ health }) => health !== 'healthy').length
  const all = format.count(sources.length)
  return (
    <div className="sentences">
      <p className="first">{look === 0 ? words.allWell(all) : words.look({ count: format.count(look), of: all })}</p>
      <p>
        {gaps && gaps.gaps.length > 0 && `${words.gaps(format.count(gaps.gaps.length))} `}
        {strangers > 0 && `${words.strangers(format.count(strangers))} `}
        <a href="#connect">{words.connect}</a>
      </p>
    </div>
  )
}
