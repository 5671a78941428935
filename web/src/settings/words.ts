// What the settings page says, in both languages.
import type { Role } from '#contract/user.ts'

export interface SettingsWords {
  title: string
  keys: string
  keysHint: string
  noKeys: string
  name: string
  kind: string
  kinds: { write: string; browser: string; api: string }
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
  users: string
  usersHint: string
  noUsers: string
  userName: string
  role: string
  roles: Record<Role, string>
  roleHints: Record<Role, string>
  addUser: string
  added: string
  agreesFor: string
  allDepartments: string
  noDepartment: string
  linkShown(name: string, until: string): string
  signedIn: string
  never: string
  newLink: string
  newLinkTitle(name: string): string
  newLinkText: string
  removeUser: string
  removeTitle(name: string): string
  removeText: string
  keepUser: string
  you: string
  adminsOnly: string
  health: string
  allWell: string
  states: Record<'ok' | 'warn' | 'wrong', string>
  /** What is looked at, by the server's word; what is missing is shown as the server says it. */
  whats: Record<string, string>
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
  keys: 'Keys for programs',
  keysHint: 'A key either sends events, under its source, or reads.',
  noKeys: 'There is no key yet. Make one for your site or server; it is shown once.',
  name: 'Name',
  kind: 'For',
  kinds: { write: 'servers', browser: 'pages (browsers)', api: 'scripts that read' },
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
  users: 'Users',
  usersHint: 'Everybody signs in with a link of their own; what they agree to carries their name.',
  noUsers: 'There is no user yet. The admin link, printed by onecount doctor, opens everything.',
  userName: 'Name or e-mail',
  role: 'Role',
  roles: { viewer: 'viewer', editor: 'editor', admin: 'admin' },
  roleHints: {
    viewer: 'reads and asks',
    editor: 'also imports files and changes plans',
    admin: 'also makes keys and users',
  },
  addUser: 'Add the user',
  added: 'Added',
  agreesFor: 'Agrees for',
  allDepartments: 'all departments',
  noDepartment: 'nobody',
  linkShown: (name, until) =>
    `The sign-in link of “${name}”, good until ${until}. Send it to nobody else: it is shown this once and not kept.`,
  signedIn: 'Signed in',
  never: 'never',
  newLink: 'New link',
  newLinkTitle: (name) => `Make “${name}” a new link?`,
  newLinkText: 'The old link and every session of this user end.',
  removeUser: 'Remove',
  removeTitle: (name) => `Remove “${name}”?`,
  removeText: 'The link and every session end at once. What this user agreed to keeps the name.',
  keepUser: 'Leave it',
  you: 'you',
  adminsOnly: 'Keys and users are for admins.',
  health: 'Is all well?',
  allWell: 'All is well.',
  states: { ok: 'well', warn: 'look at it', wrong: 'wrong' },
  whats: {},
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
  keys: 'プログラム用のキー',
  keysHint: 'キーでできるのは、計測元を名乗ってのイベント送信か、読み取りのどちらかです。',
  noKeys: 'キーはまだありません。サイトやサーバー用に作ってください。表示されるのは1回だけです。',
  name: '名前',
  kind: '用途',
  kinds: { write: 'サーバー用', browser: 'ページ用（ブラウザ）', api: '読み取り用' },
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
  users: 'ユーザー',
  usersHint: '各自のリンクでサインインします。同意した計画には名前が残ります。',
  noUsers: 'ユーザーはまだいません。管理者リンク（onecount doctorで表示）ではすべての操作ができます。',
  userName: '名前またはメールアドレス',
  role: '権限',
  roles: { viewer: '閲覧者', editor: '編集者', admin: '管理者' },
  roleHints: {
    viewer: '閲覧と集計',
    editor: '加えて、取り込みと計画の変更',
    admin: '加えて、キーとユーザーの管理',
  },
  addUser: 'ユーザーを追加',
  added: '追加日時',
  agreesFor: '合意できる部門',
  allDepartments: 'すべての部門',
  noDepartment: 'なし',
  linkShown: (name, until) =>
    `「${name}」のサインイン用リンクです（${until}まで有効）。本人以外には送らないでください。表示は今回だけで、保存もされません。`,
  signedIn: '最終サインイン',
  never: 'なし',
  newLink: 'リンクを再発行',
  newLinkTitle: (name) => `「${name}」のリンクを再発行しますか？`,
  newLinkText: 'これまでのリンクとサインイン状態はすべて無効になります。',
  removeUser: '削除',
  removeTitle: (name) => `「${name}」を削除しますか？`,
  removeText: 'リンクとサインイン状態はすぐに無効になります。同意した計画の名前は残ります。',
  keepUser: 'やめる',
  you: '自分',
  adminsOnly: 'キーとユーザーは管理者だけが扱えます。',
  health: '動作状況',
  allWell: 'すべて正常です。',
  states: { ok: '正常', warn: '要確認', wrong: '異常' },
  whats: {
    'facts engine': '分析エンジン',
    'control store': '管理データ',
    migrations: 'データ構造の版',
    disk: 'ディスク',
    journal: '受信ジャーナル',
    clock: '時計',
    keys: 'キー',
    webhooks: 'Webhook',
    recipients: '通知先',
    erasures: '消去した人',
    plan: 'CV定義',
    loading: '読み込み',
    counting: '集計',
  },
  installation: 'この環境',
  version: 'バージョン',
  dataFolder: 'データフォルダー',
  web: 'Webアプリ・API',
  collector: 'コレクター',
  engine: 'ClickHouse',
  embedded: 'このプロセス内',
}
