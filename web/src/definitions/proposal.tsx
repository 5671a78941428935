// A proposed version: what it changes, what people say of it, and the buttons by which departments agree.
import { type FormEvent, useState } from 'react'
import type { PlanLogEntry } from '#contract/plan-life.ts'
import type { PlanView } from '#contract/plan.ts'
import type { StepProgress } from '#contract/progress.ts'
import { refusalText } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { useMay, useMe } from '../me.tsx'
import { Confirm } from '../shell/confirm.tsx'
import { Link } from '../shell/link.tsx'
import { useTimes } from '../times.tsx'
import { Diff } from './diff.tsx'
import { Preview } from './preview.tsx'
import { agree, comment, withdraw } from './requests.ts'
import { Why } from './why.tsx'

interface Props {
  version: PlanView
  current: PlanView | undefined
  entries: readonly PlanLogEntry[]
  reload: () => void
}

export function Proposal({ version, current, entries, reload }: Props) {
  const { say, format } = useLanguage()
  const times = useTimes()
  const words = say.definitions
  const { version: number, proposedBy, proposedAt, plan } = version
  const why = entries.find(({ what }) => what === 'proposed')?.text
  const id = `proposal-${number}`
  return (
    <section className="proposal" aria-labelledby={id}>
      <header className="section-head">
        <h2 id={id}>{words.proposed(number)}</h2>
        <span className="lighter">
          {words.proposedBy(proposedBy, times.instant(proposedAt))} ·{' '}
          {plan.effective ? words.from(format.fullDay(plan.effective)) : words.fromAgreement}
        </span>
        <Link className="quiet-link" href={`/definitions/${number}`}>
          {words.asFile}
        </Link>
      </header>
      {why && <blockquote>{why}</blockquote>}
      {current ? <Diff from={String(current.version)} to={String(number)} /> : <PointList version={version} />}
      <Preview of={String(number)} />
      <Agreements version={version} reload={reload} />
      <Comments version={number} entries={entries} reload={reload} />
    </section>
  )
}

/** What a version counts, where there is nothing to hold it against. */
export function PointList({ version: { plan, rules } }: { version: PlanView }) {
  const { say } = useLanguage()
  return (
    <ul className="plan-diff">
      {plan.points.map(({ id, name, tier }) => (
        <li key={id}>
          <p>
            <strong>{name}</strong> <small>{say.tiers[tier] ?? tier}</small>
          </p>
          {rules[id] && (
            <p>
              {say.told(rules[id].counts)} · {say.told(rules[id].oncePer)}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

function Agreements({ version, reload }: { version: PlanView; reload: () => void }) {
  const { say } = useLanguage()
  const times = useTimes()
  const words = say.definitions
  const mayAgreeFor = useMayAgreeFor(version)
  const edits = useMay('editor')
  const [asked, setAsked] = useState<{ department?: string } | 'withdraw' | null>(null)
  const { plan, agreements, missing } = version
  const open = missing.filter(mayAgreeFor)
  return (
    <div className="agreements">
      <ul>
        {plan.departments.map((department) => {
          const given = agreements.find((agreement) => agreement.department === department)
          return (
            <li key={department}>
              {given ? words.agreedBy(department, given.by, times.instant(given.at)) : words.waitsFor(department)}{' '}
              {open.includes(department) && (
                <button type="button" className="action" onClick={() => setAsked({ department })}>
                  {words.agreeFor(department)}
                </button>
              )}
            </li>
          )
        })}
      </ul>
      {missing.length > 0 && open.length === 0 && <p className="lighter">{words.notYours}</p>}
      {plan.departments.length === 0 && mayAgreeFor('') && (
        <button type="button" className="action" onClick={() => setAsked({})}>
          {words.agree}
        </button>
      )}
      {edits && (
        <button type="button" className="quiet" onClick={() => setAsked('withdraw')}>
          {words.withdraw}
        </button>
      )}
      {asked === 'withdraw' && <Withdraw version={version.version} close={() => setAsked(null)} done={reload} />}
      {asked !== null && asked !== 'withdraw' && (
        <Agree version={version} department={asked.department} close={() => setAsked(null)} done={reload} />
      )}
    </div>
  )
}

/** As the server judges it: admins for all, users for their departments, editors where none is named. */
function useMayAgreeFor({ plan }: PlanView): (department: string) => boolean {
  const me = useMe()
  const edits = useMay('editor')
  return (department) => {
    if (me?.role === 'admin') return true
    return plan.departments.length === 0 ? edits === true : (me?.departments ?? []).includes(department)
  }
}

interface AgreeProps {
  version: PlanView
  department: string | undefined
  close: () => void
  done: () => void
}

function Agree({ version: { version, plan, missing }, department, close, done }: AgreeProps) {
  const { say, format } = useLanguage()
  const words = say.definitions
  const [why, setWhy] = useState('')
  const [progress, setProgress] = useState<StepProgress | null>(null)
  const last = department === undefined || missing.every((name) => name === department)
  const run = async () => {
    await agree(version, department, why, setProgress)
    done()
  }
  return (
    <Confirm
      title={department === undefined ? words.agreeTitle(version) : words.agreeForTitle(version, department)}
      action={words.agree}
      cancel={words.notYet}
      run={run}
      close={close}
    >
      <p>{last ? words.agreeText(plan.effective ? format.fullDay(plan.effective) : null) : words.agreePartText}</p>
      <Why label={words.whyOptional} value={why} change={setWhy} />
      {progress && <progress max={Math.max(1, progress.total)} value={progress.done} aria-label={words.counting} />}
    </Confirm>
  )
}

function Withdraw({ version, close, done }: { version: number; close: () => void; done: () => void }) {
  const { say } = useLanguage()
  const words = say.definitions
  const [why, setWhy] = useState('')
  const run = async () => {
    await withdraw(version, why)
    done()
  }
  return (
    <Confirm
      title={words.withdrawTitle(version)}
      action={words.withdraw}
      cancel={words.leaveIt}
      ready={why.trim() !== ''}
      run={run}
      close={close}
    >
      <p>{words.withdrawText}</p>
      <Why label={words.why} value={why} change={setWhy} />
    </Confirm>
  )
}

interface CommentsProps {
  version: number
  entries: readonly PlanLogEntry[]
  reload: () => void
}

function Comments({ version, entries, reload }: CommentsProps) {
  const { say } = useLanguage()
  const times = useTimes()
  const words = say.definitions
  const [text, setText] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await comment(version, text)
      setText('')
      setRefused(null)
      reload()
    } catch (error) {
      setRefused(refusalText(error, say))
    }
  }
  return (
    <div className="comments">
      <h3>{words.comments}</h3>
      <ol>
        {entries
          .filter(({ what }) => what === 'commented')
          .map(({ id, by, at, text: said }) => (
            <li key={id}>
              <p>
                <strong>{by}</strong> <small>{times.instant(at)}</small>
              </p>
              <p>{said}</p>
            </li>
          ))}
      </ol>
      <form onSubmit={(event) => void send(event)}>
        <textarea
          rows={2}
          maxLength={2_000}
          aria-label={words.say}
          placeholder={words.say}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="quiet" disabled={text.trim() === ''}>
          {words.sayIt}
        </button>
        {refused !== null && <p role="alert">{refused}</p>}
      </form>
    </div>
  )
}
