// What the page of calls to action says, in both languages.
import type { ReactNode } from 'react'
import type { Step } from '../language/messages.ts'

export interface CtasWords {
  title: string
  rate(p: { rate: ReactNode; visits: string }): ReactNode
  best(p: { name: string; rate: ReactNode }): ReactNode
  association: string
  table: string
  tableHint: string
  page: string
  allPages: string
  point: string
  apart: string
  most: string
  dimensions: Record<string, string>
  views: string
  clicks: string
  clickRate: string
  perVisit: string
  cvs: string
  cvr: string
  perClicked: string
  total: string
  tooFew: string
  tooFewHint: string
  unnamed: string
  none: { title: string; text: string; steps: Step[] }
  noneHere: string
}

export const ctaDimensions = ['cta', 'cta_copy', 'cta_placement', 'cta_colour', 'cta_size', 'page'] as const

const snippet = '<a href="/trial" data-cta="trial" data-cta-placement="hero">Start free trial</a>'

export const ctasEn: CtasWords = {
  title: 'Calls to action',
  rate: ({ rate, visits }) => (
    <>
      Of {visits} visits that saw a call to action, {rate} clicked one.
    </>
  ),
  best: ({ name, rate }) => (
    <>
      Clicked most by those who saw it: {name}, {rate}.
    </>
  ),
  association:
    'What goes together, not what a button does: who clicks wants something already, and pages differ in who comes. To know an effect, show each half of the visitors another one.',
  table: 'Each call to action',
  tableHint: 'Rates with 95 % intervals; a figure opens how it was counted.',
  page: 'Page',
  allPages: 'All pages',
  point: 'CVs of',
  apart: 'Told apart by',
  most: 'at most four',
  dimensions: {
    cta: 'Name',
    cta_copy: 'Copy',
    cta_placement: 'Placement',
    cta_colour: 'Colour',
    cta_size: 'Size',
    page: 'Page',
  },
  views: 'Views',
  clicks: 'Clicks',
  clickRate: 'Click rate',
  perVisit: 'of visits that saw it',
  cvs: 'CVs after',
  cvr: 'CVR after',
  perClicked: 'of visits that clicked',
  total: 'All of them',
  tooFew: 'too few to tell',
  tooFewHint: 'Fewer than 10 clicks or CVs, or fewer than 100 visits: the interval says what is known.',
  unnamed: '(not stated)',
  none: {
    title: 'No call to action was seen in this period.',
    text: 'The tag tells when an element with data-cta comes into view and when it is clicked, with its copy, placement, colour and size.',
    steps: [
      { text: 'Mark a button or link on a page that has the tag.', command: snippet },
      { text: 'Or ask for other days, or look at a sample company first.', command: 'npm run demo' },
    ],
  },
  noneHere: 'Nothing fits this page.',
}

export const ctasJa: CtasWords = {
  title: 'CTA',
  rate: ({ rate, visits }) => (
    <>
      CTAが表示された{visits}回の訪問のうち、クリックされた割合は {rate} です。
    </>
  ),
  best: ({ name, rate }) => (
    <>
      表示された訪問でのクリック率が最も高いのは「{name}」で、{rate} です。
    </>
  ),
  association:
    'これは関連であって、ボタンの効果ではありません。クリックする人はもともと関心が高く、訪れる人もページごとに異なります。効果を知るには、訪問者を半分ずつに分けて別のCTAを見せてください。',
  table: 'CTA別',
  tableHint: '割合は95%信頼区間つき。数値を開くと数え方がわかります。',
  page: 'ページ',
  allPages: 'すべてのページ',
  point: 'CVポイント',
  apart: '分け方',
  most: '4つまで',
  dimensions: {
    cta: '名前',
    cta_copy: '文言',
    cta_placement: '位置',
    cta_colour: '色',
    cta_size: '大きさ',
    page: 'ページ',
  },
  views: '表示数',
  clicks: 'クリック数',
  clickRate: 'クリック率',
  perVisit: '表示された訪問あたり',
  cvs: 'クリック後のCV',
  cvr: 'クリック後のCVR',
  perClicked: 'クリックされた訪問あたり',
  total: '合計',
  tooFew: '件数不足',
  tooFewHint: 'クリックかCVが10件未満、または訪問が100回未満です。わかる範囲は区間のとおりです。',
  unnamed: '（記録なし）',
  none: {
    title: 'この期間に表示されたCTAはありません。',
    text: 'data-ctaを付けた要素が表示・クリックされると、タグが文言・位置・色・大きさとともに記録します。',
    steps: [
      { text: 'タグのあるページのボタンやリンクに印を付けます。', command: snippet },
      { text: '別の期間を選ぶか、まずサンプル企業のデータで試すこともできます。', command: 'npm run demo' },
    ],
  },
  noneHere: 'このページに該当するCTAはありません。',
}
