// What is chosen of each channel as dots on one line, a dot a model: what lies far apart is what the models disagree about.
import type { AttributionModel } from '#contract/attribution.ts'
import { figureText } from '../figure/figure-text.ts'
import { PlotReader } from '../figure/plot-reader.tsx'
import { useLanguage } from '../language/language.tsx'
import { niceTicks } from '../overview/week-plot.tsx'
import type { ComparedProps } from './attribution.tsx'
import { measureName, roundedFor } from './questions.ts'

const shownRows = 12
/** Marks differ in shape as well as in colour. */
const marks: Record<AttributionModel, string> = {
  last: 'M-4-4h8v8h-8z',
  last_non_direct: 'M0-5 5 0 0 5-5 0z',
  first: 'M-4.5 4h9L0-5z',
  linear: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0',
  time_decay: 'M-4.5-4h9L0 5z',
  position: 'M-5-1.5h3.5V-5h3v3.5H5v3H1.5V5h-3V1.5H-5z',
  markov: 'M-5.5-3-3-5.5 0-2.5 3-5.5 5.5-3 2.5 0 5.5 3 3 5.5 0 2.5-3 5.5-5.5 3-2.5 0z',
  shapley: 'M0-5.5 1.5-1.5 5.5 0 1.5 1.5 0 5.5-1.5 1.5-5.5 0-1.5-1.5z',
}

export function ModelPlot({ answer, asked, nameOf }: Pick<ComparedProps, 'answer' | 'asked' | 'nameOf'>) {
  const { say, format } = useLanguage()
  const words = say.attribution
  const { models } = answer
  const { measure } = asked
  const definition = answer.definitions.find(({ metric }) => metric === measure)!
  const told = (value: number): string => figureText(roundedFor(measure, { value }), definition, format, say).value
  const rows = answer.rows
    .map((row) => ({ name: row.name, values: models.flatMap(({ id }) => dotOf(id, row[measure][id]?.value)) }))
    .filter(({ values }) => values.some(({ value }) => value > 0))
    .slice(0, shownRows)
  const finest = measure === 'roas' ? 0 : 1
  const highest = Math.max(finest, ...rows.flatMap(({ values }) => values.map(({ value }) => value))) || 1
  const ticks = niceTicks(highest, 4, finest)
  const share = (value: number): string => `${(value / highest) * 100}%`
  const spoken = rows.map(({ values }) => values.map(({ id, value }) => `${words.models[id]} ${told(value)}`))
  return (
    <div className="model-plot">
      <ul className="model-legend" aria-hidden="true">
        {models.map(({ id }) => (
          <li key={id}>
            <Mark model={id} /> {words.models[id]}
          </li>
        ))}
      </ul>
      <div className="plot">
        <ul className="model-rows">
          {rows.map(({ name, values }, at) => (
            <ModelRow key={name} name={nameOf(name)} values={values} spoken={spoken[at]!} share={share} />
          ))}
        </ul>
        {rows.length > 0 && (
          <PlotReader
            label={words.chart(measureName(measure, words))}
            places={rows.length}
            tell={(at) => [nameOf(rows[at]!.name), ...spoken[at]!]}
          />
        )}
      </div>
      <div className="model-axis" aria-hidden="true">
        <span className="model-name" />
        <span className="model-line">
          {ticks.map((tick) => (
            <span key={tick} style={{ left: share(tick) }}>
              {told(tick)}
            </span>
          ))}
        </span>
      </div>
    </div>
  )
}

interface Dot {
  id: AttributionModel
  value: number
}

interface RowProps {
  name: string
  values: readonly Dot[]
  /** What each dot says. */
  spoken: readonly string[]
  share: (value: number) => string
}

function ModelRow({ name, values, spoken, share }: RowProps) {
  const { say } = useLanguage()
  const words = say.attribution
  const all = values.map(({ value }) => value)
  const [low, high] = [Math.min(...all), Math.max(...all)]
  return (
    <li>
      <span className="model-name" aria-hidden="true">
        {name}
      </span>
      <span className="model-line" role="img" aria-label={words.chartSummary({ name, parts: spoken.join(', ') })}>
        <span className="model-range" style={{ left: share(low), width: share(high - low) }} />
        {values.map(({ id, value }) => (
          <span key={id} className="model-dot" style={{ left: share(value) }}>
            <Mark model={id} />
          </span>
        ))}
      </span>
    </li>
  )
}

/** No dot where there is no figure, as a CPA of no CVs. */
function dotOf(id: AttributionModel, value: number | null | undefined): Dot[] {
  return value == null ? [] : [{ id, value }]
}

function Mark({ model }: { model: AttributionModel }) {
  return (
    <svg className={`model-mark model-${model}`} width="15" height="15" viewBox="-6.5 -6.5 13 13" aria-hidden="true">
      <path d={marks[model]} />
    </svg>
  )
}
