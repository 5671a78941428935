// Reports that were kept, each as it was sent.
import type { KeptReport } from '#contract/reports.ts'
import { getJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { Link } from '../shell/link.tsx'
import { Table } from '../table/table.tsx'
import { useTimes } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'

export function KeptReports({ changes }: { changes: number }) {
  const { say, format } = useLanguage()
  const times = useTimes()
  const words = say.reports
  const { data, error, retry } = useLoaded(`reports ${changes}`, (signal) =>
    getJson<{ reports: KeptReport[] }>('/api/v1/reports', signal),
  )
  const linkTo = ({ id, from, to, knownOn }: KeptReport) => (
    <>
      <Link href={`/reports?report=${id}`}>{format.fullDayRange(from, to)}</Link>
      {knownOn !== null && ` (${words.knownThen(format.fullDay(knownOn))})`}
    </>
  )
  return (
    <section aria-labelledby="kept-reports">
      <header className="section-head">
        <h2 id="kept-reports">{words.kept}</h2>
        <small className="lighter">{words.keptHint}</small>
      </header>
      {error && <FailedNote error={error} retry={retry} />}
      {data?.reports.length === 0 && <p className="lighter">{words.nothingKept}</p>}
      {data && data.reports.length > 0 && (
        <Table
          label={{ id: 'kept-reports' }}
          rows={data.reports}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'what',
              head: words.what,
              cell: linkTo,
              by: ({ from }) => from,
            },
            {
              id: 'headline',
              head: '',
              text: 'wrap',
              cell: answerOf,
            },
            { id: 'made', head: words.when, cell: ({ at }) => times.fullDay(at), by: ({ at }) => at },
            {
              id: 'sent',
              head: words.sentTo,
              text: 'wrap',
              cell: ({ sent }) =>
                sent.length === 0
                  ? words.toNobody
                  : sent.map(({ recipient, message }) => (message === '' ? recipient : say.told(message))).join(', '),
            },
          ]}
        />
      )}
    </section>
  )
}

function answerOf({ headline, language }: KeptReport) {
  return <span lang={language}>{headline}</span>
}
