// Questions over HTTP, and the catalogue of what can be asked.
import { type Context, Hono } from 'hono'
import { answer } from '#ask/answer.ts'
import { prepare } from '#ask/inquiry.ts'
import { type Question, questionSchema } from '#contract/ask.ts'
import { metrics } from '#metrics/catalogue.ts'
import { dimensions } from '#metrics/dimensions.ts'
import { closest } from '#util/closest.ts'
import { Problem, type ProblemDetail } from '#util/problem.ts'
import type { Services } from './services.ts'

/** Routes below `/api/v1/ask`. */
export function askRoutes(services: Services): Hono {
  const { store, clock } = services
  const routes = new Hono()
  routes.get('/metrics', (context) =>
    context.json({ metrics, dimensions: dimensions.map(({ id, name }) => ({ id, name })) }),
  )
  routes.post('/', async (context) => {
    const question = await readQuestion(context)
    await prepare(store, question, clock())
    await services.catchUp()
    return context.json(await answer(store, question, clock()))
  })
  return routes
}

async function readQuestion(context: Context): Promise<Question> {
  let body: unknown
  try {
    body = JSON.parse(await context.req.text())
  } catch {
    throw new Problem('invalid_question', 'The body is not JSON.', {
      hint: 'Send {"metrics": ["cv"], "by": ["channel"]}.',
    })
  }
  const parsed = questionSchema.safeParse(body)
  if (parsed.success) return parsed.data
  const details = parsed.error.issues.flatMap(explain)
  const message = details.map((detail) => `${detail.field}: ${detail.message}.`).join(' ')
  throw new Problem('invalid_question', message, { details })
}

type Issue = NonNullable<ReturnType<typeof questionSchema.safeParse>['error']>['issues'][number]

function explain(issue: Issue): ProblemDetail[] {
  const place = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const known = Object.keys(questionSchema.shape)
      const meant = closest(key, known)
      const hint = `${meant ? `Did you mean ${meant}? ` : ''}A question has ${known.join(', ')}.`
      return { field: [...place, key].join('.'), message: 'is not a field of a question', hint }
    })
  }
  const hint = hints[place[0] ?? '']
  return [
    { field: place.join('.') || 'question', message: issue.message.toLowerCase(), ...(hint !== undefined && { hint }) },
  ]
}

/** How each field is written. */
const hints: Readonly<Record<string, string>> = {
  metrics: 'Write a list of metric ids: ["cv", "cpa"]; GET /api/v1/ask/metrics has them all.',
  by: 'Write a list of at most four dimensions: ["channel", "week"].',
  from: 'Write a day: 2026-04-01.',
  to: 'Write a day: 2026-04-30.',
  points: 'Write a list of point ids.',
  plan: 'Write the number of a version of the plan.',
  basis: 'Write conversion or click.',
  known: 'Write an instant: 2026-04-01T00:00:00Z.',
  filter: 'Write what to keep: { "channel": "search_ads" }.',
}
