// Operations that answer: figures, attribution, targets, words.
import { questionSchema } from '#contract/ask.ts'
import { attributionSchema } from '#contract/attribution.ts'
import { exportQuerySchema } from '#contract/export.ts'
import { newShareSchema } from '#contract/share.ts'
import { targetSchema } from '#contract/target.ts'
import { languageQuery } from '../library.ts'
import { type Operation } from './operation.ts'

export const questionOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/ask',
    summary: 'Ask for figures: as JSON, or as a file that `format` or the header Accept names.',
    query: exportQuerySchema.shape,
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
    path: '/api/v1/ask/attributes',
    summary: 'Columns of imported files, properties of events and attributes of persons to split and filter by.',
    answer: 'Their names; a property is asked for as `property.NAME`, an attribute as `person.NAME`.',
  },
  {
    method: 'post',
    path: '/api/v1/ask/sql',
    summary: 'The statements that a question becomes; none is run.',
    body: { type: 'application/json', schema: questionSchema },
    answer: 'Each with the values of its parameters.',
  },
  {
    method: 'get',
    path: '/api/v1/ask/extent',
    summary: 'From which day to which there is anything to ask about.',
    answer: 'First and last day of visits and conversions; null while there is nothing.',
  },
  {
    method: 'post',
    path: '/api/v1/shares',
    summary: 'Make a link to an answer as it is now; whoever has it reads that answer, and nothing else.',
    body: { type: 'application/json', schema: newShareSchema },
    answer: 'The link, this once, and until when it is in force.',
    status: 201,
  },
  {
    method: 'get',
    path: '/api/v1/shares',
    summary: 'All links to answers.',
    answer: 'Each with its question, who made it, until when, and how often it was opened; newest first.',
  },
  {
    method: 'delete',
    path: '/api/v1/shares/{id}',
    summary: 'Revoke a link.',
    answer: 'It, no longer in force; the answer that it showed is gone.',
  },
  {
    method: 'get',
    path: '/shared/{token}',
    summary: 'A shared answer; a browser gets it as a page.',
    query: exportQuerySchema.shape,
    answer: 'The answer as it was shared, its question, and what happened to the data since.',
    open: true,
  },
  {
    method: 'post',
    path: '/api/v1/attribution',
    summary: 'Deal the same CVs out by several models.',
    body: { type: 'application/json', schema: attributionSchema },
    answer: 'CV and CPA by channel or campaign under each model, the commonest paths, definitions and caveats.',
  },
  {
    method: 'post',
    path: '/api/v1/target',
    summary: 'Required CVs and target CPA, backwards from revenue and margin, or the other way round.',
    body: { type: 'application/json', schema: targetSchema },
    answer: 'The target, with the range that measured rates leave.',
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
]
