// Which of our CVs a platform can mean: those of its channels and campaigns, by each date and window it may go by.
import type { MappingFacts, PlatformFigure } from './mapping.ts'

/** Our CVs of one point in one channel and campaign, by the whole days from click or visit to CV. */
export interface OurCounts {
  point: string
  channel: string
  campaign: string
  /** Null where no click or visit is known; then the CV counts on its own day, and within any window. */
  lagDays: number | null
  /** With the CV, and with the click or visit credited, in the days asked for. */
  onConversion: number
  onClick: number
}

/** By what the two counts were compared. */
export interface Reach {
  dates: readonly ('click' | 'conversion')[]
  /** Days after a click within which the platform usually claims; null where that is not known. */
  window: number | null
}

/**
 * Days after a click, unless set otherwise there. Their usual windows, from memory rather than checked; for Yahoo! JAPAN, whose window is
 * set for each conversion, its usual 30.
 */
const usualWindow: Readonly<Record<string, number>> = {
  google_ads: 30,
  meta: 7,
  tiktok: 7,
  line: 30,
  ly: 30,
  ly_search: 30,
  ly_display: 30,
  microsoft: 30,
  linkedin: 30,
  ga4: 90,
}

interface Wanted {
  platform: string
  point: string
  figures: readonly PlatformFigure[]
}

/**
 * Fewest and most CVs that are ours by any date and window that the platform may go by. Where its figures do not say
 * which date that is, or say that it is the arrival of a report, both are tried.
 */
export function rangeOf(
  { platform, point, figures }: Wanted,
  facts: MappingFacts,
): { range: { low: number; high: number } | null; reach: Reach } {
  const said = new Set(figures.map(({ date }) => date))
  const only = said.size === 1 ? [...said][0] : undefined
  const dates: Reach['dates'] = only === 'click' || only === 'conversion' ? [only] : ['click', 'conversion']
  const window = usualWindow[platform] ?? null
  const isOurs = ownership(platform, facts)
  const own = facts.ours.filter((row) => row.point === point && isOurs(row))
  const counts = dates.flatMap((date) => {
    const column = date === 'click' ? 'onClick' : 'onConversion'
    const within = own.filter(({ lagDays }) => window === null || lagDays === null || lagDays <= window)
    return [own, within].map((rows) => rows.reduce((sum, row) => sum + row[column], 0))
  })
  const hasChannel = own.length > 0 || knownPlaces(platform, facts).length > 0
  const range = hasChannel ? { low: Math.min(...counts), high: Math.max(...counts) } : null
  return { range, reach: { dates, window } }
}

interface Place {
  platform: string
  channel: string
  campaign: string
}

function knownPlaces(platform: string, { figures, spend }: MappingFacts): Place[] {
  return [...spend, ...figures].filter((row) => row.platform === platform && row.channel !== '')
}

/**
 * Whether a CV can be due to the platform: its channel is one of the platform's, and where other platforms spend there
 * too, its campaign is one that only this platform has. What costs nothing (GA4) sees a channel as a whole.
 */
function ownership(platform: string, facts: MappingFacts): (place: Omit<Place, 'platform'>) => boolean {
  const own = knownPlaces(platform, facts)
  const spenders = facts.spend.filter(({ cost }) => cost > 0)
  const isSpender = spenders.some((row) => row.platform === platform)
  const rivals = isSpender ? spenders.filter((row) => row.platform !== platform) : []
  const channels = new Set(own.map(({ channel }) => channel))
  const shared = new Set(rivals.map(({ channel }) => channel))
  const campaigns = new Set(own.map(({ campaign }) => campaign))
  const theirs = new Set(rivals.map(({ campaign }) => campaign))
  return ({ channel, campaign }) =>
    channels.has(channel) && (!shared.has(channel) || (campaigns.has(campaign) && !theirs.has(campaign)))
}
