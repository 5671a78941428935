// Explore: any question, answered by a sentence, a chart and a table; all of it stands in the address.
import type { PlanVersion } from '#contract/plan.ts'
import { type View, go, useParams } from '../address.ts'
import { ApiProblem, ask, refusalWords } from '../api.ts'
import { FigureDialog } from '../figure/shown-figure.tsx'
import { useLanguage } from '../language/language.tsx'
import type { Messages } from '../language/messages.ts'
import type { Days } from '../overview/questions.ts'
import { Failed, FailedNote } from '../shell/failed.tsx'
import { Skeleton } from '../shell/skeleton.tsx'
import { useLoaded } from '../use-loaded.ts'
import { AnswerView, isEmpty } from './answer-view.tsx'
import { type Asked, questionOf, readAsked, writeAsked } from './asked.ts'
import { type Catalogue, useCatalogue } from './catalogue.ts'
import { Choices } from './choices.tsx'
import { Presets } from './presets.tsx'
import type { Given } from './shown.ts'
import { TakeAway } from './take-away.tsx'
import { PointNames } from './value-name.ts'
import './explore.css'

/** What metrics and dimensions are called. */
export interface NameOf {
  metric(id: string): string
  dimension(id: string): string
}

export function Explore({ plan, days, view }: { plan: PlanVersion; days: Days; view: View }) {
  const { say } = useLanguage()
  const words = say.explore
  const [params] = useParams()
  const { data: catalogue, error, retry } = useCatalogue()
  const asked = readAsked(params)
  const question = questionOf(asked, days, view)
  const loaded = useLoaded<Given>(question && JSON.stringify(['explore', question]), async (signal) => ({
    question: question!,
    answer: await ask(question!, signal),
  }))
  if (!catalogue) return error ? <Failed error={error} retry={retry} /> : <ExploreSkeleton />
  const change = (part: Partial<Asked>) => go(`/explore?${writeAsked({ ...asked, ...part }, params)}`)
  const points = new Map(plan.plan.points.map(({ id, name }) => [id, name]))
  return (
    <PointNames value={points}>
      <FigureDialog>
        <div className="page explore" aria-busy={loaded.loading && question !== null}>
          <h1>{words.title}</h1>
          <Result {...{ loaded, catalogue, question, plan, asked }}>
            <section className="explore-question" aria-label={words.question}>
              <Presets plan={plan} asked={asked} change={change} />
              <Choices {...{ asked, change, catalogue, plan, days }} />
            </section>
          </Result>
        </div>
      </FigureDialog>
    </PointNames>
  )
}

interface ResultProps {
  loaded: ReturnType<typeof useLoaded<Given>>
  catalogue: Catalogue
  question: Given['question'] | null
  plan: PlanVersion
  asked: Asked
  /** What is asked, between the sentence and the chart. */
  children: React.ReactNode
}

function Result({ loaded, catalogue, question, plan, asked, children }: ResultProps) {
  const { say } = useLanguage()
  const words = say.explore
  const { data: given, error, retry } = loaded
  const nameOf: NameOf = { metric: catalogue.metricName, dimension: catalogue.dimensionName }
  if (question === null) {
    return (
      <>
        {children}
        <div className="nothing">
          <h2>{words.noMetric}</h2>
          <p>{words.noMetricHint}</p>
        </div>
      </>
    )
  }
  if (!given)
    return error
      ? [children, <NoAnswer key="failed" error={error} retry={retry} />]
      : [
          <div key="sentence" className="bone bone-sentence" />,
          children,
          <div key="chart" className="bone bone-chart" />,
        ]
  const macro = plan.plan.points.find(({ tier }) => tier === 'macro')
  // then the figure is of two points, and the notes say which
  const macroChanged = given.answer.caveats.some(({ code }) => code === 'macro_changed')
  const about =
    asked.points.length === 0 && !asked.by.includes('point')
      ? (!macroChanged && macro?.name) || ''
      : asked.points.map((id) => plan.plan.points.find((each) => each.id === id)?.name ?? id).join(', ')
  return (
    <>
      {error && <FailedNote error={error} retry={retry} stale />}
      <AnswerView given={given} nameOf={nameOf} about={about}>
        {children}
      </AnswerView>
      {!isEmpty(given) && (
        <TakeAway key={JSON.stringify(question)} question={question} title={titleOf(given, nameOf, say)} />
      )}
    </>
  )
}

/** A question that nobody could answer is told apart from an answer that did not come. */
function NoAnswer({ error, retry }: { error: Error; retry: () => void }) {
  const { say } = useLanguage()
  if (!(error instanceof ApiProblem) || error.status < 400 || error.status >= 500)
    return <Failed {...{ error, retry }} />
  const { message, hint } = refusalWords(error, say)
  return (
    <div className="nothing" role="alert">
      <h2>{say.explore.cannotAsk}</h2>
      <p>{message}</p>
      {hint && <p>{hint}</p>}
    </div>
  )
}

/** `CV, CPA by Channel`: what the answer is called until somebody says otherwise. */
function titleOf({ question }: Given, nameOf: NameOf, say: Messages): string {
  const metrics = question.metrics.map(nameOf.metric).join(', ')
  const title = say.explore.titleBy(metrics, (question.by ?? []).map(nameOf.dimension).join(', '))
  const model = question.attribution && say.attribution.models[question.attribution.model]
  return (model ? `${title} · ${model}` : title).slice(0, 120)
}

function ExploreSkeleton() {
  const { say } = useLanguage()
  return <Skeleton title={say.explore.title} shape={['sentence', 'short', 'chart', 'rows']} />
}
