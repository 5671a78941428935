// Definitions: the plan in force first, then what is proposed, what is being drafted, and what happened.
import type { DraftEntry } from '#contract/plan-life.ts'
import type { PlanView } from '#contract/plan.ts'
import { go, usePath } from '../address.ts'
import { todayIn } from '../days.ts'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { Failed, FailedNote } from '../shell/failed.tsx'
import { Link } from '../shell/link.tsx'
import { TimedTitle } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'
import { Bones } from './bones.tsx'
import { Busy } from './busy.tsx'
import { DraftPage } from './draft-page.tsx'
import { Funnel } from './funnel.tsx'
import { History } from './history.tsx'
import { Mapping } from './mapping.tsx'
import { Proposal } from './proposal.tsx'
import { createDraft, loadPlans, planFile, withoutDay } from './requests.ts'
import { Start } from './start.tsx'
import { DocumentLinks, VersionPage } from './version-page.tsx'
import './definitions.css'

/** `/definitions`, `/definitions/draft/ID`, `/definitions/2`. */
export function Definitions() {
  const [, , kind, id] = usePath().split('/')
  if (kind === 'draft' && id) return <DraftPage key={id} id={id} />
  if (kind && /^\d+$/.test(kind)) return <VersionPage key={kind} version={Number(kind)} />
  return <Plans start={kind === 'new'} />
}

function Plans({ start }: { start: boolean }) {
  const { say } = useLanguage()
  const { data, error, retry } = useLoaded('plans', loadPlans)
  if (error && !data) return <Failed error={error} retry={retry} />
  if (!data) return <Bones />
  const { versions, history, drafts, now } = data
  const current = inForceOf(versions)
  const proposals = versions.filter(({ state }) => state === 'proposed')
  return (
    <div className="page definitions">
      <TimedTitle timed={history.entries.length > 0}>{say.definitions.title}</TimedTitle>
      {error && <FailedNote error={error} retry={retry} stale />}
      <Sentences current={current} versions={versions} proposals={proposals} />
      {current && !start && <Actions current={current} />}
      {current && <Funnel version={current} />}
      {proposals.toReversed().map((version) => (
        <Proposal
          key={version.version}
          version={version}
          current={current}
          entries={history.entries.filter((entry) => entry.version === version.version)}
          reload={retry}
        />
      ))}
      {current && !start && <Mapping version={current.version} />}
      {drafts.length > 0 && <Drafts drafts={drafts} now={now} />}
      {(start || (!current && proposals.length === 0)) && <Start />}
      {history.entries.length > 0 && <History entries={history.entries} />}
    </div>
  )
}

/** The version in force today; undefined while none is agreed. */
function inForceOf(versions: readonly PlanView[]): PlanView | undefined {
  return versions.find(({ inForce, plan: { timezone } }) => {
    if (!inForce) return false
    const today = todayIn(timezone)
    return (inForce.from === null || inForce.from <= today) && (inForce.until === null || today < inForce.until)
  })
}

interface SentencesProps {
  current: PlanView | undefined
  versions: readonly PlanView[]
  proposals: readonly PlanView[]
}

function Sentences({ current, versions, proposals }: SentencesProps) {
  const { say, format } = useLanguage()
  const words = say.definitions
  if (versions.length === 0) return null
  const later = versions.filter(
    ({ inForce }) => inForce?.from && current && inForce.from > todayIn(current.plan.timezone),
  )
  return (
    <div className="sentences">
      <p className="first">
        {current
          ? words.inForce({
              version: current.version,
              macro: current.plan.points.find(({ tier }) => tier === 'macro')!.name,
              micros: current.plan.points.filter(({ tier }) => tier === 'micro').length,
              since: current.inForce?.from ? format.fullDay(current.inForce.from) : null,
            })
          : words.noneInForce}
      </p>
      {later.map(({ version, inForce }) => (
        <p key={version}>{words.laterOn(version, format.fullDay(inForce!.from!))}</p>
      ))}
      {proposals.map(({ version, proposedBy, missing }) => (
        <p key={version}>
          <a href={`#proposal-${version}`}>
            {words.waiting({ version, by: proposedBy, missing: missing.join(format.separators(3)[0]) })}
          </a>
        </p>
      ))}
    </div>
  )
}

function Actions({ current }: { current: PlanView }) {
  const { say } = useLanguage()
  const words = say.definitions
  const edits = useMay('editor')
  const change = async () => {
    const { id } = await createDraft(withoutDay(await planFile(current.version)))
    go(`/definitions/draft/${id}`)
  }
  return (
    <div className="definition-actions">
      {edits && <Busy className="action" run={change} label={words.change} />}
      <Link className="quiet-link" href={`/definitions/${current.version}`}>
        {words.asFile}
      </Link>
      <DocumentLinks version={current.version} />
    </div>
  )
}

function Drafts({ drafts, now }: { drafts: readonly DraftEntry[]; now: number }) {
  const { say, format } = useLanguage()
  const words = say.definitions
  return (
    <section aria-labelledby="drafts-title">
      <header className="section-head">
        <h2 id="drafts-title">{words.drafts}</h2>
      </header>
      <ul className="draft-list">
        {drafts.map(({ id, changedBy, changedAt }) => (
          <li key={id}>
            <Link href={`/definitions/draft/${id}`}>{words.draftBy(changedBy)}</Link>{' '}
            <span className="lighter">{words.saved(format.ago(now - changedAt))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
