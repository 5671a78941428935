// Attribution over HTTP: models side by side over the same conversions.
import { Hono } from 'hono'
import type { z } from 'zod'
import { asQuestion, compareModels } from '#ask/attribution.ts'
import { unknownName } from '#ask/check.ts'
import { prepare } from '#ask/inquiry.ts'
import { attributionModels, attributionSchema } from '#contract/attribution.ts'
import type { ProblemDetail } from '#util/problem.ts'
import { readJson } from './read-json.ts'
import type { Services } from './services.ts'

/** Routes below `/api/v1/attribution`. */
export function attributionRoutes({ store, clock, catchUpToAsk }: Services): Hono {
  const routes = new Hono()
  routes.post('/', async (context) => {
    const asked = await readJson(context, attributionSchema, {
      code: 'invalid_question',
      message: 'The question cannot be read.',
      describe,
    })
    await prepare(store, asQuestion(asked), clock())
    await catchUpToAsk()
    return context.json(await compareModels(store, asked, clock()))
  })
  return routes
}

const fields = Object.keys(attributionSchema.shape)

function describe(issue: z.core.$ZodIssue): ProblemDetail {
  if (issue.code === 'unrecognized_keys') {
    const field = issue.keys[0]!
    return unknownName(field, `Attribution has no field ${field}.`, field, fields)
  }
  const name = String(issue.path[0] ?? '')
  const hint = hints[name] ?? 'Send {"by": "channel", "models": ["last", "markov"]}.'
  return { field: issue.path.join('.'), message: `${name || 'The question'} cannot be that.`, hint }
}

/** How each field is written. */
const hints: Readonly<Record<string, string>> = {
  by: 'Write channel or campaign.',
  models: `There are ${attributionModels.join(', ')}.`,
  from: 'Write a day of the calendar: 2026-04-01.',
  to: 'Write a day of the calendar: 2026-04-30.',
  points: 'Write a list of point ids: ["purchase"].',
  plan: 'Write the number of a version of the plan.',
  lookback: 'Write hours or days: 12h, 30d.',
  half_life: 'Write hours or days: 12h, 7d.',
}
