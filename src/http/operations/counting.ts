// Operations of the ledger, and of what it is counted by.
import { z } from 'zod'
import { channelTestSchema } from '#contract/channels.ts'
import { ledgerExportSchema, ledgerQuerySchema, mergeSchema, splitSchema } from '#contract/ledger.ts'
import { type Operation, progressLines } from './operation.ts'

export const countingOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/ledger',
    summary: 'Conversions, newest first: searched by any id, filtered, page by page.',
    query: ledgerQuerySchema.shape,
    answer: 'The conversions, how many there are, and the cursor of the next page.',
  },
  {
    method: 'get',
    path: '/api/v1/ledger/export',
    summary: 'All conversions with what saw them, as a file: JSON lines, CSV or Parquet.',
    query: ledgerExportSchema.shape,
    answer: 'The conversions, newest first.',
    answerType: 'application/x-ndjson',
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
  {
    method: 'post',
    path: '/api/v1/recount',
    summary: 'Count everything again from the raw data and compare.',
    query: { repair: z.literal('1').optional().describe('Set right what differs.') },
    answer: progressLines,
    answerType: 'application/x-ndjson',
  },
]
