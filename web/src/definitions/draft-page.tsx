// A draft: the plan as text and as forms, what is wrong with it, what it changes; then it is proposed or thrown away.
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Draft } from '#contract/plan-life.ts'
import type { PlanCheck, PlanView } from '#contract/plan.ts'
import { go } from '../address.ts'
import { currentPlan, refusalText } from '../api.ts'
import { fetched } from '../fetched.tsx'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { Confirm } from '../shell/confirm.tsx'
import { Failed, FailedNote } from '../shell/failed.tsx'
import { Link } from '../shell/link.tsx'
import { TimedTitle } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'
import { Bones } from './bones.tsx'
import { Checked } from './checked.tsx'
import { Diff } from './diff.tsx'
import { Editor, goToLine } from './editor.tsx'
import { Preview } from './preview.tsx'
import { checkPlan, createDraft, discardDraft, proposeDraft, readDraft } from './requests.ts'
import { type EditedDraft, useDraft } from './use-draft.ts'
import { Why } from './why.tsx'
import './editor.css'

/** Brings a parser with it, so it is fetched when it is first opened. */
const PointForms = fetched(async () => (await import('./point-forms.tsx')).PointForms)

export function DraftPage({ id }: { id: string }) {
  const { data, error, loading, retry } = useLoaded(`draft ${id}`, async (signal) => ({
    draft: await readDraft(id, signal),
    current: await currentPlan(signal),
  }))
  if (error) return <Failed error={error} retry={retry} />
  // what was loaded at an earlier look is not edited: somebody may have saved it since
  if (!data || loading) return <Bones />
  return <Edit key={data.draft.revision} draft={data.draft} current={data.current as PlanView | null} />
}

const checkPauseMs = 300

/** What the server says of the text, a moment after the last letter. */
function useCheck(text: string): PlanCheck | undefined {
  const [check, setCheck] = useState<PlanCheck>()
  useEffect(() => {
    const abort = new AbortController()
    const timer = setTimeout(() => {
      // a check that fails leaves the last one; saving tells that the server is away
      checkPlan(text, abort.signal).then(setCheck, () => undefined)
    }, checkPauseMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [text])
  return check
}

function Edit({ draft, current }: { draft: Draft; current: PlanView | null }) {
  const { say } = useLanguage()
  const words = say.definitions
  const edits = useMay('editor')
  const edited = useDraft(draft)
  const check = useCheck(edited.text)
  const area = useRef<HTMLTextAreaElement>(null)
  const marks = useMemo(() => marksOf(check), [check])
  const good = check?.ok === true
  // what is refused again is told by `edited`
  const saveAgain = () => void edited.save().catch(() => undefined)
  return (
    <div className="page definitions">
      <Link className="back" href="/definitions">
        {words.back}
      </Link>
      <TimedTitle>{words.draft}</TimedTitle>
      <div className="sentences">
        <p className="first">{current ? words.draftOf(current.version) : words.firstDraft}</p>
        <p role="status">{words.saving[edited.saving]}</p>
      </div>
      {edited.saving === 'conflict' && <Conflict edited={edited} id={draft.id} />}
      {edited.saving === 'failed' && edited.error && <FailedNote error={edited.error} retry={saveAgain} />}
      <div className="draft-columns">
        <div className="draft-editing">
          <Editor text={edited.text} change={edited.change} marks={marks} area={area} describedBy="checked" />
          <AsForms edited={edited} />
        </div>
        <Checked check={check} open={(line) => area.current && goToLine(area.current, line)} />
      </div>
      {edits && <Actions id={draft.id} edited={edited} good={good} />}
      {good && current && edited.saving === 'saved' && (
        <section aria-labelledby="draft-diff">
          <header className="section-head">
            <h2 id="draft-diff">{words.differs(current.version)}</h2>
          </header>
          <Diff from={String(current.version)} to={`draft:${draft.id}`} revision={edited.revision} />
          <Preview key={edited.revision} of={`drafts/${draft.id}`} />
        </section>
      )}
    </div>
  )
}

function AsForms({ edited: { text, change } }: { edited: EditedDraft }) {
  const { say } = useLanguage()
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say.definitions.asForms}</summary>
      {open && <PointForms text={text} change={change} waiting={<div className="bone bone-chart" />} />}
    </details>
  )
}

function Actions({ id, edited, good }: { id: string; edited: EditedDraft; good: boolean }) {
  const { say } = useLanguage()
  const words = say.definitions
  const [asked, setAsked] = useState<'propose' | 'discard' | null>(null)
  const close = () => setAsked(null)
  const ready = good && edited.saving !== 'conflict'
  return (
    <div className="definition-actions">
      <button type="button" className="action" disabled={!ready} onClick={() => setAsked('propose')}>
        {words.propose}
      </button>
      <button type="button" className="quiet" onClick={() => setAsked('discard')}>
        {words.discard}
      </button>
      {asked === 'propose' && <Propose id={id} edited={edited} close={close} />}
      {asked === 'discard' && <Discard id={id} edited={edited} close={close} />}
    </div>
  )
}

function marksOf(check: PlanCheck | undefined): Map<number, 'wrong' | 'doubt'> {
  const found = check?.ok === false ? check.problems : (check?.doubts ?? [])
  const kind = check?.ok === false ? 'wrong' : 'doubt'
  return new Map(found.flatMap(({ line }) => (line === undefined ? [] : [[line, kind] as const])))
}

/** Somebody saved the draft since: theirs can be opened, and mine goes on as a draft of its own. */
function Conflict({ edited, id }: { edited: EditedDraft; id: string }) {
  const { say } = useLanguage()
  const words = say.definitions
  const [theirs, setTheirs] = useState<string>()
  const keepMine = async () => go(`/definitions/draft/${(await createDraft(edited.text)).id}`)
  return (
    <div className="conflict" role="alert">
      {edited.error && <p>{refusalText(edited.error, say)}</p>}
      <p className="confirm-actions">
        <button type="button" className="action" onClick={() => void keepMine()}>
          {words.keepMine}
        </button>
        <button type="button" className="quiet" onClick={() => void readDraft(id).then(({ text }) => setTheirs(text))}>
          {words.showTheirs}
        </button>
      </p>
      {theirs !== undefined && <pre>{theirs}</pre>}
    </div>
  )
}

interface DialogProps {
  id: string
  edited: EditedDraft
  close: () => void
}

function Propose({ id, edited, close }: DialogProps) {
  const { say } = useLanguage()
  const words = say.definitions
  const [why, setWhy] = useState('')
  const run = async () => {
    await proposeDraft(id, await edited.save(), why)
    go('/definitions')
  }
  return (
    <Confirm title={words.proposeTitle} action={words.proposeIt} cancel={words.notYet} run={run} close={close}>
      <p>{words.proposeText}</p>
      <Why label={words.whyOptional} value={why} change={setWhy} />
    </Confirm>
  )
}

function Discard({ id, edited, close }: DialogProps) {
  const { say } = useLanguage()
  const words = say.definitions
  const run = async () => {
    await discardDraft(id, edited.revision)
    go('/definitions')
  }
  return (
    <Confirm title={words.discardTitle} action={words.discard} cancel={words.leaveIt} run={run} close={close}>
      <p>{words.discardText}</p>
    </Confirm>
  )
}
