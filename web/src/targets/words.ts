// What the page Targets says, in both languages.
import type { DualOutcome } from '#contract/saved-target.ts'

export interface TargetsWords {
  title: string
  which: string
  sentence(p: { cv: string; name: string; cpa: string; from: string; to: string }): string
  ifCome(chance: string): string
  atPace(p: { low: string; high: string; cv: string; cpa: string; both: string }): string
  atPaceCvOnly(p: { low: string; high: string; cv: string }): string
  matters(name: string): string
  percent(value: number): string
  whatIf: string
  whatIfHint: string
  changed: string
  reset: string
  revenue: string
  margin: string
  customerValue: string
  rate(from: string, to: string): string
  paceCv: string
  paceCost: string
  tree: string
  treeHint: string
  revenueNode: string
  renewals(amount: string): string
  customersNode(open: string | null): string
  perCustomer(value: string): string
  goesOn(rate: string): string
  beside(share: string | null): string
  afterEnd(p: { customers: string; revenue: string }): string
  cpaFrom(p: { perCustomer: string; rate: string; cpa: string }): string
  cvr(value: string): string
  roas(value: string): string
  spend(amount: string): string
  sources: string
  measured(p: { definition: string; from: string; to: string }): string
  typed(note: string): string
  chances: string
  chanceOf: { cv: string; cpa: string; both: string; revenue: string }
  outcomes: Record<DualOutcome, string>
  noPace: string
  tornado: string
  tornadoHint: string
  tornadoBar(p: { name: string; low: string; high: string }): string
  nothingUncertain: string
  months: string
  month: string
  required: string
  actual: string
  sumSoFar: string
  both: string
  versions: string
  version: string
  inForce: string
  saved: string
  by: string
  why: string
  current: string
  takenBack: string
  saveTitle: string
  saveButton: string
  empty: string
  emptyHint: string
  id: string
  name: string
  price: string
  goods: string
  create: string
  first: string
  notSaved: string
}

export const targetsEn: TargetsWords = {
  title: 'Targets',
  which: 'Target',
  sentence: ({ cv, name, cpa, from, to }) => `${cv} CVs of ${name} at or below ${cpa} each, ${from} to ${to}.`,
  ifCome: (chance) => `If these CVs come, the chance of reaching the revenue is ${chance}.`,
  atPace: ({ low, high, cv, cpa, both }) =>
    `At the present pace ${low} to ${high} CVs come: a chance of ${cv} that they are enough, ${cpa} that the CPA holds, ${both} of both.`,
  atPaceCvOnly: ({ low, high, cv }) =>
    `At the present pace ${low} to ${high} CVs come: a chance of ${cv} that they are enough.`,
  matters: (name) => `What matters most is “${name}”.`,
  percent: (value) => `${value} %`,
  whatIf: 'What if',
  whatIfHint: 'Move a slider: everything below is calculated again. Nothing changes until you save.',
  changed: 'What if, not saved',
  reset: 'As saved',
  revenue: 'Revenue',
  margin: 'Margin',
  customerValue: 'Customer value',
  rate: (from, to) => `${from} → ${to}`,
  paceCv: 'CVs a month, at present',
  paceCost: 'Cost a month, at present',
  tree: 'Backwards from revenue',
  treeHint: 'Each step is what the one above it needs.',
  revenueNode: 'Revenue',
  renewals: (amount) => `${amount} of it from renewals`,
  customersNode: (open) => (open === null ? 'customers' : `customers, ${open} of them on their way already`),
  perCustomer: (value) => `${value} a customer`,
  goesOn: (rate) => `${rate} go on`,
  beside: (share) => (share === null ? 'beside it' : `${share} of the CVs come by it`),
  afterEnd: ({ customers, revenue }) => `${customers} customers (${revenue}) of these CVs come only after the end.`,
  cpaFrom: ({ perCustomer, rate, cpa }) => `Target CPA: ${perCustomer} a customer × ${rate} = ${cpa}`,
  cvr: (value) => `Target CVR ${value} per click`,
  roas: (value) => `Target ROAS ${value}`,
  spend: (amount) => `Spend ${amount} at most`,
  sources: 'Where the numbers come from',
  measured: ({ definition, from, to }) => `measured: ${definition}, ${from} to ${to}`,
  typed: (note) => `typed: ${note}`,
  chances: 'How likely it is',
  chanceOf: { cv: 'Enough CVs', cpa: 'At or below the target CPA', both: 'Both', revenue: 'Revenue reached' },
  outcomes: {
    reached: 'target reached',
    too_dear: 'enough, but too dear',
    too_few: 'cheap enough, but too few',
    missed: 'too few and too dear',
  },
  noPace: 'Without a present pace (CVs and cost a month) only the chance of the revenue can be told.',
  tornado: 'What moves it most',
  tornadoHint:
    'Revenue to expect when one input is at either end of its 95 % interval and the others are as they are. Mark: the revenue to reach.',
  tornadoBar: ({ name, low, high }) => `${name}: ${low} to ${high}`,
  nothingUncertain:
    'Every input is typed as if it were certain. Give one as it was measured (194/970) to see its weight.',
  months: 'Months',
  month: 'Month',
  required: 'Required CVs',
  actual: 'CVs so far',
  sumSoFar: 'Required, added up',
  both: 'Required, and so far',
  versions: 'Versions',
  version: 'Version',
  inForce: 'In force from',
  saved: 'Saved',
  by: 'By',
  why: 'Why',
  current: 'newest',
  takenBack: 'taken back',
  saveTitle: 'Save as the next version',
  saveButton: 'Save',
  empty: 'No target yet.',
  emptyHint:
    'Give the revenue you need and the margin you want to keep. Rates, season, customer value and pace are measured from your data; each can be changed afterwards.',
  id: 'Short name',
  name: 'Name',
  price: 'Unit price',
  goods: 'Cost of goods',
  create: 'Calculate and save',
  first: 'First target',
  notSaved: 'That cannot be calculated:',
}

