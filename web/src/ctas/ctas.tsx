// Calls to action: how often each is clicked by those who see it, and what follows a click within the visit.
import type { Answer, Figure, QuestionInput } from '#contract/ask.ts'
import type { PlanVersion } from '#contract/plan.ts'
import { type View, useParams } from '../address.ts'
import { ask } from '../api.ts'
import { FigureButton, FigureDialog } from '../figure/shown-figure.tsx'
import { useLanguage } from '../language/language.tsx'
import type { Days } from '../overview/questions.ts'
import { Failed, FailedNote } from '../shell/failed.tsx'
import { Skeleton } from '../shell/skeleton.tsx'
import { Steps } from '../shell/steps.tsx'
import { useLoaded } from '../use-loaded.ts'
import { CtaTable } from './cta-table.tsx'
import { type Asked, isTooFew, shownOf, splitOf, valueOf } from './figures.ts'
import { Filters } from './filters.tsx'
import './ctas.css'

interface Props {
  plan: PlanVersion
  days: Days
  view: View
}

const metrics = ['cta.views', 'cta.clicks', 'cta.rate', 'cta.cv', 'cta.cvr']

export function Ctas({ plan, days, view }: Props) {
  const { say } = useLanguage()
  const [params] = useParams()
  const { points } = plan.plan
  const usual = points.find(({ tier }) => tier === 'micro') ?? points[0]!
  const point = points.find(({ id }) => id === params.get('point')) ?? usual
  const by = splitOf(params.get('by'))
  const page = params.get('page')
  const question: QuestionInput = {
    metrics,
    by,
    points: [point.id],
    ...days,
    ...(view.plan !== null && { plan: view.plan }),
    ...(page !== null && { filter: { page } }),
  }
  const loaded = useLoaded<Asked>(JSON.stringify(['ctas', question]), async (signal) => {
    const [answer, byPage] = await Promise.all([
      ask(question, signal),
      ask({ metrics: ['cta.views'], by: ['page'], ...days }, signal),
    ])
    return { question, answer, pages: byPage.rows.map((row) => String(row['page'])) }
  })
  const { data, error, loading, retry } = loaded
  if (error && !data) return <Failed error={error} retry={retry} />
  if (!data) return <Skeleton title={say.ctas.title} shape={['sentence', 'short', 'rows']} />
  if (data.pages.length === 0) return <Steps {...say.ctas.none} />
  return (
    <FigureDialog>
      <div className="page ctas" aria-busy={loading}>
        <h1>{say.ctas.title}</h1>
        {error && <FailedNote error={error} retry={retry} stale />}
        <Sentences asked={data} />
        <section>
          <header className="section-head">
            <h2 id="ctas-title">{say.ctas.table}</h2>
            <span className="lighter">{say.ctas.tableHint}</span>
          </header>
          <Filters points={points} point={point.id} pages={data.pages} page={page} by={by} />
          <CtaTable asked={data} />
        </section>
        <Notes answer={data.answer} />
      </div>
    </FigureDialog>
  )
}

function Sentences({ asked }: { asked: Asked }) {
  const { say, format } = useLanguage()
  const words = say.ctas
  const { answer, question } = asked
  const rate = shownOf(asked, answer.total, 'cta.rate', words.clickRate)
  const best = answer.rows
    .filter((row) => !isTooFew(row['cta.rate'] as Figure))
    .toSorted((a, b) => valueOf(b, 'cta.rate') - valueOf(a, 'cta.rate'))[0]
  const bestRate = best && shownOf(asked, best, 'cta.rate', words.clickRate)
  const name = (question.by ?? []).map((dimension) => best?.[dimension]).filter(Boolean)
  if (!rate || rate.figure.value === null) return <p>{words.noneHere}</p>
  return (
    <div className="sentences">
      <p className="first">
        {words.rate({
          rate: <FigureButton shown={rate} layout="inline" />,
          visits: format.count(rate.figure.denominator ?? 0),
        })}
      </p>
      {bestRate && answer.rows.length > 1 && (
        <p>{words.best({ name: name.join(' · '), rate: <FigureButton shown={bestRate} layout="inline" /> })}</p>
      )}
      <p>{words.association}</p>
    </div>
  )
}

function Notes({ answer: { caveats } }: { answer: Answer }) {
  const { say } = useLanguage()
  if (caveats.length === 0) return null
  return (
    <section className="notes" aria-labelledby="notes-title">
      <h2 id="notes-title">{say.overview.notes}</h2>
      <ul>
        {caveats.map(({ code, message }) => (
          <li key={code}>{say.told(message)}</li>
        ))}
      </ul>
    </section>
  )
}
