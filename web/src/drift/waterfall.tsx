// From before to now: each cause a step on one line, with the whisker of its noise.
import type { DriftReport } from '#contract/drift.ts'
import { PlotReader } from '../figure/plot-reader.tsx'
import { useLanguage } from '../language/language.tsx'
import type { WrittenParts } from './parts.ts'

interface Step {
  id: string
  name: string
  hint: string
  from: number
  to: number
  /** What it is told to be: with the others it leads from end to end as these are written. */
  written: number
  reach: number
  certain: boolean
}

export function signed(value: number, text: (value: number) => string): string {
  return `${value < 0 ? '−' : '+'}${text(Math.abs(value))}`
}

export function Waterfall({ report, parts }: { report: DriftReport; parts: WrittenParts }) {
  const { say } = useLanguage()
  const words = say.drift
  const steps = stepsOf(report, parts, words)
  const ends = [report.before.value!, report.after.value!]
  const all = [...ends, ...steps.flatMap(({ from, to, reach }) => [from, to, to - reach, to + reach])]
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const room = Math.max((high - low) * 0.04, 1e-12)
  const at = (value: number): string => `${((value - low + room) / (high - low + 2 * room)) * 100}%`
  const width = (from: number, to: number): string => `${(Math.abs(to - from) / (high - low + 2 * room)) * 100}%`
  const tell = (row: number): string[] => {
    if (row === 0) return [words.start, parts.value(ends[0]!)]
    const step = steps[row - 1]
    if (!step) return [words.end, parts.value(ends[1]!)]
    const { name, hint, written, reach, certain } = step
    const value = `${signed(written, parts.value)} ± ${parts.value(reach)}`
    return [name, value, ...(certain ? [words.certain] : []), hint]
  }
  return (
    <div className="plot">
      <ol className="waterfall">
        <End name={words.start} value={parts.value(ends[0]!)} left={at(ends[0]!)} />
        {steps.map((step) => (
          <StepRow key={step.id} step={step} parts={parts} at={at} width={width} />
        ))}
        <End name={words.end} value={parts.value(ends[1]!)} left={at(ends[1]!)} />
      </ol>
      <PlotReader label={words.chart} places={steps.length + 2} tell={tell} />
    </div>
  )
}

interface StepProps {
  step: Step
  parts: WrittenParts
  at: (value: number) => string
  width: (from: number, to: number) => string
}

function StepRow({ step: { name, from, to, written, reach, certain }, parts, at, width }: StepProps) {
  const { say } = useLanguage()
  const words = say.drift
  const value = signed(written, parts.value)
  const told = words.step({ cause: name, value, reach: parts.value(reach) })
  return (
    <li>
      <span className="waterfall-name" aria-hidden="true">
        {name}
      </span>
      <span className="waterfall-line" role="img" aria-label={certain ? `${told}, ${words.certain}` : told}>
        <span
          className={`waterfall-step${certain ? '' : ' unsure'} ${to > from ? 'up' : 'down'}`}
          style={{ left: at(Math.min(from, to)), width: width(from, to) }}
        />
        <span className="waterfall-whisker" style={{ left: at(to - reach), width: width(0, 2 * reach) }} />
      </span>
      <span className="waterfall-value" aria-hidden="true">
        {value}
        <small> ± {parts.value(reach)}</small>
      </span>
    </li>
  )
}

function End({ name, value, left }: { name: string; value: string; left: string }) {
  return (
    <li className="waterfall-end">
      <span className="waterfall-name">{name}</span>
      <span className="waterfall-line">
        <span className="waterfall-mark" style={{ left }} />
      </span>
      <span className="waterfall-value">{value}</span>
    </li>
  )
}

/** The largest first; what is nothing is no step. */
function stepsOf(
  { before, causes }: DriftReport,
  parts: WrittenParts,
  words: { causes: Record<string, string>; causeHints: Record<string, string> },
) {
  let running = before.value!
  return causes
    .filter(({ value, reach }) => value !== 0 || reach !== 0)
    .map(({ cause, value, reach, certain }): Step => {
      const from = running
      running += value
      return {
        id: cause,
        name: words.causes[cause]!,
        hint: words.causeHints[cause]!,
        from,
        to: running,
        written: parts.causes.get(cause)!,
        reach,
        certain,
      }
    })
}
