// Allocation: a target's CVs and budget over channels and months; suggested, changed by hand, saved with the target.
import { useState } from 'react'
import type { Allocation as Answer } from '#contract/allocation.ts'
import type { StoredTarget } from '#contract/saved-target.ts'
import { useParams } from '../address.ts'
import { channelName } from '../language/channel-name.ts'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { Failed, FailedNote } from '../shell/failed.tsx'
import { Link } from '../shell/link.tsx'
import { Skeleton } from '../shell/skeleton.tsx'
import { chosenOf, listTargets } from '../targets/requests.ts'
import { useLoaded } from '../use-loaded.ts'
import { AddRow } from './add-row.tsx'
import { Choices } from './choices.tsx'
import { Curves } from './curves.tsx'
import { FilesAndSaving } from './files.tsx'
import { type Plan, askAllocation, linesOf, plainRow, planOf } from './questions.ts'
import { WorkTable } from './work-table.tsx'
import './allocation.css'

export function Allocation() {
  const { say } = useLanguage()
  const words = say.allocation
  const [params] = useParams()
  const [saves, setSaves] = useState(0)
  const all = useLoaded(`targets for allocation ${saves}`, listTargets)
  if (all.error && !all.data) return <Failed error={all.error} retry={all.retry} />
  if (!all.data) return <AllocationSkeleton />
  const target = chosenOf(all.data, params.get('target'))
  if (!target) {
    return (
      <div className="page">
        <h1>{words.title}</h1>
        <div className="sentences">
          <p className="first">{words.noTarget}</p>
          <p>{words.noTargetHint}</p>
          <p>
            <Link href="/targets">{words.toTargets}</Link>
          </p>
        </div>
      </div>
    )
  }
  return (
    <OneAllocation
      key={`${target.id} ${target.version}`}
      target={target}
      saved={() => setSaves((count) => count + 1)}
    />
  )
}

function AllocationSkeleton() {
  const { say } = useLanguage()
  return <Skeleton title={say.allocation.title} shape={['sentence', 'short', 'rows']} />
}

export type NameOf = (of: { channel: string; initiative: string }) => string

function OneAllocation({ target, saved }: { target: StoredTarget; saved: () => void }) {
  const { say, format } = useLanguage()
  const words = say.allocation
  const [plan, setPlan] = useState<Plan>(() => planOf(target))
  const [month, setMonth] = useState<string | null>(null)
  const mayEdit = useMay('editor')
  const key = JSON.stringify(['allocation', target.id, target.version, plan])
  const { data: answer, error, retry, loading } = useLoaded(key, (signal) => askAllocation(target, plan, signal))
  if (!answer && error) return <Failed error={error} retry={retry} />
  if (!answer) return <AllocationSkeleton />
  const nameOf: NameOf = ({ channel, initiative }) => initiative || channelName(channel, say)
  const lines = linesOf(answer, month)
  return (
    <div className="page allocation" aria-busy={loading}>
      <h1>{words.title}</h1>
      {error && <FailedNote error={error} retry={retry} stale />}
      <Sentences answer={answer} />
      <Choices {...{ target, plan, month, setPlan, setMonth }} />
      <WorkTable
        {...{ answer, lines, nameOf }}
        isWhole={month === null}
        change={(rows) => setPlan({ ...plan, rows })}
      />
      {mayEdit && (
        <AddRow target={target} rows={answer.rows.map(plainRow)} replace={(rows) => setPlan({ ...plan, rows })} />
      )}
      <FilesAndSaving
        {...{ target, answer, saved }}
        replace={(rows) => setPlan({ ...plan, rows })}
        restart={() => setPlan(planOf(target))}
      />
      <Curves answer={answer} lines={linesOf(answer, null)} nameOf={nameOf} />
      <section className="notes" aria-label={words.rule}>
        <ul>
          <li>{words.cause}</li>
          {answer.young.corrected > 0 && <li>{words.corrected(answer.young.corrected)}</li>}
          {answer.young.leftOut > 0 && <li>{words.leftOut(answer.young.leftOut)}</li>}
          {answer.unknown > 0 && <li>{words.unknown(format.count(answer.unknown))}</li>}
          {answer.occasional.length > 0 && (
            <li>{words.occasional(answer.occasional.map((name) => channelName(name, say)).join(', '))}</li>
          )}
        </ul>
      </section>
    </div>
  )
}

function Sentences({ answer: { months, currency } }: { answer: Answer }) {
  const { say, format } = useLanguage()
  const words = say.allocation
  const sum = (of: 'cv' | 'low' | 'high' | 'spent' | 'required' | 'left'): number =>
    months.reduce((all, month) => all + month[of], 0)
  const whole = (value: number): string => format.count(Math.round(value))
  const missing = sum('required') - sum('cv')
  const left = months.reduce((all, month) => all + Math.max(0, month.left), 0)
  return (
    <div className="sentences">
      <p className="first">
        {words.sentence({
          cv: whole(sum('cv')),
          low: whole(sum('low')),
          high: whole(sum('high')),
          spent: format.money(sum('spent'), currency),
          required: whole(sum('required')),
        })}
      </p>
      <p>
        {missing > 0.5 ? words.short(whole(missing)) : words.enough(whole(-missing))}
        {left > 1 && ` ${words.left(format.money(left, currency))}`}
      </p>
    </div>
  )
}
