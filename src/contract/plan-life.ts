// The life of a plan beside its versions: drafts, the log of each version, and what differs between two.
import { z } from 'zod'
import type { Tier } from './plan.ts'

const why = z.string().trim().max(2_000, 'is longer than 2,000 characters; shorten it')
/** In whose name, where the admin token's holder acts for somebody. */
const by = z.string().trim().min(1).max(64).optional()

export const agreementSchema = z.strictObject({ department: z.string().optional(), by, why: why.optional() })
export const commentSchema = z.strictObject({ text: why.min(1, 'is empty; write something'), by })
export const withdrawalSchema = z.strictObject({ why: why.min(1, 'is empty; say why'), by })
/** The text may hold anything: a draft is kept as it is, right or wrong. */
const draftText = z.string().max(1_000_000, 'is longer than 1 MB')
export const newDraftSchema = z.strictObject({ text: draftText, by })
/** `revision` is the one that was read: who saves over a newer one is told. */
export const draftChangeSchema = z.strictObject({ text: draftText, revision: z.int().min(1), by })
export const draftProposalSchema = z.strictObject({ revision: z.int().min(1), why: why.optional(), by })

/** A draft as listed; times are epoch milliseconds. */
export interface DraftEntry {
  id: string
  revision: number
  createdBy: string
  createdAt: number
  changedBy: string
  changedAt: number
}

export interface Draft extends DraftEntry {
  text: string
}

/** Something that happened to a version: who, when, and why or the comment. Never changed, never taken away. */
export interface PlanLogEntry {
  id: number
  version: number
  what: 'proposed' | 'commented' | 'agreed' | 'withdrawn' | 'overtaken'
  /** Who agreed; `''` where the plan names no departments, and for the others. */
  department: string
  text: string
  by: string
  at: number
}

/** The log with what each proposal changed against the version that was agreed before it. */
export interface PlanHistory {
  entries: (PlanLogEntry & { changes?: PlanChanges })[]
  timezone: string
}

/** A value of the plan that differs; undefined where there is none. */
export interface FieldChange {
  /** As in the file: `once_per`, `value.from`, `match.where.plan`. */
  field: string
  from?: unknown
  to?: unknown
}

/** A point's rule in words. */
export interface RuleWords {
  counts: string
  oncePer: string
}

export interface PointDiff {
  /** The id in the newer of the two, else in the older. */
  id: string
  name: string
  tier: Tier
  change: 'added' | 'removed' | 'changed'
  /** Whether conversions are counted otherwise than before; a new name, tier or owner changes no count. */
  recounts: boolean
  fields: FieldChange[]
  /** What counts and how often, where that differs. */
  rule?: { from: RuleWords | null; to: RuleWords | null }
}

/** What differs between two plans: of the plan itself, and by point. */
export interface PlanChanges {
  fields: FieldChange[]
  points: PointDiff[]
  /** The same in words, a line for each difference. */
  words: string[]
}

export interface PlanDiff extends PlanChanges {
  from: string
  to: string
}
