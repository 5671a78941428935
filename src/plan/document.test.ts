import { expect, test } from 'vitest'
import type { PlanLogEntry } from '#contract/plan-life.ts'
import { type PlanView, matchSchema, planSchema } from '#contract/plan.ts'
import type { Language } from '#contract/library.ts'
import type { GlossaryEntry } from '#contract/glossary.ts'
import { toPage } from '#print/html.ts'
import { toMarkdown } from '#print/markdown.ts'
import { toPdf } from '#print/pdf.ts'
import { dayMs } from '#util/duration.ts'
import { pagesOf } from '../../test/support/pdf-text.ts'
import { describeDurationJa, describeMatchJa, describeOncePerJa } from './describe-ja.ts'
import { planDocument } from './document.ts'

const plan = planSchema.parse({
  timezone: 'Asia/Tokyo',
  currency: 'JPY',
  departments: ['sales', 'web'],
  points: [
    {
      id: 'deal_won',
      name: 'Deals *won* <now>',
      tier: 'macro',
      match: { deal: { stage: 'won' } },
      once_per: 'person',
      platforms: { google_ads: { action: '123', role: 'primary' } },
      owner: 'sales',
      why: 'What we live on.',
    },
    { id: 'demo_request', name: 'Demo', tier: 'micro', match: { event: 'demo_requested' }, once_per: 'person' },
    { id: 'lead', name: 'Lead', tier: 'micro', match: { lead: {} }, value: { fixed: 500, currency: 'JPY' } },
  ],
})
const at = Date.parse('2026-04-01T16:00:00Z')
const view: PlanView = {
  version: 2,
  state: 'agreed',
  plan,
  effective: '2026-05-01',
  proposedAt: at,
  proposedBy: 'ann',
  agreedAt: null,
  agreements: [{ department: 'sales', by: 'bob', at }],
  missing: ['web'],
  inForce: { from: '2026-05-01', until: null },
  rules: {},
}
const entry = { id: 1, version: 2, at }
const log: PlanLogEntry[] = [
  { ...entry, what: 'proposed', department: '', text: 'A new year.', by: 'ann' },
  { ...entry, what: 'agreed', department: 'sales', text: '', by: 'bob' },
]

const meaning = { source: 'Onecount', metric: null, ours: true }
const glossary: Record<Language, GlossaryEntry[]> = {
  en: [
    {
      term: 'CV',
      meanings: [
        { ...meaning, name: 'Conversion', definition: 'One real action.' },
        { ...meaning, name: 'CV of a platform', definition: 'Its own.', ours: false },
      ],
    },
  ],
  ja: [{ term: 'マクロCV', meanings: [{ ...meaning, name: 'マクロCV', definition: '売上に直結する、最終成果。' }] }],
}

function documentIn(language: Language) {
  return planDocument({ version: view, log, glossary: glossary[language], now: at + dayMs }, language)
}

test('the document says what counts, who agreed, and how it is measured', () => {
  const text = toMarkdown(documentIn('en'))
  for (const line of [
    '# Conversion definitions, plan 2',
    'In force from 2026-05-01.',
    '- **Proposed**: ann, 2026-04-02: A new year.',
    '- **Agreed for sales**: bob, 2026-04-02',
    '- **Agreed for web**: not yet',
    String.raw`### Deals \*won\* \<now\> (deal\_won)`,
    '- **What counts**: deal reaches stage won',
    '- **How often**: once per person',
    '- **Google Ads**: 123 (primary)',
    '- **Worth**: 500 JPY',
    'once_per: person',
    '| Demo | Micro | event demo\\_requested | once per person |',
    '- **CV**: One real action. Not meant here: CV of a platform.',
    'Made on 3 April 2026, plan version 2',
  ])
    expect(text.split('\n')).toContain(line)
  expect(text.indexOf('Macro CV')).toBeLessThan(text.indexOf('Micro CVs'))
})

test('a point that is the library’s comes with its snippets, in the appendix', () => {
  const [, appendix] = toMarkdown(documentIn('en')).split('## Appendix')
  const [before, own] = appendix!.split('### Demo')
  expect(own).toContain('From a server:')
  expect(before).toContain('stage: won')
  expect(before).not.toContain('From a server:')
})

test('in Japanese every word but the people’s own is Japanese', () => {
  const text = toMarkdown(documentIn('ja'))
  expect(text).toContain('- **数えるもの**: 商談がステージ won に到達')
  expect(text).toContain('- **合意（web）**: まだ')
  expect(text).not.toMatch(/What counts|once per person|Agreed/)
})

test('as PDF it holds the same words, in either language, on numbered pages', async () => {
  const pages = await pagesOf(await toPdf(documentIn('ja')))
  const text = pages.join('\n')
  for (const words of [
    'CV定義書 第2版',
    '商談がステージ won に到達',
    '合意（web）',
    '売上に直結する、最終成果。',
    'match:',
  ])
    expect(text).toContain(words)
  expect(pages[0]).toContain(`1 / ${pages.length} ページ`)
  expect((await pagesOf(await toPdf(documentIn('en')))).join('\n')).toContain('Deals *won* <now> (deal_won)')
})

test('as a page names cannot become tags, and nothing is loaded or run', () => {
  const page = toPage(documentIn('ja'))
  expect(page).toContain('<html lang="ja">')
  expect(page).toContain('>Deals *won* &lt;now&gt; (deal_won)</h3>')
  expect(page).not.toMatch(/<script|src=|href=/)
})

test('rules are told in Japanese as the web app tells them', () => {
  const words: [match: object, expected: string][] = [
    [
      { event: 'sign_up', where: { plan: ['pro', 'pro plus'], amount: { gte: 5 } } },
      'イベント sign_up（planが pro または "pro plus"、amountが5以上）',
    ],
    [{ deal: { stage: 'Closed won' } }, '商談がステージ "Closed won" に到達'],
    [{ session: { pages: 3, seconds: 30 } }, '3ページ以上、30秒以上の訪問'],
    [{ page: '/thanks*' }, '/thanks* のページ表示'],
    [{ order: { amount: { gte: 5, lt: 10 } } }, '注文（amountが5以上、10未満）'],
  ]
  for (const [match, expected] of words) expect(describeMatchJa(matchSchema.parse(match))).toBe(expected)
  expect(describeOncePerJa({ once_per: { per: 'person', within: '90d' } })).toBe('90日以内に1人につき1回')
  expect(describeDurationJa('30m')).toBe('30分')
})
