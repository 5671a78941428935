// The import page's calls: preview of a file's beginning, and the import with its lines of progress.
import type { ImportEntry, ImportKind, ImportPreview, ImportProgress, ImportResult } from '#contract/import.ts'
import { call, followWork, getJson } from '../api.ts'

/** What is chosen on the page; `''` where nothing is. */
export interface Chosen {
  kind: ImportKind
  platform: string
  /** `none` to read a known export as any table. */
  export: '' | 'none'
  /** Conversion point that a platform's conversions count. */
  point: string
  /** First and last day of rows without a date. */
  period: string
  stage: string
  channel: string
  currency: string
  dateFormat: '' | 'dmy' | 'mdy'
  /** Also when many rows would be lost because they share an id. */
  force: boolean
  /** Field → column, as far as chosen by hand. */
  map: Readonly<Record<string, string>>
}

/** The server reads no more of a file for a preview. */
const previewBytes = 262_144

export function optionsQuery(chosen: Chosen, fileName: string): string {
  const params = new URLSearchParams({ kind: chosen.kind, file: fileName })
  for (const name of ['platform', 'stage', 'channel', 'currency', 'export', 'point', 'period'] as const) {
    const value = chosen[name].trim()
    if (value !== '') params.set(name, value)
  }
  if (chosen.dateFormat !== '') params.set('date_format', chosen.dateFormat)
  if (chosen.force) params.set('force', 'true')
  for (const [field, column] of Object.entries(chosen.map)) params.append('map', `${field}=${column}`)
  return params.toString()
}

/** Throws ApiProblem. */
export async function askPreview(file: File, chosen: Chosen, signal: AbortSignal): Promise<ImportPreview> {
  const query = optionsQuery(chosen, file.name)
  const body = file.slice(0, previewBytes)
  const response = await call(`/api/v1/imports/preview?${query}`, { method: 'POST', body, signal })
  return (await response.json()) as ImportPreview
}

/** Throws ApiProblem, also when the import broke off. */
export async function runImport(
  file: File,
  chosen: Chosen,
  report: (progress: ImportProgress) => void,
): Promise<ImportResult> {
  const query = `${optionsQuery(chosen, file.name)}&bytes=${file.size}`
  return followWork(await call(`/api/v1/imports?${query}`, { method: 'POST', body: file }), report)
}

export async function listImports(signal: AbortSignal): Promise<ImportEntry[]> {
  return (await getJson<{ imports: ImportEntry[] }>('/api/v1/imports', signal)).imports
}

const hints: readonly [pattern: RegExp, kind: ImportKind][] = [
  [/lead|contact|リード/i, 'leads'],
  [/deal|opportunit|pipeline|商談/i, 'deals'],
  [/order|sales|注文|受注/i, 'orders'],
  [/event|イベント/i, 'events'],
  [/cost|expense|費用/i, 'costs'],
  [/ads?\b|ads?[_-]|google|meta|facebook|yahoo|campaign|広告/i, 'ads'],
]

/** What a file of this name most likely holds. */
export function guessKind(fileName: string): ImportKind {
  return hints.find(([pattern]) => pattern.test(fileName))?.[1] ?? 'leads'
}
