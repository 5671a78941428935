// What the page Alerts says, in both languages.
import type { AlertEvent, DeliveryAttempt, MessageView, RecipientKind } from '#contract/alerts.ts'

export interface AlertsWords {
  title: string
  open(count: number): string
  openOnes: string
  quietNow: string
  /** Where not everything could be checked. */
  quietPartly: string
  notYet: string
  checked(when: string): string
  check: string
  checking: string
  couldNot(what: string, why: string): string
  parts: Record<'sources' | 'gaps' | 'scorecard' | 'drift', string>
  since: string
  sure: string
  todo: string
  look: string
  closed: string
  noHistory: string
  over: string
  takenOn(by: string): string
  mutedUntil(day: string): string
  muted: string
  takeOn: string
  mute: string
  muteWeek: string
  unmute: string
  details: string
  events: Record<AlertEvent['what'], string>
  byItself: string
  noMessages: string
  messages: string
  messagesHint: string
  states: Record<MessageView['state'], string>
  outcomes: Record<DeliveryAttempt['outcome'], string>
  nextTry(when: string): string
  attempts: string
  message: string
  recipient: string
  state: string
  handedOver: string
  recipients: string
  recipientsHint: string
  nobody: string
  forAdmins: string
  kinds: Record<RecipientKind, string>
  test: string
  testing: string
  remove: string
  removeTitle(name: string): string
  removeText: string
  keep: string
  rules: string
  from: string
  add: string
  adding: string
  name: string
  kind: string
  language: string
  host: string
  port: string
  security: string
  securities: Record<'tls' | 'starttls' | 'none', string>
  user: string
  password: string
  sender: string
  receivers: string
  receiversHint: string
  slackUrl: string
  slackHint: string
  url: string
  urlHint: string
  secret: string
  secretHint: string
  sealed: string
  madeSecret(name: string): string
  kept: string
  save: string
  cancel: string
  settings: string
  quietHours: string
  quietHint(timezone: string): string
  until: string
  urgent: string
  remind: string
  remindHint: string
  saveSettings: string
  saved: string
}

export const alertsEn: AlertsWords = {
  title: 'Alerts',
  open: (count) => (count === 1 ? 'One alert is open.' : `${count} alerts are open.`),
  openOnes: 'Open',
  quietNow: 'Nothing is open: sources send, targets are in reach, budgets hold.',
  quietPartly: 'Nothing is open among what could be checked.',
  notYet: 'Nothing has been checked yet: the first check comes by itself, within minutes.',
  checked: (when) => `Checked ${when}.`,
  check: 'Check now',
  checking: 'Checking …',
  couldNot: (what, why) => `${what} could not be checked: ${why}`,
  parts: { sources: 'Sources', gaps: 'Gaps', scorecard: 'The scorecard', drift: 'Drift' },
  since: 'Since',
  sure: 'How sure',
  todo: 'What to do',
  look: 'Look further',
  closed: 'History',
  noHistory: 'Alerts that are over stand here.',
  over: 'over',
  takenOn: (by) => `taken on by ${by}`,
  mutedUntil: (day) => `muted until ${day}`,
  muted: 'muted until it is over',
  takeOn: 'I take it on',
  mute: 'Mute',
  muteWeek: 'Mute for a week',
  unmute: 'Unmute',
  details: 'History and messages',
  events: {
    opened: 'opened',
    closed: 'over',
    acknowledged: 'taken on',
    muted: 'muted',
    unmuted: 'unmuted',
  },
  byItself: 'by itself',
  noMessages: 'Nothing was sent.',
  messages: 'Deliveries',
  messagesHint: 'Tried again with growing pauses for two days.',
  states: { waiting: 'on its way', delivered: 'delivered', refused: 'refused', given_up: 'given up' },
  outcomes: {
    delivered: 'delivered',
    failed: 'failed',
    refused: 'refused',
    unknown: 'unknown; sent again, and says so',
    under_way: 'under way',
  },
  nextTry: (when) => `tried again ${when}`,
  attempts: 'Attempts',
  message: 'Message',
  recipient: 'Recipient',
  state: 'State',
  handedOver: 'Handed over',
  recipients: 'Recipients',
  recipientsHint: 'Alerts and reports go to them.',
  nobody: 'Nobody is told yet. Add an e-mail address, a Slack channel or a webhook.',
  forAdmins: 'Admins add recipients and say what each is told.',
  kinds: { email: 'E-mail', slack: 'Slack', webhook: 'Webhook' },
  test: 'Send a test',
  testing: 'Sending …',
  remove: 'Remove',
  removeTitle: (name) => `Remove ${name}?`,
  removeText: 'It is told nothing any more; what waits for it is not sent, and its secrets are gone.',
  keep: 'Keep it',
  rules: 'What it is told of',
  from: 'from',
  add: 'Add a recipient',
  adding: 'A new recipient',
  name: 'Name',
  kind: 'How',
  language: 'Language',
  host: 'Mail server',
  port: 'Port',
  security: 'Encryption',
  securities: { tls: 'TLS', starttls: 'STARTTLS', none: 'none (within your own network)' },
  user: 'User',
  password: 'Password',
  sender: 'From',
  receivers: 'To',
  receiversHint: 'Several with commas.',
  slackUrl: 'Incoming webhook',
  slackHint: 'Slack shows it where the app is installed.',
  url: 'Address',
  urlHint: 'It is sent signed JSON by POST.',
  secret: 'Secret',
  secretHint: 'Left empty, one is made.',
  sealed: 'Passwords and addresses are kept sealed and not shown again.',
  madeSecret: (name) => `The secret with which messages to ${name} are signed; it is not shown again.`,
  kept: 'I have kept it',
  save: 'Add',
  cancel: 'Cancel',
  settings: 'Quiet hours and reminders',
  quietHours: 'Quiet hours',
  quietHint: (timezone) => `In ${timezone}. What fires in them is told when they end.`,
  until: 'to',
  urgent: 'Told in quiet hours, too',
  remind: 'Remind after days',
  remindHint: '0: never.',
  saveSettings: 'Save',
  saved: 'Saved.',
}

