// What the server says about scorecards and exchange rates, in Japanese.
import type { Catalogue } from './told.ts'

export const scorecardToldJa: Catalogue = {
  'Cost in {currency} cannot be turned into {other}: no rate is known for {day}. Import rates.':
    '{currency}の費用を{other}に換算できません。{day}の為替レートがありません。為替レートを取り込んでください。',
  'no rate from {currency} to {other} is known for {day}; import rates':
    '{day}の{currency}から{other}への為替レートがありません。為替レートを取り込んでください',
  'Cost is known up to {day}, CVs up to {other}: CPA looks better than it is.':
    '費用は{day}まで、CVは{other}まで判明しています。そのためCPAは実際より良く見えます。',
  'Less than a fifth of the CVs since {day} is known: verdicts and pace go up to the day before.':
    '{day}以降は届いたCVが5分の1未満のため、判定とペースは前日までで行います。',
  'Of {count} CVs that the target asks for, channels are asked for {other}: each may be on target while all of them together are not.':
    '目標の{count} CVのうち、チャネルに割り振られているのは{other}です。すべてのチャネルが目標どおりでも、全体では届かないことがあります。',
  "The target's days are those of {zone}; CVR is by days of {other}.":
    '目標の日付は{zone}、CVRの日付は{other}によります。',
  'Of the period from {day} on no whole day is known yet.':
    '{day}から始まる期間は、まだ1日分のデータもそろっていません。',
  'The last whole day is {day}.': 'データがそろっている最後の日は{day}です。',
  'There is no target "{id}" in force on {day}.': '{day}に有効な目標「{id}」はありません。',
  'Nothing was recorded.': '何も記録されませんでした。',
}
