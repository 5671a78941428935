// What the server says of drift and actions, in Japanese.
import type { Catalogue } from './told.ts'

export const driftToldJa: Catalogue = {
  'CVs fell by {share} % against what the platforms report': '媒体の計測値に対して、自社計測のCVが{share}%減りました',
  'We see less than we did of what the platforms still see: a tag that is missing on a page, a refused consent.':
    '媒体では計測されているCVの一部が、自社で計測できていません。ページのタグ漏れや同意の拒否が考えられます。',
  'Do the action yourself after a click on an ad, and look in Events whether it arrives.':
    '広告をクリックして自分で行動し、「イベント」に届くか確認してください。',
  'The two periods have days in common.': '2つの期間に同じ日が含まれています。',
  'End the earlier one before {day}.': '前の期間は{day}より前に終わるようにしてください。',
  '{day} is not over yet.': '{day}はまだ終わっていません。',
  'There are no visits and CVs before {day}.': '{day}より前の訪問とCVはありません。',
  'Write a later day.': 'より後の日付を指定してください。',
  'Visits and CVs begin on {day}: days before are left out.':
    '訪問とCVは{day}から始まるため、それより前の日は比較に含めていません。',
  'Nothing arrived after {day}: the period’s days since then are empty.':
    '{day}より後のデータは届いていないため、以降の日は空です。',
  '{value} did nothing in these days.': 'この期間に、{value}の動きはありません。',
  'There were {names}.': 'この期間にあるもの：{names}',
  'There were none.': 'この期間には1つもありません。',
  'Look at a channel or campaign that is paid in one currency, or at the CVR.':
    '1つの通貨で支払ったチャネルかキャンペーン、またはCVRで比較してください。',
  'CVs credited to no channel rose from {early} % to {late} % of all':
    'チャネルに割り当てられないCVの割合が{early}%から{late}%に増えました',
  'Some of them may be of this channel: links without UTM, click ids that are cut off, visits without consent.':
    'このチャネルのCVが含まれている可能性があります。UTMのないリンク、途中で失われるクリックID、同意のない訪問が考えられます。',
  'Look at all channels; repair what the links of this one carry.':
    '全チャネルの結果を確認し、このチャネルのリンクに付ける情報を直してください。',
  'There is nothing to compare yet.': '比較できるデータがまだありません。',
  'Import or send something first.': '先にデータを取り込むか、送信してください。',
  'The CPA cannot be held against the target: {=reason}.': 'CPAを目標と比べられません：{reason}。',
  'The CPA cannot be split: {=reason}.': 'CPAを分解できません：{reason}。',
  'No target is in force on {day} for {point}.': '{day}に有効な、{point}の目標がありません。',
  'Save one on the page Targets, or compare with the period before.':
    '「目標」で保存するか、直前の期間と比較してください。',
  'The plan has no conversion point {value}.': '定義にCVポイント{value}はありません。',
  'This is no action; nothing was stored.': '入力に誤りがあるため、何も保存していません。',
  'There is no action {value}.': '施策{value}はありません。',
  '`onecount action list` shows those that there are.': '`onecount action list` で一覧を表示できます。',
  'An action that is {value} needs its first day.': '実施中または完了の施策には開始日が必要です。',
  'Say on which day it began to work: 2026-05-01.': '開始した日を入力してください：2026-05-01',
}
