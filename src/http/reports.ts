// Reports over HTTP: made and read in any format, kept, listed; and the schedules by which they are made.
import { type Context, Hono } from 'hono'
import {
  type MadeReport,
  type ReportSchedule,
  type ReportScheduleView,
  newReportSchema,
  newScheduleSchema,
  reportQuerySchema,
  reportTestSchema,
} from '#contract/reports.ts'
import type { PrintDocument } from '#print/blocks.ts'
import { toPage } from '#print/html.ts'
import { addSchedule, listReports, listSchedules, readReport, removeSchedule } from '#store/reports.ts'
import { businessZone } from '#store/plans.ts'
import { makeReport, viewOf } from '#watch/reports/make.ts'
import { keepAndSend, sendReportTest } from '#watch/reports/send.ts'
import { nextDue } from '#watch/reports/schedule.ts'
import { author } from './plan-views.ts'
import { answerPrinted, printFormatOf } from './printed.ts'
import { readJson } from './read-json.ts'
import { readHintedQuery } from './read-query.ts'
import type { Services } from './services.ts'

const refusal = { code: 'invalid_report', message: 'No report was made.' }
const testRefusal = { code: 'invalid_test', message: 'Nothing was sent.' }
const scheduleRefusal = { code: 'invalid_schedule', message: 'No schedule was stored.' }

/** Routes below `/api/v1/reports`. */
export function reportRoutes(services: Services): Hono {
  const { store, clock } = services
  const routes = new Hono()
  routes.get('/', async (context) => context.json({ reports: await listReports(store.control) }))
  routes.get('/made', async (context) => {
    const { format, ...given } = context.req.query()
    const query = readHintedQuery(given, reportQuerySchema, hints)
    await services.catchUpToAsk()
    const made = await makeReport(store, query, clock())
    if (format !== 'json') return answerReport(context, made.document)
    return context.json({ ...viewOf(made), html: toPage(made.document) } satisfies MadeReport)
  })
  routes.post('/', async (context) => {
    const { by, recipients, ...query } = await readJson(context, newReportSchema, refusal)
    await services.catchUpToAsk()
    const made = await makeReport(store, query, clock())
    const kept = await keepAndSend(services, made, { recipients, by: author(context, by) })
    return context.json(kept, 201)
  })
  routes.post('/test', async (context) => {
    const { recipient, ...query } = await readJson(context, reportTestSchema, testRefusal)
    await services.catchUpToAsk()
    const made = await makeReport(store, query, clock())
    return context.json(await sendReportTest(services, made, recipient), 201)
  })
  scheduleRoutes(routes, services)
  routes.get('/:id', async (context) => {
    const { document, ...view } = await readReport(store.control, context.req.param('id'))
    const printed = JSON.parse(document) as PrintDocument
    if (context.req.query('format') !== 'json') return answerReport(context, printed)
    return context.json({ ...view, html: toPage(printed) })
  })
  return routes
}

function scheduleRoutes(routes: Hono, { store, clock }: Services): void {
  const withNext = async (schedule: ReportSchedule): Promise<ReportScheduleView> => {
    const timezone = await businessZone(store.control, clock())
    return { ...schedule, next: nextDue(schedule, clock(), timezone), timezone }
  }
  routes.get('/schedules', async (context) => {
    return context.json({ schedules: await Promise.all((await listSchedules(store.control)).map(withNext)) })
  })
  routes.post('/schedules', async (context) => {
    const { by, ...given } = await readJson(context, newScheduleSchema, scheduleRefusal)
    const schedule = await addSchedule(store.control, { ...given, by: author(context, by) }, clock())
    return context.json(await withNext(schedule), 201)
  })
  routes.delete('/schedules/:id', async (context) => {
    return context.json(await removeSchedule(store.control, context.req.param('id'), clock()))
  })
}

async function answerReport(context: Context, document: PrintDocument): Promise<Response> {
  const name = `report-${document.made.on}-${document.language}`
  if (context.req.query('format') !== 'mail') return answerPrinted(document, printFormatOf(context), name)
  const headers = { 'content-type': 'message/rfc822', 'content-disposition': `attachment; filename="${name}.eml"` }
  return new Response(await writeMail(document), { headers })
}

/** As a file that mail programs open. Loaded when the first is asked for: the server starts without it. */
async function writeMail(document: PrintDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { toMail } = await import('#print/mail.ts')
  const { createTransport } = await import('nodemailer')
  const { pictures, ...mail } = toMail(document)
  const attachments = pictures.map(({ cid, png }) => ({ cid, content: png, filename: `${cid}.png` }))
  const written = await createTransport({ streamTransport: true, buffer: true }).sendMail({ ...mail, attachments })
  return new Uint8Array(written.message as Buffer)
}

const hints = {
  '': 'There are period, day, known_on, target, language and format.',
  period: 'There are week and month.',
  day: 'Write a day of the calendar: 2026-04-01.',
  known_on: 'Write a day of the calendar: 2026-04-01.',
  language: 'Write en or ja.',
}
