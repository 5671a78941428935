// What the server says about reports, in Japanese.
import type { Catalogue } from './told.ts'

export const reportsToldJa: Catalogue = {
  'There is no report {value}.': 'レポート{value}はありません。',
  '`onecount report list` shows those that are kept.': '`onecount report list` で保存したレポートを表示できます。',
  'There is no schedule {value}.': '自動作成の設定{value}はありません。',
  '`onecount report schedule list` shows those that there are.':
    '`onecount report schedule list` で設定の一覧を表示できます。',
  '{day} is still to come: nobody knows yet what will be known then.': '{day}はまだ先の日付のため、作成できません。',
  'Write a day up to {day}.': '{day}までの日付を指定してください。',
  'On {day} nothing was known yet.': '{day}の時点では、まだデータがありませんでした。',
  'What came later is known from then on: write a later day.': 'データが届いた日以降の日付を指定してください。',
  'No report was made.': 'レポートは作成されませんでした。',
  'No schedule was stored.': '自動作成は保存されませんでした。',
  'Nothing was sent.': '送信していません。',
  'is no weekday: write 1 to 7': '曜日は1〜7で指定してください',
}
