// What the server says of names and counts at ad platforms, in Japanese.
import type { Catalogue } from './told.ts'

export const mappingToldJa: Catalogue = {
  '{platform} costs money and has no primary conversion':
    '{platform}は費用が発生していますが、主コンバージョンがありません',
  'The plan does not say which point it is to be judged by, so it may bid for anything.':
    'どのCVで評価するかが定義にないため、何に対して入札しているか分かりません。',
  'Write at the macro, or at the micro that it bids for: {setting}':
    'マクロCV、または入札の対象にするマイクロCVに書いてください：{setting}',
  'Costs of {platform} are imported, its conversions are not':
    '{platform}の費用は取り込まれていますが、コンバージョンは取り込まれていません',
  'The report has no column of conversions, or nobody said which point it counts.':
    'レポートにコンバージョンの列がないか、どのCVポイントにあたるかが指定されていません。',
  'Import it once more with --map {setting}': '--map {setting} を付けて、もう一度取り込んでください',
  '{platform} reports {count} CVs as {name}, which is no point of the plan':
    '{platform}が「{name}」として{count}件のCVを報告していますが、定義にありません',
  'It was renamed, or is an action that the plan does not have.': '名前が変わったか、定義にないアクションです。',
  'Name it at the point that it is: {setting}, or leave its column out of the import':
    'あてはまるCVポイントに書くか（{setting}）、その列を取り込まないでください',
  'If it is {point}, import it with --map {map}, or name it there: {setting}':
    '{point}にあたるなら、--map {map} を付けて取り込むか、定義に書いてください：{setting}',
  '{platform} never reported {name} ({point})': '{platform}から「{name}」（{point}）の報告が一度もありません',
  'The action has another name there, is switched off, or its column was not imported.':
    '媒体側で別の名前になっているか、停止しているか、その列が取り込まれていません。',
  'The action does not exist there, is switched off, or its column was not imported.':
    '媒体側にアクションがないか、停止しているか、その列が取り込まれていません。',
  'Look there whether the action exists and receives anything; then import its column with --map {setting}':
    '媒体の管理画面でアクションの有無と受信を確認し、--map {setting} を付けて取り込んでください',
  '{list} are all {name} at {platform}': '{list}は、{platform}ではすべて「{name}」です',
  'The platform adds them up and cannot tell them apart, in its reports or when it bids.':
    '媒体では合算され、レポートでも入札でも区別されません。',
  'Give each an action of its own there, and write that name in the plan.':
    '媒体側で別々のアクションにし、その名前を定義に書いてください。',
  'The plan does not say which role {point} has at {platform}': '{platform}での{point}の役割が定義にありません',
  'The plan gives {point} the role {role} at {platform}': '{platform}での{point}の役割が{role}になっています',
  'A point is primary where the platform bids for it, and auxiliary where it only watches.':
    '媒体が入札の対象にするCVは主（primary）、計測だけのCVは補助（auxiliary）です。',
  'Write role: primary or role: auxiliary.': 'role: primary または role: auxiliary と書いてください。',
  '{platform} reports {count} CVs of {point}, we count {range} on its channels':
    '{platform}の報告では{point}のCVが{count}件、自社計測では同じチャネルで{range}件です',
  'It claims after views and by a model, or its action fires more often than the point counts.':
    'ビュースルーや推計のCVを含むか、アクションがCVポイントより多く発火しています。',
  'Its tag is missing on a page, consent is refused, or its action is narrower than the point.':
    'タグが一部のページにないか、同意が得られていないか、アクションの範囲がCVポイントより狭くなっています。',
  'Look there whether the action counts each time or once, and with which windows; then try it once by hand.':
    '媒体の管理画面でカウント方法（毎回・1回）と計測期間を確認し、一度手で試してください。',
  'Do the action once after a click on an ad, and look whether the platform receives it.':
    '広告をクリックしてから一度行動し、媒体が受信するか確認してください。',
  'Both by the day of the click': 'どちらもクリック日',
  'Both by the day of the CV': 'どちらもCV日',
  'By the day of the click and by that of the CV, since the report does not say':
    '日付の基準がレポートにないため、クリック日とCV日の両方',
  '{=dates}; ours within {days} days of the click, and by the plan’s lookback.':
    '{=dates}で比較。自社計測はクリックから{days}日以内と、定義の計測期間の両方。',
  '{=dates}.': '{=dates}で比較。',
}
