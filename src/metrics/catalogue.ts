// The metrics: what each is called, how it is computed, per what, and with which interval. Data only.
import { type ConversionPart, type Measure, lagQuantiles } from './measures.ts'

export type Unit =
  | 'count'
  | 'ratio'
  | 'money'
  | 'money per CV'
  | 'money per customer'
  | 'money per click'
  | 'money per 1,000 impressions'
  /** Of one unit of money. */
  | 'CV per money'
  /** Milliseconds. */
  | 'duration'

export interface Metric {
  id: string
  name: { en: string; ja: string }
  formula: string
  unit: Unit
  /** What a rate is per. */
  base?: string
  /** How its 95 % interval is made; two ways where it depends on whether a unit can convert more than once. */
  interval?: string | { once: string; repeated: string }
  /** What it is computed from; a metric that needs `conversions`, `clicked`, `converting`, `transition` or `customers` needs a plan. */
  needs: readonly Measure[]
  /** What it reads of conversions beside their number. */
  reads?: ConversionPart
  /** Which date a row is put on; absent: the question's basis. */
  basis?: string
  /** Dimensions that its tables have, but with different meanings, so that a quotient would be wrong. */
  notBy?: Record<string, string>
}

const poisson = 'exact Poisson (Garwood), 95 %'
const weighted = 'Poisson sums with weights (Fay and Feuer), 95 %'
const orderStatistics = 'order statistics, distribution-free, 95 %'
const wilson = 'Wilson, 95 %'
const noSource = 'the source of a conversion is who saw it, the source of a cost is who reported it'
const noSender = 'the source of a conversion is who saw it, the source of a visit is who sent its events'
const noVisitSource = 'the source of a visit is who sent its events, the source of a click is who reported it'
const onePoint = 'a customer is new once, whatever the point; name one with point'
const firstDay = 'date of the first CV'
const noCostCurrency = 'a conversion has no currency of cost; ask by campaign, channel or platform instead'
const spendDay = 'day of the cost'
const figureDay = 'day or period that the platform reports'
const visitDay = 'start of the visit'
const ctaDay = 'time of the view or click'
const byVisitor = 'delta method clustered by visitor, 95 %; exact Poisson where there is none'
const afterClick = 'the source of a conversion is who saw it, the source of a click is who sent it'

