// What the server says of targets and allocations, in Japanese.
import type { Catalogue } from './told.ts'

export const targetsToldJa: Catalogue = {
  'This is no target; nothing was stored.': '目標として読めません。何も保存していません。',
  '{who} saved version {version} of this target since you opened it. Nothing was stored.':
    '開いたあとに{who}さんがこの目標の第{version}版を保存しました。何も保存していません。',
  'Nobody has saved this target yet. Nothing was stored.': 'この目標はまだ保存されていません。何も保存していません。',
  'Open it again, and put your changes in.': 'もう一度開いて、変更を入れ直してください。',
  'There is no target "{id}".': '目標「{id}」はありません。',
  '`onecount target list` shows those that there are.': '`onecount target list` で一覧を確認できます。',
  'The months do not follow one another.': '月が連続していません。',
  'The price leaves nothing for advertising after cost of goods and margin.':
    '原価と利益を引くと、広告に使える金額が残りません。',
  'It is short by {amount} a customer: a higher price, or less margin.':
    '1社あたり{amount}不足しています。単価を上げるか、利益率を下げてください。',
  'A customer that brings in nothing reaches no revenue.': '顧客単価が0では売上目標に届きません。',
  'Give one above 0.': '0より大きい値を入力してください。',
  'Nobody who comes within the period becomes a customer before its end: the lag is too long.':
    '期間内に獲得しても、終了までに成約しません。成約までの期間が長すぎます。',
  'Take a longer period, or a target for a later stage.': '期間を長くするか、後の段階を目標にしてください。',
  '{rate} is no share.': '{rate}は割合ではありません。',
  'It is above 0 and at most 1.': '0より大きく1以下にしてください。',
  'There is no whole month of data to measure from.': '実測に使える、丸1か月分のデータがありません。',
  'Import history, or type the rates with a note.': '過去のデータを取り込むか、根拠を添えて数値を入力してください。',
  'This cannot be allocated.': '配分できません。',
  'In {month} what is fixed comes to {sum}, and the budget is {budget}.':
    '{month}は、固定した金額の合計が{sum}で、予算の{budget}を超えています。',
  'Unlock a row, lower a minimum, or give the month more.':
    '行の固定を外すか、下限を下げるか、その月の予算を増やしてください。',
  'There are fewer than four whole weeks of data to learn from.': '学習に使えるデータが4週間分ありません。',
  'What money brings cannot be told: {=why}.': '費用対効果を計算できません：{why}。',
  'money was spent in {spent}, the budget is in {asked}': '費用は{spent}、予算は{asked}です',
  'Import the cost in the currency of the target.': '目標と同じ通貨で費用を取り込んでください。',
  'Import the ad reports, or type the allocation.': '広告レポートを取り込むか、配分を手で入力してください。',
}
