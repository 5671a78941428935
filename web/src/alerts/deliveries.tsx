// Messages and every attempt to deliver them.
import type { MessageView } from '#contract/alerts.ts'
import { useLanguage } from '../language/language.tsx'
import { type Column, Table } from '../table/table.tsx'

interface Props {
  messages: readonly MessageView[]
  timezone: string
}

export function Deliveries({ messages, timezone }: Props) {
  const { say } = useLanguage()
  const columns = useColumns(timezone)
  if (messages.length === 0) return <p className="lighter">{say.alerts.noMessages}</p>
  return <Table label={{ id: 'deliveries' }} columns={columns} rows={messages} keyOf={({ id }) => id} />
}

function useColumns(timezone: string): Column<MessageView>[] {
  const { say, format } = useLanguage()
  const words = say.alerts
  return [
    {
      id: 'at',
      head: words.handedOver,
      by: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => format.instant(createdAt, timezone),
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
      cell: (message) => <Attempts message={message} timezone={timezone} />,
    },
  ]
}

export function Attempts({ message: { attempts, nextAt }, timezone }: { message: MessageView; timezone: string }) {
  const { say, format } = useLanguage()
  const words = say.alerts
  return (
    <ul className="attempts">
      {attempts.map(({ at, outcome, detail }) => (
        <li key={at}>
          {format.instant(at, timezone)} {words.outcomes[outcome]}
          {detail !== '' && <small> {say.told(detail)}</small>}
        </li>
      ))}
      {nextAt !== null && attempts.length > 0 && <li>{words.nextTry(format.instant(nextAt, timezone))}</li>}
    </ul>
  )
}
