// What the settings page says, in both languages.

export interface SettingsWords {
  title: string
  keys: string
  keysHint: string
  noKeys: string
  name: string
  kind: string
  kinds: { write: string; browser: string }
  source: string
  sourceHint: string
  origins: string
  originsHint: string
  create: string
  shownOnce(name: string): string
  kept: string
  made: string
  state: string
  inForce: string
  revokedOn(day: string): string
  revoke: string
  revokeTitle(name: string): string
  revokeText: string
  typeName(name: string): string
  cancel: string
  health: string
  allWell: string
  states: Record<'ok' | 'warn' | 'wrong', string>
  installation: string
  version: string
  dataFolder: string
  web: string
  collector: string
  engine: string
  embedded: string
}

export const settingsEn: SettingsWords = {
  title: 'Settings',
  keys: 'Keys for those who send events',
  keysHint: 'A key can only send. Its source is part of every event’s identity.',
  noKeys: 'There is no key yet. Make one for your site or server; it is shown once.',
  name: 'Name',
  kind: 'For',
  kinds: { write: 'servers', browser: 'pages (browsers)' },
  source: 'Source',
  sourceHint: 'the name, if left empty; a new key for an old sender keeps its source',
  origins: 'Sites that may use it',
  originsHint: 'https://www.example.com, one or more, separated by spaces',
  create: 'Make a key',
  shownOnce: (name) => `The key “${name}”. Copy it now: it is shown this once and not kept.`,
  kept: 'I have copied it',
  made: 'Made',
  state: 'State',
  inForce: 'in force',
  revokedOn: (day) => `revoked ${day}`,
  revoke: 'Revoke',
  revokeTitle: (name) => `Revoke “${name}”?`,
  revokeText: 'Whoever sends with it is refused within a second, for good. What it sent stays.',
  typeName: (name) => `Type ${name} to revoke it`,
  cancel: 'Keep it',
  health: 'Is all well?',
  allWell: 'All is well.',
  states: { ok: 'well', warn: 'look at it', wrong: 'wrong' },
  installation: 'This installation',
  version: 'Version',
  dataFolder: 'Data folder',
  web: 'Web app and API',
  collector: 'Collector',
  engine: 'ClickHouse',
  embedded: 'in this process',
}

export const settingsJa: SettingsWords = {
  title: '設定',
  keys: 'イベント送信用のキー',
  keysHint: 'キーでできるのは送信だけです。計測元は、イベントを見分けるIDの一部になります。',
  noKeys: 'キーはまだありません。サイトやサーバー用に作ってください。表示されるのは1回だけです。',
  name: '名前',
  kind: '用途',
  kinds: { write: 'サーバー用', browser: 'ページ用（ブラウザ）' },
  source: '計測元',
  sourceHint: '空欄なら名前と同じ。送信元を引き継ぐキーには同じ計測元を指定',
  origins: '使用できるサイト',
  originsHint: 'https://www.example.com のように。複数はスペース区切り',
  create: 'キーを作る',
  shownOnce: (name) => `キー「${name}」です。表示は今回だけで保存もされません。今コピーしてください。`,
  kept: 'コピーしました',
  made: '作成日時',
  state: '状態',
  inForce: '有効',
  revokedOn: (day) => `取り消し済み（${day}）`,
  revoke: '取り消す',
  revokeTitle: (name) => `「${name}」を取り消しますか？`,
  revokeText: 'このキーでの送信は1秒以内に拒否され、元には戻せません。送信済みのイベントは残ります。',
  typeName: (name) => `取り消すには「${name}」と入力`,
  cancel: '取り消さない',
  health: '動作状況',
  allWell: 'すべて正常です。',
  states: { ok: '正常', warn: '要確認', wrong: '異常' },
  installation: 'この環境',
  version: 'バージョン',
  dataFolder: 'データフォルダ',
  web: 'Webアプリ・API',
  collector: 'コレクター',
  engine: 'ClickHouse',
  embedded: 'このプロセス内',
}
