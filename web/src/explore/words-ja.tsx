// What the page Explore says in Japanese.
import type { ExploreWords } from './words.ts'

export const exploreJa: ExploreWords = {
  title: 'データ探索',
  question: '条件',
  presetsLabel: 'よくある質問',
  presets: {
    channels: 'CVの多いチャネルは？',
    weeks: '週ごとの推移は？',
    funnel: '各ステップのコストは？',
    landing: 'CVRの高いLPは？',
    campaigns: '採算の合うキャンペーンは？',
    devices: 'スマホとPCの違いは？',
    platforms: '媒体の計測値との差は？',
    customers: '顧客1人の価値は？',
  },
  metrics: '指標',
  groups: {
    conversions: 'CV',
    rates: 'CVR',
    money: '費用とクリック',
    visits: '訪問',
    customers: '顧客',
    time: 'CVまでの時間',
    ctas: 'CTA',
    platforms: '媒体の計測値',
  },
  by: '分け方',
  dimensionGroups: {
    origin: '流入元',
    time: '期間',
    conversion: 'CV',
    visitor: '訪問者',
    ctas: 'CTA',
    raw: 'イベント',
    persons: '人の属性',
    properties: 'イベントのプロパティ',
    columns: '取り込んだファイルの列',
  },
  notSplit: 'なし',
  choose: '選択してください',
  points: '対象のCV',
  allPoints: 'すべて',
  macroPoint: 'マクロCV',
  micro: '遷移の起点',
  onlyMicro: '唯一のマイクロCV',
  filter: '絞り込み',
  addFilter: 'なし',
  only: (name) => `${name}の絞り込み`,
  all: 'すべて',
  compare: '比較',
  noComparison: 'なし',
  previous: '前の期間',
  yearBefore: '前年同期',
  ownDays: '期間を指定',
  basis: 'CVの日付',
  byConversion: '発生日',
  byClick: 'クリック日',
  credit: 'CVの配分',
  byLedger: '台帳のとおり',
  creditHint: 'チャネル別・キャンペーン別のCV、CV金額、費用、CPA、ROAS（絞り込みなし）で選べます',
  halfLife: '半減期',
  known: 'この日時点のデータ',
  search: '検索',
  noneFits: '該当するものがありません。',
  ofPerson: (name) => `人の属性「${name}」`,
  notSet: '未設定',
  noClick: 'クリックなし',
  devices: { mobile: 'スマホ', tablet: 'タブレット', desktop: 'PC' },
  noMetric: '指標を選んでください',
  noMetricHint: '上の質問から選ぶか、指標を選択してください。',
  nothingHint: '期間を長くするか、絞り込みを外してください。',
  total: ({ name, of, days, figure }) => (
    <>
      {days}の{name}
      {of && `（${of}）`}：{figure}
    </>
  ),
  noTotal: ({ name, days, why }) => `${days}の${name}は計算できません：${why}。`,
  dealtOut: ({ model, how }) => `配分モデル：${model}（${how}）`,
  latest: ({ time, when, figure, late, before }) => (
    <>
      直近の{{ day: '1日', week: '1週間', month: '1か月' }[time]}（{when}）：{figure}
      {late && <span className="lighter">（{late}）</span>}
      {before && <>、その前は{before}</>}
    </>
  ),
  most: ({ who, figure, next }) => (
    <>
      最も大きいのは「{who}」：{figure}
      {next && (
        <>
          。次の「{next.who}」：{next.figure}との差は偶然かもしれません
        </>
      )}
    </>
  ),
  moved: ({ before, days, change, certain }) => (
    <>
      {days}の{before}に対して{change}。{certain === false && '偶然の範囲内とも考えられます。'}
    </>
  ),
  beforeOnly: ({ before, days }) => `${days}は${before}でした。`,
  noSplit: ({ name, why }) => `${name}は行ごとには表示できません：${why}。`,
  cannotAsk: 'この条件では集計できません',
  chart: 'グラフ',
  chartOf: 'グラフの指標',
  legendIntervals: '95%信頼区間つき。',
  legendCompared: '印と点線は比較対象。',
  legendLines: '上位5件。',
  before: '比較対象',
  table: '数値の一覧',
  totalRow: '合計',
  more: (count) => `ほか${count}件。ファイルには全件が入ります。`,
  between: (low, high) => `${low}〜${high}`,
  wasBefore: (value) => `比較対象 ${value}`,
  tooEarly: (arrived) => `到着${arrived}%、まだ判断できません`,
  growsTo: (arrived, value) => `到着${arrived}% → ${value}`,
  takeAway: '保存と共有',
  definitionsFile: '定義（CSV）',
  share: 'リンクを作成',
  shareTitle: 'タイトル',
  shareDays: '有効期間',
  shareHint: 'リンクを知っている人は、現時点のこの結果だけを見られます。いつでも無効にできます。',
  days: (count) => `${count}日`,
  shared: (until) => `${until}まで有効です。リンクは今しか表示されません。コピーしてください。`,
  shares: '有効なリンク',
  shareBy: '作成者',
  shareUntil: '有効期限',
  shareOpened: '閲覧数',
  revoke: '無効にする',
  revokeTitle: (title) => `リンク「${title}」を無効にしますか？`,
  revokeText: '開いた人には無効であることが表示されます。元に戻すことはできません。',
  titleBy: (metrics, by) => (by === '' ? metrics : `${by}別の${metrics}`),
  sharedTitle: '共有された結果',
  sharedAt: (at, until) => `${at}時点のデータです。このリンクは${until}まで有効です。`,
  since: ({ erased, removed }) =>
    `その後、${[erased > 0 ? `個人データの消去が${erased}件` : '', removed > 0 ? `保存期間終了による削除が${removed}件` : ''].filter(Boolean).join('、')}ありました。今あらためて集計すると、結果が変わることがあります。`,
  sql: 'SQLを表示',
  sqlHint: 'テーブルごとに1文。値は埋め込まず、パラメーターとして渡します。',
}
