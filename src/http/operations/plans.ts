// Operations of plans: library, drafts, agreement.
import { z } from 'zod'
import { mappingQuery } from '#contract/mapping.ts'
import {
  agreementSchema,
  commentSchema,
  draftChangeSchema,
  draftProposalSchema,
  newDraftSchema,
  withdrawalSchema,
} from '#contract/plan-life.ts'
import { planSchema } from '#contract/plan.ts'
import { previewQuery } from '#contract/preview.ts'
import { languageQuery } from '../library.ts'
import { documentQuery } from '../plan-document.ts'
import { type Operation, progressLines } from './operation.ts'

const text = z.string().optional()
const planText = { type: 'application/yaml', schema: planSchema } as const

export const planOperations: readonly Operation[] = [
  { method: 'get', path: '/api/v1/plans', summary: 'All versions of the plan.', answer: 'The versions, oldest first.' },
  {
    method: 'post',
    path: '/api/v1/plans',
    summary: 'Propose a plan.',
    query: { by: text, why: text },
    body: planText,
    answer: 'The version that it became.',
    status: 201,
  },
  {
    method: 'get',
    path: '/api/v1/plans/history',
    summary: 'What happened to the plan: proposed, commented, agreed, withdrawn.',
    answer: 'Who, when and why, oldest first, and what each proposal changed.',
  },
  {
    method: 'get',
    path: '/api/v1/plans/diff',
    summary: 'What differs between two plans: versions by number, `current`, `newest`, `draft:ID`.',
    query: { from: text, to: text },
    answer: 'The differences by point, as fields and in words.',
  },
  { method: 'get', path: '/api/v1/plans/drafts', summary: 'All drafts.', answer: 'The drafts, without their texts.' },
  {
    method: 'post',
    path: '/api/v1/plans/drafts',
    summary: 'Begin a draft; it may be any text.',
    body: { type: 'application/json', schema: newDraftSchema },
    answer: 'The draft.',
    status: 201,
  },
  { method: 'get', path: '/api/v1/plans/drafts/{id}', summary: 'One draft.', answer: 'The draft with its text.' },
  {
    method: 'put',
    path: '/api/v1/plans/drafts/{id}',
    summary: 'Save a draft, unless somebody saved it since.',
    body: { type: 'application/json', schema: draftChangeSchema },
    answer: 'The draft with its new revision.',
  },
  {
    method: 'delete',
    path: '/api/v1/plans/drafts/{id}',
    summary: 'Throw a draft away, unless somebody saved it since.',
    query: { revision: z.string() },
    answer: 'The draft as it was.',
  },
  {
    method: 'post',
    path: '/api/v1/plans/drafts/{id}/propose',
    summary: 'Propose a draft.',
    body: { type: 'application/json', schema: draftProposalSchema },
    answer: 'The version that it became.',
    status: 201,
  },
  {
    method: 'post',
    path: '/api/v1/plans/check',
    summary: 'Check a plan without storing it.',
    body: planText,
    answer: 'What each point counts, or everything that is wrong.',
  },
  {
    method: 'get',
    path: '/api/v1/plans/suggestions',
    summary: 'Events of the last 90 days that no point matches.',
    answer: 'Each with how often it arrived, from where, and a point where the library has one for it.',
  },
  { method: 'get', path: '/api/v1/plans/current', summary: 'The plan in force.', answer: 'That version.' },
  { method: 'get', path: '/api/v1/plans/{version}', summary: 'One version of the plan.', answer: 'That version.' },
  {
    method: 'get',
    path: '/api/v1/plans/{version}/text',
    summary: 'A version as the file that was proposed, comments and all.',
    answer: 'The plan file.',
    answerType: 'application/yaml',
  },
  {
    method: 'get',
    path: '/api/v1/plans/{version}/document',
    summary: 'A version written out for people, as Markdown, as a page to print or as PDF.',
    query: documentQuery,
    answer: 'The definition document.',
    answerType: 'text/markdown',
  },
  {
    method: 'get',
    path: '/api/v1/plans/{version}/mapping',
    summary: 'What ad platforms call the points, held against what they report (`newest`, `current`, or a number).',
    query: mappingQuery,
    answer: 'Names, roles and counts by platform, and what does not fit, with the likely reason and what to do.',
  },
  {
    method: 'post',
    path: '/api/v1/plans/{version}/preview',
    summary: 'Count a version over the last 90 days, or others, beside the one in force.',
    query: previewQuery,
    answer: `${progressLines} It holds CVs by point, channel and week, what enters and leaves, CVR and CPA.`,
    answerType: 'application/x-ndjson',
  },
  {
    method: 'post',
    path: '/api/v1/plans/drafts/{id}/preview',
    summary: 'The same for a draft.',
    query: previewQuery,
    answer: progressLines,
    answerType: 'application/x-ndjson',
  },
  {
    method: 'get',
    path: '/api/v1/plans/{version}/history',
    summary: 'What happened to a version.',
    answer: 'Who, when and why, oldest first.',
  },
  {
    method: 'post',
    path: '/api/v1/plans/{version}/comments',
    summary: 'Comment on a version; whoever signs in may.',
    body: { type: 'application/json', schema: commentSchema },
    answer: 'The comment as it stands in the log.',
    status: 201,
  },
  {
    method: 'post',
    path: '/api/v1/plans/{version}/withdraw',
    summary: 'Take a proposal back.',
    body: { type: 'application/json', schema: withdrawalSchema },
    answer: 'The version, withdrawn.',
  },
  {
    method: 'post',
    path: '/api/v1/plans/{version}/agree',
    summary: 'Agree to a version (`newest`, or its number).',
    query: { count: z.literal('1').optional().describe('Count at once and tell the progress.') },
    body: { type: 'application/json', schema: agreementSchema },
    answer: 'The version with its agreements; lines of progress with `count=1`.',
  },
  {
    method: 'get',
    path: '/api/v1/library',
    summary: 'Conversion points that are ready to use.',
    answer: 'Each with rule, snippets, what ad platforms call it, and when not to use it, in both languages.',
  },
  { method: 'get', path: '/api/v1/library/{id}', summary: 'One point of the library.', answer: 'That point.' },
  {
    method: 'get',
    path: '/api/v1/templates',
    summary: 'Plans to start with, by business.',
    answer: 'Their names, for whom they are, and their points.',
  },
  {
    method: 'get',
    path: '/api/v1/templates/{name}',
    summary: 'A plan to start with.',
    query: languageQuery,
    answer: 'The plan as YAML with its comments, and read.',
  },
]
