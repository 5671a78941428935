// The library of conversion points, and plans to start with: what the API, the command line and the web app show of them.
import type { WireEvent } from './event.ts'
import type { Plan, Point } from './plan.ts'

export interface Bilingual {
  en: string
  ja: string
}

export const languages = ['en', 'ja'] as const
export type Language = (typeof languages)[number]

export const platformNames = {
  google_ads: 'Google Ads',
  meta: 'Meta',
  tiktok: 'TikTok',
  line: 'LINE',
  ly: 'LY (Yahoo! JAPAN)',
  ga4: 'GA4',
  microsoft: 'Microsoft',
  linkedin: 'LinkedIn',
} as const
export type Platform = keyof typeof platformNames

/** What a platform calls the action; `standard` is false where it has no name of its own for it, and any name does. */
export interface PlatformEvent {
  event: string
  standard: boolean
}

export interface LibraryPoint {
  id: string
  name: Bilingual
  category: NonNullable<Point['category']>
  /** What counts, in a sentence. */
  what: Bilingual
  /** As a plan holds it, in its usual tier. */
  point: Point
  /** What pages hold, as HTML or a call of the tag; null where no page can see the action. */
  browser: string | null
  /** What a server sends: events that the rule matches. */
  events: WireEvent[]
  /** The same as a command. */
  server: string
  platforms: Record<Platform, PlatformEvent>
  /** Names under which other tools send it. */
  alsoCalled: string[]
  /** When another point, or none, is better. */
  notWhen: Bilingual
  /** Where it comes from without any snippet. */
  otherwise?: Bilingual
}

/** A plan to start with. */
export interface Template {
  name: string
  title: Bilingual
  /** For whom it is. */
  forWhom: Bilingual
  macro: string
  micros: string[]
}

export interface TemplatePlan extends Template {
  yaml: string
  plan: Plan
}

/** Events that are collected and that no point of the plan matches. */
export interface Suggestion {
  event: string
  count: number
  sources: string[]
  /** Epoch milliseconds of the newest. */
  lastAt: number
  /** Id of the library's point that the name fits, and that point made to match this name; null where none fits. */
  library: string | null
  point: Point | null
}

export interface Suggestions {
  suggestions: Suggestion[]
  /** First of the days that were looked at, epoch milliseconds. */
  since: number
}
