// Channels: which kind of traffic a visit is, read from its campaign parameters, click ids and referrer.
// A table, first match wins, compiled to SQL. The order and lists follow GA4's default channel grouping,
// with LINE and trade shows added.

interface ChannelRule {
  channel: string
  /** SQL over traffic_source, medium, click_ids and host (the referrer's) of the event that brought the visit. */
  when: string
}

const searchHosts =
  'google\\.|bing\\.|yahoo\\.|baidu\\.|duckduckgo\\.|ecosia\\.|naver\\.|yandex\\.|goo\\.ne\\.jp|search\\.brave'
const socialHosts =
  'facebook\\.|instagram\\.|(^|\\.)t\\.co$|twitter\\.|(^|\\.)x\\.com$|linkedin\\.|lnkd\\.in|tiktok\\.|pinterest\\.|reddit\\.|youtube\\.|threads\\.'
const lineHosts = '(^|\\.)line\\.me$|(^|\\.)lin\\.ee$|(^|\\.)line\\.naver'
const assistantHosts =
  'chatgpt\\.com|chat\\.openai\\.com|gemini\\.google|claude\\.ai|perplexity\\.ai|copilot\\.microsoft'
const searchSources = '^(google|bing|yahoo|baidu|duckduckgo|naver|yandex|ecosia)'
const socialSources = '^(facebook|fb|instagram|ig|meta|twitter|x$|linkedin|tiktok|pinterest|reddit|youtube|threads)'
const lineSources = '^(line|lineads|ly)'
const paidMedium = "match(medium, '^(.*cp.*|ppc|retargeting|paid.*)$')"
const has = (name: string): string => `mapContains(click_ids, '${name}')`

export const channelRules: readonly ChannelRule[] = [
  {
    channel: 'line',
    when: `match(traffic_source, '${lineSources}') OR match(host, '${lineHosts}') OR ${has('ldtag_cl')}`,
  },
  { channel: 'trade_show', when: "medium IN ('trade_show', 'trade-show', 'tradeshow', 'event', 'exhibition')" },
  { channel: 'paid_search', when: `${paidMedium} AND match(traffic_source, '${searchSources}')` },
  { channel: 'paid_social', when: `${paidMedium} AND match(traffic_source, '${socialSources}')` },
  { channel: 'display', when: "medium IN ('display', 'banner', 'expandable', 'interstitial', 'cpm')" },
  { channel: 'paid_other', when: paidMedium },
  {
    channel: 'paid_search',
    when: `${has('gclid')} OR ${has('gbraid')} OR ${has('wbraid')} OR ${has('msclkid')} OR ${has('yclid')}`,
  },
  { channel: 'paid_social', when: `medium = '' AND (${has('ttclid')} OR ${has('twclid')} OR ${has('li_fat_id')})` },
  {
    channel: 'email',
    when: "match(medium, '^e[-_ ]?mail$') OR match(traffic_source, '^e[-_ ]?mail$') OR medium = 'newsletter'",
  },
  { channel: 'affiliate', when: "medium = 'affiliate'" },
  { channel: 'ai_assistant', when: `medium = 'ai-assistant' OR match(host, '${assistantHosts}')` },
  {
    channel: 'organic_social',
    when: `medium IN ('social', 'social-network', 'social-media', 'sm') OR match(traffic_source, '${socialSources}') OR match(host, '${socialHosts}') OR ${has('fbclid')}`,
  },
  { channel: 'organic_search', when: `medium = 'organic' OR match(host, '${searchHosts}')` },
  { channel: 'sms', when: "medium = 'sms' OR traffic_source = 'sms'" },
  { channel: 'referral', when: "medium IN ('referral', 'app', 'link') OR host != ''" },
  { channel: 'other', when: "medium != '' OR traffic_source != ''" },
]

/** `direct` where nothing matches. */
export const channelSql = `multiIf(${channelRules.map((rule) => `${rule.when}, '${rule.channel}'`).join(',\n    ')}, 'direct')`

/** The visit began with a click that was paid for. */
export const paidSql = `(${paidMedium} OR medium IN ('display', 'banner') OR hasAny(mapKeys(click_ids), ['gclid', 'gbraid', 'wbraid', 'msclkid', 'ttclid', 'twclid', 'li_fat_id', 'yclid', 'ldtag_cl']))`

export const deviceSql = `multiIf(user_agent = '', '', match(user_agent, '(?i)ipad|tablet'), 'tablet',
    match(user_agent, '(?i)mobi|iphone|android'), 'mobile', 'desktop')`
