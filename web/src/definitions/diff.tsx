// What differs between two versions: by point, with what it counts before and after.
import type { FieldChange, PlanChanges, PlanDiff, PointDiff } from '#contract/plan-life.ts'
import { platformLabel } from '#contract/platforms.ts'
import { getJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import type { Messages } from '../language/messages.ts'
import { FailedNote } from '../shell/failed.tsx'
import { useLoaded } from '../use-loaded.ts'

interface Props {
  /** A version's number, `current`, or `draft:ID`. */
  from: string
  to: string
  /** Rises when what is compared has changed. */
  revision?: number
}

export function Diff({ from, to, revision = 0 }: Props) {
  const { say } = useLanguage()
  const words = say.definitions
  const query = new URLSearchParams({ from, to }).toString()
  const { data, error, retry } = useLoaded(`diff ${query} ${revision}`, (signal) =>
    getJson<PlanDiff>(`/api/v1/plans/diff?${query}`, signal),
  )
  if (error) return <FailedNote error={error} retry={retry} stale={data !== undefined} />
  if (!data) return <div className="bone bone-row" />
  if (changeCount(data) === 0) return <p className="lighter">{words.nothingDiffers}</p>
  return <Changes changes={data} />
}

/** How many points and fields of the plan differ. */
export function changeCount({ points, fields }: PlanChanges): number {
  return points.length + fields.length
}

export function Changes({ changes: { points, fields } }: { changes: PlanChanges }) {
  return (
    <ul className="plan-diff">
      {points.map((point) => (
        <PointChange key={point.id} point={point} />
      ))}
      {fields.map((change) => (
        <li key={change.field}>
          <Field change={change} />
        </li>
      ))}
    </ul>
  )
}

function PointChange({ point }: { point: PointDiff }) {
  const { say } = useLanguage()
  const words = say.definitions
  const { name, tier, change, recounts, rule, fields } = point
  const others = fields.filter(({ field }) => !rule || !/^(match|once_per)(\.|$)/.test(field))
  const inWords = (side: { counts: string; oncePer: string } | null | undefined) =>
    side && `${say.told(side.counts)} · ${say.told(side.oncePer)}`
  return (
    <li className={change}>
      <p>
        <em>{words.changes[change]}</em> <strong>{name}</strong> <small>{say.tiers[tier] ?? tier}</small>
      </p>
      {rule?.from && (
        <p>
          <del>{inWords(rule.from)}</del>
        </p>
      )}
      {rule?.to && (
        <p>
          <ins>{inWords(rule.to)}</ins>
        </p>
      )}
      {others.map((changed) => (
        <Field key={changed.field} change={changed} />
      ))}
      {change === 'changed' && <p className="lighter">{recounts ? words.recounts : words.keepsCounts}</p>}
    </li>
  )
}

function Field({ change: { field, from, to } }: { change: FieldChange }) {
  const { say } = useLanguage()
  const { fields } = say.definitions
  const [root, platform, ...setting] = field.split('.')
  const name =
    root === 'platforms' && platform !== undefined
      ? [platformLabel(platform), ...setting.map((each) => fields[each] ?? each)].join(' ')
      : fields[field]
  const told = (value: unknown) => valueText(setting[0] === 'role' ? roleText(value, say) : value, say)
  return (
    <p>
      <span className="lighter">{name ?? <code>{field}</code>}</span> {from !== undefined && <del>{told(from)}</del>}{' '}
      {to !== undefined && <ins>{told(to)}</ins>}
    </p>
  )
}

/** Without the brackets of the file: `event Purchase (primary)`; a rule of a channel as `fair: utm_source fair`. */
function valueText(value: unknown, say: Messages): string {
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map((each) => valueText(each, say)).join(', ')
  if (typeof value !== 'object' || value === null) return String(value)
  const { role, id, label: _, where, ...settings } = value as Record<string, unknown>
  if (where !== undefined) return `${String(id)}: ${valueText(where, say)}`
  const named = Object.entries(settings).map(([name, setting]) => `${name} ${valueText(setting, say)}`)
  return named.join(', ') + (role === undefined ? '' : ` (${valueText(roleText(role, say), say)})`)
}

function roleText(role: unknown, say: Messages): unknown {
  return role === 'primary' || role === 'auxiliary' ? say.definitions.roles[role] : role
}
