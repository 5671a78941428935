// Links to one answer: whoever has one reads that answer, as it was when it was shared, and nothing else.
import { z } from 'zod'
import type { InBothLanguages } from './channel-label.ts'
import { type Answer, type Question, questionSchema } from './ask.ts'
import type { ChannelRule } from './plan.ts'

export const newShareSchema = z.strictObject({
  /** What the reader sees above it. */
  title: z.string().trim().min(1, 'is empty; say what it shows').max(120, 'is longer than 120 characters; shorten it'),
  question: questionSchema,
  /** Until the link is over. */
  days: z.int().min(1, 'must be at least 1').max(366, 'must be at most 366').default(30),
})

/** Times in epoch milliseconds. */
export interface ShareEntry {
  id: string
  title: string
  question: Question
  by: string
  at: number
  expiresAt: number
  revokedAt: number | null
  /** How often it was opened, and when last. */
  opened: number
  openedAt: number | null
}

/** `url` is shown this once. */
export interface NewShare extends ShareEntry {
  url: string
}

export interface SharedAnswer {
  title: string
  question: Question
  answer: Answer
  /** When it was shared: what was known then is what it says. */
  at: number
  expiresAt: number
  /** Names that the plan gives to its own channels. */
  channels: Pick<ChannelRule, 'id' | 'label'>[]
  /** Of the metrics and dimensions asked for, by id. */
  names: Record<string, InBothLanguages>
  /** What happened to the data since: persons erased, rows that their time to be kept was over for. */
  since: { erased: number; removed: number }
}
