// What the page Scorecard says, in both languages.
import type { DualOutcome } from '#contract/saved-target.ts'
import type { LearningState, Pacing, Reason, Verdict } from '#contract/scorecard.ts'
import type { Format } from '../language/format.ts'
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

export interface ScorecardWords {
  title: string
  period: string
  week: string
  month: string
  before: string
  after: string
  verdicts: Record<Verdict, string>
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
  setTarget: string
  setTargetLink: string
  /** `61 (53–71)`. */
  range(end: string, low: string, high: string): string
  reason(reason: Reason, format: Format, currency: string): string
  chart: string
  chartSummary(p: { counted: string; target: string; pace: string }): string
  target: string
  pace: string
  counted: string
  asTable: string
  asChart: string
  day: string
  method: Record<Pacing['method'], string>
  /** How the pace is reckoned, and what it was off by. */
  how(method: string, error: string | null): string
  arriving(count: string): string
  table: string
  tableHint: string
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
  learningDays: string
  learningHint: string
  learns(p: { cause: string; since: string; until: string; reached: string; needed: string | null }): string
  causes: Record<LearningState['cause'], string>
  nobodyLearns: string
  record: string
  recordHint: string
  campaign: string
  when: string
  what: string
  recorded: string
  notes: string
}

const number = (format: Format, value: number): string =>
  format.count(Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value))
const money = (format: Format, value: number, currency: string): string => format.money(value, currency)

export const scorecardEn: ScorecardWords = {
  title: 'Scorecard',
  period: 'Period',
  week: 'Week',
  month: 'Month',
  before: 'Period before',
  after: 'Next period',
  verdicts: { on_target: 'on target', watch: 'watch', off_target: 'off target', too_early: 'too early' },
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
  setTarget: 'Without a target nobody can say whether that is enough.',
  setTargetLink: 'Set a target',
  range: (end, low, high) => `${end} (${low}–${high})`,
  reason(reason, format, currency) {
    const days = (from: string, to: string): string => format.dayRange(from, to)
    switch (reason.code) {
      case 'no_target':
        return 'No target is set.'
      case 'learning':
        return reason.toGo
          ? `Learning until ${format.day(reason.until)}, or sooner with ${number(format, reason.toGo)} CVs more.`
          : `Learning until ${format.day(reason.until)}.`
      case 'few':
        return `Judged once ${reason.needed} CVs are due; ${number(format, reason.due)} are.`
      case 'cv_short':
        return `${number(format, reason.counted)} CVs in ${days(reason.from, reason.to)}, where ${number(format, reason.due)} were due.`
      case 'cpa_above':
        return reason.cpa === null
          ? `Cost and no CV in ${days(reason.from, reason.to)}.`
          : `A CV cost ${money(format, reason.cpa, currency)} in ${days(reason.from, reason.to)}, above ${money(format, reason.target, currency)}.`
      case 'pace_short':
        return `${reason.over ? 'Ended at' : 'At this pace'} ${number(format, reason.end)} of ${number(format, reason.target)} CVs.`
      case 'overspend':
        return `${money(format, reason.spent, currency)} spent, where the budget was ${money(format, reason.due, currency)} by now.`
      case 'within':
        return 'CVs and CPA are within what chance brings.'
    }
  },
  chart: 'Running total and pace',
  chartSummary: ({ counted, target, pace }) => `Counted ${counted}; target ${target}; at this pace ${pace}.`,
  target: 'Target',
  pace: 'At this pace',
  counted: 'Counted',
  asTable: 'As a table',
  asChart: 'As a chart',
  day: 'Day',
  method: {
    run_rate: 'the run rate of the period',
    weekday: 'the weekdays of the last eight weeks',
    recent: 'weekdays at the level of the last four weeks',
    season: 'how the same season went a year ago',
  },
  how: (method, error) =>
    error === null
      ? `By ${method}; nine of ten such periods end in the range.`
      : `By ${method}, off by ${error} on average at this stage of earlier periods; nine of ten end in the range.`,
  arriving: (count) => `About ${count} more have happened and are not known yet.`,
  table: 'By channel',
  tableHint:
    'Verdicts hold for CVs and CPA together; a false “off target” anywhere on a scorecard is rarer than one in twenty.',
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
  learningDays: 'Learning',
  learningHint: 'After a launch or a major change the platform tries things out: no verdict for a week at least.',
  learns: ({ cause, since, until, reached, needed }) =>
    needed === null
      ? `${cause} on ${since}; judged after ${until}.`
      : `${cause} on ${since}; judged after ${until}, or after ${needed} CVs: ${reached} so far.`,
  causes: { launch: 'Launched', budget: 'Budget changed', bid: 'Bids changed', recorded: 'Changed' },
  nobodyLearns: 'No campaign is learning.',
  record: 'Record a change',
  recordHint: 'What nobody can see in the spend: a new creative, another audience, a new bid strategy.',
  campaign: 'Campaign',
  when: 'Day',
  what: 'What changed',
  recorded: 'Recorded.',
  notes: 'To know',
}

