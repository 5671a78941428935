// What the page Allocation says, in both languages.
import type { AllocationRule } from '#contract/allocation.ts'

export interface AllocationWords {
  title: string
  noTarget: string
  noTargetHint: string
  toTargets: string
  sentence(p: { cv: string; low: string; high: string; spent: string; required: string }): string
  enough(more: string): string
  short(missing: string): string
  left(amount: string): string
  month: string
  wholePeriod: string
  by: string
  byChannel: string
  byInitiative: string
  budget: string
  budgetShare(percent: string): string
  beyond: string
  beyondNone: string
  beyondBy(percent: string): string
  anew: string
  anewHint: string
  table: string
  tableHint: string
  channel: string
  cv: string
  spend: string
  cpa: string
  rule: string
  locked: string
  min: string
  max: string
  lockOf(name: string): string
  budgetOf(name: string): string
  minOf(name: string): string
  maxOf(name: string): string
  rules: Record<AllocationRule, string>
  beyondMore: string
  beyondLess: string
  total: string
  curves: string
  curvesHint(p: { from: string; to: string }): string
  curve(p: { name: string; elasticity: string }): string
  usualCurve: string
  weekly(spend: string): string
  curveSpoken(p: { name: string; weeks: string; least: string; most: string }): string
  cause: string
  occasional(names: string): string
  unknown(cvs: string): string
  /** Newest weeks, whose CVs have not all come. */
  corrected(weeks: number): string
  leftOut(weeks: number): string
  initiative: string
  addTitle: string
  add: string
  csvOut: string
  csvIn: string
  csvWrong: string
  restart: string
  why: string
  save: string
  saved(version: string): string
}

export const allocationEn: AllocationWords = {
  title: 'Allocation',
  noTarget: 'No target to split yet.',
  noTargetHint: 'Once a target is saved, its CVs and its budget are split over your channels here.',
  toTargets: 'Make a target',
  sentence: ({ cv, low, high, spent, required }) =>
    `${cv} (${low}–${high}) of the ${required} required CVs for ${spent}.`,
  enough: (more) => `That is ${more} more than the target asks for.`,
  short: (missing) => `${missing} are missing: a better rate, another channel or a smaller target has to close that.`,
  left: (amount) =>
    `${amount} of the budget is left: nobody has ever spent more a week, so nothing tells what it would bring.`,
  month: 'Month',
  wholePeriod: 'whole period',
  by: 'Split by',
  byChannel: 'channel',
  byInitiative: 'initiative',
  budget: 'Budget',
  budgetShare: (percent) => `${percent} of required CVs × target CPA`,
  beyond: 'Beyond what was seen',
  beyondNone: 'not at all',
  beyondBy: (percent) => `up to ${percent} more a week`,
  anew: 'Split the rest anew',
  anewHint: 'what is not locked goes where it brings the most',
  table: 'Channels',
  tableHint: 'Type a budget: the row is locked and the rest follows.',
  channel: 'Channel',
  cv: 'CVs',
  spend: 'Budget',
  cpa: 'CPA',
  rule: 'CVs come from',
  locked: 'Locked',
  min: 'At least',
  max: 'At most',
  lockOf: (name) => `Lock ${name}`,
  budgetOf: (name) => `Budget of ${name}`,
  minOf: (name) => `Least budget of ${name}`,
  maxOf: (name) => `Largest budget of ${name}`,
  rules: {
    measured: 'its own curve',
    usual: 'a typical curve, at its own level',
    average: 'its weekly average',
    typed: 'what was typed',
  },
  beyondMore: 'more a week than was ever spent: no CV is promised for what is above',
  beyondLess: 'less a week than was ever spent',
  total: 'Together',
  curves: 'What money has brought',
  curvesHint: ({ from, to }) => `CVs a week by spend a week, ${from} to ${to}; the line is what is planned now.`,
  curve: ({ name, elasticity }) => `${name}: 10 % more money, ${elasticity} more CVs`,
  usualCurve: 'too little to tell its shape',
  weekly: (spend) => `${spend} a week`,
  curveSpoken: ({ name, weeks, least, most }) => `${name}: ${weeks} weeks, ${least} to ${most} CVs`,
  cause: 'Curves say what went with spend. Where spend followed demand, they promise too much.',
  occasional: (names) => `Not planned, as they came up once: ${names}. Add them with the CVs that you expect.`,
  unknown: (cvs) => `Not in the sum above: ${cvs} CVs a week whose channel is not known.`,
  corrected: (weeks) =>
    `Corrected for CVs that are still to come: ${weeks === 1 ? 'the newest week' : `${weeks} of the newest weeks`} (open dots).`,
  leftOut: (weeks) =>
    `Left out, as less than half of ${weeks === 1 ? 'its' : 'their'} CVs has come: the newest ${weeks === 1 ? 'week' : `${weeks} weeks`}.`,
  initiative: 'Initiative',
  addTitle: 'Add a trade show, an event, anything without history',
  add: 'Add',
  csvOut: 'Download CSV',
  csvIn: 'Read CSV',
  csvWrong: 'The file was not taken:',
  restart: 'Back to what is saved',
  why: 'Why',
  save: 'Save with the target',
  saved: (version) => `Saved as version ${version}.`,
}

