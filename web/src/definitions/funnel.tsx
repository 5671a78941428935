// The plan as a funnel: the micros from the most frequent down, the macro at the bottom, each with its rule and owner.
import type { Answer } from '#contract/ask.ts'
import type { Plan, Point } from '#contract/plan.ts'
import type { PlanView } from '#contract/plan.ts'
import { ask } from '../api.ts'
import { addDays, todayIn } from '../days.ts'
import { useLanguage } from '../language/language.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { Link } from '../shell/link.tsx'
import { useLoaded } from '../use-loaded.ts'

const lookBackDays = 27

interface Volume {
  today: number | null
  lately: number | null
}

async function loadVolumes({ points, timezone }: Plan, signal: AbortSignal): Promise<Map<string, Volume>> {
  const today = todayIn(timezone)
  const count = (from: string) =>
    ask({ metrics: ['cv'], by: ['point'], points: points.map(({ id }) => id), from, to: today }, signal)
  const [now, lately] = await Promise.all([count(today), count(addDays(today, -lookBackDays))])
  return new Map(points.map(({ id }) => [id, { today: cvOf(now, id), lately: cvOf(lately, id) }]))
}

/** No row is no conversion; a refused figure is none at all. */
function cvOf({ rows, total }: Answer, point: string): number | null {
  const refused = total['cv']
  if (typeof refused === 'object' && refused.refused !== undefined) return null
  const figure = rows.find((row) => row['point'] === point)?.['cv']
  return typeof figure === 'object' ? figure.value : 0
}

export function Funnel({ version: { plan, version, rules } }: { version: PlanView }) {
  const { say } = useLanguage()
  const words = say.definitions
  const key = `volumes ${version} ${todayIn(plan.timezone)}`
  const { data, error, retry } = useLoaded(key, (signal) => loadVolumes(plan, signal))
  const lately = (point: Point): number => data?.get(point.id)?.lately ?? 0
  const most = Math.max(1, ...plan.points.map(lately))
  const points = plan.points.toSorted((a, b) => b.tier.localeCompare(a.tier) || lately(b) - lately(a))
  return (
    <section aria-labelledby="funnel-title">
      <header className="section-head">
        <h2 id="funnel-title">{words.funnel}</h2>
        <span className="lighter">{words.funnelHint}</span>
      </header>
      {error && <FailedNote error={error} retry={retry} stale={data !== undefined} />}
      {plan.note && <p className="plan-note">{plan.note}</p>}
      {!data && !error ? (
        <div className="bone bone-chart" />
      ) : (
        <ol className="funnel">
          {points.map((point) => (
            <Step
              key={point.id}
              point={point}
              rule={rules[point.id]}
              volume={data?.get(point.id)}
              share={lately(point) / most}
              timezone={plan.timezone}
            />
          ))}
        </ol>
      )}
    </section>
  )
}

interface StepProps {
  point: Point
  rule: PlanView['rules'][string] | undefined
  volume: Volume | undefined
  share: number
  timezone: string
}

function Step({ point, rule, volume, share, timezone }: StepProps) {
  const { say, format } = useLanguage()
  const words = say.definitions
  const { id, name, tier, owner, why } = point
  const today = todayIn(timezone)
  const counted = (count: number | null | undefined) => (count == null ? '–' : format.count(count))
  const lately = new URLSearchParams({ point: id, from: addDays(today, -lookBackDays), to: today })
  return (
    <li className={tier}>
      <div className="funnel-bar" aria-hidden="true">
        <span style={{ width: share === 0 ? 0 : `${Math.max(4, share * 100)}%` }} />
      </div>
      <div className="funnel-what">
        <h3>
          {name} <small>{say.tiers[tier] ?? tier}</small>
        </h3>
        {rule && (
          <p>
            {say.told(rule.counts)} · {say.told(rule.oncePer)}
          </p>
        )}
        {why && <p className="funnel-why">{why}</p>}
        <p className="lighter">
          <code>{id}</code>
          {owner && ` · ${words.owner(owner)}`}
        </p>
      </div>
      <p className="funnel-volume">
        <Link href={`/ledger?${lately.toString()}`}>
          <strong>{counted(volume?.lately)}</strong> <small>{words.last28}</small>
        </Link>
        <small>{words.today(counted(volume?.today))}</small>
      </p>
    </li>
  )
}
