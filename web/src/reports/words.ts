// What the page Reports says, in both languages.
export interface ReportsWords {
  title: string
  making: string
  pdf: string
  markdown: string
  mail: string
  keep: string
  keeping: string
  keptNow: string
  knownOn: string
  knownOnHint: string
  sendTest: string
  recipient: string
  sending: string
  testSent(p: { state: string; detail: string }): string
  messageStates: Record<'waiting' | 'delivered' | 'refused' | 'given_up', string>
  noRecipients: string
  toAlerts: string
  paper: string
  whole: string
  firstPageOnly: string
  kept: string
  keptHint: string
  nothingKept: string
  when: string
  what: string
  language: string
  sentTo: string
  toNobody: string
  open: string
  toLatest: string
  keptReport(p: { day: string; by: string }): string
  knownThen(day: string): string
  schedules: string
  schedulesHint: string
  noSchedules: string
  schedule(p: { period: 'week' | 'month'; on: number; hour: string; next: string; zone: string }): string
  everyWeek: string
  everyMonth: string
  rhythm: string
  weekday: string
  monthday: string
  hour: string
  weekdays: readonly string[]
  add: string
  added: string
  remove: string
  empty: string
  emptyHint: string
  toImport: string
  languages: Record<'en' | 'ja', string>
}

export const reportsEn: ReportsWords = {
  title: 'Reports',
  making: 'Making the report …',
  pdf: 'PDF',
  markdown: 'Markdown',
  mail: 'E-mail',
  keep: 'Keep this report',
  keeping: 'Keeping …',
  keptNow: 'Kept.',
  knownOn: 'As it was known on',
  knownOnHint: 'CVs, cost and targets as they were known at the end of that day.',
  sendTest: 'Send me a test',
  recipient: 'Recipient',
  sending: 'Sending …',
  testSent: ({ state, detail }) => `Test: ${state}. ${detail}`,
  messageStates: { waiting: 'waiting', delivered: 'delivered', refused: 'refused', given_up: 'not delivered' },
  noRecipients: 'To send reports by e-mail, Slack or webhook, add a recipient first.',
  toAlerts: 'Add a recipient under Alerts',
  paper: 'The report',
  whole: 'Show details and definitions',
  firstPageOnly: 'Show the first page only',
  kept: 'Kept reports',
  keptHint: 'As they were sent; they never change.',
  nothingKept: 'None yet. What a schedule sends is kept here, and what you keep.',
  when: 'Made',
  what: 'Report',
  language: 'Language',
  sentTo: 'Sent to',
  toNobody: 'nobody',
  open: 'Open',
  toLatest: 'Back to the latest report',
  keptReport: ({ day, by }) => `As it was kept on ${day} by ${by}.`,
  knownThen: (day) => `as known on ${day}`,
  schedules: 'Schedule',
  schedulesHint: 'Made by itself, of the last week or month that is over; kept, and sent.',
  noSchedules: 'No report is made by itself yet.',
  schedule: ({ period, on, hour, next, zone }) =>
    `${period === 'week' ? `Every ${reportsEn.weekdays[on - 1]}` : `On day ${on} of every month`} at ${hour}; next ${next} (${zone}).`,
  everyWeek: 'Every week',
  everyMonth: 'Every month',
  rhythm: 'How often',
  weekday: 'Weekday',
  monthday: 'Day of the month',
  hour: 'Hour',
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  add: 'Add a schedule',
  added: 'Added.',
  remove: 'Remove',
  empty: 'Nothing to report yet.',
  emptyHint: 'A report needs an agreed plan and data. Then it stands here, week by week.',
  toImport: 'Import data',
  languages: { en: 'English', ja: 'Japanese' },
}

export const reportsJa: ReportsWords = {
  title: 'レポート',
  making: 'レポートを作成しています…',
  pdf: 'PDF',
  markdown: 'Markdown',
  mail: 'メール形式',
  keep: 'このレポートを保存',
  keeping: '保存しています…',
  keptNow: '保存しました。',
  knownOn: '過去の時点',
  knownOnHint: 'その日の終わりにわかっていたCV、費用、目標で作成します。',
  sendTest: 'テスト送信',
  recipient: '送信先',
  sending: '送信しています…',
  testSent: ({ state, detail }) => `テスト：${state}。${detail}`,
  messageStates: {
    waiting: '送信待ち',
    delivered: '送信済み',
    refused: '拒否されました',
    given_up: '送信できませんでした',
  },
  noRecipients: 'レポートをメール、Slack、Webhookで送るには、まず送信先を追加してください。',
  toAlerts: '「アラート」で送信先を追加',
  paper: 'レポート本文',
  whole: '詳細と定義を表示',
  firstPageOnly: '1ページ目だけ表示',
  kept: '保存したレポート',
  keptHint: '送信したときのまま、変わりません。',
  nothingKept: 'まだありません。自動で送信したものと、保存したものがここに並びます。',
  when: '作成日',
  what: 'レポート',
  language: '言語',
  sentTo: '送信先',
  toNobody: 'なし',
  open: '開く',
  toLatest: '最新のレポートに戻る',
  keptReport: ({ day, by }) => `${day}に保存したレポートです（${by}）。`,
  knownThen: (day) => `${day}時点`,
  schedules: '自動作成',
  schedulesHint: '終わった週または月のレポートを自動で作成し、保存して送信します。',
  noSchedules: '自動作成はまだ設定されていません。',
  schedule: ({ period, on, hour, next, zone }) =>
    `${period === 'week' ? `毎週${reportsJa.weekdays[on - 1]}` : `毎月${on}日`} ${hour}、次回は${next}（${zone}）。`,
  everyWeek: '毎週',
  everyMonth: '毎月',
  rhythm: '頻度',
  weekday: '曜日',
  monthday: '日',
  hour: '時刻',
  weekdays: ['月曜日', '火曜日', '水曜日', '木曜日', '金曜日', '土曜日', '日曜日'],
  add: '自動作成を追加',
  added: '追加しました。',
  remove: '削除',
  empty: 'まだレポートはありません。',
  emptyHint: '合意済みの定義とデータがそろうと、週ごとのレポートがここに表示されます。',
  toImport: 'データを取り込む',
  languages: { en: '英語', ja: '日本語' },
}