export const allocationJa: AllocationWords = {
  title: '配分',
  noTarget: '配分する目標がまだありません。',
  noTargetHint: '目標を保存すると、CV数と予算をここでチャネルに配分できます。',
  toTargets: '目標を作る',
  sentence: ({ cv, low, high, spent, required }) =>
    `必要な${required}件に対し、${spent}で${cv}件（${low}〜${high}）の見込みです。`,
  enough: (more) => `目標より${more}件多い見込みです。`,
  short: (missing) => `${missing}件足りません。移行率の改善、別のチャネル、または目標の見直しが必要です。`,
  left: (amount) => `予算のうち${amount}は残ります。これ以上使った週がなく、効果を示すデータがないためです。`,
  month: '月',
  wholePeriod: '全期間',
  by: '配分の単位',
  byChannel: 'チャネル',
  byInitiative: '施策',
  budget: '予算',
  budgetShare: (percent) => `必要CV数×目標CPAの${percent}`,
  beyond: '実績を超える範囲',
  beyondNone: '超えない',
  beyondBy: (percent) => `週あたり${percent}増まで`,
  anew: '残りを配分し直す',
  anewHint: '固定していない分を、最も効果の高いところへ配分します',
  table: 'チャネル別',
  tableHint: '予算を入力すると、その行が固定され、残りが配分し直されます。',
  channel: 'チャネル',
  cv: 'CV数',
  spend: '予算',
  cpa: 'CPA',
  rule: 'CV数の根拠',
  locked: '固定',
  min: '下限',
  max: '上限',
  lockOf: (name) => `${name}を固定`,
  budgetOf: (name) => `${name}の予算`,
  minOf: (name) => `${name}の下限`,
  maxOf: (name) => `${name}の上限`,
  rules: {
    measured: '自身の反応曲線',
    usual: '標準的な曲線（水準は実績）',
    average: '週平均の実績',
    typed: '手入力',
  },
  beyondMore: '実績の最大を超える費用（超えた分のCVは見込みません）',
  beyondLess: '実績の最小を下回る週あたりの費用',
  total: '合計',
  curves: '費用とCV数の関係',
  curvesHint: ({ from, to }) => `${from}〜${to}の週ごとの費用とCV数。縦線は現在の計画です。`,
  curve: ({ name, elasticity }) => `${name}：費用を10%増やすとCVは${elasticity}増`,
  usualCurve: '形を判断するデータが不足',
  weekly: (spend) => `週${spend}`,
  curveSpoken: ({ name, weeks, least, most }) => `${name}：${weeks}週、CV${least}〜${most}件`,
  cause: '曲線は費用と同時に起きたことを示します。需要に合わせて費用を動かしていた場合、効果は過大に見えます。',
  occasional: (names) => `一度きりのため配分に含めていません：${names}。見込みCV数を追加してください。`,
  corrected: (weeks) => `直近の${weeks}週は、これから届くCVを見込んで補正しています（白抜きの点）。`,
  leftOut: (weeks) => `直近の${weeks}週は、CVの半分以上がまだ届いていないため除いています。`,
  unknown: (cvs) => `このほか、チャネル不明のCVが週に${cvs}件あります（上の合計には含みません）。`,
  initiative: '施策',
  addTitle: '展示会・イベントなど、実績のない施策を追加',
  add: '追加',
  csvOut: 'CSVをダウンロード',
  csvIn: 'CSVを読み込む',
  csvWrong: 'ファイルを読み込めません：',
  restart: '保存した配分に戻す',
  why: '理由',
  save: '目標と一緒に保存',
  saved: (version) => `版${version}として保存しました。`,
}
