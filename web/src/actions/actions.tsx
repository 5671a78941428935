// Actions: what is done about what drifted, by state, and what each of them brought.
import { useState } from 'react'
import type { ActionState } from '#contract/actions.ts'
import type { PlanVersion } from '#contract/plan.ts'
import { useParams } from '../address.ts'
import { currentPlan, getJson } from '../api.ts'
import { channelName } from '../language/channel-name.ts'
import { ChannelNames, useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { Failed, FailedNote } from '../shell/failed.tsx'
import { Link } from '../shell/link.tsx'
import { Skeleton } from '../shell/skeleton.tsx'
import { useLoaded } from '../use-loaded.ts'
import { ActionCard, type ListedAction } from './card.tsx'
import { ActionForm } from './form.tsx'
import './actions.css'

/** What is going on comes first. */
const shownStates: readonly ActionState[] = ['running', 'planned', 'done', 'dropped']

interface Listed {
  actions: ListedAction[]
  plan: PlanVersion | null
}

export function Actions() {
  const { say } = useLanguage()
  const words = say.actions
  const mayChange = useMay('editor') ?? false
  const [params, changeParams] = useParams()
  const [changes, setChanges] = useState(0)
  const { data, error, retry } = useLoaded<Listed>(`actions ${changes}`, async (signal) => {
    const [{ actions }, plan] = await Promise.all([
      getJson<{ actions: ListedAction[] }>('/api/v1/actions', signal),
      currentPlan(signal),
    ])
    return { actions, plan }
  })
  if (error && !data) return <Failed error={error} retry={retry} />
  if (!data) return <Skeleton title={words.title} shape={['sentence', 'rows']} />
  const adding = params.has('new') && mayChange
  const close = () => changeParams(Object.fromEntries([...params.keys()].map((name) => [name, null])))
  const changed = () => setChanges((count) => count + 1)
  const saved = () => {
    close()
    changed()
  }
  const { plan } = data
  const channel = adding ? '' : (params.get('channel') ?? '')
  const actions = data.actions.filter((action) => channel === '' || [channel, ''].includes(action.channel))
  return (
    <ChannelNames rules={plan?.plan.channels}>
      <div className="page actions">
        <h1>{words.title}</h1>
        <Sentence actions={actions} channel={channel} />
        {error && <FailedNote error={error} retry={retry} stale />}
        {adding ? (
          <ActionForm
            plan={plan?.plan ?? null}
            given={params}
            channels={Object.keys(say.channels)}
            done={saved}
            cancel={close}
          />
        ) : (
          <p className="action-start">
            {mayChange && (
              <button type="button" className="action" onClick={() => changeParams({ new: '1' })}>
                {words.add}
              </button>
            )}
            <Link href="/drift">{words.toDrift}</Link>
          </p>
        )}
        <ByState actions={actions} mayChange={mayChange} changed={changed} />
      </div>
    </ChannelNames>
  )
}

interface ByStateProps {
  actions: readonly ListedAction[]
  mayChange: boolean
  changed: () => void
}

function ByState({ actions, mayChange, changed }: ByStateProps) {
  const { say } = useLanguage()
  const words = say.actions
  return (
    <>
      {shownStates.map((state) => {
        const own = actions.filter((action) => action.state === state)
        if (own.length === 0) return null
        return (
          <section key={state} aria-labelledby={`actions-${state}`}>
            <header className="section-head">
              <h2 id={`actions-${state}`}>{words.states[state]}</h2>
            </header>
            <div className="action-cards">
              {own.map((action) => (
                <ActionCard key={action.id} action={action} mayChange={mayChange} changed={changed} />
              ))}
            </div>
          </section>
        )
      })}
    </>
  )
}

function Sentence({ actions, channel }: { actions: readonly ListedAction[]; channel: string }) {
  const { say, format } = useLanguage()
  if (actions.length === 0 && channel === '') {
    return (
      <div className="sentences">
        <p className="first">{say.actions.nothing}</p>
        <p>{say.actions.nothingHint}</p>
      </div>
    )
  }
  const many = (state: ActionState): string => format.count(actions.filter((action) => action.state === state).length)
  const overdue = actions.filter((action) => action.overdue).length
  return (
    <div className="sentences">
      <p className="first">{say.actions.sentence({ running: many('running'), planned: many('planned'), overdue })}</p>
      {channel !== '' && (
        <p>
          {say.actions.onChannel(channelName(channel, say))} <Link href="/actions">{say.actions.showAll}</Link>
        </p>
      )}
    </div>
  )
}
