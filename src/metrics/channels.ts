// Channels: which kind of traffic a visit is. The plan's own rules first, then the built-in ones; the first that holds
// wins, and a visit that none knows came directly. Everything here becomes one SQL expression.
import type { BuiltInRule } from '#contract/channels.ts'
import type { ChannelRule, Condition, Conditions, Plan, Scalar } from '#contract/plan.ts'
import { durationMs } from '#util/duration.ts'
import { siteKindSql } from './channel-sites.ts'
import { Params, conditionSql } from './match.ts'

interface SqlRule extends BuiltInRule {
  /** SQL over the columns of `originColumns`. */
  when: string
}

const paidMedium = "match(medium, '^(.*cp.*|ppc|retargeting|paid.*)$')"
const displayMedium = "medium IN ('display', 'banner', 'expandable', 'interstitial', 'cpm')"
const shopCampaign = "match(lower(campaign), '^(.*(([^a-df-z]|^)shop|shopping).*)$')"
const clickedAny = (...names: readonly string[]): string =>
  `hasAny(mapKeys(click_ids), [${names.map((name) => `'${name}'`).join(', ')}])`

const searchClicks = ['gclid', 'gbraid', 'wbraid', 'msclkid', 'yclid'] as const
const lineClicks = ['ldtag_cl', '_ly_c', '_ly_r'] as const
const socialClicks = ['ttclid', 'twclid', 'li_fat_id', 'epik', 'sccid', 'rdt_cid'] as const

const rule = (channel: string, en: string, ja: string, when: string): SqlRule => ({ channel, words: { en, ja }, when })

/**
 * GA4's default channel group in its order, with LINE, trade shows and other offline media ahead of it, and click ids
 * after what a medium says.
 */
