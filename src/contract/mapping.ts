// What each ad platform calls the plan's conversion points, and where that does not fit what the platforms report.
import { z } from 'zod'
import type { Tier } from './plan.ts'

const day = z.iso.date('is no day: write 2026-04-01')
export const mappingQuery = { from: day.optional(), to: day.optional() }

export const mappingRoles = ['primary', 'auxiliary'] as const
export type MappingRole = (typeof mappingRoles)[number]

export interface MappedPoint {
  point: string
  name: string
  tier: Tier
  /** What the platform calls it, by the plan; empty: the plan does not say. */
  called: string[]
  /** Null where the plan does not say, or says something else. */
  role: MappingRole | null
  /** What the library would call it there, where the plan does not say. */
  suggestion: string | null
  /** CVs that the platform reports; null: none are imported. */
  reported: number | null
  /** Ours on its channels, by the dates and windows that it may go by; null: not counted. */
  ours: { low: number; high: number } | null
}

export interface MappedPlatform {
  platform: string
  /** As people call it. */
  name: string
  /** Whether it cost anything, and whether conversions of it are imported, in these days. */
  spends: boolean
  reports: boolean
  points: MappedPoint[]
}

export const findingKinds = [
  'no_primary',
  'nothing_reported',
  'unknown_name',
  'never_reported',
  'one_action',
  'unknown_role',
  'far_apart',
] as const

/** Something that does not fit. In words of English; screens in other languages tell them by their catalogue. */
export interface MappingFinding {
  kind: (typeof findingKinds)[number]
  platform: string
  /** Ids of the points concerned; none for a name that nobody knows. */
  points: string[]
  what: string
  cause: string
  todo: string
  /** By which dates and windows counts were compared. */
  basis?: string
}

export interface PlanMapping {
  version: number
  /** First and last day, both included, in business time; null while nothing of platforms is imported. */
  days: { from: string; to: string } | null
  platforms: MappedPlatform[]
  findings: MappingFinding[]
  /** Points without counts yet, so not compared. */
  uncounted: string[]
}
