// Glossary: conversions and their rates, the words that are most often confused. Data only.
import { type Term, both, one, sources } from './entry.ts'

const { common, here, cv, cvr, platforms } = sources

export const conversionTerms: readonly Term[] = [
  {
    term: both('CV', 'CV'),
    aliases: ['conversion', 'conversions', 'コンバージョン', 'CV数', '成果', 'conversion count'],
    meanings: [
      {
        name: both('Conversion counted', '計測したコンバージョン'),
        definition: both(
          'One real action that a conversion point of the plan counts: one row of the ledger, however many sources saw it. “CV” alone is the macro CV.',
          '定義のCVポイントにあてはまる実際の行動1件。台帳の1行で、何か所で計測されても1件。単に「CV」と言えばマクロCV。',
        ),
        source: here,
        metric: 'cv',
        ours: true,
        plan: 'macro',
      },
      {
        name: both('CV column of an ad platform', '媒体管理画面のCV'),
        definition: both(
          'What a platform reports for itself, by its own definition, window and date. Several platforms may claim the same CV.',
          '媒体がそれぞれの定義・期間・日付で報告する件数。同じCVを複数の媒体が計上することがある。',
        ),
        source: platforms,
        metric: 'figure.cv',
        ours: false,
      },
      {
        name: both('Lead, as marketing says', 'リード（マーケティング部門の言うCV）'),
        definition: both(
          'Marketing often calls a lead the CV: a whitepaper, a form, a registration.',
          'マーケティング部門では、資料ダウンロードやフォーム送信などのリード獲得をCVと呼ぶことが多い。',
        ),
        source: cv,
        metric: 'cv',
        ours: 'macro is a lead',
      },
      {
        name: both('Sales-qualified opportunity, as sales say', '商談（営業部門の言う成果）'),
        definition: both(
          'Sales often call the accepted opportunity the outcome.',
          '営業部門では、商談化を成果と呼ぶことが多い。',
        ),
        source: cv,
        metric: 'cv',
        ours: 'macro is an opportunity',
      },
      {
        name: both('Purchase or contract', '購入・契約'),
        definition: both('The sale itself, closest to revenue.', '売上に最も近い、購入や契約そのもの。'),
        source: cv,
        metric: 'cv',
        ours: 'macro is a purchase',
      },
    ],
  },
  {
    term: both('CVR', 'CVR'),
    aliases: [
      'conversion rate',
      'CR',
      'コンバージョン率',
      '成約率',
      '転換率',
      'customer value rated',
      'customer value rating',
      'customer value reinforcement',
      'customer value research',
      'customer value ratio',
    ],
    meanings: [
      {
        name: both('Conversion rate by click', 'クリックあたりのコンバージョン率'),
        definition: both(
          'CVs credited to ad clicks ÷ ad clicks. Say “per click” beside the number.',
          '広告クリックに紐づくCV ÷ 広告クリック数。数値には必ず「クリックあたり」と添える。',
        ),
        source: cv,
        metric: 'cvr.click',
        ours: true,
      },
      {
        name: both('Conversion rate by session', 'セッションあたりのコンバージョン率'),
        definition: both(
          'CVs credited to visits ÷ visits. Say “per session”.',
          '訪問に紐づくCV ÷ 訪問数。「セッションあたり」と添える。',
        ),
        source: cv,
        metric: 'cvr.session',
        ours: true,
      },
      {
        name: both('Conversion rate by visitor', 'ビジターあたりのコンバージョン率'),
        definition: both(
          'Visitors with a CV ÷ visitors. Say “per visitor”; it is higher than per session, since one visitor comes several times.',
          'CVしたビジター ÷ ビジター。「ビジターあたり」と添える。1人が何度も訪問するため、セッションあたりより高い。',
        ),
        source: cv,
        metric: 'cvr.visitor',
        ours: true,
      },
      {
        name: both('CVR column of an ad platform', '媒体管理画面のCVR'),
        definition: both(
          'Conversions that a platform reports ÷ its own clicks.',
          '媒体が報告したCV ÷ その媒体のクリック数。',
        ),
        source: platforms,
        metric: 'figure.cvr.click',
        ours: false,
      },
      {
        name: both('Customer value rating (satisfaction)', '顧客満足度（customer value rating）'),
        definition: both(
          'How satisfied customers are, as asked in surveys. No conversion rate; CSAT and NPS are its usual measures.',
          'アンケートなどで測る顧客の満足度。コンバージョン率ではない。通常はCSATやNPSで測る。',
        ),
        note: both(
          'The article writes “customer value rated” and gives no formula.',
          '記事では「customer value rated」と書かれ、計算式は示されていない。',
        ),
        source: cvr,
        metric: null,
        ours: false,
      },
      {
        name: both(
          'Customer value reinforcement: actual ÷ expected spend',
          '顧客価値の強化：実際の支出 ÷ 期待される支出',
        ),
        definition: both(
          'What customers spend ÷ what was to be expected of them by their propensity to buy. 1 is as expected.',
          '顧客の実際の支出 ÷ 購買傾向から期待される支出。1なら期待どおり。',
        ),
        note: both(
          'The article goes on with another formula for the same name (qualifying ÷ all transactions). The two cannot both hold: one compares money with an expectation, the other counts transactions.',
          '記事は同じ名前に別の計算式（有効取引 ÷ 全取引）も示しており、両立しない。一方は金額と期待値の比、他方は件数の割合。',
        ),
        source: cvr,
        metric: null,
        ours: false,
      },
      {
        name: both('Customer value reinforcement: qualifying ÷ all transactions', '顧客価値の強化：有効取引 ÷ 全取引'),
        definition: both(
          'Transactions in which money was spent ÷ all transactions.',
          '支払いのあった取引 ÷ すべての取引。',
        ),
        note: both(
          'The article calls the result a return on investment (ROI). It is none: neither a return nor an investment is in it.',
          '記事はこの結果を投資収益率（ROI）と呼ぶが、収益も投資額も含まれず、ROIではない。',
        ),
        source: cvr,
        metric: 'qualifying',
        ours: false,
      },
      {
        name: both('Customer value research', '顧客価値調査（customer value research）'),
        definition: both(
          'Finding out what customers need and want. Work, not a number.',
          '顧客のニーズを理解するための調査活動。数値ではない。',
        ),
        source: cvr,
        metric: null,
        ours: false,
      },
      {
        name: both('Click-through rate: clicks ÷ impressions', 'クリック率：クリック ÷ 表示回数'),
        definition: both(
          'How often an ad that was shown is clicked. Its name is CTR; it ends where a conversion rate begins.',
          '表示された広告がクリックされた割合。正しくはCTRで、コンバージョン率の手前で終わる。',
        ),
        note: both(
          'The article gives three formulas for one name: clicks ÷ impressions, the same with unique visitors for clicks, and clicks ÷ visits. They are three different numbers.',
          '記事は1つの名前に3つの計算式（クリック ÷ 表示、クリックの代わりにユニーク訪問者、クリック ÷ 訪問）を示すが、それぞれ別の数値である。',
        ),
        source: cvr,
        metric: 'ctr',
        ours: false,
      },
      {
        name: both(
          'Click-through rate with unique visitors: visitors ÷ impressions',
          'ユニーク訪問者によるクリック率：ビジター ÷ 表示回数',
        ),
        definition: both(
          'Each visitor counts once, however often they click. Keep only the ads’ channels, since visitors who came without an ad are in it too.',
          '何度クリックしても1人は1回と数える。広告以外の訪問も含まれるため、広告のチャネルに絞り込む。',
        ),
        note: both(
          'A click is no visitor: the article writes “clicks (unique visitors)” as if they were one.',
          'クリックと訪問者は別のものだが、記事は「clicks (unique visitors)」と同一視している。',
        ),
        source: cvr,
        metric: 'visitors.impression',
        ours: false,
      },
      {
        name: both('Click-through rate by visit: clicks ÷ visits', '訪問あたりクリック数：クリック ÷ 訪問'),
        definition: both(
          'Ad clicks ÷ visits. It can exceed 100 %, and says more about measurement than about ads.',
          '広告クリック数 ÷ 訪問数。100%を超えることがあり、広告の良し悪しより計測の状態を表す。',
        ),
        source: cvr,
        metric: 'clicks.session',
        ours: false,
      },
      {
        name: both('Acquisition cost per new customer', '新規顧客1人あたりの獲得費用'),
        definition: both(
          'Cost of winning customers ÷ new customers. Its name is CAC, and lower is better.',
          '顧客獲得の費用 ÷ 新規顧客数。正しくはCACで、低いほど良い。',
        ),
        note: both(
          'The article calls it customer value ratio and says that high is good. By its own formula high is bad, and it contradicts the ratio that the article gives later under the same name.',
          '記事はこれを「customer value ratio」と呼び、高いほど良いとするが、この式では高いほど悪い。記事が後で同じ名前で示す比率とも矛盾する。',
        ),
        source: cvr,
        metric: 'cac',
        ours: false,
      },
      {
        name: both('Customer value ratio: worth ÷ cost', '顧客価値比率：価値 ÷ 費用'),
        definition: both(
          'What customers bring ÷ what they cost. Above 1 they bring more than they cost.',
          '顧客がもたらす金額 ÷ 顧客にかかった費用。1を超えれば、費用より多くをもたらしている。',
        ),
        note: both(
          'The article also says “spending versus what they get in return”, which is the inverse; only worth ÷ cost fits its “above 1 is good”.',
          '記事には逆数とも読める「費用と見返りの比」という説明もあるが、「1を超えれば良い」に合うのは価値 ÷ 費用だけである。',
        ),
        source: cvr,
        metric: 'ltv.cac',
        ours: false,
      },
    ],
  },
  one(
    both('conversion point', 'CVポイント'),
    [
      'CV point',
      'コンバージョンポイント',
      'point',
      'conversion action',
      'key event',
      'コンバージョンアクション',
      'キーイベント',
    ],
    both(
      'The definition of which action counts: match rule, once-per rule, value and window. Platforms call it conversion action, pixel event or key event.',
      '何をCVと数えるかの定義（条件、重複の扱い、金額、期間）。媒体ではコンバージョンアクション、ピクセルイベント、キーイベントなどと呼ぶ。',
    ),
    { source: cv, plan: 'points' },
  ),
  one(
    both('macro CV', 'マクロCV'),
    ['macro', 'final CV', '最終CV', 'macro conversion'],
    both(
      'The one final outcome, tied to revenue. A plan has exactly one at a time.',
      '売上に直結する、ただ1つの最終成果。定義には常に1つだけ置く。',
    ),
    { source: cv, metric: 'cv', plan: 'macro' },
  ),
  one(
    both('micro CV', 'マイクロCV'),
    ['micro', 'intermediate CV', '中間CV', 'micro conversion'],
    both(
      'A valuable step before the macro CV. A plan has two to four; each is worth keeping only while it leads to the macro.',
      'マクロCVの手前にある価値ある行動。2〜4個を置き、マクロCVにつながっていることを確かめ続ける。',
    ),
    { source: cv, metric: 'transition', plan: 'micros' },
  ),
  one(
    both('transition rate', '遷移率'),
    ['transition', '移行率', 'micro to macro'],
    both(
      'Persons with the micro CV who have the macro CV ÷ persons with the micro CV.',
      'マイクロCVのある人のうちマクロCVのある人の割合。',
    ),
    { source: cv, metric: 'transition' },
  ),
  one(
    both('close rate', '受注率'),
    ['closing rate', 'win rate', 'クロージング率'],
    both(
      'Opportunities that are won ÷ opportunities. Ask transition from the opportunity to the contract.',
      '商談のうち受注した割合。商談から契約への遷移率として求める。',
    ),
    { source: cv, metric: 'transition' },
  ),
  one(
    both('CTA', 'CTA'),
    ['call to action', 'ボタン', '行動喚起'],
    both(
      'Button, link or message that asks for an action. The lever; the CV is the outcome.',
      '行動を促すボタンやリンク、文言。CVが結果、CTAは結果を生むための仕掛け。',
    ),
    { source: cv, metric: 'cta.clicks' },
  ),
  {
    term: both('lead', 'リード'),
    aliases: ['leads', '見込み客', 'prospect', 'lead generation', 'リード獲得'],
    meanings: [
      {
        name: both('Record of a lead', 'リードのレコード'),
        definition: both(
          'A contact from a CRM, a form or a trade show. A plan can count it: match: { lead: {} }.',
          'CRM、フォーム、展示会などで得た連絡先。match: { lead: {} } で数えられる。',
        ),
        source: here,
        metric: null,
        ours: true,
      },
      {
        name: both('Lead as an outcome', '成果としてのリード'),
        definition: both(
          'A contact won, counted as the CV where buying takes long.',
          '検討期間の長い商材で、CVとして数えるリード獲得。',
        ),
        source: cv,
        metric: 'cv',
        ours: 'macro is a lead',
      },
    ],
  },
  one(
    both('MQL', 'MQL'),
    ['marketing qualified lead', 'マーケティング適格リード'],
    both('A lead that marketing holds ripe for sales.', 'マーケティング部門が、営業に渡せると判断したリード。'),
    { source: common, ours: false },
  ),
  {
    term: both('SQL', 'SQL'),
    aliases: ['sales qualified lead', 'sales-qualified opportunity', 'SQO', '商談', '商談化', 'opportunity'],
    meanings: [
      {
        name: both('Sales-qualified opportunity', '営業が認めた商談'),
        definition: both(
          'A lead that sales looked at and accepted. In the library: opportunity_qualified.',
          '営業が確認し、商談として認めたリード。ライブラリでは opportunity_qualified。',
        ),
        source: cv,
        metric: 'cv',
        ours: 'macro is an opportunity',
      },
      {
        name: both('Query language', 'データベースの問い合わせ言語'),
        definition: both(
          'The language of databases, in which every answer here can be looked into.',
          'データベースの言語。',
        ),
        source: common,
        metric: null,
        ours: false,
      },
    ],
  },
]
