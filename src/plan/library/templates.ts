// Plans to start with, by business: the macro, the micros, and what to say beside each. Data only.
import type { Bilingual, Template } from '#contract/library.ts'

export interface TemplateEntry extends Template {
  /** Why this is the macro. */
  why: Bilingual
  /** Words that this business uses, and what they are here. */
  words: readonly Bilingual[]
  /** Said above a point. */
  remarks: Readonly<Record<string, Bilingual>>
}

export const templateEntries: readonly TemplateEntry[] = [
  {
    name: 'saas',
    title: { en: 'BtoB SaaS', ja: 'BtoB SaaS' },
    forWhom: {
      en: 'software sold to companies, with a sales team or a free trial',
      ja: '法人向けソフトウェア（営業または無料トライアルで販売）',
    },
    macro: 'subscription_contract',
    micros: ['opportunity_qualified', 'demo_requested', 'trial_started', 'whitepaper_downloaded'],
    why: {
      en: 'The paid contract is the revenue. Leads are steps to it, not outcomes.',
      ja: '売上になるのは有料契約です。リードはその途中であり、成果ではありません。',
    },
    words: [
      {
        en: '"Lead" is anybody who left a contact: whitepaper, demo, trial. Say which.',
        ja: '「リード」は連絡先を得た人の総称です（資料、デモ、トライアル）。どれかを明示します。',
      },
      {
        en: '"CV" in a report is the paid contract; everything else is named a micro CV.',
        ja: 'レポートの「CV」は有料契約です。それ以外は「マイクロCV」と呼びます。',
      },
      {
        en: 'MQL and SQL are stages of one lead; the SQL is the opportunity below.',
        ja: 'MQLとSQLは同じリードの段階です。SQLは下の「商談化」にあたります。',
      },
    ],
    remarks: {
      subscription_contract: {
        en: 'With deals from a CRM: match: { deal: { stage: won } }, with the stage as your file writes it.',
        ja: 'CRMの商談を使う場合：match: { deal: { stage: won } }（段階名はファイルの表記どおりに）。',
      },
      opportunity_qualified: {
        en: 'With deals from a CRM: match: { deal: { stage: qualified } }.',
        ja: 'CRMの商談を使う場合：match: { deal: { stage: qualified } }。',
      },
    },
  },
  {
    name: 'ecommerce',
    title: { en: 'E-commerce', ja: 'EC・通販' },
    forWhom: { en: 'shops that sell online', ja: 'オンラインで商品を販売するショップ' },
    macro: 'purchase',
    micros: ['cart_added', 'favourite_added', 'newsletter_signup'],
    why: {
      en: 'The paid order is the revenue. Refunds lower its value, never the count.',
      ja: '支払いの済んだ注文が売上です。返金は金額だけを減らし、件数は変わりません。',
    },
    words: [
      {
        en: '"CVR" is orders per session here: ask for cvr.session.',
        ja: '「CVR」は訪問あたりの注文とします（cvr.session）。',
      },
      {
        en: '"New customer" is a person whose first order this is: metric customers, not cv.',
        ja: '「新規顧客」は初回注文の人です。指標は cv ではなく customers です。',
      },
    ],
    remarks: {
      purchase: {
        en: 'With orders from a file: match: { order: { status: paid } }.',
        ja: '注文ファイルを使う場合：match: { order: { status: paid } }。',
      },
      cart_added: {
        en: 'Its money is no revenue: no value.',
        ja: '売上ではないため、金額は数えません。',
      },
    },
  },
  {
    name: 'recruiting',
    title: { en: 'Recruiting and staffing', ja: '人材・求人' },
    forWhom: { en: 'job boards, agencies, hiring of one’s own', ja: '求人サイト、人材紹介・派遣、自社採用' },
    macro: 'application_completed',
    micros: ['account_signup', 'favourite_added', 'key_page_viewed'],
    why: {
      en: 'The application is what employers pay for. Move on to interviews once your CRM has them.',
      ja: '求人企業が対価を払うのは応募です。面接数がCRMで取れたら、そちらへ移します。',
    },
    words: [
      {
        en: '"Entry" is the application sent to its end, not the opened form.',
        ja: '「応募」はフォームを開いたことではなく、送信が完了したことです。',
      },
      {
        en: 'One person applying for two jobs within 30 days is one CV; per job, use once_per: event.',
        ja: '同じ人が30日以内に2件応募しても1CVです。求人ごとに数えるなら once_per: event にします。',
      },
    ],
    remarks: {
      key_page_viewed: {
        en: 'Put the paths of your job pages here.',
        ja: '求人詳細ページのパスに置き換えてください。',
      },
    },
  },
  {
    name: 'finance',
    title: { en: 'Finance', ja: '金融' },
    forWhom: { en: 'banks, securities, cards, insurance', ja: '銀行、証券、カード、保険' },
    macro: 'account_opened',
    micros: ['application_completed', 'quote_requested', 'whitepaper_downloaded'],
    why: {
      en: 'The opened account, after the identity check, is the outcome; applications end there often.',
      ja: '成果は本人確認を経た口座開設です。申込の段階では離脱が多くあります。',
    },
    words: [
      {
        en: '"Application" is a micro CV, "account" the macro; ad platforms often show the first as "CV".',
        ja: '「申込」はマイクロCV、「開設」がマクロCVです。媒体の「CV」は申込であることが多いので注意します。',
      },
      {
        en: 'Accounts open days after the click: compare by the date of the click, and mind recent weeks.',
        ja: '開設はクリックの数日後です。クリック日で比べ、直近の週は低く出ることに注意します。',
      },
    ],
    remarks: {},
  },
  {
    name: 'media',
    title: { en: 'Media, community, marketplace', ja: 'メディア・コミュニティ・CtoC' },
    forWhom: {
      en: 'media, communities and marketplaces that live on members',
      ja: '会員を基盤とするメディア、コミュニティ、CtoCサービス',
    },
    macro: 'account_signup',
    micros: ['newsletter_signup', 'line_friend_added', 'multi_page_session'],
    why: {
      en: 'The member is the outcome: relations and revenue build on it.',
      ja: '会員になることが成果です。関係も収益もその上に築かれます。',
    },
    words: [
      {
        en: '"Registration" is the account, not the newsletter.',
        ja: '「登録」は会員登録を指し、メルマガ登録は含みません。',
      },
      {
        en: '"User" is a person with an account; "visitor" is a browser.',
        ja: '「ユーザー」は会員、「ビジター」はブラウザの単位です。',
      },
    ],
    remarks: {},
  },
  {
    name: 'real_estate',
    title: { en: 'Real estate', ja: '不動産' },
    forWhom: { en: 'sale and rental of homes, builders, brokers', ja: '売買・賃貸、住宅メーカー、仲介' },
    macro: 'visit_booked',
    micros: ['whitepaper_downloaded', 'contact_form', 'favourite_added'],
    why: {
      en: 'The booked viewing is the last step on the site; move on to contracts once your CRM has them.',
      ja: '来場・内見予約がサイト上の最終段階です。契約がCRMで取れたら、そちらへ移します。',
    },
    words: [
      {
        en: '"Response" (hankyo) is no CV: it mixes brochures, questions and bookings.',
        ja: '「反響」はCVではありません。資料請求、問い合わせ、予約が混ざっているためです。',
      },
    ],
    remarks: {
      whitepaper_downloaded: { en: 'The brochure.', ja: '資料請求にあたります。' },
    },
  },
  {
    name: 'education',
    title: { en: 'Education', ja: '教育・スクール' },
    forWhom: { en: 'schools, courses, lessons', ja: '学校、講座、教室' },
    macro: 'application_completed',
    micros: ['webinar_registered', 'whitepaper_downloaded', 'trial_started', 'line_friend_added'],
    why: {
      en: 'The enrolment is the revenue; brochures and open days lead to it.',
      ja: '入学・受講の申込が売上です。資料請求や説明会はその手前です。',
    },
    words: [
      {
        en: '"Trial" is a trial lesson, "registration" an open day; neither is an enrolment.',
        ja: '「体験」は体験授業、「申込」は説明会と入学で意味が違うため、必ず区別します。',
      },
    ],
    remarks: {
      webinar_registered: { en: 'Open days and information sessions.', ja: '学校説明会・オープンキャンパス。' },
      trial_started: { en: 'The trial lesson.', ja: '体験授業。' },
    },
  },
]
