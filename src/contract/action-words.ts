// What an action did, in words, in both languages.
import type { ActionMetric, ActionState, ActionView, MeasuredAction } from './actions.ts'

const percent = (share: number): string => `${Math.round(share * 100)}`
const both = (low: number, high: number): [string, string] => [signed(low), signed(high)]

function signed(share: number): string {
  const text = percent(Math.abs(share))
  return share < 0 && text !== '0' ? `−${text}` : `+${text}`
}

export const metricNamesEn: Record<ActionMetric, string> = {
  cv: 'CVs',
  'cvr.session': 'CVR per visit',
  cpa: 'CPA',
  ctr: 'CTR',
  landing: 'Share of clicks that arrive',
  cpc: 'CPC',
}
export const metricNamesJa: Record<ActionMetric, string> = {
  cv: 'CV数',
  'cvr.session': '訪問CVR',
  cpa: 'CPA',
  ctr: 'CTR',
  landing: 'クリックの到達率',
  cpc: 'CPC',
}

export const stateNamesEn: Record<ActionState, string> = {
  planned: 'Planned',
  running: 'Running',
  done: 'Done',
  dropped: 'Dropped',
}
export const stateNamesJa: Record<ActionState, string> = {
  planned: '予定',
  running: '実施中',
  done: '完了',
  dropped: '中止',
}

export function effectSentenceEn(
  metric: ActionMetric,
  { change, verdict, controlled, from, to }: MeasuredAction,
): string {
  const name = metricNamesEn[metric]
  const [low, high] = both(change.low, change.high)
  const beside = controlled ? 'what history and the untouched channels let expect' : 'what history lets expect'
  const range = `${low} to ${high} %, ${from} to ${to}`
  if (verdict === 'cannot_tell')
    return `Cannot tell: ${name} is ${signed(change.value)} % against ${beside}, and chance alone makes as much (${range}).`
  const word = verdict === 'helped' ? 'It helped' : 'It did harm'
  return `${word}: ${name} is ${signed(change.value)} % against ${beside} (${range}).`
}

export function effectSentenceJa(
  metric: ActionMetric,
  { change, verdict, controlled, from, to }: MeasuredAction,
): string {
  const name = metricNamesJa[metric]
  const [low, high] = both(change.low, change.high)
  const beside = controlled ? '過去の推移と他チャネルからの予測' : '過去の推移からの予測'
  const range = `${low}〜${high}%、${from}〜${to}`
  if (verdict === 'cannot_tell')
    return `判断できません。${name}は${beside}に対して${signed(change.value)}%ですが、偶然の範囲です（${range}）。`
  const word = verdict === 'helped' ? '効果がありました' : '逆効果でした'
  return `${word}。${name}は${beside}に対して${signed(change.value)}%です（${range}）。`
}

type NoEffect = NonNullable<ActionView['noEffect']>

export const noEffectEn: Record<NoEffect, string> = {
  not_started: 'It has not begun: its effect is measured from its first day on.',
  too_young: 'Too early: an effect is told after a week.',
  no_history: 'Nothing to compare with: that takes five weeks of figures before it.',
  no_data: 'No figures yet.',
}
export const noEffectJa: Record<NoEffect, string> = {
  not_started: '未着手です。開始日から効果を測定します。',
  too_young: 'まだ判断できません。効果は開始から1週間後に表示します。',
  no_history: '比較の対象がありません。開始前に5週間分の数値が必要です。',
  no_data: 'まだ数値がありません。',
}
