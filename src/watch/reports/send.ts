// Reports that are kept and sent: on demand, as a test, and by schedule.
import type { MessageView } from '#contract/alerts.ts'
import type { KeptReport, ReportSchedule, ReportView } from '#contract/reports.ts'
import type { PrintDocument } from '#print/blocks.ts'
import { wordsOf } from '#print/text.ts'
import { businessZone } from '#store/plans.ts'
import { keepReport, listSchedules, noteSendings, scheduledReport } from '#store/reports.ts'
import type { Store } from '#store/store.ts'
import { type PostOffice, sendTest } from '../alerts/deliver.ts'
import { type Outgoing, handOverTo } from '../alerts/outgoing.ts'
import { type Report, makeReport, viewOf } from './make.ts'
import { latestDue } from './schedule.ts'

/** What reports are sent with; `settings.publicUrl` is where people open the web app. */
export type Sender = PostOffice & { store: Store; settings: { publicUrl: string } }

export interface ToWhom {
  /** Names. */
  recipients: readonly string[]
  by: string
}

/** Keeps a report, and hands it over to whoever delivers. */
export async function keepAndSend(sender: Sender, report: Report, { recipients, by }: ToWhom): Promise<KeptReport> {
  const kept = await keepReport(sender.store.control, toKeep(report, by), sender.clock())
  return handOver(sender, kept, report.document, recipients)
}

/** Sends it at once and waits for what becomes of it; it is not kept. Throws Problem `unknown_recipient`. */
export async function sendReportTest(sender: Sender, report: Report, recipient: string): Promise<MessageView> {
  return sendTest(sender, recipient, await outgoingOf(sender, viewOf(report), report.document))
}

/**
 * Makes, keeps and hands over what is due. Cut short anywhere, it goes on at the next call: a report is kept once for
 * each hour of its schedule, and handed over once under its id. Of hours that were missed, the latest is made up for, with
 * the period that was over then.
 */
export async function sendDueReports(sender: Sender): Promise<void> {
  const { control } = sender.store
  const now = sender.clock()
  const schedules = await listSchedules(control)
  if (schedules.length === 0) return
  const timezone = await businessZone(control, now)
  for (const schedule of schedules) {
    const due = latestDue(schedule, now, timezone)
    if (due > schedule.at) await sendScheduled(sender, schedule, due)
  }
}

async function sendScheduled(sender: Sender, schedule: ReportSchedule, due: number): Promise<void> {
  const { store, clock } = sender
  const { period, language, by, recipients } = schedule
  const before = await scheduledReport(store.control, schedule.id, due)
  if (before) {
    const unsent = recipients.length > 0 && before.sent.length === 0
    if (unsent) await handOver(sender, before, JSON.parse(before.document) as PrintDocument, recipients)
    return
  }
  const report = await makeReport(store, { period, language }, clock(), due)
  const scheduled = { schedule: schedule.id, due }
  const kept = await keepReport(store.control, { ...toKeep(report, by), scheduled }, clock())
  await handOver(sender, kept, report.document, recipients)
}

function toKeep(report: Report, by: string) {
  return { ...viewOf(report), document: JSON.stringify(report.document), by }
}

async function handOver(
  sender: Sender,
  kept: KeptReport,
  document: PrintDocument,
  recipients: readonly string[],
): Promise<KeptReport> {
  if (recipients.length === 0) return kept
  const { store, clock } = sender
  const outgoing = await outgoingOf(sender, kept, document)
  const message = { purpose: 'report', key: `report ${kept.id}`, outgoing } as const
  const sent = await handOverTo(store.control, recipients, message, clock())
  await noteSendings(store.control, kept.id, sent)
  return { ...kept, sent }
}

/** The same for each kind of recipient: an e-mail with its charts, the first page as text, the facts of it. */
async function outgoingOf({ settings }: Sender, view: ReportView, document: PrintDocument): Promise<Outgoing> {
  // loaded with the first report that is sent: the server starts without it
  const { toMail } = await import('#print/mail.ts')
  const url = new URL(`/reports?period=${view.period}&day=${view.asOf}`, settings.publicUrl).href
  const lines = firstPageLines(document)
  return {
    mail: toMail(document),
    slack: { text: lines.join('\n'), link: { text: document.title, url } },
    webhook: { type: 'report', data: { ...view, title: document.title, lines, url } },
  }
}

/** Title, figure and answers of the first page, a line each. */
export function firstPageLines({ title, blocks }: PrintDocument): string[] {
  const [figure, facts] = [blocks.find(({ kind }) => kind === 'figure'), blocks.find(({ kind }) => kind === 'facts')]
  return [
    title,
    ...(figure?.kind === 'figure' ? [`${figure.value}  ${wordsOf(figure.text)}`] : []),
    ...(facts?.kind === 'facts' ? facts.rows.map(([name, text]) => `${name} ${wordsOf(text)}`) : []),
  ]
}
