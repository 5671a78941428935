// Operations on drift and what is done about it.
import { actionChangeSchema, newActionSchema } from '#contract/actions.ts'
import { driftQuerySchema } from '#contract/drift.ts'
import type { Operation } from './operation.ts'

export const actionOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/drift',
    summary: 'Why a CPA or CVR differs between two periods, measurement checked first.',
    query: driftQuerySchema.shape,
    answer:
      'The change split by cause with the noise of each, the first likely one, by channel, campaign, ad and landing page.',
  },
  {
    method: 'get',
    path: '/api/v1/actions',
    summary: 'The log of actions.',
    answer: 'Each as it stands with its history, the latest change first.',
  },
  {
    method: 'post',
    path: '/api/v1/actions',
    summary: 'Note an action: hypothesis, what is changed, where, what it is to bring.',
    body: { type: 'application/json', schema: newActionSchema },
    answer: 'The action.',
    status: 201,
  },
  {
    method: 'get',
    path: '/api/v1/actions/{id}',
    summary: 'An action and what it did.',
    answer: 'The action, its history, and its effect with interval, or why there is none yet.',
  },
  {
    method: 'put',
    path: '/api/v1/actions/{id}',
    summary: 'Change an action, or its state.',
    body: { type: 'application/json', schema: actionChangeSchema },
    answer: 'The action.',
  },
]
