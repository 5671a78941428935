// Durations as the plan file writes them: `30s`, `30m`, `12h`, `30d`.

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Milliseconds of a duration such as `30m`. Throws for anything else (the plan's schema checks first). */
export function durationMs(text: string): number {
  const match = /^(\d+)([smhd])$/.exec(text)
  if (!match) throw new Error(`${text} is not a duration; write 30m, 12h or 30d.`)
  return Number(match[1]) * unitMs[match[2] as keyof typeof unitMs]
}
