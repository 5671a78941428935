// What each landing page had to do with the change of a segment's CVR. Only visits and CVs know their landing page.

export interface PageCount {
  visits: number
  cvs: number
}

/** Segment → landing page → the visits that began there and their CVs. */
export type PageCounts = ReadonlyMap<string, ReadonlyMap<string, PageCount>>

const nothing: PageCount = { visits: 0, cvs: 0 }

/**
 * The parts of the pages of one segment, which add up to the change of its CVR: a page's CVs per visit of the segment, less
 * what its visits would have brought at the segment's own CVR (the mean of both periods), after less before. That is the
 * change of the page's CVR at its mean share, and that of its share at how far its CVR lies from the others' (Kitagawa 1955).
 * CVs that were not seen, or are still to come, are dealt out as those that were seen. Empty where that cannot be.
 * @param was,is the segment's CVR in both periods.
 */
export function pageParts(
  before: ReadonlyMap<string, PageCount>,
  after: ReadonlyMap<string, PageCount>,
  was: number,
  is: number,
): Map<string, number> {
  const [early, late] = [sumOf(before), sumOf(after)]
  const isKnown = (cvr: number, { visits, cvs }: PageCount): boolean => visits > 0 && (cvs > 0 || cvr === 0)
  if (was === is || !isKnown(was, early) || !isKnown(is, late)) return new Map()
  const usual = (was + is) / 2
  const beyond = ({ visits, cvs }: PageCount, all: PageCount, cvr: number): number =>
    (all.cvs > 0 ? (cvr * cvs) / all.cvs : 0) - (usual * visits) / all.visits
  const pages = new Set([...before.keys(), ...after.keys()])
  return new Map(
    [...pages].map((page) => [
      page,
      beyond(after.get(page) ?? nothing, late, is) - beyond(before.get(page) ?? nothing, early, was),
    ]),
  )
}

function sumOf(pages: ReadonlyMap<string, PageCount>): PageCount {
  const all = { ...nothing }
  for (const page of pages.values()) accumulate(all, page)
  return all
}

/** Adds to the first, in place. */
function accumulate(to: PageCount, from: PageCount, times = 1): void {
  to.visits += times * from.visits
  to.cvs += times * from.cvs
}

export function sumPages(days: readonly PageCounts[]): PageCounts {
  const sums = new Map<string, Map<string, PageCount>>()
  for (const day of days) {
    for (const [segment, pages] of day) {
      const own = sums.get(segment) ?? new Map<string, PageCount>()
      sums.set(segment, own)
      for (const [page, count] of pages) {
        const sum = own.get(page) ?? { ...nothing }
        accumulate(sum, count)
        own.set(page, sum)
      }
    }
  }
  return sums
}

export function withoutPages(all: PageCounts, day: PageCounts): PageCounts {
  const rest = new Map(all)
  for (const [segment, pages] of day) {
    const own = new Map(all.get(segment))
    for (const [page, count] of pages) {
      const left = { ...own.get(page)! }
      accumulate(left, count, -1)
      own.set(page, left)
    }
    rest.set(segment, own)
  }
  return rest
}
