// What is said where a source is connected and tried, in both languages.

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

export const connectEn: ConnectWords = {
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
}

export const connectJa: ConnectWords = {
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
}
