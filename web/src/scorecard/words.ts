// What the page Scorecard says, in both languages.
import type { DualOutcome } from '#contract/saved-target.ts'
import { type VerdictWords, verdictEn, verdictJa } from '#contract/verdict-words.ts'
import { insideSentence } from '../language/inside-sentence.ts'

/** Parts of the first sentence, written already. */
interface Standing {
  period: string
  counted: string
  name: string
  target: string
  due: string
  /** Whole days to come; 0 where the period is over. */
  left: number
  pace: string | null
}

export interface ScorecardWords extends VerdictWords {
  title: string
  period: string
  week: string
  month: string
  before: string
  after: string
  /** Both sides of the target together. */
  outcomes: Record<DualOutcome, string>
  /** What the present pace leads to, or where it is over, has led to. */
  outcome(text: string, over: boolean): string
  standing(p: Standing): string
  withoutTarget(p: Omit<Standing, 'target' | 'due'>): string
  /** The rows that need something done, in a sentence: which, and why. */
  culprit(name: string, verdict: string, why: string): string
  allWell: string
  seeWhy: string
  seeActions: string
  setTarget: string
  setTargetLink: string
  chart: string
  chartSummary(p: { counted: string; target: string; pace: string }): string
  target: string
  pace: string
  counted: string
  asTable: string
  asChart: string
  day: string
  table: string
  channel: string
  verdict: string
  dueNow(value: string): string
  cvr: string
  cpa: string
  cost: string
  budget(value: string): string
  lastTime: string
  aim(value: string): string
  total: string
  showInitiatives: string
  learning: string
  /** Above the days in the chart on which campaigns learn. */
  /** The campaign, or how many there are. */
  learningDays(who: string): string
  learningHint: string
  record: string
  recordHint: string
  campaign: string
  when: string
  what: string
  recorded: string
  notes: string
}

export const scorecardEn: ScorecardWords = {
  ...verdictEn,
  title: 'Scorecard',
  period: 'Period',
  week: 'Week',
  month: 'Month',
  before: 'Period before',
  after: 'Next period',
  outcomes: {
    reached: 'enough CVs, at or below the target CPA',
    too_dear: 'enough CVs, but above the target CPA',
    too_few: 'too few CVs, at or below the target CPA',
    missed: 'too few CVs, and above the target CPA',
  },
  outcome: (text, over) => `${over ? 'It ended with' : 'At this pace it ends with'} ${text}.`,
  standing: ({ period, counted, name, target, due, left, pace }) =>
    left === 0 || pace === null
      ? `${period}: ${counted} ${insideSentence(name)}, where the target was ${target}.`
      : `${period}: ${counted} ${insideSentence(name)}, ${due} were due by now; the target is ${target} with ${left === 1 ? 'a day' : `${left} days`} left. At this pace ${pace}.`,
  withoutTarget: ({ period, counted, name, left, pace }) =>
    left === 0 || pace === null
      ? `${period}: ${counted} ${insideSentence(name)}.`
      : `${period}: ${counted} ${insideSentence(name)} with ${left === 1 ? 'a day' : `${left} days`} left. At this pace ${pace}.`,
  culprit: (name, verdict, why) => `${name}: ${verdict}. ${why}`,
  allWell: 'Nothing needs doing: every channel that can be judged is on target.',
  seeWhy: 'See why',
  seeActions: 'What is being done',
  setTarget: 'Without a target nobody can say whether that is enough.',
  setTargetLink: 'Set a target',
  chart: 'Running total and pace',
  chartSummary: ({ counted, target, pace }) => `Counted ${counted}; target ${target}; at this pace ${pace}.`,
  target: 'Target',
  pace: 'At this pace',
  counted: 'Counted',
  asTable: 'Show as table',
  asChart: 'Show as chart',
  day: 'Day',
  table: 'By channel',
  channel: 'Channel',
  verdict: 'Verdict',
  dueNow: (value) => `${value} due`,
  cvr: 'CVR per session',
  cpa: 'CPA',
  cost: 'Cost',
  budget: (value) => `budget ${value}`,
  lastTime: 'Before',
  aim: (value) => `target ${value}`,
  total: 'Total',
  showInitiatives: 'Campaigns and initiatives',
  learning: 'Still learning',
  learningDays: (who) => `Learning: ${who}`,
  learningHint: 'After a launch or a major change the platform tries things out: no verdict for a week at least.',
  record: 'Record a change',
  recordHint: 'What nobody can see in the spend: a new creative, another audience, a new bid strategy.',
  campaign: 'Campaign',
  when: 'Day',
  what: 'What changed',
  recorded: 'Recorded.',
  notes: 'To know',
}

export const scorecardJa: ScorecardWords = {
  ...verdictJa,
  title: 'スコアカード',
  period: '期間',
  week: '週',
  month: '月',
  before: '前の期間',
  after: '次の期間',
  outcomes: {
    reached: 'CV数・CPAとも目標達成',
    too_dear: 'CV数は達成、CPAは目標超過',
    too_few: 'CPAは目標内、CV数は未達',
    missed: 'CV数は未達、CPAも目標超過',
  },
  outcome: (text, over) => `${over ? '結果' : 'このペースなら'}：${text}`,
  standing: ({ period, counted, name, target, due, left, pace }) =>
    left === 0 || pace === null
      ? `${period}：${name}は${counted}件、目標は${target}件でした。`
      : `${period}：${name}は${counted}件、この時点の目安は${due}件です。目標${target}件、残り${left}日。このペースなら${pace}件です。`,
  withoutTarget: ({ period, counted, name, left, pace }) =>
    left === 0 || pace === null
      ? `${period}：${name}は${counted}件でした。`
      : `${period}：${name}は${counted}件、残り${left}日。このペースなら${pace}件です。`,
  culprit: (name, verdict, why) => `${name}：${verdict}。${why}`,
  allWell: '対応は不要です。判定できるチャネルはすべて目標どおりです。',
  seeWhy: '原因を見る',
  seeActions: '施策を見る',
  setTarget: '目標がないため、十分かどうかは判定できません。',
  setTargetLink: '目標を設定する',
  chart: '累計とペース',
  chartSummary: ({ counted, target, pace }) => `累計${counted}件、目標${target}件、このペースなら${pace}件。`,
  target: '目標',
  pace: 'このペースなら',
  counted: '累計',
  asTable: '表で見る',
  asChart: 'グラフで見る',
  day: '日',
  table: 'チャネル別',
  channel: 'チャネル',
  verdict: '判定',
  dueNow: (value) => `目安 ${value}`,
  cvr: 'CVR（セッション）',
  cpa: 'CPA',
  cost: '費用',
  budget: (value) => `予算 ${value}`,
  lastTime: '前期間',
  aim: (value) => `目標 ${value}`,
  total: '合計',
  showInitiatives: 'キャンペーン・施策',
  learning: '学習期間中',
  learningDays: (who) => `学習期間：${who}`,
  learningHint: '配信開始や大きな変更の直後は媒体が学習します。最低1週間は判定しません。',
  record: '変更を記録する',
  recordHint: '費用には表れない変更（新しいクリエイティブ、配信対象、入札戦略など）を記録します。',
  campaign: 'キャンペーン',
  when: '日付',
  what: '変更内容',
  recorded: '記録しました。',
  notes: '注意点',
}
