// What the page Targets asks and saves.
import type { Answer, Figure } from '#contract/ask.ts'
import type { Funnel, MeasuredFunnel } from '#contract/funnel.ts'
import type { ReckonedTarget, SavedTarget, SavedTargetInput, StoredTarget } from '#contract/saved-target.ts'
import { getJson, sendJson } from '../api.ts'

const targets = '/api/v1/targets'

export async function listTargets(signal: AbortSignal): Promise<StoredTarget[]> {
  return (await getJson<{ targets: StoredTarget[] }>(targets, signal)).targets
}

export async function readVersions(id: string, signal: AbortSignal): Promise<StoredTarget[]> {
  return (await getJson<{ versions: StoredTarget[] }>(`${targets}/${encodeURIComponent(id)}`, signal)).versions
}

export function measure(signal?: AbortSignal): Promise<MeasuredFunnel> {
  return getJson<MeasuredFunnel>(`${targets}/measured`, signal)
}

export function reckon(funnel: Funnel, point: string, signal?: AbortSignal): Promise<ReckonedTarget> {
  return sendJson(`${targets}/reckon`, { funnel, point }, signal ? { signal } : {})
}

interface Saving {
  why: string
  /** The version that was read; 0 for a new target. */
  revision: number
}

/** Throws ApiProblem `target_changed` where somebody saved a version since. */
export function save(id: string, target: SavedTarget | SavedTargetInput, saving: Saving): Promise<StoredTarget> {
  return sendJson(`${targets}/${encodeURIComponent(id)}`, { target, ...saving }, { method: 'PUT' })
}

/** The target that an address names; else the one of today, else the last one. */
export function chosenOf(all: readonly StoredTarget[], id: string | null): StoredTarget | undefined {
  const today = new Date().toISOString().slice(0, 10)
  const present = all.findLast(({ from, to }) => from <= today && today <= to)
  return all.find((target) => target.id === id) ?? present ?? all.at(-1)
}

/** A stored target without what its version brought along. */
export function savedPart(stored: StoredTarget): SavedTarget {
  const { name, point, timezone, fiscal_start, currency, months, cpa, cvr, roas, micros, funnel, allocation } = stored
  const kept = { name, point, timezone, fiscal_start, currency, months, cpa, cvr, roas, micros, allocation }
  return funnel ? { ...kept, funnel } : kept
}

/** CVs that really came, by month of the target's period; months begin on the first only. */
export async function actualByMonth(target: StoredTarget, signal: AbortSignal): Promise<Map<string, number>> {
  if (!target.fiscal_start.endsWith('-01')) return new Map()
  const { point, from, to } = target
  const question = { metrics: ['cv'], by: ['month'], points: [point], from, to }
  const { rows } = await sendJson<Answer>('/api/v1/ask', question, { signal })
  return new Map(rows.map((row) => [String(row['month']), (row['cv'] as Figure).value ?? 0]))
}
