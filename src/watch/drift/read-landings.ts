// Visits and CVs by the page that the visit began on. What was paid and clicked does not know its landing page.
import { answer } from '#ask/answer.ts'
import { type Question, questionSchema } from '#contract/ask.ts'
import type { PageCount } from '#stats/page-parts.ts'
import type { Store } from '#store/store.ts'
import { segmentOf } from './flows.ts'
import type { LandedDays } from './landings.ts'
import type { Days, Periods } from './periods.ts'
import { type Aim, filterOf, valueOf } from './read-flows.ts'

/** Told apart: as many pages, and none that hardly anybody lands on. The others are one. */
const mostPages = 40
const leastVisits = 30

/** By day and segment, of both periods. */
export async function readLandings(store: Store, periods: Periods, aim: Aim, now: number): Promise<LandedDays> {
  const both = [periods.before, periods.after]
  const visits = new Map<string, number>()
  const all = await Promise.all(both.map((days) => rowsOf(store, days, ['landing_page'], aim, {}, now)))
  for (const row of all.flat()) {
    const page = String(row['landing_page'])
    visits.set(page, (visits.get(page) ?? 0) + valueOf(row['sessions']))
  }
  const told = [...visits].filter(([page, count]) => page !== '' && count >= leastVisits)
  const pages = told
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, mostPages)
    .map(([page]) => page)
  const landed = new Map<string, Map<string, Map<string, PageCount>>>()
  if (pages.length === 0) return landed
  const by = ['channel', 'campaign', 'ad', 'landing_page', 'day']
  const daily = await Promise.all(both.map((days) => rowsOf(store, days, by, aim, { landing_page: pages }, now)))
  for (const row of daily.flat()) {
    const [day, page] = [String(row['day']), String(row['landing_page'])]
    const segment = segmentOf(String(row['channel']), String(row['campaign']), String(row['ad']))
    const ofDay = landed.get(day) ?? landed.set(day, new Map()).get(day)!
    const own = ofDay.get(segment) ?? ofDay.set(segment, new Map()).get(segment)!
    const sum = own.get(page) ?? { visits: 0, cvs: 0 }
    own.set(page, { visits: sum.visits + valueOf(row['sessions']), cvs: sum.cvs + valueOf(row['cv']) })
  }
  return landed
}

async function rowsOf(
  store: Store,
  days: Days,
  by: string[],
  { point, of }: Aim,
  filter: Question['filter'],
  now: number,
) {
  const { from, to } = days
  const question = { metrics: ['sessions', 'cv'], from, to, points: [point], filter: { ...filterOf(of), ...filter } }
  // more dimensions than anybody is asked to read
  return (await answer(store, { ...questionSchema.parse(question), by }, now)).rows
}
