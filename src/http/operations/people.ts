// Operations of persons and their privacy.
import { z } from 'zod'
import { consentQuerySchema, personQuerySchema, retentionSchema } from '#contract/privacy.ts'
import { type Operation, progressLines } from './operation.ts'

const text = z.string().optional()

export const peopleOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/persons',
    summary: 'Who somebody is taken to be, by one identifier.',
    query: { visitor: text, user: text, lead: text, email: text, phone: text },
    answer: 'The person, the links that lead to each identifier, and browsers that several people used.',
  },
  {
    method: 'post',
    path: '/api/v1/privacy/find',
    summary: 'What is held about a person; nothing is changed.',
    body: { type: 'application/json', schema: personQuerySchema },
    answer: "The identifiers that are the person's alone, what others share, and how much is held.",
  },
  {
    method: 'post',
    path: '/api/v1/privacy/export',
    summary: 'Everything that is held about a person.',
    body: { type: 'application/json', schema: personQuerySchema },
    answer: 'One document, to be given to the person.',
  },
  {
    method: 'post',
    path: '/api/v1/privacy/erase',
    summary: 'Erase a person for good: conversions stay counted, without the person, and nothing of it is taken again.',
    body: { type: 'application/json', schema: personQuerySchema },
    answer: progressLines,
    answerType: 'application/x-ndjson',
  },
  {
    method: 'get',
    path: '/api/v1/privacy/consent',
    summary: 'What visitors agreed to; the last 28 days unless `from` and `to` say otherwise.',
    query: consentQuerySchema.shape,
    answer: 'Events by state of each purpose, and how many carry no identifier.',
  },
  {
    method: 'get',
    path: '/api/v1/privacy/retention',
    summary: 'How long data of each kind is kept.',
    answer: 'Days for each kind, or null; when it was last applied and how much went.',
  },
  {
    method: 'post',
    path: '/api/v1/privacy/retention',
    summary: 'Set how long data is kept; null is for ever, what is not named stays. Applied once a day.',
    body: { type: 'application/json', schema: retentionSchema },
    answer: 'Days for each kind.',
  },
  {
    method: 'post',
    path: '/api/v1/privacy/retention/apply',
    summary: 'Apply it now.',
    answer: 'How much of each kind went.',
  },
  {
    method: 'post',
    path: '/api/v1/privacy/erasures/{id}/retry',
    summary: 'Try an erasure again that waits or failed; it is tried again by itself, too.',
    answer: progressLines,
    answerType: 'application/x-ndjson',
  },
  {
    method: 'post',
    path: '/api/v1/privacy/forget-key',
    summary:
      'When the key of erased persons is lost for good: forget by what they are recognised, so that data is taken again.',
    answer: 'How many hashes were forgotten. Refused while the key is there.',
  },
  {
    method: 'get',
    path: '/api/v1/privacy/erasures',
    summary: 'What was erased, when and by whom.',
    answer: 'The erasures, newest first, with what each changed; not whom it concerned.',
  },
]
