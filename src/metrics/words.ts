// What metrics are called beside their names: formulas in Japanese, aliases, and what each is taken for. Data only.

export interface MetricWords {
  /** The formula in Japanese. */
  formulaJa: string
  /** What people also call it; one alias can stand for several metrics, which is then asked back. */
  aliases: readonly string[]
  notToBeConfusedWith: readonly { what: string; en: string; ja: string }[]
}

const rates = ['CVR', 'CR', 'conversion rate', 'コンバージョン率', '成約率', '転換率']
const lagWords = (percent: number): MetricWords => ({
  formulaJa: `CVの${percent}%が、紐づく訪問またはリードからこの時間内に発生した`,
  aliases: ['time to convert', 'conversion lag', 'CVまでの日数', 'リードタイム'],
  notToBeConfusedWith: [
    {
      what: 'lookback',
      en: 'The lookback is how far back credit may reach; this is how long it really took.',
      ja: 'ルックバックは紐づけをさかのぼれる期間、これは実際にかかった時間。',
    },
  ],
})

/** Metric id → its words; every metric of the catalogue has some. */
export const metricWords: Readonly<Record<string, MetricWords>> = {
  events: {
    formulaJa: '受信したイベント数（同じ計測元・同じIDの再送は除く）',
    aliases: ['hits', 'event count', 'イベント数'],
    notToBeConfusedWith: [
      {
        what: 'cv',
        en: 'An event is what a source sent; a CV is one real action, however many events told of it.',
        ja: 'イベントは計測元が送ったもの、CVは実際の行動1件（何件のイベントで届いても1件）。',
      },
    ],
  },
  sessions: {
    formulaJa: '訪問数（30分、定義に指定があればその時間、操作がなければ1回の訪問が終わる）',
    aliases: ['visits', '訪問数', 'セッション', '訪問'],
    notToBeConfusedWith: [
      {
        what: 'visitors',
        en: 'One visitor can have many sessions.',
        ja: '1人のビジターが何度も訪問することがある。',
      },
      {
        what: 'clicks',
        en: 'A click is reported by the platform; not every click becomes a visit that we see.',
        ja: 'クリックは媒体の報告値。すべてのクリックが計測できる訪問になるわけではない。',
      },
    ],
  },
  visitors: {
    formulaJa: '訪問のあったブラウザ・端末の数（重複を除く）',
    aliases: ['unique visitors', 'users', 'UU', 'ユニークユーザー', 'ユーザー数'],
    notToBeConfusedWith: [
      {
        what: 'person',
        en: 'A visitor is a browser or device; one person can use several.',
        ja: 'ビジターはブラウザ・端末の単位。1人が複数使うことがある。',
      },
    ],
  },
  cv: {
    formulaJa: '台帳の行数：定義にあてはまる実際の行動を、それぞれ1回だけ数える',
    aliases: ['conversions', 'conversion', 'コンバージョン', 'コンバージョン数', '成果', '成約数'],
    notToBeConfusedWith: [
      {
        what: 'figure.cv',
        en: 'What platforms report: several may claim the same CV, by their own windows and dates.',
        ja: '媒体の報告値。同じCVを複数の媒体が、それぞれの期間と日付で計上することがある。',
      },
      {
        what: 'conversion point',
        en: 'The point says which action counts; CV is how many there were.',
        ja: 'CVポイントは「何を数えるか」の定義、CVはその件数。',
      },
      {
        what: 'customers',
        en: 'One customer can have several CVs.',
        ja: '1人の顧客に複数のCVがありうる。',
      },
    ],
  },
  'cvr.click': {
    formulaJa: '広告クリックに紐づくCV ÷ 媒体が報告したクリック数（どちらもクリック日で）',
    aliases: [...rates, 'CVR per click', 'クリックCVR'],
    notToBeConfusedWith: [
      {
        what: 'ctr',
        en: 'CTR is how often an ad is clicked; this is how often a click becomes a CV.',
        ja: 'CTRは広告がクリックされた割合、これはクリックがCVになった割合。',
      },
      {
        what: 'figure.cvr.click',
        en: 'The same quotient by what platforms report.',
        ja: '媒体の報告値による同じ比率。',
      },
    ],
  },
  'cvr.session': {
    formulaJa: '訪問に紐づくCV ÷ 訪問数',
    aliases: [...rates, 'session conversion rate', 'セッションCVR'],
    notToBeConfusedWith: [
      {
        what: 'cvr.visitor',
        en: 'Per visitor it is higher, since one visitor comes several times.',
        ja: '1人が何度も訪問するため、ビジターを分母にすると高くなる。',
      },
    ],
  },
  'cvr.visitor': {
    formulaJa: 'CVしたビジター ÷ ビジター（1人が複数回CVできる場合はCV ÷ ビジター）',
    aliases: [...rates, 'user conversion rate', 'ユーザーCVR', 'ビジターCVR'],
    notToBeConfusedWith: [
      {
        what: 'transition',
        en: 'Transition starts at a micro CV, not at a visit.',
        ja: '遷移率の分母は訪問者ではなく、マイクロCVのある人。',
      },
    ],
  },
  transition: {
    formulaJa: 'マイクロCVのある人のうち、時期を問わずマクロCVのある人 ÷ マイクロCVのある人',
    aliases: ['transition rate', 'micro to macro', '遷移率', '移行率', '商談化率'],
    notToBeConfusedWith: [
      {
        what: 'close rate',
        en: 'The close rate runs from opportunity to closed deal; name those two points to get it.',
        ja: '成約率（受注率）は商談から受注まで。その2つのポイントを指定すれば求められる。',
      },
    ],
  },
  cost: {
    formulaJa: '支出の合計：広告レポートとその他の費用',
    aliases: ['spend', 'ad spend', '広告費', 'コスト', '消化金額'],
    notToBeConfusedWith: [
      { what: 'budget', en: 'A budget is what may be spent.', ja: '予算は使ってよい額、費用は使った額。' },
    ],
  },
  cpa: {
    formulaJa: '費用 ÷ CV数',
    aliases: ['cost per acquisition', 'cost per action', 'cost per conversion', 'CPL', '獲得単価'],
    notToBeConfusedWith: [
      {
        what: 'cac',
        en: 'CPA is per CV, of any point; CAC is per new customer.',
        ja: 'CPAはCV1件あたり、CACは新規顧客1人あたり。',
      },
      { what: 'cpc', en: 'CPC is per click.', ja: 'CPCはクリック1回あたり。' },
    ],
  },
  cv_per_cost: {
    formulaJa: 'CV数 ÷ 費用',
    aliases: ['CV / cost', 'CV per cost', 'conversions per spend', 'CV÷費用', '費用対CV'],
    notToBeConfusedWith: [
      {
        what: 'cpa',
        en: 'CPA is the inverse: lower is better there, higher is better here.',
        ja: 'CPAはこの逆数。CPAは低いほど、これは高いほど良い。',
      },
    ],
  },
  roas: {
    formulaJa: 'CVの金額 ÷ 費用',
    aliases: ['return on ad spend', '広告費用対効果', '広告費回収率'],
    notToBeConfusedWith: [
      {
        what: 'ROI',
        en: 'ROI sets profit against cost; ROAS sets revenue against cost and knows no cost of goods.',
        ja: 'ROIは利益 ÷ 費用、ROASは売上 ÷ 費用（原価を含まない）。',
      },
      {
        what: 'ltv.cac',
        en: 'That one takes all that new customers have brought to date.',
        ja: 'そちらは新規顧客がこれまでにもたらした金額の合計を使う。',
      },
    ],
  },
  impressions: {
    formulaJa: '媒体が報告した表示回数',
    aliases: ['imps', 'views', 'インプレッション', '表示回数'],
    notToBeConfusedWith: [
      {
        what: 'page views',
        en: 'An impression is of an ad.',
        ja: 'インプレッションは広告の表示。ページビューとは別。',
      },
    ],
  },
  clicks: {
    formulaJa: '媒体が報告した広告クリック数',
    aliases: ['ad clicks', 'クリック'],
    notToBeConfusedWith: [
      {
        what: 'sessions',
        en: 'Not every click arrives, and not every visit comes from an ad.',
        ja: 'クリックがすべて訪問になるわけではなく、訪問がすべて広告から来るわけでもない。',
      },
    ],
  },
  ctr: {
    formulaJa: 'クリック数 ÷ 表示回数',
    aliases: ['click-through rate', 'click rate', 'クリック率', 'クリックスルー率'],
    notToBeConfusedWith: [
      {
        what: 'cvr.click',
        en: 'CTR ends with the click; CVR begins with it.',
        ja: 'CTRはクリックまで、CVRはクリックから。',
      },
      {
        what: 'clicks.session',
        en: 'Clicks ÷ visits is another quotient, though some call both by one name.',
        ja: 'クリック数 ÷ 訪問数は別の比率。同じ名前で呼ばれることがある。',
      },
    ],
  },
  'clicks.session': {
    formulaJa: '媒体が報告した広告クリック数 ÷ 訪問数',
    aliases: ['clicks per visit', 'クリック数÷訪問数'],
    notToBeConfusedWith: [
      {
        what: 'ctr',
        en: 'CTR divides by impressions and cannot exceed 100 %; this can.',
        ja: 'CTRの分母は表示回数で100%を超えない。これは超えうる。',
      },
    ],
  },
  'visitors.impression': {
    formulaJa: 'ビジター数（重複を除く） ÷ 表示回数',
    aliases: ['unique click-through rate', 'unique CTR', 'ユニークCTR'],
    notToBeConfusedWith: [
      {
        what: 'ctr',
        en: 'CTR counts every click; this counts each visitor once, those who came without an ad too: filter by channel.',
        ja: 'CTRは全クリック、これは各ビジターを1回数える。広告以外の訪問も含むため、チャネルで絞り込む。',
      },
    ],
  },
  cpc: {
    formulaJa: '費用 ÷ クリック数',
    aliases: ['cost per click', 'クリック単価'],
    notToBeConfusedWith: [
      { what: 'cpa', en: 'CPA is per CV.', ja: 'CPAはCV1件あたり。' },
      { what: 'cpm', en: 'CPM is per 1,000 impressions.', ja: 'CPMは表示1,000回あたり。' },
    ],
  },
  cpm: {
    formulaJa: '費用 ÷ 表示回数 × 1,000',
    aliases: ['cost per mille', 'cost per thousand', 'インプレッション単価'],
    notToBeConfusedWith: [{ what: 'cpc', en: 'CPC is per click.', ja: 'CPCはクリック1回あたり。' }],
  },
  value: {
    formulaJa: 'CVの金額の合計',
    aliases: ['revenue', 'conversion value', '売上', 'CV金額', 'コンバージョン値'],
    notToBeConfusedWith: [
      {
        what: 'profit',
        en: 'Nothing but refunds is taken off.',
        ja: '差し引くのは返金だけで、原価や費用は引かない。',
      },
    ],
  },
  aov: {
    formulaJa: 'CVの金額 ÷ 金額のあるCV数',
    aliases: ['average order value', 'average customer value', '平均注文額', '平均客単価', '客単価'],
    notToBeConfusedWith: [
      { what: 'ltv', en: 'LTV adds up all orders of a customer.', ja: 'LTVは1人の顧客の注文をすべて合計する。' },
    ],
  },
  qualifying: {
    formulaJa: '金額がゼロより大きいCV ÷ CV数',
    aliases: ['qualifying transactions', 'customer value reinforcement', '有効取引率'],
    notToBeConfusedWith: [
      {
        what: 'ROI',
        en: 'It says how many transactions brought money, not how much; it is no return on anything.',
        ja: '金額のあった取引の割合であり、投資収益率（ROI）ではない。',
      },
    ],
  },
  customers: {
    formulaJa: '期間内に最初のCVがあった人の数',
    aliases: ['new customers', 'acquired customers', '新規顧客', '新規獲得数'],
    notToBeConfusedWith: [
      {
        what: 'cv',
        en: 'Repeat purchases are CVs, not new customers.',
        ja: '再購入はCVだが新規顧客ではない。',
      },
    ],
  },
  cac: {
    formulaJa: '費用 ÷ 新規顧客数',
    aliases: ['customer acquisition cost', '顧客獲得単価', '顧客獲得コスト', 'acquisition cost per new customer'],
    notToBeConfusedWith: [
      {
        what: 'cpa',
        en: 'CPA is per CV, repeat purchases and micro CVs included.',
        ja: 'CPAはCV1件あたりで、再購入やマイクロCVも含む。',
      },
    ],
  },
  repeat: {
    formulaJa: '期間の新規顧客のうち、現在までに2回目のCVがあった人 ÷ 期間の新規顧客',
    aliases: ['repeat rate', 'repeat purchase rate', 'リピート率', '再購入率', 'F2転換率'],
    notToBeConfusedWith: [
      {
        what: 'retention',
        en: 'Retention asks who is still there; this asks who came back once.',
        ja: '継続率は今も続いている割合、これは一度でも戻ってきた割合。',
      },
    ],
  },
  ltv: {
    formulaJa: '期間の新規顧客の、現在までの全CVの金額 ÷ その人数',
    aliases: ['lifetime value', 'CLV', 'CLTV', '顧客生涯価値', 'ライフタイムバリュー'],
    notToBeConfusedWith: [
      {
        what: 'predicted LTV',
        en: 'What customers have brought to date; nothing of the future is estimated, so recent months stand lower.',
        ja: 'これまでの実績であり予測ではない。最近の月ほど低く出る。',
      },
      { what: 'aov', en: 'The average order is one CV.', ja: '平均注文額はCV1件あたり。' },
    ],
  },
  'ltv.cac': {
    formulaJa: '期間の新規顧客の、現在までの全CVの金額 ÷ 費用',
    aliases: ['customer value ratio', 'LTV/CAC', 'LTV to CAC', '顧客価値比率', 'ユニットエコノミクス'],
    notToBeConfusedWith: [
      {
        what: 'roas',
        en: 'ROAS takes the CVs of the period, those of older customers too, and nothing that comes later.',
        ja: 'ROASは期間内のCVだけを使う（既存顧客の分も含み、後の購入は含まない）。',
      },
    ],
  },
  'lag.p50': lagWords(50),
  'lag.p75': lagWords(75),
  'lag.p90': lagWords(90),
  'figure.cv': {
    formulaJa: '媒体が報告したCVの合計',
    aliases: ['platform conversions', 'reported conversions', '媒体CV', '管理画面CV'],
    notToBeConfusedWith: [
      {
        what: 'cv',
        en: 'Our own count has each real action once.',
        ja: '自社計測では実際の行動を1回だけ数える。',
      },
    ],
  },
  'figure.cpa': {
    formulaJa: '報告のある媒体の費用 ÷ 媒体が報告したCV',
    aliases: ['platform CPA', '媒体CPA', '管理画面CPA'],
    notToBeConfusedWith: [{ what: 'cpa', en: 'By our own count.', ja: '自社計測のCVによるCPA。' }],
  },
  'figure.value': {
    formulaJa: '媒体が報告したCV金額の合計',
    aliases: ['platform conversion value', '媒体CV金額'],
    notToBeConfusedWith: [{ what: 'value', en: 'By our own count, net of refunds.', ja: '自社計測（返金を除く）。' }],
  },
  'figure.roas': {
    formulaJa: '媒体が報告したCV金額 ÷ 報告のある媒体の費用',
    aliases: ['platform ROAS', '媒体ROAS'],
    notToBeConfusedWith: [{ what: 'roas', en: 'By our own count.', ja: '自社計測のCVによるROAS。' }],
  },
  'figure.cvr.click': {
    formulaJa: '媒体が報告したCV ÷ そのクリック数',
    aliases: ['platform CVR', '媒体CVR', '管理画面CVR'],
    notToBeConfusedWith: [{ what: 'cvr.click', en: 'By our own count.', ja: '自社計測のCVによるCVR。' }],
  },
  'cta.views': {
    formulaJa: 'CTAの半分以上が1秒間見えた回数（1ページビューにつき1回）',
    aliases: ['CTA views', 'CTA表示回数'],
    notToBeConfusedWith: [
      { what: 'impressions', en: 'Impressions are of ads.', ja: 'インプレッションは広告の表示回数。' },
    ],
  },
  'cta.clicks': {
    formulaJa: 'CTAのクリック数',
    aliases: ['CTA clicks', 'button clicks', 'ボタンクリック数'],
    notToBeConfusedWith: [
      {
        what: 'clicks',
        en: 'Those are of ads, as platforms report them.',
        ja: 'そちらは媒体が報告した広告クリック数。',
      },
    ],
  },
  'cta.rate': {
    formulaJa: 'CTAがクリックされた訪問 ÷ CTAが表示またはクリックされた訪問',
    aliases: ['CTA click rate', 'CTAのCTR'],
    notToBeConfusedWith: [{ what: 'ctr', en: 'CTR is of ads.', ja: 'CTRは広告のクリック率。' }],
  },
  'cta.cv': {
    formulaJa: '訪問内で最初のCTAクリックの後に発生した、その訪問に紐づくCV',
    aliases: ['CVs after a click', 'CTA経由CV'],
    notToBeConfusedWith: [
      { what: 'cv', en: 'CVs without such a click are not in it.', ja: 'CTAクリックのないCVは含まない。' },
    ],
  },
  'cta.cvr': {
    formulaJa: '訪問内でCTAクリックの後に発生したCV ÷ CTAがクリックされた訪問',
    aliases: ['CTA conversion rate', 'CTA経由CVR'],
    notToBeConfusedWith: [
      {
        what: 'cvr.session',
        en: 'That one divides by all visits.',
        ja: 'セッションCVRの分母はすべての訪問。',
      },
    ],
  },
}
