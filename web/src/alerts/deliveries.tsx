// Messages and every attempt to deliver them.
import type { MessageView } from '#contract/alerts.ts'
import { useLanguage } from '../language/language.tsx'
import { type Column, Table } from '../table/table.tsx'
import { useTimes } from '../times.tsx'

export function Deliveries({ messages }: { messages: readonly MessageView[] }) {
  const { say } = useLanguage()
  const columns = useColumns()
  if (messages.length === 0) return <p className="lighter">{say.alerts.noMessages}</p>
  return <Table label={{ id: 'deliveries' }} columns={columns} rows={messages} keyOf={({ id }) => id} />
}

function useColumns(): Column<MessageView>[] {
  const { say } = useLanguage()
  const times = useTimes()
  const words = say.alerts
  return [
    {
      id: 'at',
      head: words.handedOver,
      by: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => times.instant(createdAt),
    },
    {
      id: 'recipient',
      head: words.recipient,
      by: ({ recipient }) => recipient.name,
      cell: ({ recipient: { name, kind } }) => (
        <>
          {name} <small>{words.kinds[kind]}</small>
        </>
      ),
    },
    { id: 'title', head: words.message, cell: ({ title }) => title },
    {
      id: 'state',
      head: words.state,
      by: ({ state }) => state,
      cell: (message) => <span className={`delivery ${message.state}`}>{words.states[message.state]}</span>,
    },
    {
      id: 'attempts',
      head: words.attempts,
      cell: (message) => <Attempts message={message} />,
    },
  ]
}

export function Attempts({ message: { attempts, nextAt } }: { message: MessageView }) {
  const { say } = useLanguage()
  const times = useTimes()
  const words = say.alerts
  return (
    <ul className="attempts">
      {attempts.map(({ at, outcome, detail }) => (
        <li key={at}>
          {times.instant(at)} {words.outcomes[outcome]}
          {detail !== '' && <small> {say.told(detail)}</small>}
        </li>
      ))}
      {nextAt !== null && attempts.length > 0 && <li>{words.nextTry(times.instant(nextAt))}</li>}
    </ul>
  )
}
