// 日本語. Terms as marketers in Japan use them: CV, CVR, CPA, マイクロCV, 獲得, 施策.
import { channelNames } from '#contract/channel-names.ts'
import { ctasJa } from '../ctas/words.tsx'
import { definitionsJa } from '../definitions/words.ts'
import { eventsJa } from '../events/words.ts'
import { exploreJa } from '../explore/words-ja.tsx'
import { glossaryJa } from '../glossary/words.ts'
import { importJa } from '../importing/words.ts'
import { allocationJa } from '../allocation/words.ts'
import { actionsJa } from '../actions/words.ts'
import { alertsJa } from '../alerts/words.ts'
import { attributionJa } from '../attribution/words.ts'
import { driftPageJa } from '../drift/words.ts'
import { reportsJa } from '../reports/words.ts'
import { scorecardJa } from '../scorecard/words.ts'
import { ledgerJa } from '../ledger/words.ts'
import { privacyJa } from '../persons/words.ts'
import { channelWordsJa } from '../settings/channel-words.ts'
import { tagJa } from '../settings/tag-words.ts'
import { settingsJa } from '../settings/words.ts'
import { sourcesJa } from '../sources/words.ts'
import { targetsJa } from '../targets/words.ts'
import { japanese } from '../told/japanese.ts'
import { makeTold } from '../told/told.ts'
import type { Messages } from './messages.ts'

