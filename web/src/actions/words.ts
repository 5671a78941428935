// What the page Actions says, in both languages.
import {
  effectSentenceEn,
  effectSentenceJa,
  metricNamesEn,
  metricNamesJa,
  noEffectEn,
  noEffectJa,
  stateNamesEn,
  stateNamesJa,
} from '#contract/action-words.ts'
import type { ActionMetric, ActionState, ActionView, MeasuredAction } from '#contract/actions.ts'

export interface ActionsWords {
  title: string
  sentence(p: { running: string; planned: string; overdue: number }): string
  nothing: string
  nothingHint: string
  add: string
  adding: string
  hypothesis: string
  change: string
  changeHint: string
  where: string
  everywhere: string
  channel: string
  campaign: string
  page: string
  metric: string
  expected: string
  expectedHint: string
  due: string
  owner: string
  started: string
  startedHint: string
  save: string
  cancel: string
  states: Record<ActionState, string>
  metrics: Record<ActionMetric, string>
  effect: string
  expectedToo(share: string): string
  overdue: string
  dueOn(day: string): string
  since(day: string): string
  because: string
  start: string
  done: string
  drop: string
  reopen: string
  startsOn: string
  history: string
  effectOf(metric: ActionMetric, effect: MeasuredAction): string
  noEffect: Record<NonNullable<ActionView['noEffect']>, string>
  measuring: string
  toDrift: string
  onChannel(name: string): string
  showAll: string
}

export const actionsEn: ActionsWords = {
  title: 'Actions',
  sentence: ({ running, planned, overdue }) =>
    `${running} running, ${planned} planned${overdue === 0 ? '' : `; ${overdue} past the due date`}.`,
  nothing: 'Nothing is being done about drift yet.',
  nothingHint:
    'Note what you think is the cause, what you change and since when: a week later its effect is measured here.',
  add: 'Note an action',
  adding: 'A new action',
  hypothesis: 'What is thought to be the cause',
  change: 'What is changed',
  changeHint: 'New form on the pricing page',
  where: 'Where',
  everywhere: 'everywhere',
  channel: 'Channel',
  campaign: 'Campaign',
  page: 'Page',
  metric: 'It is to move',
  expected: 'Expected change, %',
  expectedHint: '20, or −10 for less',
  due: 'Due',
  owner: 'Owner',
  started: 'Live since',
  startedHint: 'Empty: it is planned.',
  save: 'Save the action',
  cancel: 'Cancel',
  states: stateNamesEn,
  metrics: metricNamesEn,
  effect: 'Effect',
  expectedToo: (share) => `Expected: ${share}.`,
  overdue: 'past due',
  dueOn: (day) => `due ${day}`,
  since: (day) => `since ${day}`,
  because: 'Because',
  start: 'It is live',
  done: 'Done',
  drop: 'Drop it',
  reopen: 'Plan it again',
  startsOn: 'First day on which it was live',
  history: 'History',
  effectOf: effectSentenceEn,
  noEffect: noEffectEn,
  measuring: 'Measuring …',
  toDrift: 'See what drifted',
  onChannel: (name) => `On ${name}, and everywhere.`,
  showAll: 'Show all',
}

export const actionsJa: ActionsWords = {
  title: '施策',
  sentence: ({ running, planned, overdue }) =>
    `実施中${running}件、予定${planned}件${overdue === 0 ? '' : `、期限超過${overdue}件`}。`,
  nothing: '施策はまだありません。',
  nothingHint: '考えられる原因、変える内容、開始日を記録すると、1週間後から効果を測定して表示します。',
  add: '施策を記録',
  adding: '新しい施策',
  hypothesis: '考えられる原因（仮説）',
  change: '変える内容',
  changeHint: '料金ページのフォームを変更',
  where: '対象',
  everywhere: 'すべて',
  channel: 'チャネル',
  campaign: 'キャンペーン',
  page: 'ページ',
  metric: '動かす指標',
  expected: '期待する変化（%）',
  expectedHint: '20、減らす場合は −10',
  due: '期限',
  owner: '担当',
  started: '開始日',
  startedHint: '空欄の場合は予定になります。',
  save: '施策を保存',
  cancel: 'キャンセル',
  states: stateNamesJa,
  metrics: metricNamesJa,
  effect: '効果',
  expectedToo: (share) => `期待：${share}。`,
  overdue: '期限超過',
  dueOn: (day) => `期限 ${day}`,
  since: (day) => `${day}から`,
  because: '仮説',
  start: '開始した',
  done: '完了',
  drop: '中止',
  reopen: '予定に戻す',
  startsOn: '開始日',
  history: '履歴',
  effectOf: effectSentenceJa,
  noEffect: noEffectJa,
  measuring: '測定中…',
  toDrift: '変動要因を見る',
  onChannel: (name) => `${name}と、全体を対象とする施策です。`,
  showAll: 'すべて表示',
}
