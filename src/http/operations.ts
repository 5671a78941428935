// Every operation of the API in words: the OpenAPI document is made of this table.
import { z } from 'zod'
import { questionSchema } from '#contract/ask.ts'
import { channelTestSchema } from '#contract/channels.ts'
import { attributionSchema } from '#contract/attribution.ts'
import { wireEventSchema } from '#contract/event.ts'
import { gapsQuerySchema } from '#contract/gaps.ts'
import { hookProviders, hookSchema, newSecretSchema } from '#contract/hook.ts'
import { importKinds } from '#contract/import.ts'
import { ledgerQuerySchema, mergeSchema, splitSchema } from '#contract/ledger.ts'
import { planSchema } from '#contract/plan.ts'
import { consentQuerySchema, personQuerySchema, retentionSchema } from '#contract/privacy.ts'
import {
  agreementSchema,
  commentSchema,
  draftChangeSchema,
  draftProposalSchema,
  newDraftSchema,
  withdrawalSchema,
} from '#contract/plan-life.ts'
import { targetSchema } from '#contract/target.ts'
import { recentQuery } from './events.ts'
import { keySchema } from './keys.ts'
import { languageQuery } from './library.ts'
import { documentQuery } from './plan-document.ts'
import { testSchema } from './sources.ts'
import { departmentsSchema, roleSchema, userSchema } from './users.ts'

export interface Operation {
  method: 'get' | 'post' | 'put' | 'delete'
  /** Parameters in braces: `/api/v1/keys/{key}`. */
  path: string
  summary: string
  query?: Readonly<Record<string, z.ZodType>>
  body?: { type: 'application/json' | 'application/yaml' | 'application/octet-stream'; schema?: z.ZodType }
  /** What a good answer holds. */
  answer: string
  /** Type of the answer's body, unless JSON. */
  answerType?: 'application/x-ndjson' | 'application/yaml' | 'text/markdown' | 'text/plain' | 'text/html'
  status?: number
  /** Answered without a token. */
  open?: true
  /** The collector's, on its own port. */
  collector?: true
}

const text = z.string().optional()
const importQuery = {
  kind: z.enum(importKinds),
  file: z.string().describe('Name of the file; its ending tells the format unless `format` does.'),
  format: z.enum(['csv', 'jsonl', 'parquet', 'xlsx']).optional(),
  map: z.array(z.string()).optional().describe('FIELD=COLUMN, repeated.'),
  key: z.array(z.string()).optional().describe('Extra columns that tell rows apart, repeated.'),
  source: text,
  platform: text,
  account: text,
  channel: text,
  currency: text,
  stage: text,
  period: text.describe('First and last day of a file without dates: 2017-08-01..2017-08-31.'),
  timezone: text,
  export: text.describe('Whose export it is, when its content does not tell; `none` reads any table.'),
  point: text.describe("Conversion point that a platform's own conversions count."),
  date_format: z.enum(['dmy', 'mdy']).optional(),
}
const file = { type: 'application/octet-stream' } as const
const planText = { type: 'application/yaml', schema: planSchema } as const
const lines = 'Lines of progress; the last one says how it ended.'