export const ja: Messages = {
  nav: {
    main: 'メインナビゲーション',
    scorecard: 'スコアカード',
    overview: '概要',
    definitions: '定義',
    ctas: 'CTA',
    explore: 'データ探索',
    attribution: 'アトリビューション',
    drift: '変動要因',
    actions: '施策',
    alerts: 'アラート',
    reports: 'レポート',
    ledger: 'CV台帳',
    targets: '目標',
    allocation: '配分',
    events: 'イベント',
    sources: '計測元',
    glossary: '用語集',
    import: '取り込み',
    privacy: 'プライバシー',
    settings: '設定',
    menu: 'ページ',
    sections: {
      start: null,
      define: '設計',
      measure: '計測',
      ask: '分析',
      target: '計画',
      monitor: 'モニタリング',
      keep: null,
    },
    skip: '本文へ移動',
  },
  language: '言語',
  theme: { label: '表示', system: 'システムに合わせる', light: 'ライト', dark: 'ダーク' },
  period: {
    label: '期間',
    preset: {
      '4w': '直近4週間',
      '13w': '直近13週間',
      '26w': '直近26週間',
      '52w': '直近52週間',
      all: '全期間',
    },
    own: '期間を指定',
    from: '開始日',
    to: '終了日',
    wrongOrder: '開始日が終了日より後になっています。どちらかを直してください。',
  },
  plan: {
    label: 'CV定義',
    asWas: '当時の定義',
    asIs: (version) => `第${version}版で統一`,
    none: '未定義',
  },
  overview: {
    title: '概要',
    lastWeek: ({ week, macro, micros }) => (
      <>
        直近の1週間（{week}）は{macro}。マイクロCVは、{micros}でした。
      </>
    ),
    lastWeekMacroOnly: ({ week, macro }) => (
      <>
        直近の1週間（{week}）は、{macro}でした。
      </>
    ),
    counted: (figure, name) => (
      <>
        {name} {figure} 件
      </>
    ),
    leader: ({ channel, name, cv, total }) => (
      <>
        この期間の「{name}」は、{channel}からが最も多く、{total} 件のうち {cv} 件でした。
      </>
    ),
    noneYet: (name) => <>この期間の「{name}」はまだありません。</>,
    cost: ({ cpa }) => <>全チャネル合計のCPAは {cpa} です。</>,
    chart: '週次推移',
    chartSummary: ({ name, from, to, last }) =>
      `${name}の週次推移（${from}〜${to}、95%信頼区間つき）。直近の1週間：${last}。同じ数値を表でも見られます。`,
    week: '週',
    weekOf: (range) => range,
    soFar: '途中経過',
    band: '線：計測数　帯：95%信頼区間',
    asTable: '表で見る',
    asChart: 'グラフで見る',
    scrub: '表示する週',
    table: 'チャネル別',
    tableHint: '矢印キーで移動、Enterで数え方を表示します。',
    channel: 'チャネル',
    total: '全チャネル',
    notes: '注意点',
  },
  metrics: {
    'cta.views': 'CTA表示数',
    'cta.clicks': 'CTAクリック数',
    'cta.rate': 'CTAクリック率',
    'cta.cv': 'CTAクリック後のCV数',
    'cta.cvr': 'CTAクリック後のCVR',
    cv: 'CV数',
    'cvr.session': 'セッションCVR',
    cost: '費用',
    cpa: 'CPA',
    sessions: 'セッション数',
  },
  told: makeTold(japanese),
  tiers: { macro: 'マクロCV', micro: 'マイクロCV' },
  channels: channelNames.ja,
  unknownChannel: '不明',
  refused: '値なし',
  maturity: {
    early: (arrived) => `${arrived}%が判明済み（見込みを出すには早すぎます）`,
    grows: ({ arrived, corrected, off }) =>
      `${arrived}%が判明済み、見込み約${corrected}${off === null ? '' : `（過去の誤差${off}%）`}`,
  },
  interval: (low, high) => `${low}〜${high}`,
  intervalSpoken: (value, low, high) => `${value}、区間は${low}から${high}`,
  perUnit: (unit) => `${unit}あたり`,
  how: {
    title: 'この数値の数え方',
    close: '閉じる',
    metric: '指標',
    formula: '計算式',
    computed: '内訳',
    per: '分母',
    points: '数える対象',
    planVersion: '定義の版',
    asWas: '各日を当時有効だった版で',
    asIs: (version) => `全期間を第${version}版で`,
    noPlan: '定義を必要としない',
    basis: '日付の基準',
    window: '計測期間（ルックバック）',
    period: '対象期間',
    timezone: 'タイムゾーン',
    currency: '通貨',
    interval: '区間の求め方',
    noInterval: 'なし（推定ではなく、記録の合計のため）',
    completeness: '集計済みの範囲',
    countedTo: (time) => `${time}までに届いたデータ`,
    nothingCounted: 'まだ集計されていません',
    notGiven: '値が出ない理由',
    askYourself: '同じ質問をコマンドラインで',
    copy: 'コピー',
    copied: 'コピーしました',
  },
  empty: {
    noPlan: {
      title: 'CVがまだ定義されていません。',
      text: '何をCVとするかを決めると、このページが表示されます。',
      steps: [
        {
          text: '最終成果（マクロCV）1つと、その手前の2〜4つの行動（マイクロCV）を決めます。業種別のひな形があります。',
          page: 'definitions',
          open: 'CVを定義する',
        },
        { text: 'ファイルから登録する場合：', command: 'onecount plan propose plan.yaml && onecount plan agree' },
        { text: 'まずサンプル企業のデータで試すこともできます。', command: 'npm run demo' },
      ],
    },
    noData: {
      title: '定義は合意済みです。データはまだありません。',
      text: 'データが届きしだい、ここに表示されます。すぐできる方から始めてください。',
      steps: [
        { text: 'お手元のリード、商談、広告費を取り込みます。', page: 'import', open: 'ファイルを取り込む' },
        { text: 'サイト、サーバー、外部サービスをつなぐこともできます。', page: 'sources', open: '計測元をつなぐ' },
      ],
    },
    noRows: {
      title: 'この期間のデータはありません。',
      text: 'データはありますが、指定した日付の範囲には含まれていません。',
      action: '全期間を表示',
    },
  },
  failed: {
    title: 'このページを表示できませんでした。',
    kept: 'データはそのままです。質問に失敗しただけです。',
    unreachable: 'サーバーから応答がありません。',
    unreachableHint: '「onecount up」で起動してください。起動中の場合は少しお待ちください。',
    asksAgain: '数秒ごとに自動で接続を試みます。',
    signedOut: 'セッションが終了しました。',
    signedOutHint: 'このブラウザの別のタブでサインイン用リンクを開いてから、ここで続けてください。',
    updated: 'Onecountが更新されました。',
    updatedHint: 'ページを再読み込みしてください。',
    broken: (message) => `Onecount側の不具合です：「${message}」`,
    brokenHint: 'ページを再読み込みしてください。繰り返す場合は管理者に伝えてください。',
    chooseHere: 'このページの一覧から選び直してください。',
    reload: '再読み込み',
    retry: 'もう一度試す',
    stale: '最後の質問に失敗したため、以下は以前の数値です。',
  },
  signIn: {
    title: 'リンクでサインイン',
    text: 'Onecountにパスワードはありません。本人専用のリンクでサインインします。リンクの発行と再発行は管理者が行います。',
    steps: [
      { text: '管理者があなたのリンクを発行します。', command: 'onecount user link 名前' },
      { text: '管理者本人は、次のコマンドで自分のリンクを表示できます。', command: 'onecount doctor' },
    ],
    refused: {
      title: 'このリンクではサインインできません',
      text: 'リンクは無効です。有効期間は7日間で、新しいリンクが発行されると以前のリンクは使えなくなります。',
      steps: [
        { text: '管理者が新しいリンクを発行します。', command: 'onecount user link 名前' },
        { text: '管理者本人は、次のコマンドで自分のリンクを表示できます。', command: 'onecount doctor' },
        { text: 'すでにサインインしている場合', page: 'scorecard', open: 'Onecountを開く' },
      ],
    },
  },
  table: { sortBy: '並べ替え', asGiven: '元の順', actions: '操作' },
  loading: '集計しています…',
  timesIn: (zone) => `時刻のタイムゾーン：${zone}`,
  palette: { title: '移動', hint: 'ページ名、または台帳で探すID', find: (id) => `「${id}」を台帳で探す` },
  definitions: definitionsJa,
  attribution: attributionJa,
  drift: driftPageJa,
  actions: actionsJa,
  alerts: alertsJa,
  targets: targetsJa,
  allocation: allocationJa,
  reports: reportsJa,
  scorecard: scorecardJa,
  ledger: ledgerJa,
  explore: exploreJa,
  ctas: ctasJa,
  events: eventsJa,
  sources: sourcesJa,
  glossary: glossaryJa,
  import: importJa,
  privacy: privacyJa,
  settings: settingsJa,
  channelRules: channelWordsJa,
  tag: tagJa,
}