export const targetsJa: TargetsWords = {
  title: '目標',
  which: '目標',
  sentence: ({ cv, name, cpa, from, to }) =>
    `${from}から${to}までに、「${name}」のCVを${cv}件、1件${cpa}以下で獲得します。`,
  ifCome: (chance) => `このCV数が取れた場合、売上目標に届く確率は${chance}です。`,
  atPace: ({ low, high, cv, cpa, both }) =>
    `現在のペースでは${low}〜${high}件。件数が足りる確率は${cv}、目標CPA以下は${cpa}、両方は${both}です。`,
  atPaceCvOnly: ({ low, high, cv }) => `現在のペースでは${low}〜${high}件。件数が足りる確率は${cv}です。`,
  matters: (name) => `最も影響が大きいのは「${name}」です。`,
  percent: (value) => `${value}%`,
  whatIf: 'シミュレーション',
  whatIfHint: 'スライダーを動かすと、以下がすべて計算し直されます。保存するまで何も変わりません。',
  changed: 'シミュレーション中（未保存）',
  reset: '保存した値に戻す',
  revenue: '売上',
  margin: '利益率',
  customerValue: '顧客単価',
  rate: (from, to) => `${from} → ${to}`,
  paceCv: '現在の月間CV数',
  paceCost: '現在の月間費用',
  tree: '売上からの逆算',
  treeHint: '上の段に必要な数が、すぐ下の段です。',
  revenueNode: '売上',
  renewals: (amount) => `うち更新分${amount}`,
  customersNode: (open) => (open === null ? '社の顧客' : `社の顧客（うち商談中${open}社）`),
  perCustomer: (value) => `1社あたり${value}`,
  goesOn: (rate) => `${rate}が次へ進む`,
  beside: (share) => (share === null ? '参考' : `CVの${share}が経由`),
  afterEnd: ({ customers, revenue }) => `このCVのうち${customers}社（${revenue}）は、期間の終了後に成約します。`,
  cpaFrom: ({ perCustomer, rate, cpa }) => `目標CPA：1社あたり${perCustomer} × ${rate} ＝ ${cpa}`,
  cvr: (value) => `目標CVR（クリックあたり）${value}`,
  roas: (value) => `目標ROAS ${value}`,
  spend: (amount) => `費用の上限 ${amount}`,
  sources: '数値の出どころ',
  measured: ({ definition, from, to }) => `実測：${definition}、${from}〜${to}`,
  typed: (note) => `手入力：${note}`,
  chances: '達成の確率',
  chanceOf: { cv: 'CV数が足りる', cpa: '目標CPA以下', both: '両方', revenue: '売上目標に届く' },
  outcomes: {
    reached: '目標達成',
    too_dear: '件数は足りるが高い',
    too_few: '安いが件数が足りない',
    missed: '件数不足で高い',
  },
  noPace: '現在のペース（月間のCV数と費用）がないため、売上の確率だけを示します。',
  tornado: '影響の大きい順',
  tornadoHint: '1つの数値だけを95%区間の両端に動かし、ほかはそのままとした場合の売上見込みです。縦線は目標の売上です。',
  tornadoBar: ({ name, low, high }) => `${name}：${low}〜${high}`,
  nothingUncertain: 'すべて確定値として入力されています。実測のまま（194/970）入力すると影響の大きさが分かります。',
  months: '月別',
  month: '月',
  required: '必要CV数',
  actual: 'これまでのCV数',
  sumSoFar: '必要数の累計',
  both: '必要数と実績',
  versions: '版の履歴',
  version: '版',
  inForce: '適用開始',
  saved: '保存日',
  by: '保存者',
  why: '理由',
  current: '最新',
  takenBack: '取り下げ',
  saveTitle: '次の版として保存',
  saveButton: '保存',
  empty: '目標はまだありません。',
  emptyHint:
    '売上目標と利益率を入力してください。移行率・季節性・顧客単価・現在のペースはデータから実測し、あとで変更できます。',
  id: '短い名前',
  name: '名前',
  price: '単価',
  goods: '原価',
  create: '逆算して保存',
  first: '最初の目標',
  notSaved: '計算できません：',
}
