// Arithmetic on days (`2026-04-01`), without time zones.

const dayMs = 86_400_000

/** Whether it is a day of the calendar, from year 1 on; addresses are written by hand, too, and links get cut off. */
export function isDay(text: string | null): text is string {
  if (text === null || !/^(?!0000)\d{4}-\d\d-\d\d$/.test(text)) return false
  const ms = Date.parse(text)
  // engines take 30 February for 2 March
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

/** From a day to another: 1 to the next one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs)
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)
}

const firstWeekday = { sunday: 0, monday: 1, saturday: 6 } as const
export type WeekStart = keyof typeof firstWeekday

/** First day of the week that holds `day`. */
export function weekOf(day: string, weekStart: WeekStart): string {
  const past = (new Date(day).getUTCDay() - firstWeekday[weekStart] + 7) % 7
  return addDays(day, -past)
}

/** First days of all weeks that touch `from` to `to`, both included. */
export function weeksBetween(from: string, to: string, weekStart: WeekStart): string[] {
  const weeks: string[] = []
  for (let week = weekOf(from, weekStart); week <= to; week = addDays(week, 7)) weeks.push(week)
  return weeks
}

/** Today's day in a time zone. */
export function todayIn(timezone: string): string {
  return dayIn(Date.now(), timezone)
}

/** The day of an instant, epoch milliseconds, in a time zone. */
export function dayIn(ms: number, timezone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' }).format(ms).slice(0, 10)
}