const builtIn: readonly SqlRule[] = [
  rule('line', 'Source or referrer is LINE, or a click id of LINE or LY Ads without another source',
    '参照元がLINE、またはLINE広告・LY広告のクリックID（ほかの参照元がないとき）',
    `site = 'line' OR ${clickedAny('ldtag_cl')} OR (traffic_source = '' AND medium = '' AND ${clickedAny('_ly_c', '_ly_r')} AND NOT ${clickedAny('yclid')})`),
  rule('trade_show', 'Medium is trade_show, event or exhibition', 'メディアが trade_show・event・exhibition',
    "medium IN ('trade_show', 'trade-show', 'tradeshow', 'trade show', 'event', 'exhibition', 'expo', '展示会')"),
  rule('offline', 'Medium is offline, print, flyer, qr, tv, radio…', 'メディアが offline・print・flyer・qr・tv・radio など',
    "medium IN ('offline', 'print', 'flyer', 'leaflet', 'poster', 'postcard', 'dm', 'direct-mail', 'direct_mail', 'magazine', 'newspaper', 'tv', 'radio', 'ooh', 'dooh', 'billboard', 'signage', 'qr', 'qrcode', 'qr_code', 'store', 'チラシ', '看板')"),
  rule('cross_network', 'Campaign contains cross-network', 'キャンペーンに cross-network を含む',
    "position(lower(campaign), 'cross-network') > 0"),
  rule('paid_shopping', 'Paid medium, and a shopping site or campaign', '有料メディアで、ショッピングサイトまたはshoppingのキャンペーン',
    `${paidMedium} AND (site = 'shopping' OR ${shopCampaign})`),
  rule('paid_search', 'Paid medium (cpc, ppc, paid…), and a search engine', '有料メディア（cpc・ppc・paid…）で、検索エンジン',
    `${paidMedium} AND site = 'search'`),
  rule('paid_social', 'Paid medium, and a social network', '有料メディアで、SNS', `${paidMedium} AND site = 'social'`),
  rule('paid_video', 'Paid medium, and a video site', '有料メディアで、動画サイト', `${paidMedium} AND site = 'video'`),
  rule('display', 'Medium is display, banner, expandable, interstitial or cpm', 'メディアが display・banner・expandable・interstitial・cpm',
    displayMedium),
  rule('paid_other', 'Any other paid medium', 'そのほかの有料メディア', paidMedium),
  rule('paid_search', 'Click id of Google, Microsoft or Yahoo! JAPAN', 'Google・Microsoft・Yahoo!検索広告のクリックID',
    clickedAny(...searchClicks)),
  rule('paid_social', 'Click id of TikTok, X, LinkedIn, Pinterest, Snap or Reddit, without a medium',
    'TikTok・X・LinkedIn・Pinterest・Snap・RedditのクリックID（メディアがないとき）',
    `medium = '' AND ${clickedAny(...socialClicks)}`),
  rule('display', 'Click id of Display & Video 360, without a medium', 'ディスプレイ＆ビデオ360のクリックID（メディアがないとき）',
    `medium = '' AND ${clickedAny('dclid')}`),
  rule('paid_other', 'Click id of OpenAI Ads, without a medium', 'OpenAI広告のクリックID（メディアがないとき）',
    `medium = '' AND ${clickedAny('oppref')}`),
  rule('ai_assistant', 'Medium is ai-assistant, or source or referrer is an AI assistant', 'メディアが ai-assistant、または参照元がAIアシスタント',
    "medium = 'ai-assistant' OR (site = 'assistant' AND medium IN ('', 'referral', 'organic'))"),
  rule('email', 'Source or medium is e-mail or newsletter, or referrer is a webmail', '参照元・メディアがメール、またはWebメールから',
    "match(medium, '^(e[-_ ]?mail|newsletter|mail|mailmag|メルマガ)$') OR match(traffic_source, '^e[-_ ]?mail$') OR site = 'mail'"),
  rule('affiliate', 'Medium is affiliate', 'メディアが affiliate', "medium IN ('affiliate', 'affiliates', 'アフィリエイト')"),
  rule('audio', 'Medium is audio', 'メディアが audio', "medium IN ('audio', 'podcast')"),
  rule('sms', 'Source or medium is sms', '参照元・メディアが sms', "medium = 'sms' OR traffic_source = 'sms'"),
  rule('mobile_push', 'Medium ends with push, or contains mobile or notification', 'メディアが push で終わる、または mobile・notification を含む',
    "match(medium, 'push$|mobile|notification') OR traffic_source = 'firebase'"),
  rule('organic_shopping', 'Source or referrer is a shopping site, or a shopping campaign', '参照元がショッピングサイト、またはshoppingのキャンペーン',
    `site = 'shopping' OR ${shopCampaign}`),
  rule('organic_social', 'Source or referrer is a social network, medium is social, or a click id of Meta', '参照元がSNS、メディアが social、またはMetaのクリックID',
    `site = 'social' OR medium IN ('social', 'social-network', 'social-media', 'sm', 'social network', 'social media', 'social_media', 'sns') OR (traffic_source = '' AND ${clickedAny('fbclid')})`),
  rule('organic_video', 'Source or referrer is a video site, or medium contains video', '参照元が動画サイト、またはメディアに video を含む',
    "site = 'video' OR position(medium, 'video') > 0"),
  rule('organic_search', 'Source or referrer is a search engine, or medium is organic', '参照元が検索エンジン、またはメディアが organic',
    "site = 'search' OR medium = 'organic'"),
  rule('referral', 'Any other referrer, or medium is referral, app or link', 'そのほかのサイトから、またはメディアが referral・app・link',
    "medium IN ('referral', 'app', 'link') OR host != ''"),
  rule('other', 'A source or medium that no rule knows', 'どのルールにも当てはまらない参照元・メディア',
    "medium != '' OR traffic_source NOT IN ('', '(direct)')"),
] // prettier-ignore

/** The channel of a visit that no rule knows. */
export const noChannel: BuiltInRule = {
  channel: 'direct',
  words: { en: 'Nothing says where it came from', ja: 'どこから来たかを示すものがない' },
}

export const builtInRules: readonly BuiltInRule[] = builtIn.map(({ channel, words }) => ({ channel, words }))

/** SQL: the visit began with a click that was paid for. */
export const paidSql = `(${paidMedium} OR medium IN ('display', 'banner') OR ${clickedAny(...searchClicks, ...lineClicks, ...socialClicks, 'dclid', 'oppref')})`

/** How visits are made: a plan's rules, or the built-in ones alone. */
export interface VisitRules {
  channels: readonly ChannelRule[]
  /** Silence that ends a visit. */
  timeoutMs: number
  /** Whether another campaign begins another visit. */
  newCampaign: boolean
}

