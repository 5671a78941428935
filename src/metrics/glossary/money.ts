// Glossary: money, ads and customers. Data only.
import { type Term, both, one, sources } from './entry.ts'

const { common, here, cv, cvr, platforms } = sources

export const moneyTerms: readonly Term[] = [
  {
    term: both('CPA', 'CPA'),
    aliases: ['cost per acquisition', 'cost per action', 'cost per conversion', '獲得単価', 'CPL', 'cost per lead'],
    meanings: [
      {
        name: both('Cost per CV', 'CV1件あたりの費用'),
        definition: both('Cost ÷ CVs of the point asked for.', '費用 ÷ 指定したポイントのCV数。'),
        source: cv,
        metric: 'cpa',
        ours: true,
      },
      {
        name: both('CPA of an ad platform', '媒体管理画面のCPA'),
        definition: both('Cost ÷ conversions that the platform reports.', '費用 ÷ 媒体が報告したCV数。'),
        source: platforms,
        metric: 'figure.cpa',
        ours: false,
      },
      {
        name: both('Cost per customer', '顧客1人あたりの費用'),
        definition: both('Some say CPA for what is CAC here.', 'CACの意味でCPAと呼ばれることもある。'),
        source: common,
        metric: 'cac',
        ours: false,
      },
    ],
  },
  one(
    both('CV per cost', '費用あたりCV'),
    ['CV / cost', 'CV÷費用', '費用対CV'],
    both(
      'CVs ÷ cost: one measure for search ads, trade shows and e-mail alike. The inverse of CPA.',
      'CV数 ÷ 費用。検索広告も展示会もメールも同じ物差しで比べられる。CPAの逆数。',
    ),
    { source: cv, metric: 'cv_per_cost' },
  ),
  {
    term: both('CTR', 'CTR'),
    aliases: ['click-through rate', 'クリック率', 'クリックスルー率', 'click rate'],
    meanings: [
      {
        name: both('Click-through rate', 'クリック率'),
        definition: both('Ad clicks ÷ impressions.', '広告クリック数 ÷ 表示回数。'),
        source: common,
        metric: 'ctr',
        ours: true,
      },
      {
        name: both('Click rate of a call to action', 'CTAのクリック率'),
        definition: both(
          'Visits in which a button was clicked ÷ visits in which it was seen.',
          'ボタンがクリックされた訪問 ÷ ボタンが表示された訪問。',
        ),
        source: here,
        metric: 'cta.rate',
        ours: false,
      },
    ],
  },
  one(both('CPC', 'CPC'), ['cost per click', 'クリック単価'], both('Cost ÷ ad clicks.', '費用 ÷ 広告クリック数。'), {
    source: common,
    metric: 'cpc',
  }),
  one(
    both('CPM', 'CPM'),
    ['cost per mille', 'インプレッション単価'],
    both('Cost ÷ impressions × 1,000.', '費用 ÷ 表示回数 × 1,000。'),
    { source: common, metric: 'cpm' },
  ),
  {
    term: both('ROAS', 'ROAS'),
    aliases: ['return on ad spend', '広告費用対効果', '広告費回収率'],
    meanings: [
      {
        name: both('Return on ad spend', '広告費用対効果'),
        definition: both('Value of CVs ÷ cost. Cost of goods is not in it.', 'CVの金額 ÷ 費用。原価は含まない。'),
        source: cv,
        metric: 'roas',
        ours: true,
      },
      {
        name: both('ROAS of an ad platform', '媒体管理画面のROAS'),
        definition: both('Value that the platform reports ÷ its cost.', '媒体が報告した金額 ÷ その費用。'),
        source: platforms,
        metric: 'figure.roas',
        ours: false,
      },
    ],
  },
  {
    term: both('ROI', 'ROI'),
    aliases: ['return on investment', '投資収益率', '投資対効果'],
    meanings: [
      {
        name: both('Return on investment', '投資収益率'),
        definition: both(
          '(Return − cost) ÷ cost, with all costs. Not computed here: it needs the cost of goods.',
          '（収益 − 費用）÷ 費用。すべての費用を含む。原価が必要なため、ここでは計算しない。',
        ),
        source: common,
        metric: null,
        ours: false,
      },
      {
        name: both('Share of qualifying transactions', '有効取引の割合'),
        definition: both(
          'One article calls this share an ROI. It is none.',
          'この割合をROIと呼ぶ記事があるが、ROIではない。',
        ),
        source: cvr,
        metric: 'qualifying',
        ours: false,
      },
    ],
  },
  {
    term: both('LTV', 'LTV'),
    aliases: ['lifetime value', 'CLV', 'CLTV', '顧客生涯価値', 'ライフタイムバリュー'],
    meanings: [
      {
        name: both('Customer value to date', 'これまでの実績による顧客価値'),
        definition: both(
          'Value of all CVs of new customers up to now ÷ these customers. Nothing of the future is estimated.',
          '新規顧客の現在までの全CVの金額 ÷ その人数。将来の予測は含まない。',
        ),
        source: here,
        metric: 'ltv',
        ours: true,
      },
      {
        name: both('Predicted lifetime value', '予測によるLTV'),
        definition: both(
          'What customers are expected to bring in all.',
          '顧客が将来も含めてもたらすと予測される金額。',
        ),
        source: common,
        metric: null,
        ours: false,
      },
    ],
  },
  one(
    both('CAC', 'CAC'),
    ['customer acquisition cost', '顧客獲得単価', '顧客獲得コスト'],
    both(
      'Cost ÷ new customers. Per customer, where CPA is per CV.',
      '費用 ÷ 新規顧客数。CPAはCV1件あたり、CACは顧客1人あたり。',
    ),
    { source: cvr, metric: 'cac' },
  ),
  one(
    both('LTV:CAC', 'LTV:CAC'),
    ['LTV/CAC', 'ltv to cac', 'customer value to cost', 'ユニットエコノミクス', '顧客価値比率'],
    both(
      'What new customers brought to date ÷ what they cost. Above 1 they bring more.',
      '新規顧客がこれまでにもたらした金額 ÷ 獲得費用。1を超えれば費用を上回る。',
    ),
    { source: cvr, metric: 'ltv.cac' },
  ),
  one(
    both('average order value', '平均注文額'),
    ['AOV', 'average customer value', '客単価', '平均客単価', '平均顧客単価'],
    both('Value ÷ CVs that carry a value.', '金額 ÷ 金額のあるCV数。'),
    { source: common, metric: 'aov' },
  ),
  one(
    both('repeat rate', 'リピート率'),
    ['repeat purchase', 'F2転換率', '再購入率'],
    both(
      'New customers with a second CV to date ÷ new customers.',
      '新規顧客のうち、現在までに2回目のCVがあった人の割合。',
    ),
    { source: cvr, metric: 'repeat' },
  ),
  one(
    both('new customer', '新規顧客'),
    ['customer', 'customers', '顧客', '新規'],
    both('A person whose first CV of all falls into the period.', '期間内に最初のCVがあった人。'),
    { metric: 'customers' },
  ),
  one(
    both('churn', '解約率'),
    ['churn rate', 'チャーンレート', '離脱率'],
    both(
      'Customers who leave ÷ customers; in one article those who leave within 12 months of signing up.',
      '顧客のうち離れた割合。登録から12か月以内の離脱を指す記事もある。',
    ),
    { source: cvr, ours: false },
  ),
  one(
    both('CSAT', 'CSAT'),
    ['customer satisfaction', '顧客満足度'],
    both('Share of those asked who say they are satisfied.', 'アンケートで「満足」と答えた人の割合。'),
    { source: common, ours: false },
  ),
  one(
    both('NPS', 'NPS'),
    ['net promoter score', '推奨者の正味比率'],
    both(
      'Promoters (9–10) minus detractors (0–6), in points.',
      '推奨者（9〜10）の割合から批判者（0〜6）の割合を引いた値。',
    ),
    { source: common, ours: false },
  ),
  one(
    both('propensity to buy', '購買傾向'),
    ['expected spend', '期待支出'],
    both(
      'How much a customer is to be expected to spend, by what they did before.',
      '過去の行動から期待される支出の大きさ。',
    ),
    { source: cvr, ours: false },
  ),
  one(
    both('cost', '費用'),
    ['spend', 'ad spend', '広告費', 'コスト', '消化金額', 'budget', '予算'],
    both(
      'Money spent: ad reports and other costs. A budget is what may be spent.',
      '使った金額（広告レポートとその他の費用）。予算は使ってよい額。',
    ),
    { metric: 'cost' },
  ),
  one(
    both('value', '金額'),
    ['revenue', 'conversion value', '売上', 'コンバージョン値', 'CV金額'],
    both('What CVs are worth, less what was refunded.', 'CVの金額の合計（返金を除く）。'),
    { metric: 'value' },
  ),
  one(
    both('impression', 'インプレッション'),
    ['impressions', 'imp', '表示回数', 'reach', 'リーチ'],
    both('An ad was shown once. Reach counts the persons who saw it.', '広告が1回表示されたこと。リーチは見た人の数。'),
    { source: platforms, metric: 'impressions' },
  ),
  one(
    both('click', 'クリック'),
    ['clicks', 'クリック数'],
    both('A click on an ad, as the platform reports it.', '媒体が報告する広告クリック。'),
    { source: platforms, metric: 'clicks' },
  ),
  one(
    both('auto-bidding', '自動入札'),
    ['automated bidding', 'smart bidding', 'tCPA', 'tROAS', 'target CPA', 'target ROAS', '目標CPA', '目標ROAS'],
    both(
      'Platforms bid by what they learn of your CVs: at a target cost per CV or a target return.',
      '媒体が自社のCVから学習し、目標CPAや目標ROASに合わせて入札する仕組み。',
    ),
    { source: cv, ours: false },
  ),
  one(
    both('primary and auxiliary signal', '主シグナルと補助シグナル'),
    [
      'primary signal',
      'auxiliary signal',
      'primary',
      'auxiliary',
      '補助シグナル',
      'primary conversion',
      'secondary conversion',
    ],
    both(
      'The macro CV is what platforms bid by (primary); micros help where data is scarce (auxiliary). In a plan: platforms: { meta: { role: primary } }.',
      'マクロCVは入札に使う主シグナル、マイクロCVはデータが少ないときの補助シグナル。定義では platforms の role に書く。',
    ),
    { source: cv },
  ),
  one(
    both('learning phase', '学習期間'),
    ['learning', '学習フェーズ'],
    both(
      'One to two weeks after a launch or big change, in which a platform learns and no verdict should be given.',
      '開始や大きな変更から1〜2週間、媒体が学習し、判断を控えるべき期間。',
    ),
    { source: cv, ours: false },
  ),
]
