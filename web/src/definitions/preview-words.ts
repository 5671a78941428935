// What a plan counted before it is agreed is told in, in both languages.

export interface PreviewWords {
  preview: string
  previewAgain: string
  previewHint: string
  /** Labels of two date fields. */
  previewDays: { from: string; to: string }
  previewOf(days: string, against: number | null): string
  point: string
  before: string
  after: string
  enter: string
  leave: string
  details(name: string): string
  byChannel: string
  byWeek: string
  entering: string
  leaving: string
  andMore(count: string): string
}

export const previewEn: PreviewWords = {
  preview: 'Count it before agreeing',
  previewAgain: 'Count it again',
  previewHint: 'Over the last 90 days, or those that you name, beside the plan in force. Nothing changes by it.',
  previewDays: { from: 'From', to: 'to' },
  previewOf: (days, against) => `${days}${against === null ? '' : `, against plan ${against}`}:`,
  point: 'Point',
  before: 'Now',
  after: 'With it',
  enter: 'Enter',
  leave: 'Leave',
  details: (name) => `${name}: by channel, by week, and which CVs`,
  byChannel: 'Channel',
  byWeek: 'Week of',
  entering: 'Newly counted',
  leaving: 'No longer counted',
  andMore: (count) => `and ${count} more`,
}

export const previewJa: PreviewWords = {
  preview: '合意前に数えてみる',
  previewAgain: 'もう一度数える',
  previewHint: '直近90日（または指定した期間）を、有効な定義と並べて数えます。何も変わりません。',
  previewDays: { from: '開始日', to: '終了日' },
  previewOf: (days, against) => `${days}${against === null ? '' : `（第${against}版との比較）`}：`,
  point: 'ポイント',
  before: '現在',
  after: '変更後',
  enter: '増える',
  leave: '減る',
  details: (name) => `${name}：チャネル別・週別、該当するCV`,
  byChannel: 'チャネル',
  byWeek: '週',
  entering: '新たに数えるCV',
  leaving: '数えなくなるCV',
  andMore: (count) => `ほか${count}件`,
}
