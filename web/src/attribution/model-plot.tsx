// CVs of each channel as dots on one line, a dot a model: what lies far apart is what the models disagree about.
import type { AttributionModel } from '#contract/attribution.ts'
import { useLanguage } from '../language/language.tsx'
import { niceTicks } from '../overview/week-plot.tsx'
import type { ComparedProps } from './attribution.tsx'

const shownRows = 12
/** Marks differ in shape as well as in colour. */
const marks: Record<AttributionModel, string> = {
  last: 'M-4-4h8v8h-8z',
  last_non_direct: 'M0-5 5 0 0 5-5 0z',
  first: 'M-4.5 4h9L0-5z',
  linear: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0',
  time_decay: 'M-4.5-4h9L0 5z',
  position: 'M-5-1.5h3.5V-5h3v3.5H5v3H1.5V5h-3V1.5H-5z',
  markov: 'M-5-5 0-1.5 5-5 1.5 0 5 5 0 1.5-5 5-1.5 0z',
  shapley: 'M0-5.5 1.5-1.5 5.5 0 1.5 1.5 0 5.5-1.5 1.5-5.5 0-1.5-1.5z',
}

export function ModelPlot({ answer, nameOf }: Pick<ComparedProps, 'answer' | 'nameOf'>) {
  const { say, format } = useLanguage()
  const words = say.attribution
  const { models } = answer
  const rows = answer.rows.filter(({ cv }) => models.some(({ id }) => (cv[id]?.value ?? 0) > 0)).slice(0, shownRows)
  const highest = Math.max(1, ...rows.flatMap(({ cv }) => models.map(({ id }) => cv[id]?.value ?? 0)))
  const ticks = niceTicks(highest, 4)
  const share = (value: number): string => `${(value / highest) * 100}%`
  return (
    <div className="model-plot">
      <ul className="model-legend" aria-hidden="true">
        {models.map(({ id }) => (
          <li key={id}>
            <Mark model={id} /> {words.models[id]}
          </li>
        ))}
      </ul>
      <ul className="model-rows">
        {rows.map(({ name, cv }) => {
          const values = models.map(({ id }) => ({ id, value: cv[id]?.value ?? 0 }))
          const spoken = values.map(
            ({ id, value }) => `${words.models[id]} ${format.count(Math.round(value * 10) / 10)}`,
          )
          const all = values.map(({ value }) => value)
          const [low, high] = [Math.min(...all), Math.max(...all)]
          return (
            <li key={name}>
              <span className="model-name" aria-hidden="true">
                {nameOf(name)}
              </span>
              <span
                className="model-line"
                role="img"
                aria-label={words.chartSummary({ name: nameOf(name), parts: spoken.join(', ') })}
              >
                <span className="model-range" style={{ left: share(low), width: share(high - low) }} />
                {values.map(({ id, value }) => (
                  <span key={id} className="model-dot" style={{ left: share(value) }} title={words.models[id]}>
                    <Mark model={id} />
                  </span>
                ))}
              </span>
            </li>
          )
        })}
        <li className="model-axis" aria-hidden="true">
          <span className="model-name" />
          <span className="model-line">
            {ticks.map((tick) => (
              <span key={tick} style={{ left: share(tick) }}>
                {format.count(tick)}
              </span>
            ))}
          </span>
        </li>
      </ul>
    </div>
  )
}

function Mark({ model }: { model: AttributionModel }) {
  return (
    <svg className={`model-mark model-${model}`} width="15" height="15" viewBox="-6.5 -6.5 13 13" aria-hidden="true">
      <path d={marks[model]} />
    </svg>
  )
}
