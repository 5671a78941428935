// The channel of what was paid: what its row says; else its platform's, unless a rule of the plan takes the clicks that
// it paid for elsewhere. So cost and conversions of one campaign stand in one channel.
import type { ChannelRule } from '#contract/plan.ts'
import { Params } from './match.ts'
import { whereSql } from './channels.ts'

/** Platform → the channel of its ads, and the utm_source that they usually carry. */
const platforms: Readonly<Record<string, { channel: string; source: string }>> = {
  google_ads: { channel: 'paid_search', source: 'google' },
  microsoft: { channel: 'paid_search', source: 'bing' },
  ly_search: { channel: 'paid_search', source: 'yahoo' },
  ly_display: { channel: 'display', source: 'yahoo' },
  ly: { channel: 'line', source: 'line' },
  line: { channel: 'line', source: 'line' },
  meta: { channel: 'paid_social', source: 'facebook' },
  tiktok: { channel: 'paid_social', source: 'tiktok' },
  x: { channel: 'paid_social', source: 'twitter' },
  linkedin: { channel: 'paid_social', source: 'linkedin' },
  pinterest: { channel: 'paid_social', source: 'pinterest' },
  snapchat: { channel: 'paid_social', source: 'snapchat' },
  reddit: { channel: 'paid_social', source: 'reddit' },
}

/** The channel of a platform's ads; `''` for a platform that is not known. */
export function channelOfPlatform(platform: string): string {
  return platforms[platform]?.channel ?? ''
}

const list = (texts: readonly string[]): string => `[${texts.map((text) => `'${text}'`).join(', ')}]`
const ofPlatform = (what: 'channel' | 'source'): string =>
  `transform(platform, ${list(Object.keys(platforms))}, ${list(Object.values(platforms).map((known) => known[what]))}, '')`

/** What an ad says of the clicks that it brings; a rule that asks for anything else says nothing of costs. */
const fieldSql: Readonly<Record<string, string>> = {
  utm_source: ofPlatform('source'),
  utm_medium: "'cpc'",
  utm_campaign: 'lower(campaign)',
  utm_content: 'lower(ad)',
}

/**
 * SQL of the channel of a row of spend or figures.
 * @param rules of the plan in force, which visits are made by.
 */
export function costChannelSql(rules: readonly ChannelRule[]): { sql: string; params: Record<string, unknown> } {
  const params = new Params()
  const told = rules.filter(({ where }) => Object.keys(where).every((field) => field in fieldSql))
  if (told.length === 0) return { sql: 'channel', params: {} }
  const cases = told.map(({ id, where }) => {
    return `${whereSql(where, (field) => fieldSql[field]!, params)}, ${params.bind(id, 'String')}`
  })
  const sql = `if(platform != '' AND channel = ${ofPlatform('channel')}, multiIf(${cases.join(', ')}, channel), channel)`
  return { sql, params: params.values }
}
