// A plan counted before anybody agrees to it: what enters and leaves, by point, channel and week, and what CVR and CPA become.
import { useState } from 'react'
import type { Figure } from '#contract/ask.ts'
import type { BeforeAfter, Moved, PlanPreview, PreviewDays, PreviewPoint } from '#contract/preview.ts'
import type { StepProgress } from '#contract/progress.ts'
import { refusalText } from '../api.ts'
import { channelName } from '../language/channel-name.ts'
import { useLanguage } from '../language/language.tsx'
import { Link } from '../shell/link.tsx'
import { type Column, Table } from '../table/table.tsx'
import { useTimes } from '../times.tsx'
import { askPreview } from './requests.ts'

/** @param of a version's number, or `drafts/ID`. */
export function Preview({ of }: { of: string }) {
  const { say } = useLanguage()
  const words = say.definitions
  const [progress, setProgress] = useState<StepProgress | 'begun' | null>(null)
  const [preview, setPreview] = useState<PlanPreview>()
  const [refused, setRefused] = useState<string>()
  const [days, setDays] = useState<PreviewDays>({})
  const run = async () => {
    setProgress('begun')
    setRefused(undefined)
    try {
      setPreview(await askPreview(of, days, setProgress))
    } catch (error) {
      setRefused(refusalText(error, say))
    }
    setProgress(null)
  }
  return (
    <div className="preview">
      <p className="definition-actions">
        <button type="button" className="quiet" disabled={progress !== null} onClick={() => void run()}>
          {preview ? words.previewAgain : words.preview}
        </button>
        <span className="lighter">{words.previewHint}</span>
      </p>
      <Days days={days} change={setDays} />
      {progress !== null && <Progress progress={progress} />}
      {refused !== undefined && <p role="alert">{refused}</p>}
      {preview && <Result preview={preview} />}
    </div>
  )
}

/** Days of one's own; each may be left empty. */
function Days({ days, change }: { days: PreviewDays; change: (days: PreviewDays) => void }) {
  const { say } = useLanguage()
  const words = say.definitions
  return (
    <p className="definition-actions preview-days">
      {(['from', 'to'] as const).map((end) => (
        <label key={end} className="choice">
          <span>{words.previewDays[end]}</span>
          <input
            type="date"
            value={days[end] ?? ''}
            min={end === 'to' ? days.from : undefined}
            max={end === 'from' ? days.to : undefined}
            onChange={({ target }) => change({ ...days, [end]: target.value || undefined })}
          />
        </label>
      ))}
    </p>
  )
}

function Progress({ progress }: { progress: StepProgress | 'begun' }) {
  const { say } = useLanguage()
  const share = progress === 'begun' ? {} : { max: Math.max(1, progress.total), value: progress.done }
  return <progress {...share} aria-label={say.definitions.counting} />
}

function Result({ preview }: { preview: PlanPreview }) {
  const { say, format } = useLanguage()
  const words = say.definitions
  const { from, to, against, points, rates } = preview
  return (
    <>
      <p role="status">{words.previewOf(format.fullDayRange(from, to), against)}</p>
      <Table
        label={{ text: words.preview }}
        sortable={false}
        rows={points}
        keyOf={({ id }) => id}
        columns={useColumns()}
      />
      <ul className="preview-rates">
        {rates.map(({ metric, currency, before, after }) => (
          <li key={metric}>
            {say.metrics[metric] ?? metric}: <Rate figure={before} currency={currency} metric={metric} /> →{' '}
            <strong>
              <Rate figure={after} currency={currency} metric={metric} />
            </strong>
          </li>
        ))}
      </ul>
      {points
        .filter(({ same }) => !same)
        .map((point) => (
          <PointDetails key={point.id} point={point} />
        ))}
    </>
  )
}

function useColumns(): Column<PreviewPoint>[] {
  const { say, format } = useLanguage()
  const words = say.definitions
  const counted = (value: number | null) => (value === null ? '–' : format.count(value))
  return [
    {
      id: 'point',
      head: words.point,
      cell: ({ name, tier }) => (
        <>
          {name} <small>{say.tiers[tier] ?? tier}</small>
        </>
      ),
    },
    { id: 'before', head: words.before, number: true, cell: ({ before }) => counted(before) },
    { id: 'after', head: words.after, number: true, cell: ({ after }) => counted(after) },
    {
      id: 'entering',
      head: words.enter,
      number: true,
      cell: ({ entering }) => (entering.count === 0 ? '' : `+${format.count(entering.count)}`),
    },
    {
      id: 'leaving',
      head: words.leave,
      number: true,
      cell: ({ leaving }) => (leaving.count === 0 ? '' : `−${format.count(leaving.count)}`),
    },
  ]
}

function Rate({ figure, metric, currency }: { figure: Figure | null; metric: string; currency: string }) {
  const { say, format } = useLanguage()
  if (figure === null) return '–'
  if (figure.refused !== undefined) {
    return (
      <>
        {say.refused} <small>({say.told(figure.refused)})</small>
      </>
    )
  }
  if (figure.value === null) return '–'
  return metric === 'cpa' ? format.money(figure.value, currency) : format.rate(figure.value)
}

function PointDetails({ point }: { point: PreviewPoint }) {
  const { say, format } = useLanguage()
  const words = say.definitions
  const { name, channels, weeks, entering, leaving } = point
  return (
    <details className="preview-point">
      <summary>{words.details(name)}</summary>
      <div className="preview-columns">
        <Compared
          label={words.byChannel}
          rows={channels.map(({ channel, ...both }) => ({ name: channelName(channel, say), ...both }))}
        />
        <Compared
          label={words.byWeek}
          rows={weeks.map(({ week, ...both }) => ({ name: format.fullDay(week), ...both }))}
        />
      </div>
      <MovedList label={words.entering} moved={entering} />
      <MovedList label={words.leaving} moved={leaving} />
    </details>
  )
}

function Compared({ label, rows }: { label: string; rows: ({ name: string } & BeforeAfter)[] }) {
  const { say, format } = useLanguage()
  const words = say.definitions
  const counted = (value: number | null) => (value === null ? '–' : format.count(value))
  return (
    <Table
      label={{ text: label }}
      sortable={false}
      rows={rows}
      keyOf={({ name }) => name}
      columns={[
        { id: 'name', head: label, cell: ({ name }) => name },
        { id: 'before', head: words.before, number: true, cell: ({ before }) => counted(before) },
        { id: 'after', head: words.after, number: true, cell: ({ after }) => counted(after) },
      ]}
    />
  )
}

function MovedList({ label, moved }: { label: string; moved: Moved }) {
  const { say, format } = useLanguage()
  const times = useTimes()
  const { count, conversions } = moved
  if (count === 0) return null
  return (
    <div>
      <h3>
        {label}: {format.count(count)}
      </h3>
      <ul className="moved">
        {conversions.map(({ id, time, channel, value, currency }) => (
          <li key={id}>
            <Link href={`/ledger/${id}`}>{times.instant(time)}</Link> {channelName(channel, say)}{' '}
            {value !== null && format.money(value, currency)}
          </li>
        ))}
        {count > conversions.length && <li>{say.definitions.andMore(format.count(count - conversions.length))}</li>}
      </ul>
    </div>
  )
}
