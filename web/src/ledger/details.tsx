// What is known of a conversion: its ids and value, the ids it had before, and how it was known at other times.
import { isErased } from '#contract/erased.ts'
import type { LedgerEntry, LedgerState } from '#contract/ledger.ts'
import { channelName } from '../language/channel-name.ts'
import { useLanguage } from '../language/language.tsx'
import { useTimes } from '../times.tsx'

export function Details({ entry }: { entry: LedgerEntry }) {
  const { say, format } = useLanguage()
  const words = say.ledger
  const { conversion, points } = entry
  const worth = conversion.value === null ? '' : format.money(conversion.value, conversion.currency)
  const rules = points.map(({ rule, oncePer }) => say.ledger.ruleAndOnce(say.told(rule), say.told(oncePer))).join(' / ')
  const versions = [...new Set(points.flatMap((point) => point.versions))].join(', ')
  const facts: [name: string, value: string, isId?: true][] = [
    [words.definition, rules],
    [words.versions, versions],
    [words.value, worth],
    [words.state, conversion.state === 'counted' ? '' : words.stateOf[conversion.state]],
    [words.channel, channelName(conversion.channel, say)],
    [words.campaign, conversion.campaign],
    [words.landingPage, conversion.landingPage],
    [words.order, conversion.orderId, true],
    [words.payment, conversion.paymentId, true],
    [words.deal, conversion.dealId, true],
    [words.lead, conversion.leadId, true],
    isErased(conversion.person) ? [words.person, words.erased] : [words.person, conversion.person, true],
    [words.visitor, conversion.visitorId, true],
    [words.conversion, conversion.id, true],
  ]
  return (
    <section aria-labelledby="details-title">
      <h2 id="details-title">{words.details}</h2>
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value, isId]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{isId ? <code>{value}</code> : value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}

export function EarlierIds({ entry: { aliases } }: { entry: LedgerEntry }) {
  const { say } = useLanguage()
  const times = useTimes()
  return (
    <section aria-labelledby="earlier-title">
      <header className="section-head">
        <h2 id="earlier-title">{say.ledger.earlierIds}</h2>
        <span className="lighter">{say.ledger.earlierIdsHint}</span>
      </header>
      <ul className="earlier">
        {aliases.map(({ id, since }) => (
          <li key={id}>
            <code>{id}</code> <span className="lighter">{times.instant(since)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Every state it was known in, the newest first. */
export function States({ entry: { states } }: { entry: LedgerEntry }) {
  const { say, format } = useLanguage()
  const times = useTimes()
  const words = say.ledger
  const worth = ({ value, currency }: LedgerState): string => (value === null ? '' : format.money(value, currency))
  return (
    <section aria-labelledby="states-title">
      <header className="section-head">
        <h2 id="states-title">{words.states}</h2>
        <span className="lighter">{words.statesHint}</span>
      </header>
      <div className="scroll" role="region" aria-labelledby="states-title" tabIndex={0}>
        <table className="figures plain">
          <thead>
            <tr>
              <th scope="col">{words.knownFrom}</th>
              <th scope="col">{words.when}</th>
              <th scope="col">{words.channel}</th>
              <th scope="col">{words.state}</th>
              <th scope="col" className="number">
                {words.value}
              </th>
              <th scope="col">{words.sources}</th>
              <th scope="col" className="number">
                {words.seen}
              </th>
            </tr>
          </thead>
          <tbody>
            {states.toReversed().map((state) => (
              <tr key={state.knownFrom}>
                <th scope="row">{times.instant(state.knownFrom)}</th>
                <td>{times.instant(state.time)}</td>
                <td>{channelName(state.channel, say)}</td>
                <td>{words.stateOf[state.state]}</td>
                <td className="number">{worth(state)}</td>
                <td>{state.sources.join(', ')}</td>
                <td className="number">{format.count(state.sightings)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
