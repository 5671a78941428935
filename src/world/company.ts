// The sample company: a BtoB SaaS firm in Tokyo. Its ways to be found, what each costs, and how well it sells.

export const company = {
  site: 'https://www.minato-cloud.example',
  timezone: 'Asia/Tokyo',
  currency: 'JPY',
} as const

export type Channel =
  | 'paid_search'
  | 'paid_social'
  | 'line'
  | 'organic_search'
  | 'email'
  | 'direct'
  | 'referral'
  | 'trade_show'

/** What an ad platform bills and says of a campaign. */
export interface Advertising {
  platform: 'google_ads' | 'yahoo_ads' | 'meta'
  /** Query parameter of the platform's click id. */
  clickId: 'gclid' | 'yclid' | 'fbclid'
  /** Yen a click. */
  costPerClick: number
  clickRate: number
  ads: readonly string[]
  /** Share of conversions it had no part in and claims all the same, because the ad was shown. */
  viewThrough: number
  /** The day it books a conversion on. */
  books: 'click day' | 'conversion day'
}

/** A way visitors arrive. */
export interface Origin {
  channel: Channel
  /** Share of first visits. */
  share: number
  /** How much likelier than the average its visitors are to act. */
  intent: number
  /** How much likelier than the average those who acted are to pay. */
  fit: number
  landing: string
  utm?: { source: string; medium: string; campaign: string }
  referrer: string
  advertising?: Advertising
}

const google = { platform: 'google_ads', clickId: 'gclid', viewThrough: 0, books: 'click day' } as const
const yahoo = { platform: 'yahoo_ads', clickId: 'yclid', viewThrough: 0, books: 'click day' } as const
const meta = { platform: 'meta', clickId: 'fbclid', viewThrough: 0.12, books: 'conversion day' } as const

export const origins: readonly Origin[] = [
  {
    channel: 'paid_search',
    share: 0.06,
    intent: 1.9,
    fit: 1.5,
    landing: '/',
    utm: { source: 'google', medium: 'cpc', campaign: 'brand' },
    referrer: 'https://www.google.com/',
    advertising: { ...google, costPerClick: 85, clickRate: 0.11, ads: ['brand-text'] },
  },
  {
    channel: 'paid_search',
    share: 0.13,
    intent: 1.3,
    fit: 1.2,
    landing: '/lp/sales-pipeline',
    utm: { source: 'google', medium: 'cpc', campaign: 'generic-pipeline' },
    referrer: 'https://www.google.com/',
    advertising: { ...google, costPerClick: 390, clickRate: 0.046, ads: ['pipeline-text-a', 'pipeline-text-b'] },
  },
  {
    channel: 'paid_search',
    share: 0.05,
    intent: 1.0,
    fit: 1.0,
    landing: '/lp/sales-pipeline',
    utm: { source: 'yahoo', medium: 'cpc', campaign: 'generic-pipeline-y' },
    referrer: 'https://search.yahoo.co.jp/',
    advertising: { ...yahoo, costPerClick: 310, clickRate: 0.034, ads: ['pipeline-yahoo'] },
  },
  {
    channel: 'paid_social',
    share: 0.14,
    intent: 1.1,
    fit: 0.35,
    landing: '/lp/whitepaper',
    utm: { source: 'facebook', medium: 'paid_social', campaign: 'whitepaper-leads' },
    referrer: 'https://l.facebook.com/',
    advertising: { ...meta, costPerClick: 150, clickRate: 0.012, ads: ['report-carousel', 'report-video'] },
  },
  {
    channel: 'paid_social',
    share: 0.04,
    intent: 1.2,
    fit: 0.9,
    landing: '/pricing',
    utm: { source: 'facebook', medium: 'paid_social', campaign: 'retargeting' },
    referrer: 'https://l.facebook.com/',
    advertising: { ...meta, costPerClick: 210, clickRate: 0.016, ads: ['customer-story'] },
  },
  {
    channel: 'line',
    share: 0.06,
    intent: 0.9,
    fit: 0.6,
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
]

/** Later visits of those who came back: they know the address by then, or a letter brings them. */
export const returnOrigins: readonly { channel: Channel; weight: number }[] = [
  { channel: 'direct', weight: 0.5 },
  { channel: 'organic_search', weight: 0.2 },
  { channel: 'email', weight: 0.17 },
  { channel: 'line', weight: 0.05 },
  { channel: 'paid_social', weight: 0.08 },
]

export type ActionName = 'whitepaper_downloaded' | 'webinar_registered' | 'trial_started' | 'demo_requested'

/** Chance of each action in a visit of average intent; chance that one who did it pays; days until then. */
export const actions: readonly {
  name: ActionName
  thanks: string
  chance: number
  pays: number
  medianDays: number
  spread: number
}[] = [
  {
    name: 'whitepaper_downloaded',
    thanks: '/whitepaper/thanks',
    chance: 0.036,
    pays: 0.06,
    medianDays: 24,
    spread: 0.5,
  },
  { name: 'webinar_registered', thanks: '/webinars/thanks', chance: 0.015, pays: 0.12, medianDays: 20, spread: 0.5 },
  { name: 'trial_started', thanks: '/trial/welcome', chance: 0.017, pays: 0.36, medianDays: 15, spread: 0.25 },
  { name: 'demo_requested', thanks: '/demo/thanks', chance: 0.006, pays: 0.42, medianDays: 21, spread: 0.4 },
]

/** Share of actions whose event is sent twice under one id (a retry of the page's own). */
export const doubleSent = 0.04
/** Share of actions whose thank-you page is loaded again within minutes: a new event id for the same action. */
export const thanksReloaded = 0.05

/** Yen a year, and how many buy it. */
export const editions = [
  { name: 'starter', price: 180_000, weight: 0.5 },
  { name: 'team', price: 480_000, weight: 0.35 },
  { name: 'company', price: 1_440_000, weight: 0.15 },
] as const

export const tradeShow = { leads: 60, pays: 0.1, cost: 1_350_000, label: 'SaaS Expo booth' } as const

/** Costs that are no ad: yen a month. */
export const monthlyCosts = [
  { channel: 'organic_search', label: 'SEO agency and articles', cost: 420_000 },
  { channel: 'email', label: 'E-mail tool', cost: 58_000 },
  { channel: 'line', label: 'LINE official account messages', cost: 85_000 },
] as const

/** Sunday first: business software is looked for at work. */
export const weekdayWeight = [0.34, 1, 1.12, 1.1, 1.04, 0.9, 0.38] as const