const defaultTimeout = '30m'

export function visitRulesOf(plan: Pick<Plan, 'channels' | 'sessions'> | undefined): VisitRules {
  return {
    channels: plan?.channels ?? [],
    timeoutMs: durationMs(plan?.sessions?.timeout ?? defaultTimeout),
    newCampaign: plan?.sessions?.new_campaign ?? false,
  }
}

/** What an event says of where a visit came from, as SQL. */
export interface OriginColumns {
  source: string
  medium: string
  campaign: string
  ad: string
  clickIds: string
  referrer: string
  url: string
}

/** SQL columns that the rules read, in lower case but for `campaign`, `ad` and `referrer`, which are kept as they came. */
export function originColumns(from: OriginColumns): string {
  const host = (url: string): string => `domainWithoutWWW(${url})`
  return `toLowCardinality(lower(${from.source})) AS traffic_source, toLowCardinality(lower(${from.medium})) AS medium,
    ${from.campaign} AS campaign, ${from.ad} AS ad, ${from.clickIds} AS click_ids, ${from.referrer} AS referrer,
    toLowCardinality(if(${host(from.referrer)} = ${host(from.url)}, '', lower(${host(from.referrer)}))) AS host,
    ${siteKindSql("if(traffic_source = '', host, traffic_source)")} AS site`
}

/** Fields of a rule's `where`, as SQL over `originColumns` and what a visit has beside. */
const fieldSql: Readonly<Record<string, string>> = {
  utm_source: 'traffic_source',
  utm_medium: 'medium',
  utm_campaign: 'lower(campaign)',
  utm_content: 'lower(ad)',
  utm_term: 'lower(utm_term)',
  referrer: 'lower(referrer)',
  referrer_host: 'host',
  landing_page: 'lower(landing_page)',
  source: 'lower(first_source)',
}

export interface CompiledChannels {
  /** SQL of the channel. */
  channel: string
  /** SQL of the number of the rule that held, from 1, the plan's before the built-in ones; 0 for none. */
  number: string
  params: Record<string, unknown>
}

/** The plan's rules, which are good, and the built-in ones as SQL over `originColumns`, `landing_page`, `utm_term` and `first_source`. */
export function compileChannels({ channels }: VisitRules): CompiledChannels {
  const params = new Params()
  const own = channels.map(({ id, where }) => ({
    when: whereSql(where, fieldOf, params),
    channel: params.bind(id, 'String'),
  }))
  const known = builtIn.map(({ when, channel }) => ({ when, channel: `'${channel}'` }))
  const rules = [...own, ...known]
  return {
    channel: `multiIf(${rules.map(({ when, channel }) => `${when}, ${channel}`).join(',\n    ')}, '${noChannel.channel}')`,
    number: `multiIf(${rules.map(({ when }, index) => `${when}, ${index + 1}`).join(', ')}, 0)`,
    params: params.values,
  }
}

function fieldOf(name: string, params: Params): string {
  const column = fieldSql[name]
  if (column !== undefined) return column
  return `lower(click_ids[${params.bind(name.slice('click_ids.'.length), 'String')}])`
}

/** SQL of a rule's conditions; capitals make no difference, as in GA4. */
export function whereSql(where: Conditions, field: (name: string, params: Params) => string, params: Params): string {
  const conditions = Object.entries(where).map(([name, condition]) =>
    conditionSql(field(name, params), inLowerCase(condition), params),
  )
  return `(${conditions.join(' AND ')})`
}

function inLowerCase(condition: Condition): Condition {
  const lower = (value: Scalar): Scalar => (typeof value === 'string' ? value.toLowerCase() : value)
  if (Array.isArray(condition)) return condition.map(lower)
  if (typeof condition !== 'object') return lower(condition)
  const { is, not, contains, starts_with, ...rest } = condition
  return {
    ...rest,
    ...(is !== undefined && { is: lower(is) }),
    ...(not !== undefined && { not: Array.isArray(not) ? not.map(lower) : lower(not) }),
    ...(contains !== undefined && { contains: contains.toLowerCase() }),
    ...(starts_with !== undefined && { starts_with: starts_with.toLowerCase() }),
  }
}
