// What the page of sources says, in both languages.
import type { TrueNumber } from '#contract/gaps.ts'
import type { SourceEntry, SourceHealth } from '#contract/sources.ts'
import type { Step } from '../language/messages.ts'
import { type ConnectWords, connectEn, connectJa } from './connect-words.ts'

export interface SourcesWords {
  title: string
  allWell(count: string): string
  look(p: { count: string; of: string }): string
  strangers(count: string): string
  gaps(count: string): string
  connect: string
  table: string
  tableHint: string
  source: string
  how: string
  last: string
  firstOn(day: string): string
  volume: string
  rejected: string
  state: string
  health: Record<SourceHealth, string>
  ways: Record<string, string>
  holds: Record<SourceEntry['holds'], string>
  never: string
  before: string
  chart: string
  chartOf: string
  chartSummary(p: { name: string; from: string; to: string; total: string; marked: string }): string
  nothingMarked: string
  marked(count: string): string
  asTable: string
  asChart: string
  day: string
  count: string
  found: string
  missing: string
  searching: string
  noGaps(days: string): string
  tooYoung: string
  promise(p: { watched: string; months: string }): string
  since(day: string): string
  seen: string
  seenText(p: { observed: string; mean: string; low: string; high: string }): string
  sure: string
  certain: string
  rare: string
  everyYears(years: string): string
  everyMonths(months: string): string
  cause: string
  todo: string
  also: string
  truth: string
  truthHint: string
  counted: string
  estimated: string
  cannotTell: string
  point: string
  seenBy: string
  method: string
  /** How it is worked out, and what statisticians call that. */
  methods: Record<NonNullable<TrueNumber['method']>, { how: string; name: string }>
  together: string
  odds(p: { ratio: string; total: string; interval: string }): string
  notes: string
  unlinked(p: { a: string; b: string }): string
  connecting: ConnectWords
  empty: { title: string; text: string; steps: Step[] }
}

export const sourcesEn: SourcesWords = {
  title: 'Sources',
  allWell: (count) => (count === '1' ? 'The one source is well.' : `All ${count} sources are well.`),
  look: ({ count, of }) =>
    count === '1' ? `1 of ${of} sources needs a look.` : `${count} of ${of} sources need a look.`,
  strangers: (count) =>
    count === '1'
      ? 'One request of the last 24 hours had a key or address that nobody knows.'
      : `${count} requests of the last 24 hours had a key or address that nobody knows.`,
  gaps: (count) =>
    count === '1'
      ? 'One thing was missing or unusual in 13 weeks.'
      : `${count} things were missing or unusual in 13 weeks.`,
  connect: 'Connect a source',
  table: 'All sources',
  tableHint: 'Volume: the last 4 weeks by day. Rejected: of the last 7 days, or of the latest file.',
  source: 'Source',
  how: 'How it comes',
  last: 'Last',
  firstOn: (day) => `first ${day}`,
  volume: 'Volume',
  rejected: 'Rejected',
  state: 'State',
  health: { healthy: 'Healthy', silent: 'Silent', never: 'Never seen', rejecting: 'Rejecting', test: 'Test only' },
  ways: {
    tag: 'Website tag',
    onecount: 'Server API',
    file: 'File',
    browser_key: 'Key for pages',
    write_key: 'Key for servers',
    ga4: 'GA4',
    segment: 'Segment',
    rudderstack: 'RudderStack',
    posthog: 'PostHog',
    matomo: 'Matomo',
    plausible: 'Plausible',
    umami: 'Umami',
    snowplow: 'Snowplow',
    jitsu: 'Jitsu',
    meta: 'Meta Conversions API',
    stripe: 'Stripe',
    shopify: 'Shopify',
    hubspot: 'HubSpot',
    salesforce: 'Salesforce',
    line: 'LINE',
    appsflyer: 'AppsFlyer',
    adjust: 'Adjust',
    apple: 'Apple',
    generic: 'Webhook',
  },
  holds: { events: 'events', records: 'records', reports: 'report rows' },
  never: 'never',
  before: 'First and last: of the past 400 days.',
  chart: 'Volume by day',
  chartOf: 'Source',
  chartSummary: ({ name, from, to, total, marked }) =>
    `${name} by day from ${from} to ${to}: ${total} in all. ${marked}`,
  nothingMarked: 'Nothing is marked.',
  marked: (count) => `${count} marked as missing or unusual; they are told below.`,
  asTable: 'Show as table',
  asChart: 'Show as chart',
  day: 'Day',
  count: 'Count',
  found: 'Found',
  missing: 'What is missing',
  searching: 'Looking for gaps …',
  noGaps: (days) => `Nothing is missing, ${days}.`,
  tooYoung: 'Nothing can be told yet: a source is watched once it has sent for four weeks.',
  promise: ({ watched, months }) =>
    `${watched} series are watched; chance alone brings one finding in ${months} months, at most.`,
  since: (day) => `since ${day}`,
  seen: 'Seen',
  seenText: ({ observed, mean, low, high }) => `${observed}, where ${mean} were expected (${low}–${high})`,
  sure: 'Sure',
  certain: 'certain, it is counted and not estimated',
  rare: 'chance would bring this less than once in a hundred years',
  everyYears: (years) => `chance alone would bring this once in ${years} years`,
  everyMonths: (months) => `chance alone would bring this once in ${months} months`,
  cause: 'Likely',
  todo: 'To do',
  also: 'With it',
  truth: 'How many there really were',
  truthHint: 'Estimated from what several sources saw of the same conversions.',
  counted: 'Counted',
  estimated: 'Estimated, 95 %',
  cannotTell: 'cannot be told',
  point: 'Point',
  seenBy: 'Seen by',
  method: 'Method',
  methods: {
    Chapman: { how: 'From how many two sources both saw', name: 'Chapman’s estimate' },
    'log-linear': { how: 'From how three sources overlap', name: 'Log-linear models' },
  },
  together: 'If both miss the same people',
  odds: ({ ratio, total, interval }) => `odds × ${ratio}: ${total} (${interval})`,
  notes: 'To know',
  unlinked: ({ a, b }) => `${a} and ${b} depend on each other`,
  connecting: connectEn,
  empty: {
    title: 'Nothing is connected yet.',
    text: 'Each source appears here as soon as it is set up: how it sends, how much, and whether it is well.',
    steps: [{ text: 'Or look at a sample company first.', command: 'npm run demo' }],
  },
}

