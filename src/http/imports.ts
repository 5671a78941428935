// Imports over HTTP: a file as the body, its options in the query; progress comes back line by line.
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import type { ImportEntry, ImportOptions, ImportProgress, ImportResult } from '#contract/import.ts'
import { findImport, listImports } from '#import/entries.ts'
import { type PreparedImport, prepareImport } from '#import/import.ts'
import { previewImport } from '#import/preview.ts'
import { planUndo, undoImport } from '#import/undo.ts'
import { Problem } from '#util/problem.ts'
import type { Settings } from '#util/settings.ts'
import { tellProgress } from './ndjson.ts'
import type { Services } from './services.ts'

/** Milliseconds between two lines of progress. */
const reportMs = 100
/** A preview reads no more of the file than this. */
const previewBytes = 262_144

/** Routes below `/api/v1/imports`. */
export function importRoutes(services: Services): Hono {
  const { control } = services.store
  const routes = new Hono()
  routes.post('/', async (context) => {
    const options = readOptions(context)
    const body = readBody(context, services.settings)
    try {
      const totalBytes = Number(context.req.header('content-length') ?? context.req.query('bytes')) || null
      const prepared = await prepareImport(services, options, { bytes: body.bytes, totalBytes })
      return runAndReport(context, prepared, body.drain)
    } catch (error) {
      // an answer before the end of the body would break the connection that it comes on
      await body.drain()
      throw error
    }
  })
  routes.post('/preview', async (context) => {
    const body = readBody(context, services.settings)
    try {
      const options = readOptions(context)
      return context.json(await previewImport(services, options, firstOf(body.bytes, previewBytes)))
    } finally {
      await body.drain()
    }
  })
  routes.get('/', async (context) => context.json({ imports: await listImports(control) }))
  routes.get('/:id', async (context) => context.json(await readEntry(services, context.req.param('id'))))
  routes.get('/:id/undo', async (context) => context.json(await planUndo(services, context.req.param('id'))))
  routes.post('/:id/undo', async (context) => context.json(await undoImport(services, context.req.param('id'))))
  routes.get('/:id/rejects', async (context) => {
    const { result } = await readEntry(services, context.req.param('id'))
    context.header('content-type', 'application/x-ndjson')
    if (result && result.rejected > 0 && !result.rejectsFile) throw rejectsGone()
    if (!result?.rejectsFile) return context.body('')
    return context.body(Readable.toWeb(createReadStream(result.rejectsFile)) as ReadableStream)
  })
  return routes
}

function rejectsGone(): Problem {
  return new Problem('rejects_gone', 'Its rejected rows are no longer kept.', {
    status: 404,
    hint: 'They are kept for the latest 20 imports that had some; import the file again to see them.',
  })
}

async function readEntry({ store }: Services, id: string): Promise<ImportEntry> {
  const entry = await findImport(store.control, id)
  if (entry) return entry
  throw new Problem('unknown_import', `There is no import ${id}.`, {
    status: 404,
    hint: 'GET /api/v1/imports lists them.',
  })
}

/** @param drain takes in what is left of the body. */
function runAndReport(context: Context, prepared: PreparedImport, drain: () => Promise<void>): Response {
  let reportedAt = 0
  return tellProgress<ImportProgress, ImportResult>(
    context,
    (tell) =>
      prepared
        .run((progress) => {
          if (Date.now() - reportedAt < reportMs) return
          reportedAt = Date.now()
          tell(progress)
        })
        .catch(throwBrokenOff),
    drain,
  )
}

function throwBrokenOff(error: unknown): never {
  if (error instanceof Problem) throw error
  console.error(error)
  throw new Problem('broke_off', `The import broke off: ${error instanceof Error ? error.message : String(error)}`, {
    hint: 'Import the file again: what was stored stays, and only the rest is added.',
  })
}

const textOptions = [
  'format',
  'source',
  'platform',
  'account',
  'channel',
  'currency',
  'stage',
  'period',
  'timezone',
  'export',
  'point',
] as const

/** `kind=leads&file=leads.csv&map=id=ID&map=time=Date&key=age&…`; what is wrong with them the import says. */
function readOptions(context: Context): ImportOptions {
  const options: Record<string, unknown> = {
    kind: context.req.query('kind') ?? '',
    fileName: context.req.query('file') ?? '',
  }
  for (const name of textOptions) {
    const text = context.req.query(name)
    if (text !== undefined) options[name] = text
  }
  const dateFormat = context.req.query('date_format')
  if (dateFormat !== undefined) options['dateFormat'] = dateFormat
  if (context.req.query('force') !== undefined) options['force'] = context.req.query('force') !== 'false'
  const map = context.req.queries('map')
  if (map) options['map'] = Object.fromEntries(map.map(readPair))
  const key = context.req.queries('key')
  if (key) options['key'] = key
  return options as unknown as ImportOptions
}

function readPair(pair: string): [field: string, column: string] {
  const equals = pair.indexOf('=')
  if (equals > 0) return [pair.slice(0, equals), pair.slice(equals + 1)]
  throw new Problem('wrong_option', `"${pair}" does not say which column fills which field.`, {
    details: [{ field: 'map', message: `"${pair}" is not field=column.`, hint: 'Write id=COLUMN, or id= for none.' }],
  })
}

interface Body {
  bytes: AsyncIterable<Uint8Array>
  drain: () => Promise<void>
}

/** The body as it streams in; refused when it is longer than the limit, or when nothing comes any more. */
function readBody(context: Context, { importBytes: limit, importStallMs }: Settings): Body {
  const body = context.req.raw.body
  const source = body ? Readable.fromWeb(body as never) : Readable.from([])
  let read = 0
  async function* bytes(): AsyncGenerator<Uint8Array> {
    const waiting = (): NodeJS.Timeout => setTimeout(() => source.destroy(uploadStalled(importStallMs)), importStallMs)
    let timer = waiting()
    try {
      // the stream outlives an iteration that ends early: the rest is drained
      for await (const piece of source.iterator({ destroyOnReturn: false })) {
        clearTimeout(timer)
        read += (piece as Uint8Array).length
        if (read > limit) throw fileTooLong(limit)
        yield piece as Uint8Array
        timer = waiting()
      }
    } finally {
      clearTimeout(timer)
    }
  }
  async function drain(): Promise<void> {
    if (source.destroyed) return
    for await (const piece of source) {
      read += (piece as Uint8Array).length
      if (read > limit) return
    }
  }
  return { bytes: bytes(), drain }
}

function uploadStalled(ms: number): Problem {
  return new Problem('upload_stalled', `The upload stopped: nothing came for ${ms / 1000} s.`, {
    status: 408,
    hint: 'Import the file again: what was stored stays, and only the rest is added.',
  })
}

function fileTooLong(limit: number): Problem {
  return new Problem('file_too_long', `The file is longer than ${limit.toLocaleString('en')} bytes.`, {
    status: 413,
    hint: 'Split it, or raise ONECOUNT_IMPORT_BYTES.',
  })
}

async function* firstOf(bytes: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Uint8Array> {
  let read = 0
  for await (const piece of bytes) {
    yield piece
    read += piece.length
    if (read >= length) return
  }
}