export const operations: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/events',
    summary: 'Send events: one, an array, or {events: […]}. Answered when they are on disk.',
    body: {
      type: 'application/json',
      schema: z.union([wireEventSchema, z.array(wireEventSchema), z.object({ events: z.array(wireEventSchema) })]),
    },
    answer: 'How many were accepted, and why others were not.',
    collector: true,
  },
  {
    method: 'post',
    path: '/api/v1/ask',
    summary: 'Ask for figures.',
    body: { type: 'application/json', schema: questionSchema },
    answer: 'Rows, total, the definition of each metric, and caveats.',
  },
  {
    method: 'get',
    path: '/api/v1/ask/metrics',
    summary: 'What can be asked.',
    answer: 'The catalogue of metrics, and the dimensions.',
  },
  {
    method: 'get',
    path: '/api/v1/ask/extent',
    summary: 'From which day to which there is anything to ask about.',
    answer: 'First and last day of visits and conversions; null while there is nothing.',
  },
  {
    method: 'post',
    path: '/api/v1/attribution',
    summary: 'Deal the same CVs out by several models.',
    body: { type: 'application/json', schema: attributionSchema },
    answer: 'CV and CPA by channel or campaign under each model, the commonest paths, definitions and caveats.',
  },
  {
    method: 'get',
    path: '/api/v1/ledger',
    summary: 'Conversions, newest first: searched by any id, filtered, page by page.',
    query: ledgerQuerySchema.shape,
    answer: 'The conversions, how many there are, and the cursor of the next page.',
  },
  {
    method: 'get',
    path: '/api/v1/ledger/junk',
    summary: 'Sightings left out as made by machines, the newest 200.',
    answer: 'Each with the reason and the point that it would have counted for.',
  },
  {
    method: 'get',
    path: '/api/v1/ledger/{id}',
    summary: 'One conversion, by its id or one that it once had.',
    answer: 'The conversion, every sighting and what became of it, its earlier states, and the path to it.',
  },
  {
    method: 'post',
    path: '/api/v1/ledger/{id}/split',
    summary: 'Say that some sightings of a conversion are another action.',
    body: { type: 'application/json', schema: splitSchema },
    answer: 'The ruling, and the conversions that hold its sightings now.',
    status: 201,
  },
  {
    method: 'post',
    path: '/api/v1/ledger/{id}/merge',
    summary: 'Say that two conversions are one action.',
    body: { type: 'application/json', schema: mergeSchema },
    answer: 'The ruling, and the conversion that holds its sightings now.',
    status: 201,
  },
  {
    method: 'get',
    path: '/api/v1/ledger/rulings',
    summary: 'What was merged and split by hand.',
    answer: 'The rulings, oldest first, those undone too.',
  },
  {
    method: 'post',
    path: '/api/v1/ledger/rulings/{number}/undo',
    summary: 'Take a merge or split back.',
    answer: 'The ruling, and the conversions that hold its sightings now.',
  },
  {
    method: 'get',
    path: '/api/v1/events/recent',
    summary: 'What arrived lately.',
    query: recentQuery,
    answer: 'The newest stored events, and the latest that the collector refused, with the reason.',
  },
  {
    method: 'get',
    path: '/api/v1/events/names',
    summary: 'Names and sources of stored events.',
    answer: 'Names, and sources.',
  },
  {
    method: 'get',
    path: '/api/v1/gaps',
    summary: 'What is missing: breaks with their dates, and how many conversions no source saw.',
    query: gapsQuerySchema.shape,
    answer: 'Findings with cause and remedy, the false alarms to expect, what is watched, and the true numbers.',
  },
  {
    method: 'get',
    path: '/api/v1/sources',
    summary: 'Where data comes from: each source, how it sends, its volume by day, and whether it is well.',
    answer: 'The sources, those first that need a look, with the reason and what to do.',
  },
  {
    method: 'post',
    path: '/api/v1/sources/test',
    summary: 'Send a test event to the collector with a key, as its sender would.',
    body: { type: 'application/json', schema: testSchema },
    answer: 'Its id, and whether the collector took it or why not.',
  },
  {
    method: 'get',
    path: '/api/v1/persons',
    summary: 'Who somebody is taken to be, by one identifier.',
    query: { visitor: text, user: text, lead: text, email: text, phone: text },
    answer: 'The person, the links that lead to each identifier, and browsers that several people used.',
  },
  {
    method: 'get',
    path: '/api/v1/channels',
    summary: 'The rules that give visits their channels.',
    answer: "The plan's rules, then the built-in ones, what ends a visit, and how far changed rules are counted again.",
  },
  {
    method: 'get',
    path: '/api/v1/channels/test',
    summary: 'Which channel a visit would get.',
    query: channelTestSchema.shape,
    answer: 'The channel, the rule that holds, and what it looked at.',
  },
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
    summary: 'A version written out for people, as Markdown or as a page to print.',
    query: documentQuery,
    answer: 'The definition document.',
    answerType: 'text/markdown',
  },
  {
    method: 'post',
    path: '/api/v1/plans/{version}/preview',
    summary: 'Count a version over the last 90 days beside the one in force.',
    answer: `${lines} It holds CVs by point, channel and week, what enters and leaves, CVR and CPA.`,
    answerType: 'application/x-ndjson',
  },
  {
    method: 'post',
    path: '/api/v1/plans/drafts/{id}/preview',
    summary: 'The same for a draft.',
    answer: lines,
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
    answer: lines,
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
    method: 'get',
    path: '/api/v1/privacy/erasures',
    summary: 'What was erased, when and by whom.',
    answer: 'The erasures, newest first, with what each changed; not whom it concerned.',
  },
  { method: 'get', path: '/api/v1/keys', summary: 'All keys.', answer: 'The keys, without the keys themselves.' },
  {
    method: 'post',
    path: '/api/v1/keys',
    summary: 'Make a key.',
    body: { type: 'application/json', schema: keySchema },
    answer: 'The key; it is shown this once.',
    status: 201,
  },
  {
    method: 'delete',
    path: '/api/v1/keys/{key}',
    summary: 'Revoke a key by its name or id.',
    answer: 'The key, revoked.',
  },
  {
    method: 'post',
    path: '/v1/hooks/{provider}/{hook}',
    summary: `Where a provider delivers (${hookProviders.join(', ')}), signed as it signs.`,
    answer: 'How many events were accepted; they are on disk.',
    collector: true,
  },
  { method: 'get', path: '/api/v1/hooks', summary: 'All webhooks.', answer: 'The webhooks, without their secrets.' },
  {
    method: 'post',
    path: '/api/v1/hooks',
    summary: 'Take webhooks of a provider.',
    body: { type: 'application/json', schema: hookSchema },
    answer: 'The webhook; a secret that we made is shown this once.',
    status: 201,
  },
  {
    method: 'post',
    path: '/api/v1/hooks/{hook}/secrets',
    summary: 'Set a new secret; the older one stays in force.',
    body: { type: 'application/json', schema: newSecretSchema },
    answer: 'The webhook; a secret that we made is shown this once.',
  },
  {
    method: 'delete',
    path: '/api/v1/hooks/{hook}/secrets/older',
    summary: 'Refuse all secrets but the newest.',
    answer: 'The webhook.',
  },
  {
    method: 'delete',
    path: '/api/v1/hooks/{hook}',
    summary: 'Take no more deliveries of a webhook, by its name or id.',
    answer: 'The webhook, removed.',
  },
  { method: 'get', path: '/api/v1/me', summary: 'Who is asking?', answer: 'Name, role, and the id of the user.' },
  { method: 'get', path: '/api/v1/users', summary: 'All users.', answer: 'The users, without their links.' },
  {
    method: 'post',
    path: '/api/v1/users',
    summary: 'Add a user.',
    body: { type: 'application/json', schema: userSchema },
    answer: 'The user and the sign-in link; it is shown this once and is good for seven days.',
    status: 201,
  },
  {
    method: 'post',
    path: '/api/v1/users/{user}/link',
    summary: 'Make a user, by name or id, a new sign-in link; the old one and all sessions end.',
    answer: 'The user and the link.',
  },
  {
    method: 'post',
    path: '/api/v1/users/{user}/role',
    summary: 'Change what a user may do.',
    body: { type: 'application/json', schema: roleSchema },
    answer: 'The user.',
  },
  {
    method: 'post',
    path: '/api/v1/users/{user}/departments',
    summary: 'Say for which departments a user may agree to a plan.',
    body: { type: 'application/json', schema: departmentsSchema },
    answer: 'The user.',
  },
  {
    method: 'delete',
    path: '/api/v1/users/{user}',
    summary: 'Remove a user by name or id; the link and all sessions end.',
    answer: 'The user that was removed.',
  },
  {
    method: 'post',
    path: '/api/v1/imports',
    summary: 'Import a file.',
    query: importQuery,
    body: file,
    answer: lines,
    answerType: 'application/x-ndjson',
  },
  {
    method: 'post',
    path: '/api/v1/imports/preview',
    summary: 'Read the beginning of a file without storing anything.',
    query: importQuery,
    body: file,
    answer: 'How its columns are understood, and its first rows.',
  },
  { method: 'get', path: '/api/v1/imports', summary: 'All imports.', answer: 'The imports, newest first.' },
  { method: 'get', path: '/api/v1/imports/{id}', summary: 'One import.', answer: 'The import and its result.' },
  {
    method: 'get',
    path: '/api/v1/imports/{id}/undo',
    summary: 'What undoing an import would do.',
    answer: 'How many rows go, return to what was known before, and stay.',
  },
  {
    method: 'post',
    path: '/api/v1/imports/{id}/undo',
    summary: 'Undo an import: what it added goes, what it changed returns to what was known before.',
    answer: 'The import, undone, with what that did.',
  },
  {
    method: 'get',
    path: '/api/v1/imports/{id}/rejects',
    summary: 'The rows that an import rejected.',
    answer: 'A line for each, with the field and the reason.',
    answerType: 'application/x-ndjson',
  },
  {
    method: 'post',
    path: '/api/v1/target',
    summary: 'Required CVs and target CPA, backwards from revenue and margin, or the other way round.',
    body: { type: 'application/json', schema: targetSchema },
    answer: 'The target, with the range that measured rates leave.',
  },
  {
    method: 'post',
    path: '/api/v1/recount',
    summary: 'Count everything again from the raw data and compare.',
    query: { repair: z.literal('1').optional().describe('Set right what differs.') },
    answer: lines,
    answerType: 'application/x-ndjson',
  },
  {
    method: 'get',
    path: '/api/v1/about',
    summary: 'This installation.',
    answer: 'Version, data folder, addresses, and which engine holds the facts.',
  },
  {
    method: 'get',
    path: '/api/v1/glossary',
    summary: 'All words, with every meaning in use.',
    query: languageQuery,
    answer: 'The words by name, with their aliases.',
  },
  {
    method: 'get',
    path: '/api/v1/glossary/{term}',
    summary: 'What a word means, by any of its names.',
    query: languageQuery,
    answer: 'Every meaning with its source, the metric that computes it, and whether it is meant here.',
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
  { method: 'get', path: '/api/v1/checkup', summary: 'Is all well?', answer: 'What was found, and what to do.' },
  {
    method: 'get',
    path: '/api/v1/migrations',
    summary: 'Which migrations are applied.',
    answer: 'The newest applied and the newest known, for each engine.',
  },
  { method: 'get', path: '/api/v1/openapi.json', summary: 'This document.', answer: 'OpenAPI 3.1.' },
  {
    method: 'get',
    path: '/sign-in',
    summary: 'The sign-in link: sets a session cookie and goes to the web app.',
    query: { token: z.string() },
    answer: 'On to the web app.',
    answerType: 'text/html',
    status: 303,
    open: true,
  },
  { method: 'get', path: '/healthz', summary: 'Does the process live?', answer: 'It does.', open: true },
  {
    method: 'get',
    path: '/readyz',
    summary: 'Do both engines answer? 503 with the reasons when not.',
    answer: 'They do.',
    open: true,
  },
  {
    method: 'get',
    path: '/metrics',
    summary: "Numbers in Prometheus' text format; open to this machine only, else with the token.",
    answer: 'Counters and gauges.',
    answerType: 'text/plain',
  },
]
