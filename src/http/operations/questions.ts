// Operations that answer: figures, attribution, targets, words.
import { questionSchema } from '#contract/ask.ts'
import { attributionSchema } from '#contract/attribution.ts'
import { targetSchema } from '#contract/target.ts'
import { languageQuery } from '../library.ts'
import { type Operation } from './operation.ts'

export const questionOperations: readonly Operation[] = [
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
