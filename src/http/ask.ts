// Questions over HTTP, and the catalogue of what can be asked.
import { type Context, Hono } from 'hono'
import { answer } from '#ask/answer.ts'
import { readExtent } from '#ask/extent.ts'
import { writeAnswer } from '#ask/export/write-answer.ts'
import { prepare, seenAttributes } from '#ask/inquiry.ts'
import { seenPersonAttributes, seenProperties } from '#ask/properties.ts'
import { statementsOf } from '#ask/statements.ts'
import { type Question, questionSchema } from '#contract/ask.ts'
import { attributionModels } from '#contract/attribution.ts'
import { metrics } from '#metrics/catalogue.ts'
import { dimensions } from '#metrics/dimensions.ts'
import { metricWords } from '#metrics/words.ts'
import { closest } from '#util/closest.ts'
import { Problem, type ProblemDetail } from '#util/problem.ts'
import { acceptedFormat, namedFormat, sendFile } from './exported.ts'
import type { Services } from './services.ts'

/** Routes below `/api/v1/ask`. */
export function askRoutes(services: Services): Hono {
  const { store, clock } = services
  const routes = new Hono()
  routes.get('/metrics', (context) =>
    context.json({
      metrics: metrics.map((metric) => ({ ...metric, ...metricWords[metric.id] })),
      dimensions: dimensions.map(({ id, name }) => ({ id, name })),
    }),
  )
  routes.get('/attributes', async (context) => {
    const seen = Object.values(await seenAttributes(store)).flatMap((names) => [...names])
    const [properties, persons] = await Promise.all([seenProperties(store.facts), seenPersonAttributes(store.facts)])
    return context.json({ attributes: [...new Set(seen)].toSorted(), properties, persons })
  })
  routes.post('/sql', async (context) => {
    const question = await readQuestion(context)
    return context.json({ statements: await statementsOf(store, question, clock()) })
  })
  routes.get('/extent', async (context) => {
    await services.catchUpToAsk()
    return context.json({ extent: await readExtent(store, clock()) })
  })
  routes.post('/', async (context) => {
    const format = namedFormat(context.req.query()) ?? acceptedFormat(context) ?? 'json'
    const question = await readQuestion(context)
    await prepare(store, question, clock())
    await services.catchUpToAsk()
    const now = clock()
    const given = await answer(store, question, now)
    return format === 'json' ? context.json(given) : sendFile(context, writeAnswer(given, question, format, now))
  })
  return routes
}

async function readQuestion(context: Context): Promise<Question> {
  let body: unknown
  try {
    body = JSON.parse(await context.req.text())
  } catch {
    const hint = 'Send {"metrics": ["cv"], "by": ["channel"]}.'
    throw new Problem('invalid_question', 'The body is not JSON.', { hint })
  }
  const parsed = questionSchema.safeParse(body)
  if (parsed.success) return parsed.data
  const details = parsed.error.issues.flatMap((issue) => explain(issue, body))
  const message = details.length === 1 ? details[0]!.message : `The question has ${details.length} problems.`
  throw new Problem('invalid_question', message, { details })
}

type Issue = NonNullable<ReturnType<typeof questionSchema.safeParse>['error']>['issues'][number]

function explain(issue: Issue, body: unknown): ProblemDetail[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map(unknownField)
  const field = issue.path.map(String).join('.')
  const hint = hints[String(issue.path[0])] ?? 'Send {"metrics": ["cv"], "by": ["channel"]}.'
  const value = issue.path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown>)[key], body)
  if (value === undefined) return [{ field, message: `The question needs ${field}.`, hint }]
  return [{ field, message: `${field || 'A question'} cannot be ${JSON.stringify(value)}.`, hint }]
}

function unknownField(field: string): ProblemDetail {
  const known = Object.keys(questionSchema.shape)
  const meant = closest(field, known)
  const hint = `${meant ? `Did you mean ${meant}? ` : ''}A question has ${known.join(', ')}.`
  return { field, message: `${field} is not a field of a question.`, hint }
}

/** How each field is written. */
const hints: Readonly<Record<string, string>> = {
  metrics: 'Write a list of metric ids: ["cv", "cpa"]. GET /api/v1/ask/metrics has them all.',
  by: 'Write a list of at most four dimensions: ["channel", "week"].',
  from: 'Write a day of the calendar: 2026-04-01.',
  to: 'Write a day of the calendar: 2026-04-30.',
  points: 'Write a list of point ids: ["purchase"].',
  micro: 'Write the id of a micro point.',
  plan: 'Write the number of a version of the plan.',
  basis: 'Write conversion or click.',
  attribution: `Write one of ${attributionModels.join(', ')}; with a lookback: {"model": "linear", "lookback": "30d"}.`,
  known: 'Write a day or an instant: 2026-04-01 or 2026-04-01T00:00:00Z.',
  filter: 'Write what to keep: {"channel": "search_ads"}.',
  compare: 'Write previous, year, or two days: {"from": "2026-03-01", "to": "2026-03-31"}.',
}