export const metrics: readonly Metric[] = [
  {
    id: 'events',
    name: { en: 'Events', ja: 'イベント数' },
    formula: 'events received, repeats of one (source, id) removed',
    unit: 'count',
    needs: ['events'],
    basis: 'time of the event',
  },
  {
    id: 'sessions',
    name: { en: 'Sessions', ja: 'セッション数' },
    formula: 'visits; silence ends one: 30 minutes, unless the plan says otherwise',
    unit: 'count',
    needs: ['sessions'],
    basis: visitDay,
  },
  {
    id: 'visitors',
    name: { en: 'Visitors', ja: 'ビジター数' },
    formula: 'distinct browsers or devices with a visit',
    unit: 'count',
    needs: ['sessions'],
    basis: visitDay,
  },
  {
    id: 'cv',
    name: { en: 'Conversions (CV)', ja: 'CV数' },
    formula: 'rows of the ledger: real actions that the point counts, each once',
    unit: 'count',
    interval: poisson,
    needs: ['conversions'],
  },
  {
    id: 'cvr.click',
    name: { en: 'CVR per click', ja: 'クリックCVR' },
    formula: 'CVs credited to ad clicks ÷ clicks reported, both on the date of the click',
    unit: 'ratio',
    base: 'ad click',
    interval: { once: wilson, repeated: `${weighted}, over persons` },
    needs: ['clicked', 'spend'],
    basis: 'date of the click',
    notBy: { source: noSource, currency: 'a click has no currency that a conversion shares' },
  },
  {
    id: 'cvr.session',
    name: { en: 'CVR per session', ja: 'セッションCVR' },
    formula: 'CVs credited to visits ÷ visits',
    unit: 'ratio',
    base: 'session',
    interval: 'delta method clustered by visitor, 95 %; exact Poisson where there is no CV',
    needs: ['converting'],
    basis: visitDay,
    notBy: { source: noSender },
  },
  {
    id: 'cvr.visitor',
    name: { en: 'CVR per visitor', ja: 'ビジターCVR' },
    formula: 'converting visitors ÷ visitors; CVs ÷ visitors where a visitor can convert more than once',
    unit: 'ratio',
    base: 'visitor',
    interval: { once: wilson, repeated: 'delta method over visitors, 95 %; exact Poisson where there is no CV' },
    needs: ['converting'],
    basis: visitDay,
    notBy: { source: noSender },
  },
  {
    id: 'transition',
    name: { en: 'Transition rate', ja: '遷移率' },
    formula: 'persons with the micro CV who have the macro CV at any time ÷ persons with the micro CV',
    unit: 'ratio',
    base: 'person with the micro CV',
    interval: wilson,
    needs: ['transition'],
    basis: 'date of the micro CV',
    notBy: { point: 'a transition goes from one point to another; name them with point and micro' },
  },
  {
    id: 'cost',
    name: { en: 'Cost', ja: '費用' },
    formula: 'money spent: ad reports and other costs',
    unit: 'money',
    needs: ['spend'],
    basis: spendDay,
  },
  {
    id: 'cpa',
    name: { en: 'Cost per CV (CPA)', ja: 'CPA' },
    formula: 'cost ÷ CVs',
    unit: 'money per CV',
    base: 'CV',
    interval: `cost ÷ ${poisson}`,
    needs: ['spend', 'conversions'],
    notBy: { source: noSource, currency: noCostCurrency },
  },
  {
    id: 'cv_per_cost',
    name: { en: 'CVs per cost', ja: '費用あたりCV数' },
    formula: 'CVs ÷ cost',
    unit: 'CV per money',
    base: 'cost',
    interval: `${poisson}, ÷ cost`,
    needs: ['spend', 'conversions'],
    notBy: { source: noSource, currency: noCostCurrency },
  },
  {
    id: 'roas',
    name: { en: 'ROAS', ja: 'ROAS' },
    formula: 'value of CVs ÷ cost',
    unit: 'ratio',
    base: 'cost',
    interval: `${weighted}, over CVs`,
    needs: ['spend', 'conversions'],
    reads: 'values',
    notBy: { source: noSource },
  },
  {
    id: 'impressions',
    name: { en: 'Impressions', ja: '表示回数' },
    formula: 'impressions reported',
    unit: 'count',
    needs: ['spend'],
    basis: spendDay,
  },
  {
    id: 'clicks',
    name: { en: 'Clicks', ja: 'クリック数' },
    formula: 'ad clicks reported',
    unit: 'count',
    needs: ['spend'],
    basis: spendDay,
  },
  {
    id: 'ctr',
    name: { en: 'Click-through rate (CTR)', ja: 'クリック率' },
    formula: 'clicks ÷ impressions',
    unit: 'ratio',
    base: 'impression',
    interval: wilson,
    needs: ['spend'],
    basis: spendDay,
  },
  {
    id: 'clicks.session',
    name: { en: 'Clicks per session', ja: 'セッションあたりクリック数' },
    formula: 'ad clicks reported ÷ visits',
    unit: 'ratio',
    base: 'session',
    needs: ['spend', 'sessions'],
    notBy: { source: noVisitSource },
  },
  {
    id: 'visitors.impression',
    name: { en: 'Visitors per impression', ja: '表示あたりビジター率' },
    formula: 'distinct visitors ÷ impressions',
    unit: 'ratio',
    base: 'impression',
    needs: ['spend', 'sessions'],
    notBy: { source: noVisitSource },
  },
  {
    id: 'cpc',
    name: { en: 'Cost per click (CPC)', ja: 'CPC' },
    formula: 'cost ÷ clicks',
    unit: 'money per click',
    base: 'click',
    needs: ['spend'],
    basis: spendDay,
  },
  {
    id: 'cpm',
    name: { en: 'Cost per 1,000 impressions (CPM)', ja: 'CPM' },
    formula: 'cost ÷ impressions × 1,000',
    unit: 'money per 1,000 impressions',
    base: '1,000 impressions',
    needs: ['spend'],
    basis: spendDay,
  },
  {
    id: 'value',
    name: { en: 'Value', ja: 'CV金額' },
    formula: 'sum of the values of CVs',
    unit: 'money',
    interval: `${weighted}, over CVs`,
    needs: ['conversions'],
    reads: 'values',
  },
  {
    id: 'aov',
    name: { en: 'Average order value', ja: '平均注文額' },
    formula: 'value ÷ CVs that carry a value',
    unit: 'money per CV',
    base: 'CV with a value',
    interval: "Student's t, 95 %",
    needs: ['conversions'],
    reads: 'values',
  },
  {
    id: 'qualifying',
    name: { en: 'Share of qualifying transactions', ja: '有効取引の割合' },
    formula: 'CVs worth more than nothing ÷ CVs',
    unit: 'ratio',
    base: 'CV',
    interval: wilson,
    needs: ['conversions'],
    reads: 'values',
  },
  {
    id: 'customers',
    name: { en: 'New customers', ja: '新規顧客数' },
    formula: 'persons whose first CV of all falls into the period',
    unit: 'count',
    interval: poisson,
    needs: ['customers'],
    basis: firstDay,
    notBy: { point: onePoint },
  },
  {
    id: 'cac',
    name: { en: 'Cost per new customer (CAC)', ja: 'CAC（顧客獲得単価）' },
    formula: 'cost ÷ new customers',
    unit: 'money per customer',
    base: 'new customer',
    interval: `cost ÷ ${poisson}`,
    needs: ['spend', 'customers'],
    basis: firstDay,
    notBy: { point: onePoint, source: noSource, currency: noCostCurrency },
  },
  {
    id: 'repeat',
    name: { en: 'Repeat rate', ja: 'リピート率' },
    formula: 'new customers of the period with a second CV to date ÷ new customers of the period',
    unit: 'ratio',
    base: 'new customer',
    interval: wilson,
    needs: ['customers'],
    basis: firstDay,
    notBy: { point: onePoint },
  },
  {
    id: 'ltv',
    name: { en: 'Customer value to date (LTV)', ja: 'LTV（実績累計）' },
    formula: 'value to date of all CVs of new customers of the period ÷ these customers',
    unit: 'money per customer',
    base: 'new customer',
    interval: "Student's t, 95 %",
    needs: ['customers'],
    basis: firstDay,
    notBy: { point: onePoint },
  },
  {
    id: 'ltv.cac',
    name: { en: 'Customer value ratio (LTV:CAC)', ja: 'LTV:CAC（顧客価値比率）' },
    formula: 'value to date of all CVs of new customers of the period ÷ cost',
    unit: 'ratio',
    base: 'cost',
    interval: `${weighted}, over customers`,
    needs: ['spend', 'customers'],
    basis: firstDay,
    notBy: { point: onePoint, source: noSource },
  },
  ...lagQuantiles
    .map((q) => Math.round(q * 100))
    .map((percent): Metric => ({
      id: `lag.p${percent}`,
      name: { en: `Time to convert, ${percent} %`, ja: `CVまでの時間 ${percent} %` },
      formula: `${percent} % of CVs came within this time of the visit or lead they are credited to`,
      unit: 'duration',
      interval: orderStatistics,
      needs: ['conversions'],
      reads: 'lags',
    })),
  {
    id: 'figure.cv',
    name: { en: 'CVs reported by platforms', ja: '媒体計測CV数' },
    formula: 'conversions that platforms report, added up',
    unit: 'count',
    interval: poisson,
    needs: ['figures'],
    basis: figureDay,
  },
  {
    id: 'figure.cpa',
    name: { en: 'CPA by reported CVs', ja: '媒体計測CPA' },
    formula: 'cost of the platforms that report ÷ conversions they report',
    unit: 'money per CV',
    base: 'reported CV',
    interval: `cost ÷ ${poisson}`,
    needs: ['spend', 'figures'],
    basis: figureDay,
  },
  {
    id: 'figure.value',
    name: { en: 'Value reported by platforms', ja: '媒体計測CV金額' },
    formula: 'conversion value that platforms report, added up',
    unit: 'money',
    needs: ['figures'],
    basis: figureDay,
  },
  {
    id: 'figure.roas',
    name: { en: 'ROAS by reported value', ja: '媒体計測ROAS' },
    formula: 'value that platforms report ÷ cost of the platforms that report',
    unit: 'ratio',
    base: 'cost',
    needs: ['spend', 'figures'],
    basis: figureDay,
  },
  {
    id: 'figure.cvr.click',
    name: { en: 'CVR per click by reported CVs', ja: '媒体計測クリックCVR' },
    formula: 'conversions that platforms report ÷ their clicks',
    unit: 'ratio',
    base: 'ad click',
    interval: `${poisson}, ÷ clicks`,
    needs: ['spend', 'figures'],
    basis: figureDay,
  },
  {
    id: 'cta.views',
    name: { en: 'Views of calls to action', ja: 'CTA表示数' },
    formula: 'times that a call to action was half in view for a second, once a page view',
    unit: 'count',
    needs: ['ctas'],
    basis: ctaDay,
  },
  {
    id: 'cta.clicks',
    name: { en: 'Clicks on calls to action', ja: 'CTAクリック数' },
    formula: 'clicks on calls to action',
    unit: 'count',
    needs: ['ctas'],
    basis: ctaDay,
  },
  {
    id: 'cta.rate',
    name: { en: 'Click rate of calls to action', ja: 'CTAクリック率' },
    formula: 'visits in which it was clicked ÷ visits in which it was seen or clicked',
    unit: 'ratio',
    base: 'visit that saw it',
    interval: byVisitor,
    needs: ['ctas'],
    basis: ctaDay,
  },
  {
    id: 'cta.cv',
    name: { en: 'CVs after a click on a call to action', ja: 'CTAクリック後のCV数' },
    formula: 'CVs credited to the visit of a click that came after the first click and before the visit was over',
    unit: 'count',
    interval: poisson,
    needs: ['ctaConverting'],
    basis: ctaDay,
    notBy: { source: afterClick },
  },
  {
    id: 'cta.cvr',
    name: { en: 'CVR after a click on a call to action', ja: 'CTAクリック後のCVR' },
    formula: 'CVs that followed a click within the visit ÷ visits in which it was clicked',
    unit: 'ratio',
    base: 'visit with a click',
    interval: byVisitor,
    needs: ['ctaConverting'],
    basis: ctaDay,
    notBy: { source: afterClick },
  },
]

const byId = new Map(metrics.map((metric) => [metric.id, metric]))

export function findMetric(id: string): Metric | undefined {
  return byId.get(id)
}
