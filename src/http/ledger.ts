// The ledger over HTTP: conversions searched and filtered page by page, one conversion with its story, and what is
// merged and split by hand.
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import { unknownName } from '#ask/check.ts'
import { ledgerFile } from '#ask/export/ledger-file.ts'
import { junkSightings } from '#ask/junk-sightings.ts'
import { ledgerPage, questionOf } from '#ask/ledger.ts'
import { ledgerEntry } from '#ask/ledger-entry.ts'
import { prepare } from '#ask/inquiry.ts'
import { ledgerFormats } from '#contract/export.ts'
import { type Ruled, ledgerExportSchema, ledgerQuerySchema, mergeSchema, splitSchema } from '#contract/ledger.ts'
import { mergeConversions, ruledOn, splitConversion } from '#count/rule.ts'
import { type StoredRuling, listRulings, toldRuling, undoRuling } from '#store/rulings.ts'
import { Problem, type ProblemDetail } from '#util/problem.ts'
import { readJson } from './read-json.ts'
import type { Services } from './services.ts'
import { whoAsks } from './session.ts'

const refusal = { code: 'invalid_ruling', message: 'Nothing was changed.' }

/** Routes below `/api/v1/ledger`. */
export function ledgerRoutes(services: Services): Hono {
  const { store, clock } = services
  const routes = new Hono()
  const counted = async (ruling: StoredRuling): Promise<Ruled> => {
    await services.catchUp()
    return ruledOn(store.facts, ruling)
  }
  routes.get('/', async (context) => {
    const query = readQuery(context, ledgerQuerySchema)
    await prepare(store, questionOf(query), clock())
    await services.catchUpToAsk()
    return context.json(await ledgerPage(store, query, clock()))
  })
  routes.get('/export', (context) => exportLedger(context, services))
  routes.get('/junk', async (context) => {
    await services.catchUpToAsk()
    return context.json({ sightings: await junkSightings(store) })
  })
  routes.get('/rulings', async (context) => {
    return context.json({ rulings: (await listRulings(store.control)).map(toldRuling) })
  })
  routes.post('/rulings/:number/undo', async (context) => {
    const number = context.req.param('number')
    const ruling = await undoRuling(store.control, Number(number), whoAsks(context).name, clock())
    return context.json(await counted(ruling))
  })
  routes.post('/:id/split', async (context) => {
    const { sightings, why } = await readJson(context, splitSchema, refusal)
    await services.catchUp()
    const ruler = { by: whoAsks(context).name, why, now: clock() }
    return context.json(await counted(await splitConversion(store, context.req.param('id'), sightings, ruler)), 201)
  })
  routes.post('/:id/merge', async (context) => {
    const { with: other, why } = await readJson(context, mergeSchema, refusal)
    await services.catchUp()
    const ruler = { by: whoAsks(context).name, why, now: clock() }
    const pair = [context.req.param('id'), other] as const
    return context.json(await counted(await mergeConversions(store, pair, ruler)), 201)
  })
  routes.get('/:id', async (context) => {
    await services.catchUpToAsk()
    const id = context.req.param('id')
    const entry = await ledgerEntry(store, id, clock())
    if (entry) return context.json(entry)
    throw new Problem('unknown_conversion', `There is no conversion ${id}, and never was.`, {
      status: 404,
      hint: '`onecount ledger --search ID` finds conversions by the id of an order, deal, lead, person or visitor.',
    })
  })
  return routes
}

async function exportLedger(context: Context, { store, clock, catchUpToAsk }: Services): Promise<Response> {
  const { format, ...query } = readQuery(context, ledgerExportSchema)
  await prepare(store, questionOf(query), clock())
  await catchUpToAsk()
  const pieces = ledgerFile(store, query, format, clock())
  // what is wrong with the question shows at the first piece, before anything is sent
  const first = await pieces.next()
  return context.body(ReadableStream.from(withFirst(first, pieces)), 200, {
    'content-type': ledgerTypes[format],
    'content-disposition': `attachment; filename="ledger.${format}"`,
  })
}

/** A failure on the way breaks the connection off, so that nobody takes half a file for the whole. */
async function* withFirst(
  first: IteratorResult<Uint8Array, void>,
  rest: AsyncGenerator<Uint8Array, void>,
): AsyncGenerator<Uint8Array, void> {
  if (first.done) return
  yield first.value
  yield* rest
}

const ledgerTypes = {
  jsonl: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
} as const

const repeated = new Set(['point', 'channel', 'source', 'campaign'])

type LedgerSchema = typeof ledgerQuerySchema | typeof ledgerExportSchema

/** `?search=A-17&point=deal_won&point=trial&from=2026-04-01`. */
function readQuery<T extends LedgerSchema>(context: Context, schema: T): z.infer<T> {
  const given = Object.entries(context.req.queries()).map(([name, values]) => {
    return [name, repeated.has(name) ? values : values[0]] as const
  })
  const read = schema.safeParse(Object.fromEntries(given))
  if (read.success) return read.data as z.infer<T>
  const details = read.error.issues.flatMap((issue): ProblemDetail[] => {
    if (issue.code !== 'unrecognized_keys') return [describe(String(issue.path[0] ?? ''), context)]
    const message = (field: string): string => `The ledger cannot be asked by ${field}.`
    return issue.keys.map((field) => unknownName(field, message(field), field, Object.keys(schema.shape)))
  })
  throw new Problem('invalid_query', details[0]!.message, { details })
}

const hints: Readonly<Record<string, string>> = {
  search: 'Write an id of at most 256 characters.',
  from: 'Write a day of the calendar: 2026-04-01.',
  to: 'Write a day of the calendar: 2026-04-30.',
  plan: 'Write the number of a version of the plan.',
  limit: 'Write a number from 1 to 200.',
  format: `Write ${ledgerFormats.join(', ')}.`,
}

function describe(field: string, context: Context): ProblemDetail {
  const message = `${field} cannot be "${context.req.query(field) ?? ''}".`
  return { field, message, hint: hints[field] ?? 'Write a name.' }
}
