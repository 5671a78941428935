// Operations of the scorecard: the card itself, recorded changes, exchange rates.
import { ratesSchema } from '#contract/rates.ts'
import { campaignChangeSchema, scorecardQuerySchema } from '#contract/scorecard.ts'
import type { Operation } from './operation.ts'

export const scorecardOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/scorecard',
    summary: 'Actual figures against target and budget by channel and initiative, and where the period will end.',
    query: scorecardQuerySchema.shape,
    answer: 'The total, channels and initiatives, each with its verdict and what gave it; definitions and caveats.',
  },
  {
    method: 'get',
    path: '/api/v1/scorecard/changes',
    summary: 'Launches and changes of campaigns that were recorded.',
    answer: 'The changes, by day.',
  },
  {
    method: 'post',
    path: '/api/v1/scorecard/changes',
    summary: 'Record a launch or major change of a campaign: it is not judged while it learns.',
    body: { type: 'application/json', schema: campaignChangeSchema },
    answer: 'The change.',
    status: 201,
  },
  {
    method: 'delete',
    path: '/api/v1/scorecard/changes/{id}',
    summary: 'Take a recorded change back.',
    answer: 'The change as it was.',
  },
  {
    method: 'get',
    path: '/api/v1/rates',
    summary: 'Which exchange rates are known.',
    answer: 'Currencies, with first and last day.',
  },
  {
    method: 'post',
    path: '/api/v1/rates',
    summary: 'Store exchange rates by day; one of a day that is known is replaced.',
    body: { type: 'application/json', schema: ratesSchema },
    answer: 'How many were stored, and which are known.',
    status: 201,
  },
]
