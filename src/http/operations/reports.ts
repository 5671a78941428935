// Operations of reports: made, kept, sent, scheduled.
import { z } from 'zod'
import { newReportSchema, newScheduleSchema, reportQuerySchema, reportTestSchema } from '#contract/reports.ts'
import type { Operation } from './operation.ts'

const format = z.enum(['md', 'html', 'pdf', 'mail', 'json']).optional().describe('md by default; json brings the page.')

export const reportOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/reports',
    summary: 'Reports that were kept.',
    answer: 'Each with its period, its answer in a sentence and to whom it went, the latest first.',
  },
  {
    method: 'get',
    path: '/api/v1/reports/made',
    summary: 'The weekly or monthly report, made now and not kept; as it was known on a day where one is given.',
    query: { ...reportQuerySchema.shape, format },
    answer: 'The report: one page that answers, details, definitions.',
    answerType: 'text/markdown',
  },
  {
    method: 'post',
    path: '/api/v1/reports',
    summary: 'Make a report, keep it, and send it to recipients.',
    body: { type: 'application/json', schema: newReportSchema },
    answer: 'The report as lists show it.',
    status: 201,
  },
  {
    method: 'post',
    path: '/api/v1/reports/test',
    summary: 'Make a report and send it to one recipient at once; it is not kept.',
    body: { type: 'application/json', schema: reportTestSchema },
    answer: 'The message, and what became of it.',
    status: 201,
  },
  {
    method: 'get',
    path: '/api/v1/reports/schedules',
    summary: 'When reports are made by themselves.',
    answer: 'The schedules, each with the next time.',
  },
  {
    method: 'post',
    path: '/api/v1/reports/schedules',
    summary: 'Have a report made every week or month, kept, and sent.',
    body: { type: 'application/json', schema: newScheduleSchema },
    answer: 'The schedule.',
    status: 201,
  },
  {
    method: 'delete',
    path: '/api/v1/reports/schedules/{id}',
    summary: 'End a schedule; what it made stays.',
    answer: 'The schedule as it was.',
  },
  {
    method: 'get',
    path: '/api/v1/reports/{id}',
    summary: 'A report as it was kept.',
    query: { format },
    answer: 'The report.',
    answerType: 'text/markdown',
  },
]
