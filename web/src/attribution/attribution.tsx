// Attribution: the same CVs under every model, how far the models differ, and the paths behind them.
import type { AttributionAnswer } from '#contract/attribution.ts'
import type { PlanVersion } from '#contract/plan.ts'
import { type View, useParams } from '../address.ts'
import { fetched } from '../fetched.tsx'
import { FigureDialog } from '../figure/shown-figure.tsx'
import { channelName } from '../language/channel-name.ts'
import { useLanguage } from '../language/language.tsx'
import type { Days } from '../overview/questions.ts'
import { Failed, FailedNote } from '../shell/failed.tsx'
import { Skeleton } from '../shell/skeleton.tsx'
import { useLoaded } from '../use-loaded.ts'
import { Choices } from './choices.tsx'
import { ModelTable } from './model-table.tsx'
import { Lengths, Paths } from './paths.tsx'
import { type Asked, askAttribution, measureName, readAsked, widestOf } from './questions.ts'
import './attribution.css'

const ModelPlot = fetched(async () => (await import('./model-plot.tsx')).ModelPlot)
// comes while the figures are asked for
ModelPlot.fetch()

/** What a touch, a channel or a campaign is called. */
export type NameOf = (name: string) => string

export function Attribution({ plan, days, view }: { plan: PlanVersion; days: Days; view: View }) {
  const { say } = useLanguage()
  const words = say.attribution
  const [params, change] = useParams()
  const asked = readAsked(params, plan)
  const key = JSON.stringify(['attribution', { ...asked, measure: undefined }, days, view.plan, plan.version])
  const loaded = useLoaded(key, (signal) => askAttribution(asked, days, view, signal))
  const { data: answer, error, retry } = loaded
  if (!answer && error) return <Failed error={error} retry={retry} />
  if (!answer) return <AttributionSkeleton />
  const nameOf: NameOf = (name) =>
    answer.by === 'channel' ? channelName(name, say) : name === '' ? words.noCampaign : name
  const pointName = plan.plan.points.find(({ id }) => id === asked.point)?.name ?? asked.point
  const some = answer.lengths.some(({ conversions }) => conversions > 0)
  return (
    <FigureDialog>
      <div className="page attribution" aria-busy={loaded.loading}>
        <h1>{words.title}</h1>
        {error && <FailedNote error={error} retry={retry} stale />}
        {some && <Sentence answer={answer} pointName={pointName} nameOf={nameOf} />}
        <Choices asked={asked} plan={plan} change={change} />
        {some ? (
          <Compared {...{ answer, asked, days, view, pointName, nameOf }} />
        ) : (
          <div className="nothing">
            <h2>{words.nothing}</h2>
            <p>{words.nothingHint}</p>
          </div>
        )}
      </div>
    </FigureDialog>
  )
}

export interface ComparedProps {
  answer: AttributionAnswer
  asked: Asked
  days: Days
  view: View
  pointName: string
  nameOf: NameOf
}

function Compared(props: ComparedProps) {
  const { answer, asked, nameOf } = props
  const { say } = useLanguage()
  const words = say.attribution
  return (
    <>
      <section aria-labelledby="models-chart">
        <h2 id="models-chart">{words.chart(measureName(asked.measure, words))}</h2>
        <ModelPlot answer={answer} asked={asked} nameOf={nameOf} waiting={<div className="bone bone-chart" />} />
      </section>
      <ModelTable {...props} />
      <div className="attribution-paths">
        <Paths answer={answer} nameOf={nameOf} />
        <Lengths answer={answer} />
      </div>
      <section aria-labelledby="models-what">
        <h2 id="models-what">{words.what}</h2>
        <dl className="attribution-rules">
          {answer.models.map(({ id, rule }) => (
            <div key={id}>
              <dt>{words.models[id]}</dt>
              <dd>{say.told(rule)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="notes" aria-labelledby="attribution-notes">
        <h2 id="attribution-notes">{words.notes}</h2>
        <ul>
          {answer.caveats.map(({ code, message }) => (
            <li key={code}>{say.told(message)}</li>
          ))}
        </ul>
      </section>
    </>
  )
}

function Sentence({ answer, pointName, nameOf }: Pick<ComparedProps, 'answer' | 'pointName' | 'nameOf'>) {
  const { say, format } = useLanguage()
  const words = say.attribution
  const cvs = answer.lengths.reduce((sum, { conversions }) => sum + conversions, 0)
  const widest = widestOf(answer)
  const rounded = (value: number): string => format.count(Math.round(value * 10) / 10)
  return (
    <div className="sentences">
      <p className="first">
        {words.sentence({
          cvs: format.count(cvs),
          name: pointName,
          paths: format.count(answer.differentPaths),
          single: format.count(answer.lengths[0]!.conversions),
        })}
      </p>
      <p>
        {widest
          ? words.widest({
              name: nameOf(widest.row.name),
              low: rounded(widest.low.cv),
              lowModel: words.models[widest.low.model],
              high: rounded(widest.high.cv),
              highModel: words.models[widest.high.model],
            })
          : words.agree}
      </p>
    </div>
  )
}

function AttributionSkeleton() {
  const { say } = useLanguage()
  return <Skeleton title={say.attribution.title} shape={['sentence', 'short', 'chart', 'rows']} />
}