export const scorecardJa: ScorecardWords = {
  title: 'スコアカード',
  period: '期間',
  week: '週',
  month: '月',
  before: '前の期間',
  after: '次の期間',
  verdicts: { on_target: '目標どおり', watch: '要注意', off_target: '目標未達', too_early: '判定前' },
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
  setTarget: '目標がないため、十分かどうかは判定できません。',
  setTargetLink: '目標を設定する',
  range: (end, low, high) => `${end}（${low}〜${high}）`,
  reason(reason, format, currency) {
    const days = (from: string, to: string): string => format.dayRange(from, to)
    switch (reason.code) {
      case 'no_target':
        return '目標が設定されていません。'
      case 'learning':
        return reason.toGo
          ? `${format.day(reason.until)}まで学習期間です（あと${number(format, reason.toGo)}件のCVで終了）。`
          : `${format.day(reason.until)}まで学習期間です。`
      case 'few':
        return `目安が${reason.needed}件に達してから判定します（現在${number(format, reason.due)}件）。`
      case 'cv_short':
        return `${days(reason.from, reason.to)}のCVは${number(format, reason.counted)}件、目安は${number(format, reason.due)}件でした。`
      case 'cpa_above':
        return reason.cpa === null
          ? `${days(reason.from, reason.to)}は費用のみでCVがありません。`
          : `${days(reason.from, reason.to)}のCPAは${money(format, reason.cpa, currency)}、目標は${money(format, reason.target, currency)}です。`
      case 'pace_short':
        return `${reason.over ? '' : 'このペースでは'}目標${number(format, reason.target)}件に対して${number(format, reason.end)}件です。`
      case 'overspend':
        return `費用は${money(format, reason.spent, currency)}、この時点の予算は${money(format, reason.due, currency)}です。`
      case 'within':
        return 'CVとCPAはどちらも偶然の範囲内です。'
    }
  },
  chart: '累計とペース',
  chartSummary: ({ counted, target, pace }) => `累計${counted}件、目標${target}件、このペースなら${pace}件。`,
  target: '目標',
  pace: 'このペースなら',
  counted: '累計',
  asTable: '表で見る',
  asChart: 'グラフで見る',
  day: '日',
  method: {
    run_rate: '期間内の平均',
    weekday: '直近8週間の曜日別の比重',
    recent: '直近4週間の水準と曜日別の比重',
    season: '前年同時期の推移',
  },
  how: (method, error) =>
    error === null
      ? `${method}による見込みです。10回中9回はこの幅に収まります。`
      : `${method}による見込みです。過去の期間の同じ時点での平均誤差は${error}、10回中9回はこの幅に収まります。`,
  arriving: (count) => `発生済みで未着のCVが約${count}件あります。`,
  table: 'チャネル別',
  tableHint: '判定はCVとCPAの両方によります。1枚のスコアカードのどこかに誤って「目標未達」と出る確率は5%以下です。',
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
  learningDays: '学習期間',
  learningHint: '配信開始や大きな変更の直後は媒体が学習します。最低1週間は判定しません。',
  learns: ({ cause, since, until, reached, needed }) =>
    needed === null
      ? `${since}：${cause}。${until}の後に判定します。`
      : `${since}：${cause}。${until}の後、または${needed}件のCVの後に判定します（現在${reached}件）。`,
  causes: { launch: '配信開始', budget: '予算の変更', bid: '入札の変更', recorded: '変更' },
  nobodyLearns: '学習期間中のキャンペーンはありません。',
  record: '変更を記録する',
  recordHint: '費用には表れない変更（新しいクリエイティブ、配信対象、入札戦略など）を記録します。',
  campaign: 'キャンペーン',
  when: '日付',
  what: '変更内容',
  recorded: '記録しました。',
  notes: '注意点',
}
