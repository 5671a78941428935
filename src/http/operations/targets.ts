// Operations on saved targets.
import { allocationSchema } from '#contract/allocation.ts'
import { measureQuerySchema } from '#contract/funnel.ts'
import { reckonSchema, targetSaveSchema, targetWithdrawalSchema } from '#contract/saved-target.ts'
import type { Operation } from './operation.ts'

export const targetOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/allocation',
    summary: 'Split CVs and budget over channels by what money has brought; nothing is stored.',
    body: { type: 'application/json', schema: allocationSchema },
    answer: 'Rows by channel and month, each with the rule it was made by, the months, and the curves.',
  },
  { method: 'get', path: '/api/v1/targets', summary: 'All targets.', answer: 'The newest version of each.' },
  {
    method: 'get',
    path: '/api/v1/targets/measured',
    summary: 'A funnel with all that history says of it.',
    query: measureQuerySchema.shape,
    answer: 'Rates with their intervals, lags, season, customer value and pace, and what could not be measured.',
  },
  {
    method: 'post',
    path: '/api/v1/targets/reckon',
    summary: 'Read a funnel backwards from revenue; nothing is stored.',
    body: { type: 'application/json', schema: reckonSchema },
    answer: 'Required CVs by stage and month, target CPA, how likely it is, and what moves it most.',
  },
  {
    method: 'get',
    path: '/api/v1/targets/{id}',
    summary: 'A target.',
    answer: 'All its versions, oldest first, with who and why.',
  },
  {
    method: 'put',
    path: '/api/v1/targets/{id}',
    summary: 'Save a target, unless somebody saved it since.',
    body: { type: 'application/json', schema: targetSaveSchema },
    answer: 'The version that it became.',
    status: 201,
  },
  {
    method: 'post',
    path: '/api/v1/targets/{id}/withdraw',
    summary: 'Take a target back.',
    body: { type: 'application/json', schema: targetWithdrawalSchema },
    answer: 'The version that takes it back.',
  },
]
