// What the Definitions page asks of the server.
import type { Suggestions, Template, TemplatePlan } from '#contract/library.ts'
import type { PlanMapping } from '#contract/mapping.ts'
import type { Draft, DraftEntry, PlanHistory } from '#contract/plan-life.ts'
import type { PlanCheck, PlanView, Point } from '#contract/plan.ts'
import type { PlanPreview, PreviewDays } from '#contract/preview.ts'
import type { StepProgress } from '#contract/progress.ts'
import { call, followWork, getJson, sendJson } from '../api.ts'

const plans = '/api/v1/plans'

export interface PlanState {
  versions: PlanView[]
  history: PlanHistory
  drafts: DraftEntry[]
  /** When it was loaded. */
  now: number
}

export async function loadPlans(signal: AbortSignal): Promise<PlanState> {
  const [{ versions }, history, { drafts }] = await Promise.all([
    getJson<{ versions: PlanView[] }>(plans, signal),
    getJson<PlanHistory>(`${plans}/history`, signal),
    getJson<{ drafts: DraftEntry[] }>(`${plans}/drafts`, signal),
  ])
  return { versions, history, drafts, now: Date.now() }
}

export async function planFile(version: number, signal?: AbortSignal): Promise<string> {
  return (await call(`${plans}/${version}/text`, signal ? { signal } : {})).text()
}

export function loadMapping(version: number, signal: AbortSignal): Promise<PlanMapping> {
  return getJson<PlanMapping>(`${plans}/${version}/mapping`, signal)
}

export function createDraft(text: string): Promise<Draft> {
  return sendJson<Draft>(`${plans}/drafts`, { text })
}

/** The day on which a version came into force is no day for the next one. */
export function withoutDay(text: string): string {
  return text.replace(/^effective:.*\n/m, '')
}

export function readDraft(id: string, signal?: AbortSignal): Promise<Draft> {
  return getJson<Draft>(`${plans}/drafts/${id}`, signal)
}

/** Throws ApiProblem `draft_changed` when somebody saved it since that revision. */
export function saveDraft(id: string, text: string, revision: number): Promise<Draft> {
  return sendJson<Draft>(`${plans}/drafts/${id}`, { text, revision }, { method: 'PUT' })
}

export async function discardDraft(id: string, revision: number): Promise<void> {
  await call(`${plans}/drafts/${id}?revision=${revision}`, { method: 'DELETE' })
}

export function proposeDraft(id: string, revision: number, why: string): Promise<PlanView> {
  return sendJson<PlanView>(`${plans}/drafts/${id}/propose`, { revision, why })
}

export async function checkPlan(text: string, signal: AbortSignal): Promise<PlanCheck> {
  return sendJson<PlanCheck>(`${plans}/check`, undefined, { body: text, signal })
}

/** Something that arrives and is not counted, as the point that would count it. */
export interface Suggested {
  /** How often it arrived in the last 90 days. */
  count: number
  point: Pick<Point, 'id' | 'name' | 'match' | 'once_per'>
}

export async function loadSuggestions(signal: AbortSignal): Promise<Suggested[]> {
  const { suggestions } = await getJson<Suggestions>(`${plans}/suggestions`, signal)
  return suggestions.map(({ event, count, point }) => ({ count, point: point ?? pointOf(event) }))
}

/** Of an event that the library does not know: its name in words, and each person once. */
function pointOf(event: string): Suggested['point'] {
  const words = event.replaceAll(/[_\s-]+/g, ' ').trim()
  const id = event.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')
  const name = words.charAt(0).toUpperCase() + words.slice(1)
  return { id: /^[a-z]/.test(id) ? id : `point_${id}`, name, match: { event }, once_per: 'person' }
}

export async function loadTemplates(signal: AbortSignal): Promise<Template[]> {
  return (await getJson<{ templates: Template[] }>('/api/v1/templates', signal)).templates
}

export async function templateText(name: string, language: string): Promise<string> {
  return (await getJson<TemplatePlan>(`/api/v1/templates/${name}?language=${language}`)).yaml
}

export async function comment(version: number, text: string): Promise<void> {
  await sendJson(`${plans}/${version}/comments`, { text })
}

export async function withdraw(version: number, why: string): Promise<void> {
  await sendJson(`${plans}/${version}/withdraw`, { why })
}

/** Agrees, and counts by the version where that makes it agreed. Throws ApiProblem, also when counting broke off. */
export async function agree(
  version: number,
  department: string | undefined,
  why: string,
  report: (progress: StepProgress) => void,
): Promise<PlanView> {
  const body = JSON.stringify({ ...(department !== undefined && { department }), why })
  return followWork(await call(`${plans}/${version}/agree?count=1`, { method: 'POST', body }), report)
}

/**
 * Counts a plan before anybody agrees to it. Throws ApiProblem, also when counting broke off.
 * @param of a version's number, or `drafts/ID`.
 */
export async function askPreview(
  of: string,
  days: PreviewDays,
  report: (progress: StepProgress) => void,
): Promise<PlanPreview> {
  const named = Object.entries(days).filter((entry): entry is [string, string] => Boolean(entry[1]))
  const query = named.length === 0 ? '' : `?${new URLSearchParams(named)}`
  return followWork(await call(`${plans}/${of}/preview${query}`, { method: 'POST' }), report)
}
