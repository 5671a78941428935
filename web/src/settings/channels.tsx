// Which rules give visits their channel, and which of them an address would meet. They are changed in the plan.
import { type FormEvent, useState } from 'react'
import type { ChannelRuleView, ChannelRules, ChannelTested } from '#contract/channels.ts'
import { getJson, refusalText } from '../api.ts'
import { channelName } from '../language/channel-name.ts'
import { useLanguage } from '../language/language.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { type Column, Table } from '../table/table.tsx'
import { useLoaded } from '../use-loaded.ts'

export function Channels() {
  const { say } = useLanguage()
  const words = say.channelRules
  const { data, error, retry } = useLoaded('channels', (signal) => getJson<ChannelRules>('/api/v1/channels', signal))
  return (
    <section>
      <header className="section-head">
        <h2>{words.title}</h2>
        <span className="lighter">{words.hint}</span>
      </header>
      <TryChannel />
      {error && <FailedNote error={error} retry={retry} stale={data !== undefined} />}
      {!data && !error && <div className="bone bone-chart" />}
      {data && <Rules found={data} />}
    </section>
  )
}

function Rules({ found }: { found: ChannelRules }) {
  const { rules, sessions, planVersion, countedAgain } = found
  const { say, format } = useLanguage()
  const words = say.channelRules
  const columns = useColumns()
  const table = (label: string, shown: ChannelRuleView[]) => (
    <Table
      label={{ text: label }}
      columns={columns}
      rows={shown}
      keyOf={({ number }) => String(number)}
      sortable={false}
    />
  )
  const own = rules.filter(({ from }) => from === 'plan')
  const builtIn = rules.filter(({ from }) => from === 'built_in')
  return (
    <>
      {countedAgain !== null && <p role="status">{words.countedAgain(format.rate(countedAgain))}</p>}
      <p className="lighter">{words.visits(sessions.timeoutMinutes, sessions.newCampaign)}</p>
      {planVersion !== null && own.length > 0 && table(words.ofPlan(planVersion), own)}
      <details className="channel-rules">
        <summary>{words.builtIn(builtIn.length)}</summary>
        {table(words.builtIn(builtIn.length), builtIn)}
      </details>
    </>
  )
}

/** When a rule holds: ours in the reader's language, the plan's conditions as the server words them. */
function useRuleWords(): (rule: ChannelRuleView) => string {
  const { say, code } = useLanguage()
  return ({ from, words }) => (from === 'plan' ? say.told(words.en) : words[code])
}

function useColumns(): Column<ChannelRuleView>[] {
  const { say } = useLanguage()
  const words = say.channelRules
  const wordsOf = useRuleWords()
  return [
    { id: 'channel', head: words.channel, cell: ({ channel }) => channelName(channel, say) },
    { id: 'rule', head: words.rule, number: true, cell: ({ number }) => (number === 0 ? words.otherwise : number) },
    { id: 'holds', head: words.holds, text: 'wrap', cell: wordsOf },
  ]
}

function TryChannel() {
  const { say } = useLanguage()
  const words = say.channelRules
  const [tested, setTested] = useState<ChannelTested | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const test = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget) as unknown as Iterable<[string, string]>
    try {
      setTested(await getJson<ChannelTested>(`/api/v1/channels/test?${new URLSearchParams([...given]).toString()}`))
      setRefused(null)
    } catch (error) {
      setTested(null)
      setRefused(refusalText(error, say))
    }
  }
  return (
    <form className="create-key try-channel" aria-label={words.tryIt} onSubmit={(event) => void test(event)}>
      <label className="choice">
        <span>{words.url}</span>
        <input
          name="url"
          type="url"
          size={44}
          placeholder="https://www.example.com/lp?utm_source=…"
          autoComplete="off"
        />
      </label>
      <label className="choice">
        <span>{words.referrer}</span>
        <input name="referrer" type="url" size={28} placeholder="https://www.google.com/" autoComplete="off" />
      </label>
      <button type="submit" className="action">
        {words.test}
      </button>
      {refused !== null && <p role="alert">{refused}</p>}
      {tested && <Tested tested={tested} />}
    </form>
  )
}

function Tested({ tested: { channel, rule, paid, read } }: { tested: ChannelTested }) {
  const { say } = useLanguage()
  const words = say.channelRules
  const wordsOf = useRuleWords()
  const seen = Object.entries(read).filter(([, value]) => value !== '')
  const shown = (name: string, value: string) => (name === 'site' ? (words.sites[value] ?? value) : value)
  return (
    <div className="tested" role="status">
      <p>
        <strong>{words.gets(channelName(channel, say))}</strong> {paid && <small>{words.paid}</small>}
      </p>
      <p>{rule.number === 0 ? words.byNone : words.byRule(rule.number, wordsOf(rule))}</p>
      {seen.length > 0 && (
        <p className="lighter">
          {words.read}: {seen.map(([name, value]) => `${words.reads[name] ?? name} ${shown(name, value)}`).join(' · ')}
        </p>
      )}
    </div>
  )
}
