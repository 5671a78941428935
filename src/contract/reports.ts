// The weekly and the monthly report: what is asked for, what is kept of it, and when it is made by itself.
import { z } from 'zod'
import { languages } from './library.ts'

const day = z.iso.date()
const reportPeriods = ['week', 'month'] as const

export const reportQuerySchema = z.strictObject({
  period: z.enum(reportPeriods).default('week').describe("Weeks begin as the plan says, months as the target's do."),
  day: day.optional().describe('Any day of the period; by default the last period that is over.'),
  known_on: day.optional().describe('As it was known at the end of that day; by default as known now.'),
  target: z.string().min(1).optional().describe('Which target, where several are in force.'),
  language: z.enum(languages).default('en'),
})
export type ReportQuery = z.infer<typeof reportQuerySchema>

/** In whose name, where the admin token's holder acts for somebody. */
const by = z.string().trim().min(1).max(64).optional()
const recipients = z.array(z.string().min(1)).max(50).default([]).describe('Names of recipients, as Alerts has them.')

/** A report that is made and kept; sent to the recipients, where any are named. */
export const newReportSchema = z.strictObject({ ...reportQuerySchema.shape, recipients, by })

/** One report as lists show it; its document is asked for in a format. */
export interface ReportView {
  period: ReportQuery['period']
  /** First and last day of the period, and the last day that is counted in it. */
  from: string
  to: string
  asOf: string
  language: ReportQuery['language']
  /** The day as of which it was made again; null: as known when it was made. */
  knownOn: string | null
  /** The answer, in a sentence. */
  headline: string
}

export interface KeptReport extends ReportView {
  id: string
  by: string
  /** Epoch milliseconds. */
  at: number
  sent: ReportSending[]
}

/** Delivery goes on by itself; the log of messages tells what became of it. */
export interface ReportSending {
  recipient: string
  state: 'handed_over' | 'refused'
  /** Why it was refused; `''` otherwise. */
  message: string
}

/** A report that is made and sent to one recipient at once, and not kept. */
export const reportTestSchema = z.strictObject({
  period: z.enum(reportPeriods).default('week'),
  language: z.enum(languages).default('en'),
  recipient: z.string().min(1, 'is empty; name a recipient'),
})

/** A report just made, with its page. */
export interface MadeReport extends ReportView {
  html: string
}

export const newScheduleSchema = z
  .strictObject({
    period: z.enum(reportPeriods),
    on: z.int().min(1).max(28).default(1).describe('Weekday, 1 is Monday; or day of the month, 1 to 28.'),
    hour: z.int().min(0).max(23).default(8).describe('In the time zone of the plan.'),
    language: z.enum(languages).default('en'),
    recipients,
    by,
  })
  .refine(({ period, on }) => period === 'month' || on <= 7, { message: 'is no weekday: write 1 to 7', path: ['on'] })

/** When a report is made by itself: of the last period that is over then. */
export interface ReportSchedule {
  id: string
  period: ReportQuery['period']
  on: number
  hour: number
  language: ReportQuery['language']
  recipients: string[]
  by: string
  at: number
}

export interface ReportScheduleView extends ReportSchedule {
  /** Epoch milliseconds. */
  next: number
  /** Of the hour. */
  timezone: string
}
