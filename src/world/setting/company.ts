// The sample company: a BtoB SaaS firm in Tokyo. The ways it is found by, what each costs, and how well it sells.

export const company = {
  site: 'https://www.minato-cloud.example',
  timezone: 'Asia/Tokyo',
  currency: 'JPY',
} as const

export const channels = [
  'paid_search',
  'paid_social',
  'line',
  'organic_search',
  'email',
  'direct',
  'referral',
  'trade_show',
] as const
export type Channel = (typeof channels)[number]

export const platforms = {
  google_ads: { clickId: 'gclid', lookbackDays: 30, viewThrough: 0, books: 'click day', counts: 'one', modelled: 0.6 },
  ly_search: { clickId: 'yclid', lookbackDays: 30, viewThrough: 0, books: 'click day', counts: 'one', modelled: 0 },
  meta: {
    clickId: 'fbclid',
    lookbackDays: 7,
    viewThrough: 0.1,
    books: 'conversion day',
    counts: 'every',
    modelled: 0.5,
  },
  line: {
    clickId: 'ldtag_cl',
    lookbackDays: 30,
    viewThrough: 0.04,
    books: 'arrival day',
    counts: 'every',
    modelled: 0,
  },
} as const satisfies Record<string, PlatformHabits>

/** How a platform reports: what it claims, and the day it books it on. */
interface PlatformHabits {
  clickId: string
  lookbackDays: number
  /** Share of conversions it had no part in and claims all the same, because the ad was shown. */
  viewThrough: number
  /** `arrival day`: an offline conversion on the day on which it was uploaded. */
  books: 'click day' | 'conversion day' | 'arrival day'
  /** Whether several conversions after one click count as one. */
  counts: 'one' | 'every'
  /** Share of what its pixel did not see that its model adds. */
  modelled: number
}
export type Platform = keyof typeof platforms

/** What an ad costs at the start: yen a click, clicks an impression. */
export interface Advertising {
  platform: Platform
  ad: string
  costPerClick: number
  clickRate: number
}

/** A way visitors arrive by: a channel, or one ad of one campaign. */
export interface Way {
  channel: Channel
  /** Share of first visits while it is there; all shares need not add up to 1. */
  share: number
  /** How much likelier than the average its visitors are to act. */
  intent: number
  /** How much likelier than the average those who acted are to pay. */
  fit: number
  landing: string
  utm?: { source: string; medium: string; campaign: string }
  referrer: string
  advertising?: Advertising
  /** When it begins and ends, as a share of all days; always there by default. */
  begins?: number
  ends?: number
  /** Days in which the clicks of a creative halve: people have seen it. */
  halvesIn?: number
}

const google = { source: 'google', medium: 'cpc' }
const facebook = { source: 'facebook', medium: 'paid_social' }
const report = {
  channel: 'paid_social',
  intent: 1.1,
  fit: 0.35,
  landing: '/lp/whitepaper',
  utm: { ...facebook, campaign: 'whitepaper-leads' },
  referrer: 'https://l.facebook.com/',
} as const
const pipeline = {
  channel: 'paid_search',
  intent: 1.3,
  fit: 1.2,
  landing: '/lp/sales-pipeline',
  utm: { ...google, campaign: 'generic-pipeline' },
  referrer: 'https://www.google.com/',
} as const

