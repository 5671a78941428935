// Glossary: measuring, visits, attribution, and the words around them. Data only.
import { type Term, both, one, sources } from './entry.ts'

const { common, cv, here, platforms } = sources

export const measuringTerms: readonly Term[] = [
  {
    term: both('session', 'セッション'),
    aliases: ['sessions', 'visit', 'visits', '訪問', 'セッション数'],
    meanings: [
      {
        name: both('Visit', '訪問'),
        definition: both(
          'A visitor’s events with no more than 30 minutes between them, unless the plan says otherwise.',
          '30分（定義に指定があればその時間）以上の空白がない、1人のビジターの一連の行動。',
        ),
        source: here,
        metric: 'sessions',
        ours: true,
      },
      {
        name: both('Session of GA4', 'GA4のセッション'),
        definition: both(
          'GA4 counts sessions by its own id and estimates their number; small differences are to be expected.',
          'GA4は独自のIDで数え、件数を推定するため、多少の差が出る。',
        ),
        source: platforms,
        metric: null,
        ours: false,
      },
    ],
  },
  one(
    both('visitor', 'ビジター'),
    ['visitors', 'unique visitor', 'user', 'users', 'UU', 'ユーザー', 'ユニークユーザー', '訪問者'],
    both('A browser or device. One person can be several.', 'ブラウザまたは端末。1人が複数になることがある。'),
    { metric: 'visitors' },
  ),
  one(
    both('person', '人（パーソン）'),
    ['people', '個人', 'identity'],
    both(
      'Who it was, found by ids that were seen together: user, e-mail, phone, lead.',
      'ユーザーID、メール、電話、リードなどのIDから結びつけた本人。',
    ),
  ),
  one(
    both('event', 'イベント'),
    ['events', 'hit'],
    both(
      'What a source sent, kept as it came. Known by the source and its id, so that a repeat counts once.',
      '計測元が送った内容をそのまま保存したもの。計測元とIDで識別し、再送は1件とみなす。',
    ),
    { metric: 'events' },
  ),
  one(
    both('property', 'プロパティ'),
    ['properties', 'event property', 'event parameter', 'イベントパラメータ'],
    both(
      'What a sender wrote into an event beside the fields that every event has: `property.plan` in a question.',
      'すべてのイベントにある項目のほかに、送信元がイベントに書いた値。質問では `property.plan` のように書く。',
    ),
  ),
  one(
    both('attribute of a person', '人の属性'),
    ['person attribute', 'user property', 'user properties', 'trait', 'traits', 'ユーザープロパティ', 'ユーザー属性'],
    both(
      'What identify calls and imported columns tell of somebody, industry or plan: `person.industry` in a question. Of several the last one told before the CV counts, else the first told within a day after it.',
      '識別の呼び出しや取り込んだ列が伝える、業種やプランなど。質問では `person.industry` のように書く。複数ある場合はCVの前に最後に伝えられた値、なければCV後1日以内に最初に伝えられた値とする。',
    ),
  ),
  one(
    both('page view', 'ページビュー'),
    ['PV', 'page_view', 'pageview'],
    both('An event named page_view: a page was opened.', 'ページの表示。page_view という名前のイベント。'),
  ),
  {
    term: both('attribution', 'アトリビューション'),
    aliases: [
      'attribution model',
      '貢献度',
      'アトリビューションモデル',
      'first click',
      'last click',
      'linear',
      'time decay',
      'Markov',
      'Shapley',
    ],
    meanings: [
      {
        name: both('Attribution', 'アトリビューション'),
        definition: both(
          'Dealing the CVs out to the visits that led to them, by a model: first, last, linear, time decay, position, Markov, Shapley. Every model deals out exactly the CVs counted.',
          'CVに至った訪問へCVを配分すること。モデルには最初、最後、線形、減衰、接点、マルコフ、シャープレイがあり、どれも合計は計測したCV数に一致する。',
        ),
        source: here,
        metric: 'cv',
        ours: true,
      },
      {
        name: both('Attribution of a platform', '媒体のアトリビューション'),
        definition: both(
          'Each platform gives itself the credit within its own window, so their sum exceeds the CVs there were.',
          '各媒体が自社の期間内で自らに成果を計上するため、合計は実際のCV数を上回る。',
        ),
        source: platforms,
        metric: 'figure.cv',
        ours: false,
      },
    ],
  },
  one(
    both('credit', 'クレジット（紐づけ）'),
    ['credited', '紐づけ'],
    both(
      'The visit, lead or record that a conversion’s channel is taken from.',
      'CVのチャネルの根拠となる訪問・リード・レコード。',
    ),
  ),
  {
    term: both('lookback', 'ルックバック'),
    aliases: [
      'lookback window',
      'conversion window',
      'attribution window',
      '計測期間',
      'ルックバックウィンドウ',
      'コンバージョン期間',
    ],
    meanings: [
      {
        name: both('Lookback of a point', 'ポイントのルックバック'),
        definition: both(
          'How far back a conversion looks for the visit it is credited to: lookback: { click: 30d }.',
          'CVを紐づける訪問を、どれだけさかのぼって探すか。lookback: { click: 30d }。',
        ),
        source: here,
        metric: null,
        ours: true,
      },
      {
        name: both('Conversion window of a platform', '媒体のコンバージョン計測期間'),
        definition: both(
          'How long after a click or view a platform still claims a conversion.',
          'クリックや表示の後、媒体がCVを計上する期間。',
        ),
        source: platforms,
        metric: 'figure.cv',
        ours: false,
      },
    ],
  },
  one(
    both('view-through', 'ビュースルー'),
    ['view-through conversion', 'VTC', 'view through', 'ビュースルーコンバージョン', 'post-view'],
    both(
      'A conversion of somebody who saw an ad and did not click it. Platforms count such; our own count credits visits alone.',
      '広告を見ただけでクリックしなかった人のCV。媒体は計上することがあるが、自社計測では訪問だけに紐づける。',
    ),
    { source: platforms, metric: 'figure.cv', ours: false },
  ),
  one(
    both('click-through conversion', 'クリックスルーコンバージョン'),
    ['post-click', 'click conversion', 'クリック経由CV'],
    both('A conversion credited to a click on an ad.', '広告クリックに紐づくCV。'),
    { source: common, metric: 'cvr.click' },
  ),
  one(
    both('basis', '日付の基準'),
    ['click date', 'conversion date', 'クリック日', 'CV発生日', '基準日'],
    both(
      'Which day a CV is put on: its own, or that of the click it is credited to. Google Ads reports by click, GA4 by conversion.',
      'CVをどの日に計上するか（発生日か、紐づくクリックの日か）。Google広告はクリック日、GA4は発生日。',
    ),
  ),
  one(
    both('channel', 'チャネル'),
    ['channels', '流入経路', 'medium', 'traffic source'],
    both(
      'Where a visit or lead came from: search ads, social ads, organic search, e-mail, trade show, LINE, direct.',
      '訪問やリードの経路。検索広告、SNS広告、自然検索、メール、展示会、LINE、直接流入など。',
    ),
  ),
  one(
    both('UTM', 'UTMパラメータ'),
    ['utm_source', 'utm_medium', 'utm_campaign', 'UTMパラメーター'],
    both('Marks in an address that say which campaign a visit came from.', 'どのキャンペーンから来たかを示すURLの印。'),
    { source: common },
  ),
  one(
    both('click id', 'クリックID'),
    ['gclid', 'fbclid', 'ttclid', 'yclid', 'msclkid', 'li_fat_id'],
    both(
      'What a platform adds to the address of an ad click, to know it again.',
      '媒体が広告クリックのURLに付ける識別子。',
    ),
    { source: common },
  ),
  one(
    both('landing page', 'ランディングページ'),
    ['LP', 'landing page optimisation', 'LPO'],
    both('The first page of a visit.', '訪問で最初に開かれたページ。'),
  ),
  one(
    both('creative', 'クリエイティブ'),
    ['ad creative', '広告素材', 'バナー'],
    both('What an ad shows: picture, video, text.', '広告の画像・動画・文言。'),
    { source: common, ours: false },
  ),
  one(
    both('A/B test', 'A/Bテスト'),
    ['AB test', 'experiment', 'split test', 'ABテスト'],
    both('Two variants shown to people at random, compared by their CVR.', '2案を無作為に出し分け、CVRで比べる方法。'),
    { source: cv, ours: false },
  ),
  one(
    both('confidence interval', '信頼区間'),
    ['interval', '95 %', '区間'],
    both(
      'Where the true figure may lie: such intervals hold it 95 times in 100. Wide means few data.',
      '真の値がありそうな範囲。100回中95回は真の値を含む。広いほどデータが少ない。',
    ),
  ),
  one(
    both('tag', 'タグ'),
    ['pixel', 'measurement tag', 'ピクセル', '計測タグ', 'Meta Pixel', 'LINE Tag', 'LINEタグ'],
    both(
      'The script in a page that tells what happens on it. Platforms call theirs a pixel.',
      'ページでの行動を知らせるスクリプト。媒体ではピクセルとも呼ぶ。',
    ),
  ),
  one(
    both('server-side measurement', 'サーバーサイド計測'),
    ['Conversions API', 'CAPI', 'コンバージョンAPI', 'Measurement Protocol', 'server-side', 'サーバー計測'],
    both(
      'Events sent by your server, which no browser blocks: to us, or to a platform (Conversions API, Measurement Protocol).',
      'ブラウザの制限を受けず、サーバーから送る計測（媒体のコンバージョンAPI、Measurement Protocolなど）。',
    ),
    { source: cv },
  ),
  one(
    both('enhanced conversions', '拡張コンバージョン'),
    ['拡張CV', 'enhanced conversion', 'advanced matching'],
    both(
      'Hashed e-mail or phone sent along, so that a platform can match a conversion without a cookie.',
      'ハッシュ化したメールや電話番号を送り、Cookieなしで照合する仕組み。',
    ),
    { source: cv, ours: false },
  ),
  one(
    both('cookie', 'Cookie'),
    ['クッキー', 'third-party cookie', 'first-party cookie', 'ITP'],
    both(
      'What a browser keeps so that it is known again. Ours is first-party, and only with consent.',
      'ブラウザを識別するための保存情報。自社のものは同意がある場合だけ使う。',
    ),
  ),
  one(
    both('consent', '同意'),
    ['consent mode', 'GDPR', 'cookieless', '同意モード', '個人情報保護'],
    both(
      'What a person allowed: analytics, ad storage, ad user data, personalisation. GDPR asks for it.',
      '本人が許可した用途（分析、広告の保存・利用・最適化）。GDPRなどで求められる。',
    ),
  ),
  one(
    both('ATT', 'ATT'),
    ['App Tracking Transparency', 'iOS 14', 'SKAdNetwork', 'SKAN'],
    both(
      'Apple’s question to people whether an app may track them; since iOS 14.5 fewer conversions are seen.',
      'アプリの追跡を許可するか尋ねるiOSの仕組み。計測できるCVが減る原因の1つ。',
    ),
    { source: cv, ours: false },
  ),
  one(
    both('MA', 'MA'),
    ['marketing automation', 'マーケティングオートメーション'],
    both(
      'Software that nurtures leads: forms, e-mails, scores.',
      'リードを育成するツール（フォーム、メール、スコアリング）。',
    ),
    { source: common, ours: false },
  ),
  one(
    both('CRM', 'CRM'),
    ['customer relationship management', '顧客管理', 'SFA'],
    both('Where sales keep leads, opportunities and closed deals.', 'リード、商談、受注を管理する営業のシステム。'),
    { source: common, ours: false },
  ),
  one(
    both('GA4', 'GA4'),
    ['Google Analytics', 'Google Analytics 4', 'Googleアナリティクス'],
    both(
      'Google’s web analytics; its CVs are called key events.',
      'Googleのアクセス解析。CVは「キーイベント」と呼ばれる。',
    ),
    { source: common, ours: false },
  ),
  one(
    both('KPI', 'KPI'),
    ['key performance indicator', '重要業績評価指標'],
    both('A number by which work is steered.', '業務を管理するための指標。'),
    { source: common, ours: false },
  ),
  one(
    both('PDCA', 'PDCA'),
    ['plan-do-check-act', 'PDCAサイクル'],
    both('Plan, do, check, act: the round of improving.', '計画・実行・評価・改善の繰り返し。'),
    { source: cv, ours: false },
  ),
  one(
    both('funnel', 'ファネル'),
    ['marketing funnel', 'ファネル分析'],
    both(
      'The steps from the first visit to the macro CV, each with fewer people.',
      '最初の訪問からマクロCVまでの段階。進むほど人数が減る。',
    ),
    { source: common, metric: 'transition' },
  ),
  {
    term: both('time to convert', 'CVまでの時間'),
    aliases: ['lag', 'conversion lag', '検討期間', 'リードタイム'],
    meanings: [50, 75, 90].map((percent) => ({
      name: both(`Time in which ${percent} % of CVs came`, `CVの${percent}%が発生するまでの時間`),
      definition: both(
        `${percent} % of CVs came within this time of the visit or lead they are credited to.`,
        `紐づく訪問やリードから、CVの${percent}%がこの時間内に発生した。`,
      ),
      source: here,
      metric: `lag.p${percent}`,
      ours: true,
    })),
  },
]
