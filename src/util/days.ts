// Days of the calendar as ISO text, `2026-03-31`.

const dayMs = 86_400_000

/** So many days after a day; before it for negative numbers. */
export function dayAt(day: string, number: number): string {
  return new Date(Date.parse(day) + number * dayMs).toISOString().slice(0, 10)
}

/** From a day to another: 1 to the next one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs)
}
