// What a plan counts, in words; or everything that is wrong with it, each problem with its line.
import type { PlanCheck } from '#contract/plan.ts'
import { useLanguage } from '../language/language.tsx'

interface Props {
  check: PlanCheck | undefined
  open: (line: number) => void
}

export function Checked({ check, open }: Props) {
  const { say } = useLanguage()
  const words = say.definitions
  if (!check) return <div id="checked" className="checked bone bone-chart" />
  return (
    <div id="checked" className="checked" aria-live="polite">
      <h2>{check.ok ? words.good : words.wrong(check.problems.length)}</h2>
      <Problems problems={check.ok ? check.doubts : check.problems} open={open} />
      {check.ok && (
        <ul className="plan-diff">
          {check.points.map(({ id, name, tier, rule, oncePer }) => (
            <li key={id}>
              <p>
                <strong>{name}</strong> <small>{say.tiers[tier] ?? tier}</small>
              </p>
              <p>
                {say.told(rule)} · {say.told(oncePer)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

type Problem = (PlanCheck & { ok: false })['problems'][number]

function Problems({ problems, open }: { problems: readonly Problem[]; open: (line: number) => void }) {
  const { say } = useLanguage()
  return (
    <ul className="problems">
      {problems.map(({ field, message, hint, line }, index) => (
        <li key={`${field} ${index}`}>
          <p>
            {line !== undefined && (
              <button type="button" className="quiet" onClick={() => open(line)}>
                {say.definitions.line(line)}
              </button>
            )}{' '}
            {field !== '' && <code>{field}</code>} {say.told(message)}
          </p>
          {hint && <p className="lighter">{say.told(hint)}</p>}
        </li>
      ))}
    </ul>
  )
}
