// One operation of the API in words.
import type { z } from 'zod'

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

/** The answer of long work. */
export const progressLines = 'Lines of progress; the last one says how it ended.'
