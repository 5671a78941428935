// Which sites are search engines, social networks, shops…: GA4's source categories, cut down to what is met today, with
// the sites and apps of Japan added. A site is known by the name that people write into utm_source, and by its host.

interface SiteKind {
  kind: string
  /** What utm_source begins with, up to its end or a character that is no letter; `ads` may follow. `x$`: nothing may. */
  names: readonly string[]
  /** Hosts, each with all that end in it; apps name themselves as hosts (`com.google.android.gm`). */
  hosts: readonly string[]
  /** Regular expressions of hosts that exist in many countries, or of portals whose other hosts are of another kind. */
  patterns?: readonly string[]
}

const anyCountry = String.raw`\.[a-z]{2,3}(\.[a-z]{2})?$`

/** First match wins: `shopping.yahoo.co.jp` is a shop before `yahoo.co.jp` is a search engine. */
const siteKinds: readonly SiteKind[] = [
  {
    kind: 'line',
    names: ['line', 'ly$', 'lineads', 'ly_ads'],
    hosts: ['line.me', 'lin.ee', 'line.naver.jp', 'line.biz', 'line-apps.com', 'naver.line.android'],
  },
  {
    kind: 'mail',
    names: [],
    hosts: [
      'mail.google.com', 'com.google.android.gm', 'mail.yahoo.co.jp', 'mail.yahoo.com', 'outlook.live.com',
      'outlook.office.com', 'outlook.office365.com', 'mail.rakuten.com', 'mail.goo.ne.jp',
    ],
  },
  {
    kind: 'assistant',
    names: ['chatgpt', 'openai', 'perplexity', 'claude', 'gemini', 'copilot', 'deepseek', 'grok', 'genspark', 'felo'],
    hosts: [
      'chatgpt.com', 'openai.com', 'perplexity.ai', 'claude.ai', 'gemini.google.com', 'bard.google.com',
      'copilot.microsoft.com', 'copilot.com', 'm365.cloud.microsoft', 'deepseek.com', 'grok.com', 'mistral.ai', 'meta.ai',
      'poe.com', 'you.com', 'phind.com', 'genspark.ai', 'felo.ai', 'doubao.com', 'kimi.com', 'qwen.ai',
      'com.openai.chatgpt', 'ai.perplexity.app.android', 'com.google.android.apps.bard',
    ],
  },
  {
    kind: 'shopping',
    names: ['amazon', 'ebay', 'etsy', 'walmart', 'alibaba', 'mercadolibre', 'mercari', 'zozo', 'zozotown', 'shopify',
      'igshopping', 'kakaku', 'aliexpress', 'shopzilla', 'temu', 'shein', 'buyma', 'rakuten'],
    hosts: [
      'etsy.com', 'walmart.com', 'alibaba.com', 'aliexpress.com', 'mercadolibre.com', 'mercari.com', 'zozo.jp',
      'kakaku.com', 'shopping.yahoo.co.jp', 'auctions.yahoo.co.jp', 'paypayfleamarket.yahoo.co.jp', 'item.rakuten.co.jp',
      'shopping.google.com', 'shopping.naver.com', 'shopify.com', 'shop.app', 'buyma.com', 'temu.com',
      'shein.com', 'base.shop', 'stores.jp', 'qoo10.jp', 'wowma.jp',
    ],
    patterns: [String.raw`^rakuten\.co\.jp$`, String.raw`(^|\.)(amazon|ebay)${anyCountry}`],
  },
  {
    kind: 'video',
    names: ['youtube', 'vimeo', 'dailymotion', 'twitch', 'netflix', 'hulu', 'disneyplus', 'iqiyi', 'youku', 'wistia',
      'abema', 'tver', 'bilibili'],
    hosts: [
      'youtube.com', 'youtu.be', 'vimeo.com', 'dailymotion.com', 'twitch.tv', 'netflix.com', 'hulu.com', 'hulu.jp',
      'disneyplus.com', 'iqiyi.com', 'youku.com', 'wistia.com', 'wistia.net', 'abema.tv', 'tver.jp', 'bilibili.com',
      'ted.com', 'com.google.android.youtube',
    ],
  },
  {
    kind: 'social',
    names: ['facebook', 'fb', 'instagram', 'ig$', 'meta', 'twitter', 'x$', 'x_ads', 'linkedin', 'tiktok', 'pinterest', 'reddit',
      'threads', 'snapchat', 'quora', 'tumblr', 'weibo', 'wechat', 'whatsapp', 'messenger', 'telegram', 'kakao', 'vk$',
      'bluesky', 'mastodon', 'misskey', 'mixi', 'hatena', 'ameblo', 'ameba', 'niconico', 'note$', 'discord', 'yelp'],
    hosts: [
      'facebook.com', 'fb.me', 'messenger.com', 'instagram.com', 't.co', 'twitter.com', 'x.com', 'linkedin.com', 'lnkd.in',
      'tiktok.com', 'pin.it', 'reddit.com',
      'redd.it', 'threads.net', 'threads.com', 'snapchat.com', 'quora.com', 'tumblr.com', 'weibo.com', 'weibo.cn', 'wechat.com',
      'whatsapp.com', 'wa.me', 't.me', 'telegram.org', 'kakao.com', 'vk.com', 'bsky.app', 'mastodon.social', 'mstdn.jp',
      'misskey.io', 'mixi.jp', 'gree.jp', 'hatena.ne.jp', 'hatenablog.com', 'hatenablog.jp', 'hateblo.jp', 'ameblo.jp',
      'ameba.jp', 'nicovideo.jp', 'note.com', 'note.mu', 'pixiv.net', '5ch.net', 'livedoor.jp', 'livedoor.com',
      'seesaa.net', 'fc2.com', 'exblog.jp', 'okwave.jp', 'chiebukuro.yahoo.co.jp', 'smartnews.com',
      'gocro.smartnews.android', 'discord.com', 'yelp.com', 'yelp.co.jp', 'medium.com', 'news.ycombinator.com',
      'stackoverflow.com', 'blogger.com', 'blogspot.com', 'wordpress.com', 'slideshare.net', 'sites.google.com',
      'groups.google.com', 'com.twitter.android', 'com.facebook.katana', 'com.instagram.android', 'com.linkedin.android',
      'com.pinterest', 'com.reddit.frontpage',
    ],
    patterns: [String.raw`(^|\.)pinterest${anyCountry}`],
  },
  {
    kind: 'search',
    names: ['google', 'adwords', 'bing', 'yahoo', 'yss', 'ydn', 'yda', 'baidu', 'duckduckgo', 'naver', 'daum', 'yandex', 'ecosia', 'goo$',
      'biglobe', 'auone', 'docomo', 'excite', 'nifty', 'msn', 'aol', 'ask$', 'qwant', 'seznam', 'sogou', 'brave'],
    hosts: [
      'search.google.com', 'cse.google.com', 'news.google.com', 'com.google.android.googlequicksearchbox', 'bing.com',
      'search.yahoo.co.jp', 'baidu.com', 'duckduckgo.com', 'naver.com', 'daum.net', 'ecosia.org',
      'search.goo.ne.jp', 'search.biglobe.ne.jp', 'search.auone.jp', 'search.smt.docomo.ne.jp',
      'search.excite.co.jp', 'search.nifty.com', 'websearch.rakuten.co.jp', 'search.rakuten.co.jp', 'msn.com', 'aol.com',
      'ask.com', 'qwant.com', 'seznam.cz', 'sogou.com', 'so.com', '360.cn', 'search.brave.com', 'startpage.com',
      'kagi.com', 'search.fenrir-inc.com', 'mojeek.com', 'swisscows.com',
    ],
    patterns: [
      String.raw`^((www|m|cn|ipv4|ipv6)\.)?google${anyCountry}`,
      String.raw`(^|\.)search\.yahoo\.com$|^((www|m)\.)?yahoo${anyCountry}`,
      String.raw`^yandex${anyCountry}`,
      String.raw`^(goo|biglobe)\.ne\.jp$|^auone\.jp$`,
    ],
  },
] // prettier-ignore

const literal = (text: string): string => text.replaceAll('.', String.raw`\.`)

function patternOf({ names, hosts, patterns = [] }: SiteKind): string {
  const alternatives = [
    String.raw`(^|\.)(${hosts.map(literal).join('|')})$`,
    ...(names.length === 0 ? [] : [`^(${names.join('|')})([^a-z.]|_?ads?([^a-z]|$)|$)`]),
    ...patterns,
  ]
  return alternatives.join('|')
}

const sqlText = (text: string): string => `'${text.replaceAll('\\', '\\\\')}'`

/** SQL of a site's kind; `''` where it is none of these. `site` is lower case: utm_source, or else the referrer's host. */
export function siteKindSql(site: string): string {
  const cases = siteKinds.map((known) => `match(${site}, ${sqlText(patternOf(known))}), '${known.kind}'`)
  return `multiIf(${site} = '', '', ${cases.join(', ')}, '')`
}
