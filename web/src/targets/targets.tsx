// Targets: the required CVs at or below a target CPA, read backwards from revenue; what if, how likely, by month, by version.
import { useState } from 'react'
import type { Funnel } from '#contract/funnel.ts'
import type { ReckonedTarget, StoredTarget } from '#contract/saved-target.ts'
import { useParams } from '../address.ts'
import { useLanguage } from '../language/language.tsx'
import { Failed, FailedNote } from '../shell/failed.tsx'
import { Skeleton } from '../shell/skeleton.tsx'
import { TimedTitle } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'
import { Chances } from './chances.tsx'
import { FunnelTree } from './funnel-tree.tsx'
import { Months } from './months.tsx'
import { NewTarget } from './new-target.tsx'
import { chosenOf, listTargets, readVersions, reckon } from './requests.ts'
import { Tornado } from './tornado.tsx'
import { Versions } from './versions.tsx'
import { WhatIf } from './what-if.tsx'
import './targets.css'

export function Targets() {
  const { say } = useLanguage()
  const [params, change] = useParams()
  const [saves, setSaves] = useState(0)
  const all = useLoaded(`targets ${saves}`, listTargets)
  const saved = (id: string): void => {
    setSaves((count) => count + 1)
    change({ target: id })
  }
  if (all.error && !all.data) return <Failed error={all.error} retry={all.retry} />
  if (!all.data) return <TargetsSkeleton />
  const chosen = chosenOf(all.data, params.get('target'))
  if (!chosen) return <NewTarget saved={saved} />
  return (
    <div className="page targets">
      <TimedTitle>{say.targets.title}</TimedTitle>
      {all.data.length > 1 && (
        <label className="choice">
          <span>{say.targets.which}</span>
          <select value={chosen.id} onChange={(event) => change({ target: event.target.value })}>
            {all.data.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <OneTarget key={`${chosen.id} ${chosen.version}`} target={chosen} saved={saved} />
    </div>
  )
}

function TargetsSkeleton() {
  const { say } = useLanguage()
  return <Skeleton title={say.targets.title} shape={['sentence', 'short', 'chart', 'rows']} />
}

function OneTarget({ target, saved }: { target: StoredTarget; saved: (id: string) => void }) {
  const [draft, setDraft] = useState<Funnel | undefined>(target.funnel)
  const key = draft ? JSON.stringify(['reckon', draft, target.point]) : null
  const { data, error, retry, loading } = useLoaded(key, (signal) => reckon(draft!, target.point, signal))
  const versions = useLoaded(`versions ${target.id} ${target.version}`, (signal) => readVersions(target.id, signal))
  return (
    <>
      <Sentences target={target} answer={data} isChanged={draft !== target.funnel} />
      {error && <FailedNote error={error} retry={retry} stale={data !== undefined} />}
      {draft && <WhatIf target={target} draft={draft} change={setDraft} answer={data} busy={loading} saved={saved} />}
      {draft && !data && !error && <div className="bone bone-chart" />}
      {draft && data && (
        <>
          <FunnelTree funnel={draft} answer={data} />
          <div className="targets-pair">
            <Chances outlook={data.outlook} />
            <Tornado outlook={data.outlook} currency={target.currency} revenue={Number(draft.revenue)} />
          </div>
        </>
      )}
      <Months target={target} answer={data} />
      {versions.error && !versions.data && <FailedNote error={versions.error} retry={versions.retry} />}
      {versions.data && <Versions versions={versions.data} />}
    </>
  )
}

interface SentencesProps {
  target: StoredTarget
  answer: ReckonedTarget | undefined
  isChanged: boolean
}

function Sentences({ target, answer, isChanged }: SentencesProps) {
  const { say, format } = useLanguage()
  const words = say.targets
  const chance = (share: number): string => words.percent(Math.round(share * 100))
  const whole = target.months.reduce((sum, { cv }) => sum + cv, 0)
  const stage = target.funnel?.stages.find(({ point }) => point === target.point)
  const pace = answer?.outlook.at_pace
  return (
    <div className="sentences">
      {isChanged && <p className="targets-changed">{words.changed}</p>}
      <p className="first">
        {words.sentence({
          cv: format.count(answer?.reckoned.required_cv ?? whole),
          name: stage?.name ?? target.point,
          cpa: format.money(answer?.reckoned.target_cpa ?? target.cpa, target.currency),
          from: format.fullDay(target.from),
          to: format.fullDay(target.to),
        })}
      </p>
      {answer && (
        <p>
          {words.ifCome(chance(answer.outlook.if_cv_come))}
          {pace && ` ${paceWords(pace)}`}
          {answer.outlook.tornado[0] && ` ${words.matters(answer.outlook.tornado[0].name)}`}
        </p>
      )}
    </div>
  )

  function paceWords({ cv, chance: chances }: NonNullable<typeof pace>): string {
    const range = { low: format.count(cv.low), high: format.count(cv.high), cv: chance(chances.cv) }
    if (chances.cpa === null || chances.both === null) return words.atPaceCvOnly(range)
    return words.atPace({ ...range, cpa: chance(chances.cpa), both: chance(chances.both) })
  }
}
