// What the page of sources says, in both languages.
import type { SourceEntry, SourceHealth } from '#contract/sources.ts'
import type { Step } from '../language/messages.ts'

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
  together: string
  odds(p: { ratio: string; total: string; interval: string }): string
  notes: string
  unlinked(p: { a: string; b: string }): string
  connecting: ConnectWords
  empty: { title: string; text: string; steps: Step[] }
}

export interface ConnectWords {
  title: string
  hint: string
  choose: string
  labels: Record<string, string>
  groups: { pages: string; libraries: string; hooks: string; servers: string }
  address: string
  addressHint: string
  loopback: string
  keyName: string
  keyFor: Record<'browser' | 'write', string>
  sites: string
  makeKey: string
  shownOnce(name: string): string
  onlyAdmins: string
  insert: string
  fileText: string
  toImport: string
  hookName: string
  hookSecret: string
  hookSecretHint: Record<'theirs' | 'either', string>
  makeHook: string
  hookAddress(provider: string): string
  ourSecret: string
  hookMore: string
  test: string
  testHint: string
  wait: string
  waitHint: string
  sending: string
  waiting(seconds: string): string
  arrived(p: { name: string; source: string }): string
  tested(p: { source: string; seconds: string }): string
  refused(reason: string): string
  refusedHere(reason: string): string
  nothing: string
  reasons: Record<'pages' | 'servers' | 'hook', readonly string[]>
  stop: string
  again: string
  notStored: string
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
  together: 'If both miss the same people',
  odds: ({ ratio, total, interval }) => `odds × ${ratio}: ${total} (${interval})`,
  notes: 'To know',
  unlinked: ({ a, b }) => `${a} and ${b} depend on each other`,
  connecting: {
    title: 'Connect a source',
    hint: 'Choose what you have.',
    choose: 'What you have',
    labels: {
      pages: 'Pages',
      servers: 'Servers',
      'pages and servers': 'Pages and servers',
      'measurement protocol': 'Measurement protocol',
    },
    groups: { pages: 'Your pages', libraries: 'Libraries you use', hooks: 'Services that report', servers: 'Your own' },
    address: 'Address of the collector',
    addressHint: 'As your pages and servers reach it; the lines below take it from here.',
    loopback: 'This address is reached from this machine only. Behind your own domain, write that.',
    keyName: 'Name of the source',
    keyFor: { browser: 'for pages', write: 'for servers' },
    sites: 'Sites that may use it',
    makeKey: 'Make a key',
    shownOnce: (name) => `The key of ${name} stands in the line below. It is shown this once.`,
    onlyAdmins: 'Keys and webhooks are made by admins; ask one for a key and put it in place of KEY.',
    insert: 'Put this in:',
    fileText: 'Leads, deals, orders, ad reports, costs and events come in as files, recognised by their content.',
    toImport: 'Import a file',
    hookName: 'Name',
    hookSecret: 'Its signing secret',
    hookSecretHint: {
      theirs: 'The provider shows it where you set the webhook up.',
      either: 'Leave empty to have one made.',
    },
    makeHook: 'Make the address',
    hookAddress: (provider) => `Give ${provider} this address, with your public https name in front:`,
    ourSecret: 'And this secret. It is shown this once.',
    hookMore: 'Which events to choose there: docs/webhooks.md',
    test: 'Send a test event',
    testHint: 'The server sends one with this key, as your sender would.',
    wait: 'Wait for its first event',
    waitHint: 'Then do something on your site or in your system.',
    sending: 'Sending …',
    waiting: (seconds) => `Waiting, ${seconds} seconds more …`,
    arrived: ({ name, source }) => `Arrived: ${name} from ${source}. The connection works.`,
    tested: ({ source, seconds }) =>
      `The test event of ${source} arrived and is stored, ${seconds} seconds after it was sent.`,
    refused: (reason) => `It was refused: ${reason}`,
    refusedHere: (reason) => `Something arrived and was refused: ${reason}`,
    nothing: 'Nothing arrived in 60 seconds. Likely reasons:',
    reasons: {
      pages: [
        'The address is not reached from there: open it with /healthz in that browser.',
        'The page asks for consent first, and it was not given: the tag sends nothing in mode off.',
        'A blocker, or a content security policy without the collector in script-src and connect-src.',
        'The line is not on the page that you opened, or a cache keeps the page without it.',
      ],
      servers: [
        'The address is not reached from there: curl ADDRESS/healthz on that machine.',
        'The library gathers events and sends them later: flush it, or end the program cleanly.',
        'It still points at its old address, or holds another key.',
      ],
      hook: [
        'The provider cannot reach the address: it needs your public https name in front.',
        'The webhook there is not switched on, or nothing has happened yet: send its own test.',
        'It delivers to another address: see what it says of its latest deliveries.',
      ],
    },
    stop: 'Stop',
    again: 'Wait again',
    notStored: 'The collector took it; it is not stored yet. The server may be busy: look under Events.',
  },
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
  together: '同じ人を逃している場合',
  odds: ({ ratio, total, interval }) => `オッズ${ratio}倍：${total}（${interval}）`,
  notes: '注意点',
  unlinked: ({ a, b }) => `${a}と${b}は独立ではありません`,
  connecting: {
    title: '計測元をつなぐ',
    hint: 'お使いのものを選んでください。',
    choose: 'お使いのもの',
    labels: {
      pages: 'ページ',
      servers: 'サーバー',
      'pages and servers': 'ページ・サーバー',
      'measurement protocol': 'Measurement Protocol',
    },
    groups: {
      pages: '自社のページ',
      libraries: '導入済みのライブラリ',
      hooks: '通知を送るサービス',
      servers: '自社のシステム',
    },
    address: 'コレクターのアドレス',
    addressHint: 'ページやサーバーから届くアドレスにしてください。下のコードに反映されます。',
    loopback: 'このアドレスには、このマシンからしか届きません。自社ドメインで公開している場合は書き換えてください。',
    keyName: '計測元の名前',
    keyFor: { browser: 'ページ用', write: 'サーバー用' },
    sites: '使用できるサイト',
    makeKey: 'キーを作る',
    shownOnce: (name) => `${name}のキーは下のコードに入っています。表示は今回だけです。`,
    onlyAdmins: 'キーとWebhookは管理者が作ります。管理者からキーを受け取り、KEYの部分に入れてください。',
    insert: '次のコードを入れてください：',
    fileText: 'リード、商談、注文、広告レポート、費用、イベントはファイルで取り込めます。形式は内容から判別します。',
    toImport: 'ファイルを取り込む',
    hookName: '名前',
    hookSecret: '署名シークレット',
    hookSecretHint: { theirs: 'Webhookの設定画面に表示されます。', either: '空欄なら自動で作ります。' },
    makeHook: 'アドレスを作る',
    hookAddress: (provider) => `${provider}に次のアドレスを、公開用のhttpsドメインに置き換えて設定してください：`,
    ourSecret: 'シークレットはこちらです。表示は今回だけです。',
    hookMore: '選ぶイベントの種類：docs/webhooks.md',
    test: 'テストイベントを送る',
    testHint: 'このキーを使い、実際の送信元と同じ形でサーバーから1件送ります。',
    wait: '最初のイベントを待つ',
    waitHint: '開始したら、サイトやシステムで何か操作してください。',
    sending: '送信中…',
    waiting: (seconds) => `待っています（残り${seconds}秒）…`,
    arrived: ({ name, source }) => `届きました：${name}（${source}）。接続できています。`,
    tested: ({ source, seconds }) => `${source}のテストイベントが届き、送信から${seconds}秒で保存されました。`,
    refused: (reason) => `受け付けられませんでした：${reason}`,
    refusedHere: (reason) => `届きましたが、受け付けられませんでした：${reason}`,
    nothing: '60秒間、何も届きませんでした。考えられる原因：',
    reasons: {
      pages: [
        'アドレスに届いていない：そのブラウザで、アドレスの末尾に /healthz を付けて開いてみてください。',
        '同意がまだ得られていない：モードがoffの間、タグは何も送りません。',
        '広告ブロック、またはCSPのscript-srcとconnect-srcにコレクターがない。',
        '開いたページにコードがない、または古いページがキャッシュに残っている。',
      ],
      servers: [
        'アドレスに届いていない：そのマシンで curl アドレス/healthz を試してください。',
        'ライブラリがイベントをためている：flushするか、プログラムを正常に終了してください。',
        '送信先が以前のアドレスのまま、または別のキーを使っている。',
      ],
      hook: [
        'サービスからアドレスに届かない：公開用のhttpsドメインが必要です。',
        'Webhookが有効になっていない、またはまだ何も起きていない：サービス側のテスト送信を試してください。',
        '別のアドレスに送っている：サービス側の配信履歴を確認してください。',
      ],
    },
    stop: '停止',
    again: 'もう一度待つ',
    notStored:
      'コレクターは受け取りましたが、まだ保存されていません。サーバーが混み合っている可能性があります。「イベント」で確認してください。',
  },
  empty: {
    title: 'まだ何もつながっていません。',
    text: '設定した計測元はすぐここに表示され、届き方、件数、状態がわかります。',
    steps: [{ text: 'まずサンプル企業のデータで試すこともできます。', command: 'npm run demo' }],
  },
}