export const sourcesJa: SourcesWords = {
  title: '計測元',
  allWell: (count) => `${count}件の計測元はすべて正常です。`,
  look: ({ count, of }) => `${of}件の計測元のうち${count}件は確認が必要です。`,
  strangers: (count) => `直近24時間に、不明なキーまたはアドレスでのリクエストが${count}件ありました。`,
  gaps: (count) => `直近13週間で、データの欠けや異常が${count}件見つかりました。`,
  connect: '計測元をつなぐ',
  table: 'すべての計測元',
  tableHint: '件数：直近4週間の日別。拒否：直近7日間、または最新のファイルでの割合。',
  source: '計測元',
  how: '届き方',
  last: '最新',
  firstOn: (day) => `最初 ${day}`,
  volume: '件数',
  rejected: '拒否',
  state: '状態',
  health: { healthy: '正常', silent: '途絶', never: '未着', rejecting: '拒否あり', test: 'テストのみ' },
  ways: {
    ...sourcesEn.ways,
    tag: 'サイトのタグ',
    onecount: 'サーバーAPI',
    file: 'ファイル',
    browser_key: 'ページ用キー',
    write_key: 'サーバー用キー',
    meta: 'MetaコンバージョンAPI',
  },
  holds: { events: 'イベント', records: 'レコード', reports: 'レポート行' },
  never: 'なし',
  before: '最初と最新は過去400日の範囲です。',
  chart: '日別の件数',
  chartOf: '計測元',
  chartSummary: ({ name, from, to, total, marked }) => `${name}の日別件数（${from}〜${to}）、合計${total}件。${marked}`,
  nothingMarked: '印はありません。',
  marked: (count) => `欠けや異常の印が${count}件あり、下で説明しています。`,
  asTable: '表で見る',
  asChart: 'グラフで見る',
  day: '日',
  count: '件数',
  found: '検出',
  missing: 'データの欠けと異常',
  searching: '欠けを調べています…',
  noGaps: (days) => `${days}に、欠けは見つかりませんでした。`,
  tooYoung: 'まだ判定できません。4週間分届いた計測元から監視を始めます。',
  promise: ({ watched, months }) => `${watched}系列を監視中。偶然による誤検出は、多くても${months}か月に1件です。`,
  since: (day) => `${day}から継続中`,
  seen: '実績',
  seenText: ({ observed, mean, low, high }) => `${observed}件（予想は${mean}件、${low}〜${high}）`,
  sure: '確かさ',
  certain: '確実（推定ではなく数えた値）',
  rare: '偶然なら100年に1回も起きません',
  everyYears: (years) => `偶然なら${years}年に1回`,
  everyMonths: (months) => `偶然なら${months}か月に1回`,
  cause: '考えられる原因',
  todo: '対処',
  also: '同時に',
  truth: '実際の件数の推定',
  truthHint: '複数の計測元が同じCVをどれだけ捉えたかから推定しています。',
  counted: '計測数',
  estimated: '推定（95%）',
  cannotTell: '推定できません',
  point: 'CVポイント',
  seenBy: '捉えた計測元',
  method: '方法',
  methods: {
    Chapman: { how: '2つの計測元の重なりから', name: 'Chapmanの推定量' },
    'log-linear': { how: '3つの計測元の重なりから', name: '対数線形モデル' },
  },
  together: '同じ人を逃している場合',
  odds: ({ ratio, total, interval }) => `オッズ${ratio}倍：${total}（${interval}）`,
  notes: '注意点',
  unlinked: ({ a, b }) => `${a}と${b}は独立ではありません`,
  connecting: connectJa,
  empty: {
    title: 'まだ何もつながっていません。',
    text: '設定した計測元はすぐここに表示され、届き方、件数、状態がわかります。',
    steps: [{ text: 'まずサンプル企業のデータで試すこともできます。', command: 'npm run demo' }],
  },
}
