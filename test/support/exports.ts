// Small exports in the layouts that products write, made by hand: what each is recognised as, and what it must store.
import type { ImportOptions, RecognisedExport } from '#contract/import.ts'

export interface SampleExport {
  what: string
  kind: ImportOptions['kind']
  options?: Partial<ImportOptions>
  /** Lines above the header, the header, rows, lines below; cells apart by the delimiter. */
  above?: readonly string[]
  header: readonly string[]
  rows: readonly (readonly string[])[]
  below?: readonly (readonly string[])[]
  delimiter?: ',' | ';' | '\t'
  encoding?: 'utf-8' | 'utf-16le' | 'shift_jis'
  recognised: Partial<RecognisedExport>
  /** Day, campaign, clicks, cost, currency, conversions of each row; for records id, stage or channel, day, value. */
  facts: readonly (readonly (string | number)[])[]
}

const point = { point: 'lead' }

export const sampleExports: readonly SampleExport[] = [
  {
    what: 'Google Ads in English, with titles, totals, bounds and quoted thousands',
    kind: 'ads',
    options: point,
    above: ['Campaign report', '"September 1, 2026 - September 30, 2026"'],
    header: ['Day', 'Campaign status', 'Campaign', 'Impr.', 'Clicks', 'Currency code', 'Avg. cost', 'Cost', 'Search impr. share', 'Conversions', 'Conv. value'],
    rows: [
      ['2026-09-01', 'Enabled', 'Brand, exact', '12,345', '1,234', 'EUR', '0.29', '1,316.14', '< 10%', '4.50', '1,000.00'],
      ['2026-09-02', 'Paused', 'Total: recall', '50', '0', 'EUR', '0', '0.00', ' --', '0.00', ' --'],
    ],
    below: [
      ['Total: Campaigns', ' --', ' --', '12,395', '1,234', 'EUR', '0.29', '1,316.14', '< 10%', '4.50', '1,000.00'],
      ['Total: Account', '', '', '12,395', '1,234', 'EUR', '0.29', '1,316.14', '> 90%', '4.50', '1,000.00'],
    ],
    recognised: {
      id: 'google_ads', level: 'campaign', days: 'day',
      claim: { column: 'Conversions', date: 'click', window: 'as set for each conversion action', point: 'lead' },
    },
    facts: [
      ['2026-09-01', 'Brand, exact', 1234, 1316.14, 'EUR', 4.5],
      ['2026-09-02', 'Total: recall', 0, 0, 'EUR', 0],
    ],
  },
  {
    what: 'Google Ads in German, as UTF-16 with tabs',
    kind: 'ads',
    options: point,
    above: ['Kampagnenbericht', '1. September 2026 - 2. September 2026'],
    header: ['Tag', 'Kampagne', 'Anzeigengruppe', 'Währungscode', 'Kosten', 'Impr.', 'Klicks', 'Conversions'],
    rows: [
      ['01.09.2026', 'Marke', 'Größe', 'EUR', '1.234,56', '12.345', '1.234', '1,50'],
      ['02.09.2026', 'Marke', 'Größe', 'EUR', '12,50', '45', '3', '0,00'],
    ],
    below: [['Gesamt: Konto', ' --', ' --', 'EUR', '1.247,06', '12.390', '1.237', '1,50']],
    delimiter: '\t',
    encoding: 'utf-16le',
    recognised: { id: 'google_ads', level: 'ad_group', days: 'day' },
    facts: [
      ['2026-09-01', 'Marke', 1234, 1234.56, 'EUR', 1.5],
      ['2026-09-02', 'Marke', 3, 12.5, 'EUR', 0],
    ],
  },
  {
    what: 'Google Ads in French',
    kind: 'ads',
    options: point,
    above: ['Rapport sur les campagnes', '1 septembre 2026 - 2 septembre 2026'],
    header: ['Jour', 'Campagne', 'Code de devise', 'Coût', 'Impr.', 'Clics', 'Conversions'],
    rows: [
      ['03/09/2026', 'Marque', 'EUR', '1 234,56', '12 345', '1 234', '2,00'],
      ['04/09/2026', 'Marque', 'EUR', '0,50', '45', '3', '0,00'],
    ],
    delimiter: ';',
    recognised: { id: 'google_ads', days: 'day' },
    facts: [
      ['2026-09-03', 'Marque', 1234, 1234.56, 'EUR', 2],
      ['2026-09-04', 'Marque', 3, 0.5, 'EUR', 0],
    ],
  },
  {
    what: 'Google Ads in Japanese, as Shift-JIS',
    kind: 'ads',
    options: point,
    above: ['キャンペーン レポート', '2026年9月1日 - 2026年9月2日'],
    header: ['日', 'キャンペーン', '表示回数', 'クリック数', 'コンバージョン', '通貨コード', '費用'],
    rows: [
      ['2026-09-01', 'ブランド', '12,345', '1,234', '4.50', 'JPY', '131,614'],
      ['2026/09/02', 'ブランド', '45', '3', '0.00', 'JPY', '500'],
    ],
    below: [['合計: アカウント', '', '12,390', '1,237', '4.50', 'JPY', '132,114']],
    encoding: 'shift_jis',
    recognised: { id: 'google_ads', days: 'day' },
    facts: [
      ['2026-09-01', 'ブランド', 1234, 131614, 'JPY', 4.5],
      ['2026-09-02', 'ブランド', 3, 500, 'JPY', 0],
    ],
  },
  {
    what: 'Meta in English by day, with a summary row',
    kind: 'ads',
    options: point,
    header: ['Reporting starts', 'Reporting ends', 'Campaign name', 'Day', 'Attribution setting', 'Results', 'Result indicator', 'Reach', 'Amount spent (USD)', 'Impressions', 'CPM (cost per 1,000 impressions) (USD)', 'Link clicks', 'Clicks (all)'],
    rows: [
      ['2026-09-01', '2026-09-02', 'Launch, EU', '2026-09-01', '7-day click or 1-day view', '3', 'Website leads', '900', '62.1', '5400', '11.5', '61', '90'],
      ['2026-09-01', '2026-09-02', 'Launch, EU', '2026-09-02', '7-day click or 1-day view', '', '', '850', '60', '5100', '11.8', '58', '80'],
    ],
    below: [['2026-09-01', '2026-09-02', '', '', '', '3', '', '1500', '122.1', '10500', '11.6', '119', '170']],
    recognised: { id: 'meta', days: 'day', currency: 'USD', claim: { column: 'Results', date: 'conversion', window: 'as in its attribution setting', point: 'lead' } },
    facts: [
      ['2026-09-01', 'Launch, EU', 61, 62.1, 'USD', 3],
      ['2026-09-02', 'Launch, EU', 58, 60, 'USD', ''],
    ],
  },
  {
    what: 'Meta in Japanese, where each row begins and ends on one day',
    kind: 'ads',
    options: point,
    header: ['レポート開始日', 'レポート終了日', 'キャンペーン名', '結果', '消化金額 (JPY)', 'インプレッション', 'リンクのクリック', 'クリック(すべて)'],
    rows: [
      ['2026-09-01', '2026-09-01', '認知', '3', '6210', '5400', '61', '90'],
      ['2026-09-02', '2026-09-02', '認知', '0', '6000', '5100', '58', '80'],
    ],
    recognised: { id: 'meta', days: 'day', currency: 'JPY' },
    facts: [
      ['2026-09-01', '認知', 61, 6210, 'JPY', 3],
      ['2026-09-02', '認知', 58, 6000, 'JPY', 0],
    ],
  },
  {
    what: 'Meta in French',
    kind: 'ads',
    header: ['Jour', 'Nom de la campagne', 'Montant dépensé (EUR)', 'Impressions', 'Clics sur un lien'],
    rows: [
      ['01/08/2026', 'Large', '1 234,56', '45012', '61'],
      ['02/08/2026', 'Large', '1 002,00', '39887', '58'],
    ],
    delimiter: ';',
    recognised: { id: 'meta', days: 'day', currency: 'EUR' },
    facts: [
      ['2026-08-01', 'Large', 61, 1234.56, 'EUR', ''],
      ['2026-08-02', 'Large', 58, 1002, 'EUR', ''],
    ],
  },
  {
    what: 'Yahoo! JAPAN search ads, as Shift-JIS with a total',
    kind: 'ads',
    options: point,
    header: ['日', 'キャンペーン名', 'キャンペーンID', '広告掲載方式の指定', 'インプレッション数', 'クリック数', 'クリック率', 'コスト', 'コンバージョン数'],
    rows: [
      ['2026/9/1', '指名', '777', 'すべて', '900', '22', '2.44', '3150', '1'],
      ['2026/9/2', '指名', '777', 'すべて', '1,900', '25', '1.32', '13,150', '2'],
    ],
    below: [['合計', '--', '--', '--', '2,800', '47', '1.68', '16,300', '3']],
    encoding: 'shift_jis',
    recognised: { id: 'ly_search', days: 'day', currency: 'JPY' },
    facts: [
      ['2026-09-01', '指名', 22, 3150, 'JPY', 1],
      ['2026-09-02', '指名', 25, 13150, 'JPY', 2],
    ],
  },
  {
    what: 'Yahoo! JAPAN display ads',
    kind: 'ads',
    options: point,
    header: ['日', 'キャンペーン名', 'インプレッション数', 'ビューインプレッション数', 'クリック数', 'コスト', '総コンバージョン数'],
    rows: [['2026/09/01', '認知', '900', '700', '22', '3150', '1']],
    recognised: { id: 'ly_display', days: 'day', currency: 'JPY' },
    facts: [['2026-09-01', '認知', 22, 3150, 'JPY', 1]],
  },
  {
    what: 'Yahoo! JAPAN Ads of which nothing tells search from display',
    kind: 'ads',
    options: { platform: 'yss' },
    header: ['日', 'キャンペーン名', 'インプレッション数', 'クリック数', 'コンバージョン数', 'コスト'],
    rows: [['2026/09/01', '認知', '900', '22', '1', '3150']],
    recognised: { id: 'ly', days: 'day', currency: 'JPY' },
    facts: [['2026-09-01', '認知', 22, 3150, 'JPY', '']],
  },
  {
    what: 'LINE Ads in Japanese',
    kind: 'ads',
    options: point,
    header: ['日', 'キャンペーン名', 'インプレッション数', 'クリック数', 'CV（LINE Tagクリック）', 'ご利用金額'],
    rows: [['2026-09-01', '友だち追加', '10,000', '120', '4', '5,400']],
    recognised: { id: 'line', days: 'day', currency: 'JPY', claim: { column: 'CV（LINE Tagクリック）', date: 'arrival', window: '30 days after a click unless set otherwise', point: 'lead' } },
    facts: [['2026-09-01', '友だち追加', 120, 5400, 'JPY', 4]],
  },
  {
    what: 'LINE Ads in English',
    kind: 'ads',
    header: ['Day', 'Ad account name', 'Campaign name', 'Campaign objective', 'Ad group name', 'Ad name', 'Impressions', 'Clicks', 'CTR (click-through rate)', 'Cost', 'Currency', 'Age', 'Gender'],
    rows: [
      ['2026-09-01', 'Shop', 'Friends', 'Leads', 'G', 'A', '10,000', '120', '1.20%', '540.50', 'THB', '25-34', 'female'],
      ['2026-09-01', 'Shop', 'Friends', 'Leads', 'G', 'A', '9,000', '90', '1.00%', '440.50', 'THB', '25-34', 'male'],
    ],
    recognised: { id: 'line', level: 'ad', days: 'day' },
    facts: [
      ['2026-09-01', 'Friends', 120, 540.5, 'THB', ''],
      ['2026-09-01', 'Friends', 90, 440.5, 'THB', ''],
    ],
  },
  {
    what: 'TikTok, with small numbers masked and a total',
    kind: 'ads',
    options: point,
    header: ['Campaign name', 'Ad group name', 'By Day', 'Cost', 'CPM', 'Impressions', 'Clicks (destination)', 'CTR (destination)', 'Conversions', 'CPA', 'Currency'],
    rows: [
      ['Spring', 'G1', '2026-09-01', '120.50', '4.01', '30000', '378', '1.26%', '7', '17.21', 'USD'],
      ['Spring', 'G2', '2026-09-01', '20.50', '4.01', '5100', '37', '0.72%', '<5', '-', 'USD'],
    ],
    below: [['Total of 2 results', '-', '-', '141.00', '4.01', '35100', '415', '1.18%', '9', '15.66', 'USD']],
    recognised: { id: 'tiktok', level: 'ad_group', days: 'day' },
    facts: [
      ['2026-09-01', 'Spring', 37, 20.5, 'USD', ''],
      ['2026-09-01', 'Spring', 378, 120.5, 'USD', 7],
    ],
  },
  {
    what: 'Microsoft Advertising, with nine lines above and its copyright below',
    kind: 'ads',
    options: point,
    above: [
      '"Report Name: Campaign"', '"Report Time: 10/12/2026,10/13/2026"', '"Time Zone: (GMT-05:00) Eastern Time (US & Canada)"',
      '"Last Completed Available Day: 10/13/2026 11:59:00 PM (GMT)"', '"Last Completed Available Hour: 10/13/2026 11:59:00 PM (GMT)"',
      '"Report Aggregation: Daily"', '"Report Filter: "', '"Potential Incomplete Data: true"', '"Rows: 2"', '',
    ],
    header: ['TimePeriod', 'CampaignName', 'CurrencyCode', 'Impressions', 'Clicks', 'Spend', 'Conversions'],
    rows: [
      ['10/12/2026', 'Bing brand', 'USD', '900', '22', '31.5', '1'],
      ['10/13/2026', 'Bing brand', 'USD', '1900', '25', '1,131.5', '2'],
    ],
    below: [['©2026 Microsoft Corporation. All rights reserved. ']],
    recognised: { id: 'microsoft', days: 'day', claim: { column: 'Conversions', date: 'click', window: 'as set for each conversion goal', point: 'lead' } },
    facts: [
      ['2026-10-12', 'Bing brand', 22, 31.5, 'USD', 1],
      ['2026-10-13', 'Bing brand', 25, 1131.5, 'USD', 2],
    ],
  },
  {
    what: 'LinkedIn, as UTF-16 with tabs and lines above',
    kind: 'ads',
    options: point,
    above: ['Campaign Performance Report (in UTC)', 'Report Start: 09/01/2026, Report End: 09/02/2026', ''],
    header: ['Start Date (in UTC)', 'Account Name', 'Currency', 'Campaign Name', 'Total Spent', 'Impressions', 'Clicks', 'Conversions', 'Total Conversion Value'],
    rows: [
      ['9/1/2026', 'ACME', 'EUR', 'ABM', '120.50', '3,000', '12', '2', '200.00'],
      ['9/2/2026', 'ACME', 'EUR', 'ABM', '1,020.50', '2,000', '9', '0', '0.00'],
    ],
    below: [['Total', '', '', '', '1,141.00', '5,000', '21', '2', '200.00']],
    delimiter: '\t',
    encoding: 'utf-16le',
    recognised: { id: 'linkedin', days: 'day' },
    facts: [
      ['2026-09-01', 'ABM', 12, 120.5, 'EUR', 2],
      ['2026-09-02', 'ABM', 9, 1020.5, 'EUR', 0],
    ],
  },
  {
    what: 'a GA4 exploration by day, with a grand total and a further table',
    kind: 'figures',
    options: { ...point, currency: 'EUR' },
    above: [
      '# ----------------------------------------', '# Free form 1', '# Account: ACME', '# Property: Shop', '# ----------------------------------------',
      '#', '# All Users', '# Start date: 20260901', '# End date: 20260902',
    ],
    header: ['Date', 'Session default channel group', 'Sessions', 'Key events', 'Total revenue'],
    rows: [
      ['20260901', 'Paid Search', '1200', '14', '1003.59'],
      ['20260902', 'Organic Search', '900', '9', '0'],
    ],
    below: [['', 'Grand total', '2100', '23', '1003.59'], ['# Free form 2', '', '', '', ''], ['Date', 'Sessions', '', '', ''], ['20260901', '1200', '', '', '']],
    recognised: { id: 'ga4', days: 'day', currency: 'EUR', claim: { column: 'Key events', date: 'conversion', window: '90 days unless set otherwise', point: 'lead' } },
    facts: [
      ['2026-09-01', 'paid_search', 14, 1003.59, 'EUR'],
      ['2026-09-02', 'organic_search', 9, 0, 'EUR'],
    ],
  },
  {
    what: 'a GA4 exploration in Japanese',
    kind: 'figures',
    options: point,
    above: ['# ----------------------------------------', '# アカウント: ACME', '# プロパティ: 店', '# ----------------------------------------', '#', '# 開始日: 20260901', '# 終了日: 20260902'],
    header: ['日付', 'セッションのデフォルト チャネル グループ', 'セッション', 'キーイベント'],
    rows: [
      ['20260901', 'Organic Search', '12,345', '14'],
      ['20260902', 'Direct', '900', '9'],
    ],
    recognised: { id: 'ga4', days: 'day' },
    facts: [
      ['2026-09-01', 'organic_search', 14, 0, ''],
      ['2026-09-02', 'direct', 9, 0, ''],
    ],
  },
  {
    what: 'HubSpot deals',
    kind: 'deals',
    header: ['Record ID', 'Deal Name', 'Deal Stage', 'Close Date', 'Deal owner', 'Amount', 'Currency', 'Pipeline'],
    rows: [
      ['9001', 'ACME renewal', 'Closed Won', '2026-09-01 10:30', 'Ann Example', '12000', 'EUR', 'Sales'],
      ['9002', 'Beta', 'qualifiedtobuy', '2026-09-02 09:00', 'Bob Example', '', 'EUR', 'Sales'],
    ],
    recognised: { id: 'hubspot_deals', kind: 'deals' },
    facts: [
      ['9001', 'Closed Won', '2026-09-01', 12000],
      ['9002', 'qualifiedtobuy', '2026-09-02', ''],
    ],
  },
  {
    what: 'Salesforce opportunities, with totals and notices below',
    kind: 'deals',
    header: ['Opportunity Name', 'Opportunity ID', 'Stage', 'Amount Currency', 'Amount', 'Close Date', 'Lead Source', 'Opportunity Owner'],
    rows: [
      ['ACME renewal', '0061', 'Closed Won', 'USD', '12,000.00', '9/13/2026', 'Trade Show', 'Ann Example'],
      ['Beta', '0062', 'Negotiation', 'USD', '', '9/2/2026', 'Web', 'Bob Example'],
    ],
    below: [[''], [''], ['Grand Totals (2 records)'], ['Confidential Information - Do Not Distribute'], ['Copyright © 2000-2026 salesforce.com, inc. All rights reserved.']],
    recognised: { id: 'salesforce_opportunities', kind: 'deals' },
    facts: [
      ['0061', 'Closed Won', '2026-09-13', 12000],
      ['0062', 'Negotiation', '2026-09-02', ''],
    ],
  },
  {
    what: 'Salesforce opportunities in Japanese, as Shift-JIS',
    kind: 'deals',
    header: ['商談名', '商談 ID', 'フェーズ', '金額 通貨', '金額', '完了予定日', '商談 所有者'],
    rows: [['更新', '0061', '成約', 'JPY', '1,200,000', '2026/09/13', '山田']],
    encoding: 'shift_jis',
    recognised: { id: 'salesforce_opportunities', kind: 'deals' },
    facts: [['0061', '成約', '2026-09-13', 1200000]],
  },
  {
    what: 'a list of badges scanned at a trade show',
    kind: 'leads',
    header: ['First Name', 'Last Name', 'Company', 'Email', 'Badge ID', 'Scan Date/Time', 'Scanned By', 'Rating'],
    rows: [['Cleo', 'Example', 'ACME', 'cleo@example.com', 'B-17', '2026-09-03 14:05', 'Bob', 'A']],
    recognised: { id: 'lead_list', kind: 'leads' },
    facts: [['B-17', 'trade_show', '2026-09-03', '']],
  },
  {
    what: 'a list of visitors of an exhibition in Japanese',
    kind: 'leads',
    header: ['氏名', '会社名', 'メールアドレス', '来場者ID', '読取日時', '展示会名'],
    rows: [['山田 花子', 'ACME', 'hana@example.jp', 'V-17', '2026/09/03 14:05', 'マーケEXPO']],
    encoding: 'shift_jis',
    recognised: { id: 'lead_list', kind: 'leads' },
    facts: [['V-17', 'trade_show', '2026-09-03', '']],
  },
  {
    what: 'a cost sheet of SEO, e-mail and trade shows',
    kind: 'costs',
    options: { currency: 'EUR' },
    header: ['Month', 'Category', 'Vendor', 'Amount'],
    rows: [
      ['2026-09', 'SEO', 'Agency', '3,000.00'],
      ['2026-09', 'E-mail', 'Sender', '120'],
      ['2026-09', 'Trade show', 'Fair', '9,000'],
    ],
    below: [['Total', '', '', '12,120.00']],
    recognised: { id: 'cost_sheet', kind: 'costs' },
    facts: [
      ['2026-09-01', 'email', 120, 'EUR'],
      ['2026-09-01', 'organic_search', 3000, 'EUR'],
      ['2026-09-01', 'trade_show', 9000, 'EUR'],
    ],
  },
  {
    what: 'a cost sheet in Japanese',
    kind: 'costs',
    header: ['計上月', '施策', '取引先', '金額'],
    rows: [
      ['2026年9月', 'SEO対策', '代理店', '300,000'],
      ['2026年9月', '展示会', '主催', '¥900,000'],
    ],
    below: [['合計', '', '', '1,200,000']],
    encoding: 'shift_jis',
    recognised: { id: 'cost_sheet', kind: 'costs', currency: 'JPY' },
    facts: [
      ['2026-09-01', 'organic_search', 300000, 'JPY'],
      ['2026-09-01', 'trade_show', 900000, 'JPY'],
    ],
  },
] // prettier-ignore
