// The scorecard: are we on target, and if not, where; then the pace, the channels, and who is still learning.
import type { Scorecard as Card } from '#contract/scorecard.ts'
import { useParams } from '../address.ts'
import { getJson } from '../api.ts'
import { FigureDialog } from '../figure/shown-figure.tsx'
import { useLanguage } from '../language/language.tsx'
import { Failed, FailedNote } from '../shell/failed.tsx'
import { Skeleton } from '../shell/skeleton.tsx'
import { useLoaded } from '../use-loaded.ts'
import { Learning } from './learning.tsx'
import { PacingChart } from './pacing-chart.tsx'
import { RowTable } from './row-table.tsx'
import { Sentences } from './sentences.tsx'
import { WeekOrMonth } from './week-or-month.tsx'
import './scorecard.css'

/** `isSure`: it is known that there is a plan and data; what fails before may fail for want of them. */
export function Scorecard({ isSure }: { isSure: boolean }) {
  const { say } = useLanguage()
  const words = say.scorecard
  const [params] = useParams()
  const query = new URLSearchParams()
  for (const name of ['period', 'day', 'target']) if (params.get(name)) query.set(name, params.get(name)!)
  if (query.get('period') !== 'week') query.set('period', 'month')
  const key = `scorecard?${query}`
  const loaded = useLoaded(key, (signal) => getJson<Card>(`/api/v1/${key}`, signal))
  const { data: card, error, retry, loading } = loaded
  if (!card && error && isSure) {
    return (
      <>
        <div className="page scorecard-failed">
          <header className="scorecard-head">
            <h1>{words.title}</h1>
            <PeriodChoice card={undefined} />
          </header>
        </div>
        <Failed error={error} retry={retry} />
      </>
    )
  }
  if (!card) return <Skeleton title={words.title} shape={['sentence', 'sentence', 'chart', 'rows']} />
  return (
    <FigureDialog>
      <div className="page scorecard" aria-busy={loading}>
        <header className="scorecard-head">
          <h1>{words.title}</h1>
          <PeriodChoice card={card} />
        </header>
        {error && <FailedNote error={error} retry={retry} stale />}
        <Sentences card={card} />
        <PacingChart card={card} />
        <RowTable card={card} />
        <Learning card={card} changed={retry} />
        {card.caveats.length > 0 && (
          <section className="notes" aria-labelledby="scorecard-notes">
            <h2 id="scorecard-notes">{words.notes}</h2>
            <ul>
              {card.caveats.map(({ message }) => (
                <li key={message}>{say.told(message)}</li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </FigureDialog>
  )
}

/** Where a day lies ahead there is no card, and one way back. */
function PeriodChoice({ card }: { card: Card | undefined }) {
  const { say } = useLanguage()
  const [params, change] = useParams()
  return (
    <WeekOrMonth usual="month" shown={card} keepsDay>
      {!card && params.get('day') && (
        <button type="button" className="quiet" aria-label={say.scorecard.before} onClick={() => change({ day: null })}>
          ←
        </button>
      )}
    </WeekOrMonth>
  )
}