export const ways: readonly Way[] = [
  {
    channel: 'paid_search',
    share: 0.06,
    intent: 1.9,
    fit: 1.5,
    landing: '/',
    utm: { ...google, campaign: 'brand' },
    referrer: 'https://www.google.com/',
    advertising: { platform: 'google_ads', ad: 'brand-text', costPerClick: 85, clickRate: 0.11 },
  },
  {
    ...pipeline,
    share: 0.07,
    advertising: { platform: 'google_ads', ad: 'pipeline-text-a', costPerClick: 390, clickRate: 0.046 },
  },
  {
    ...pipeline,
    share: 0.06,
    begins: 0.25,
    advertising: { platform: 'google_ads', ad: 'pipeline-text-b', costPerClick: 370, clickRate: 0.051 },
  },
  {
    channel: 'paid_search',
    share: 0.05,
    intent: 1.0,
    fit: 1.0,
    landing: '/lp/sales-pipeline',
    utm: { source: 'yahoo', medium: 'cpc', campaign: 'generic-pipeline-y' },
    referrer: 'https://search.yahoo.co.jp/',
    advertising: { platform: 'ly_search', ad: 'pipeline-yahoo', costPerClick: 310, clickRate: 0.034 },
  },
  {
    ...report,
    share: 0.15,
    begins: 0.3,
    halvesIn: 70,
    advertising: { platform: 'meta', ad: 'report-carousel', costPerClick: 150, clickRate: 0.014 },
  },
  {
    ...report,
    share: 0.08,
    ends: 0.33,
    advertising: { platform: 'meta', ad: 'report-static', costPerClick: 165, clickRate: 0.011 },
  },
  {
    ...report,
    share: 0.07,
    begins: 0.96,
    advertising: { platform: 'meta', ad: 'report-video', costPerClick: 160, clickRate: 0.012 },
  },
  {
    channel: 'paid_social',
    share: 0.04,
    intent: 1.2,
    fit: 0.9,
    landing: '/pricing',
    utm: { ...facebook, campaign: 'retargeting' },
    referrer: 'https://l.facebook.com/',
    advertising: { platform: 'meta', ad: 'customer-story', costPerClick: 210, clickRate: 0.016 },
  },
  {
    channel: 'line',
    share: 0.05,
    intent: 0.8,
    fit: 0.5,
    landing: '/webinars',
    utm: { source: 'line', medium: 'cpc', campaign: 'line-webinar' },
    referrer: '',
    begins: 0.4,
    advertising: { platform: 'line', ad: 'webinar-banner', costPerClick: 95, clickRate: 0.009 },
  },
  {
    channel: 'line',
    share: 0.03,
    intent: 1.1,
    fit: 0.7,
    landing: '/webinars',
    utm: { source: 'line', medium: 'message', campaign: 'line-friends' },
    referrer: '',
  },
  {
    channel: 'organic_search',
    share: 0.26,
    intent: 0.8,
    fit: 1.1,
    landing: '/blog/pipeline-review',
    referrer: 'https://www.google.com/',
  },
  {
    channel: 'email',
    share: 0.07,
    intent: 1.4,
    fit: 1.1,
    landing: '/webinars',
    utm: { source: 'newsletter', medium: 'email', campaign: 'monthly-letter' },
    referrer: '',
  },
  { channel: 'direct', share: 0.12, intent: 0.9, fit: 1.3, landing: '/', referrer: '' },
  {
    channel: 'referral',
    share: 0.07,
    intent: 1.2,
    fit: 1.4,
    landing: '/customers',
    referrer: 'https://www.saas-hikaku.example/crm',
  },
  {
    channel: 'trade_show',
    share: 0.05,
    intent: 1.5,
    fit: 1.3,
    landing: '/expo',
    utm: { source: 'saas-expo', medium: 'trade_show', campaign: 'saas-expo' },
    referrer: '',
    begins: 0.6,
    ends: 0.64,
  },
]

/** Later visits of those who came back: they know the address by then, or a letter brings them. */
export const comingBack = {
  chance: 0.27,
  /** Days until then: 1 to this, each as likely. */
  withinDays: 16,
  by: [
    { way: wayBy('direct'), weight: 0.5 },
    { way: wayBy('organic_search'), weight: 0.2 },
    { way: wayBy('email'), weight: 0.17 },
    { way: wayBy('line-friends'), weight: 0.05 },
    { way: wayBy('retargeting'), weight: 0.08 },
  ],
} as const

/** Number of the way of a channel without campaigns, or of a campaign. */
function wayBy(name: string): number {
  return ways.findIndex(({ channel, utm }) => utm?.campaign === name || channel === name)
}

export interface CallToAction {
  name: string
  copy: { en: string; ja: string }
  placement: string
  colour: string
  size: string
  /** Chance of a click by who sees it. */
  clicked: number
}

const blue = 'rgb(26, 79, 163)'
const green = 'rgb(22, 122, 82)'
const orange = 'rgb(196, 82, 20)'
const trial = { name: 'trial', copy: { en: 'Start free trial', ja: '無料で試す' }, size: '220x48' }
const trialCalls: readonly CallToAction[] = [
  { ...trial, placement: 'hero', colour: blue, clicked: 0.11 },
  { ...trial, placement: 'hero', colour: green, clicked: 0.15 },
  { ...trial, placement: 'footer', colour: blue, clicked: 0.06 },
]

/** The calls to action of a landing page; each visit that looks at one sees one of them. */
export function callsOn(landing: string): readonly CallToAction[] {
  return callsByPage[landing] ?? trialCalls
}

