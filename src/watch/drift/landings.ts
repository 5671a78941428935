// Landing pages as what lies below a campaign beside its ads: their part of the cause `page`, and their CVRs. Pure.
import type { DriftEffect, DriftPage } from '#contract/drift.ts'
import type { Flows } from '#stats/decompose.ts'
import { studentReach } from '#stats/distributions.ts'
import { type PageCount, type PageCounts, sumPages } from '#stats/page-parts.ts'
import { type FlowDay, levelsOf } from './flows.ts'

/** Day → segment → landing page. */
export type LandedDays = ReadonlyMap<string, PageCounts>

/** All pages that are not told apart, and those that are not known. */
const otherPages = ''

/** Of each day; what is not listed began on other pages. */
export function landedOn(days: readonly FlowDay[], landed: LandedDays): PageCounts[] {
  return days.map(({ day, flows }) => withOthers(flows, landed.get(day) ?? new Map()))
}

function withOthers(flows: Flows, listed: PageCounts): PageCounts {
  return new Map(
    [...flows].map(([segment, { visits, cvs }]) => {
      const own = listed.get(segment) ?? new Map<string, PageCount>()
      const rest = { visits, cvs }
      for (const page of own.values()) {
        rest.visits -= page.visits
        rest.cvs -= page.cvs
      }
      return [segment, new Map([...own, [otherPages, rest]])] as const
    }),
  )
}

const everywhere = '*'

/** The name of a page in all segments, or in those of a group. */
export function pageName(page: string, group = everywhere): string {
  return `${group}\u001e${page}`
}

/** The groups of pages that a page of a segment belongs to. */
export function pageGroups(segment: string, page: string): string[] {
  return [everywhere, ...levelsOf(segment)].map((group) => pageName(page, group))
}

/** Pages of some segments, without the other ones; those with most visits first. */
export function pagesOf(
  before: PageCounts,
  after: PageCounts,
  segments: readonly string[],
  partOf: (page: string) => DriftEffect | null,
): DriftPage[] {
  const [was, is] = [before, after].map((counts) => ofAll(counts, segments))
  const none = { visits: 0, cvs: 0 }
  return [...new Set([...was!.keys(), ...is!.keys()])]
    .filter((page) => page !== otherPages)
    .map((page): DriftPage => {
      const [early, late] = [was!.get(page) ?? none, is!.get(page) ?? none]
      return { page, before: early, after: late, ratio: ratioOf(early, late), part: partOf(page) }
    })
    .toSorted((a, b) => b.before.visits + b.after.visits - a.before.visits - a.after.visits)
}

function ofAll(counts: PageCounts, segments: readonly string[]): ReadonlyMap<string, PageCount> {
  const own = segments.map((segment) => new Map([['', counts.get(segment) ?? new Map<string, PageCount>()]]))
  return sumPages(own).get('') ?? new Map()
}

/** CVR after ÷ before, interval of ln by the delta method for two Poisson counts. */
function ratioOf(before: PageCount, after: PageCount): DriftPage['ratio'] {
  if (before.cvs < 5 || after.cvs < 1 || before.visits === 0 || after.visits === 0) return null
  const value = after.cvs / after.visits / (before.cvs / before.visits)
  const reach = Math.exp(studentReach(0.95, before.cvs + after.cvs) * Math.sqrt(1 / before.cvs + 1 / after.cvs))
  return { value, low: value / reach, high: value * reach }
}
