// Lengths of time in milliseconds, and durations as the plan file writes them: `30s`, `30m`, `12h`, `30d`.

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

const unitMs = { s: 1_000, m: minuteMs, h: hourMs, d: dayMs } as const

/** Milliseconds of a duration such as `30m`. Throws for anything else (the plan's schema checks first). */
export function durationMs(text: string): number {
  const match = /^(\d+)([smhd])$/.exec(text)
  if (!match) throw new Error(`${text} is not a duration; write 30m, 12h or 30d.`)
  return Number(match[1]) * unitMs[match[2] as keyof typeof unitMs]
}