const callsByPage: Readonly<Record<string, readonly CallToAction[]>> = {
  '/lp/whitepaper': [
    {
      name: 'whitepaper',
      copy: { en: 'Download the report', ja: '資料をダウンロード' },
      placement: 'hero',
      colour: orange,
      size: '260x52',
      clicked: 0.16,
    },
    {
      name: 'whitepaper',
      copy: { en: 'Get the report by e-mail', ja: '資料をメールで受け取る' },
      placement: 'hero',
      colour: orange,
      size: '260x52',
      clicked: 0.1,
    },
  ],
  '/webinars': [
    {
      name: 'webinar',
      copy: { en: 'Save my seat', ja: '席を予約する' },
      placement: 'main',
      colour: green,
      size: '180x44',
      clicked: 0.14,
    },
    {
      name: 'newsletter',
      copy: { en: 'Tell me about the next one', ja: '次回のお知らせを受け取る' },
      placement: 'aside',
      colour: blue,
      size: '200x40',
      clicked: 0.04,
    },
  ],
  '/pricing': [
    {
      name: 'demo',
      copy: { en: 'Talk to us', ja: '相談する' },
      placement: 'nav',
      colour: blue,
      size: '120x36',
      clicked: 0.07,
    },
    trialCalls[0]!,
  ],
}

export type ActionName =
  | 'whitepaper_downloaded'
  | 'webinar_registered'
  | 'trial_started'
  | 'demo_requested'
  | 'order_completed'

/** Chance of each action in a visit of average intent; chance that it leads to a contract; days until then. */
export const actions: readonly {
  name: ActionName
  thanks: string
  chance: number
  pays: number
  medianDays: number
  /** Standard deviation of the logarithm of days. */
  spread: number
}[] = [
  {
    name: 'whitepaper_downloaded',
    thanks: '/whitepaper/thanks',
    chance: 0.03,
    pays: 0.03,
    medianDays: 34,
    spread: 0.5,
  },
  { name: 'webinar_registered', thanks: '/webinars/thanks', chance: 0.012, pays: 0.06, medianDays: 28, spread: 0.5 },
  { name: 'trial_started', thanks: '/trial/welcome', chance: 0.012, pays: 0.18, medianDays: 16, spread: 0.25 },
  { name: 'demo_requested', thanks: '/demo/thanks', chance: 0.005, pays: 0.24, medianDays: 21, spread: 0.4 },
  { name: 'order_completed', thanks: '/pilot/thanks', chance: 0.003, pays: 0.35, medianDays: 30, spread: 0.2 },
]

/** How much likelier a webinar is where the page that was landed on is about webinars. */
const webinarCrowd = 2.5

/** Chance of an action in a visit by this way, before what the day does to it. */
export function baseChance(way: Way, action: (typeof actions)[number]): number {
  const crowd = action.name === 'webinar_registered' && way.landing === '/webinars' ? webinarCrowd : 1
  return Math.min(0.6, action.chance * way.intent * crowd)
}

/** Chance that an action by this way leads to a contract. */
export function payChance(way: Way, action: (typeof actions)[number]): number {
  return Math.min(0.85, action.pays * way.fit)
}

/** Yen a year, and how many buy it. */
export const editions = [
  { name: 'starter', price: 180_000, weight: 0.5 },
  { name: 'team', price: 480_000, weight: 0.35 },
  { name: 'company', price: 1_440_000, weight: 0.15 },
] as const

/** A month on trial that is paid by card, in yen. */
export const pilotPrices = [9_800, 19_600, 49_000] as const

/** The company is as large as its traffic: what does not grow with visits is said for this many visitors a month. */
export const usualVisitors = 15_400

export const tradeShow = {
  leads: 260,
  pays: 0.08,
  medianDays: 24,
  spread: 0.4,
  cost: 2_900_000,
  label: 'SaaS Expo booth',
}

/** Costs that are no ad: yen a month. */
export const monthlyCosts = [
  { channel: 'organic_search', label: 'SEO agency and articles', cost: 1_150_000 },
  { channel: 'email', label: 'E-mail tool', cost: 160_000 },
  { channel: 'line', label: 'LINE official account messages', cost: 190_000 },
] as const

/** Sunday first: business software is looked for at work. */
export const weekdayWeight = [0.34, 1, 1.12, 1.1, 1.04, 0.9, 0.38] as const
