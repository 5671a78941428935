// Long work told as it goes: one JSON document a line (NDJSON), the last one says how it ended.

export type ProgressLine<Progress, Result> =
  | ({ type: 'progress' } & Progress)
  | { type: 'done'; result: Result }
  | { type: 'failed'; message: string; hint?: string }

/** How far work is that has a name, and as many steps. */
export interface StepProgress {
  what: string
  done: number
  total: number
}
