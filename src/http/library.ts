// The library of conversion points and the plans to start with, over HTTP.
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { languages, type Language } from '#contract/library.ts'
import { findLibraryPoint, library } from '#plan/library/library.ts'
import { templatePlan, templates } from '#plan/library/template.ts'
import { knownNames } from '#util/closest.ts'
import { Problem } from '#util/problem.ts'

export const languageQuery = { language: z.enum(languages).optional() }

/** Routes below `/api/v1/library`. */
export function libraryRoutes(): Hono {
  const routes = new Hono()
  routes.get('/', (context) => context.json({ points: library }))
  routes.get('/:id', (context) => {
    const id = context.req.param('id')
    const found = findLibraryPoint(id)
    if (found) return context.json(found)
    throw unknown(
      'unknown_point',
      `The library has no point ${id}.`,
      id,
      library.map((point) => point.id),
      '`onecount plan library` lists them, over HTTP GET /api/v1/library',
    )
  })
  return routes
}

/** Routes below `/api/v1/templates`. */
export function templateRoutes(): Hono {
  const routes = new Hono()
  routes.get('/', (context) => context.json({ templates }))
  routes.get('/:name', (context) => {
    const name = context.req.param('name')
    const found = templatePlan(name, languageOf(context))
    if (found) return context.json(found)
    throw unknown(
      'unknown_template',
      `There is no template ${name}.`,
      name,
      templates.map((each) => each.name),
    )
  })
  return routes
}

/** English unless `language` says otherwise. Throws Problem `invalid_query`. */
export function languageOf(context: Context): Language {
  const given = context.req.query('language')
  const read = z.object(languageQuery).safeParse({ language: given })
  if (read.success) return read.data.language ?? 'en'
  const message = `language cannot be "${given}".`
  throw new Problem('invalid_query', message, { details: [{ field: 'language', message, hint: 'Write en or ja.' }] })
}

function unknown(code: string, message: string, typed: string, known: readonly string[], listedBy?: string): Problem {
  return new Problem(code, message, { status: 404, hint: knownNames(typed, known, listedBy) })
}