export const alertsJa: AlertsWords = {
  title: 'アラート',
  open: (count) => `${count}件のアラートが発生しています。`,
  openOnes: '発生中',
  quietNow: '発生中のアラートはありません。計測・目標・予算に問題は見つかっていません。',
  quietPartly: '確認できた範囲では、発生中のアラートはありません。',
  notYet: 'まだ確認していません。数分以内に自動で確認します。',
  checked: (when) => `${when}に確認しました。`,
  check: '今すぐ確認',
  checking: '確認中…',
  couldNot: (what, why) => `${what}を確認できませんでした：${why}`,
  parts: { sources: '計測元', gaps: '計測の欠け', scorecard: 'スコアカード', drift: '変動要因' },
  since: '発生',
  sure: '確かさ',
  todo: '対応',
  look: '詳しく見る',
  closed: '履歴',
  noHistory: '解消したアラートをここに表示します。',
  over: '解消',
  takenOn: (by) => `${by}が対応中`,
  mutedUntil: (day) => `${day}まで通知停止`,
  muted: '解消まで通知停止',
  takeOn: '対応する',
  mute: '通知を止める',
  muteWeek: '1週間通知を止める',
  unmute: '通知を再開',
  details: '経過と通知',
  events: { opened: '発生', closed: '解消', acknowledged: '対応開始', muted: '通知停止', unmuted: '通知再開' },
  byItself: '自動',
  noMessages: '通知はありません。',
  messages: '送信履歴',
  messagesHint: '失敗した場合は間隔をあけて2日間再送します。',
  states: { waiting: '送信待ち', delivered: '送信済み', refused: '拒否', given_up: '中止' },
  outcomes: {
    delivered: '送信済み',
    failed: '失敗',
    refused: '拒否',
    unknown: '不明（重複の可能性を明記して再送）',
    under_way: '送信中',
  },
  nextTry: (when) => `${when}に再送`,
  attempts: '送信の試行',
  message: 'メッセージ',
  recipient: '通知先',
  state: '状態',
  handedOver: '受付',
  recipients: '通知先',
  recipientsHint: 'アラートとレポートの送り先です。',
  nobody: '通知先がありません。メールアドレス、Slackのチャンネル、Webhookのいずれかを追加してください。',
  forAdmins: '通知先の追加と内容の設定は管理者が行います。',
  kinds: { email: 'メール', slack: 'Slack', webhook: 'Webhook' },
  test: 'テスト送信',
  testing: '送信中…',
  remove: '削除',
  removeTitle: (name) => `${name}を削除しますか`,
  removeText: '以後は通知されません。送信待ちのメッセージは送らず、認証情報も消去します。',
  keep: '残す',
  rules: '通知する内容',
  from: '下限',
  add: '通知先を追加',
  adding: '新しい通知先',
  name: '名前',
  kind: '方法',
  language: '言語',
  host: 'メールサーバー',
  port: 'ポート',
  security: '暗号化',
  securities: { tls: 'TLS', starttls: 'STARTTLS', none: 'なし（社内サーバー）' },
  user: 'ユーザー',
  password: 'パスワード',
  sender: '差出人',
  receivers: '宛先',
  receiversHint: '複数はカンマで区切ります。',
  slackUrl: 'Incoming Webhook',
  slackHint: 'Slackのアプリ設定に表示されるURLです。',
  url: 'アドレス',
  urlHint: '署名付きのJSONをPOSTします。',
  secret: 'シークレット',
  secretHint: '空欄の場合は作成します。',
  sealed: 'パスワードとアドレスは暗号化して保存し、再表示しません。',
  madeSecret: (name) => `${name}への送信に署名するシークレットです。再表示されません。`,
  kept: '保存しました',
  save: '追加',
  cancel: 'キャンセル',
  settings: '通知しない時間帯とリマインド',
  quietHours: '通知しない時間帯',
  quietHint: (timezone) => `${timezone}の時刻です。この間のアラートは終了後にまとめて通知します。`,
  until: '〜',
  urgent: 'この時間帯にも通知する',
  remind: 'リマインドまでの日数',
  remindHint: '0の場合は送りません。',
  saveSettings: '保存',
  saved: '保存しました。',
}
