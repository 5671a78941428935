// What reports say, from facts made by hand; and that the first page is one page.
import { expect, test } from 'vitest'
import type { ActionView } from '#contract/actions.ts'
import type { Scorecard, ScorecardRow, Verdict } from '#contract/scorecard.ts'
import { toPdf } from '#print/pdf.ts'
import { pagesOf } from '../../../test/support/pdf-text.ts'
import { writeReport } from './document.ts'
import type { ReportFacts } from './gather.ts'
import { firstPageLines } from './send.ts'

const days = { from: '2026-05-04', to: '2026-05-10', asOf: '2026-05-10' }

function row(channel: string, verdict: Verdict | null, more: Partial<ScorecardRow> = {}): ScorecardRow {
  return {
    channel,
    initiative: '',
    cv: { value: 30, low: 20.2, high: 42.8 },
    cvr: { value: 0.031 },
    cpa: { value: 1_200 },
    cost: { value: 36_000 },
    before: { cv: 41, cost: 40_000, cpa: 976 },
    target: verdict && { cv: 42, due: 42, cpa: 1_000, budget: 42_000, budgetDue: 42_000 },
    pacing: null,
    outcome: null,
    verdict,
    reasons: verdict === 'off_target' ? [{ code: 'cv_short', ...days, counted: 30, due: 42, chance: 0.01 }] : [],
    learning: [],
    ...more,
  }
}

function cardOf(total: ScorecardRow, channels: ScorecardRow[], more: Partial<Scorecard> = {}): Scorecard {
  return {
    period: 'week',
    ...days,
    timezone: 'UTC',
    currency: 'JPY',
    point: { id: 'buy', name: 'Orders' },
    target: total.verdict && { id: 'fy', name: 'FY2026', version: 1 },
    total,
    channels,
    initiatives: [],
    days: Array.from({ length: 7 }, (_, at) => ({
      day: `2026-05-${String(at + 4).padStart(2, '0')}`,
      counted: at * 5,
      target: at * 7,
    })),
    definitions: [],
    question: { metrics: ['cv'] },
    caveats: [],
    ...more,
  }
}

function factsOf(card: Scorecard, more: Partial<ReportFacts> = {}): ReportFacts {
  return {
    card,
    month: null,
    drift: { found: null, why: 'cannot_split' },
    actions: [],
    moreActions: 0,
    gaps: { found: [] },
    plans: [],
    made: { on: '2026-05-11', knownOn: null },
    ...more,
  }
}

const lines = (facts: ReportFacts, language: 'en' | 'ja' = 'en'): string =>
  firstPageLines(writeReport(facts, language).document).join('\n')

const action: ActionView = {
  id: 'a',
  hypothesis: 'the form',
  change: 'Form of four fields',
  channel: 'paid_search',
  campaign: '',
  page: '',
  metric: 'cvr.session',
  point: '',
  expected: null,
  due: null,
  owner: 'Ann',
  started: '2026-04-20',
  state: 'running',
  createdBy: 'ann',
  createdAt: 0,
  changedBy: 'ann',
  changedAt: 0,
  history: [],
  overdue: false,
  effect: null,
  noEffect: 'too_young',
}

test('off target: where, and what was done about it there', () => {
  const card = cardOf(row('', 'off_target'), [row('paid_search', 'off_target'), row('direct', 'on_target')])
  const elsewhere = { ...action, change: 'A letter', channel: 'direct' }
  const told = lines(factsOf(card, { actions: [action, elsewhere] }))
  expect(told).toContain('Weekly report, 4–10 May 2026: off target')
  expect(told).toContain('71 %  ■ off target 30 CVs (Orders) in 4–10 May 2026, where the target was 42.')
  expect(told).toContain('Where not? Search ads ■ off target. 30 CVs, where 42 were due.')
  expect(told).toContain('“Form of four fields” (Search ads, since 20 Apr). Too early')
  expect(told).not.toContain('A letter')
  expect(lines(factsOf(card, { actions: [action] }), 'ja')).toContain(
    '未達はどこか 検索広告 ■ 目標未達。CVは30件、目安は42件でした。',
  )
})

test('what speaks against nobody is told as that', () => {
  const together = lines(factsOf(cardOf(row('', 'off_target'), [row('direct', 'on_target')])))
  expect(together).toContain('No single channel stands out: they are short together.')
  expect(together).toContain('No action is noted.')
  const well = lines(factsOf(cardOf(row('', 'on_target'), [row('direct', 'on_target')])))
  expect(well).toContain('No channel that can be judged is off target.')
  expect(well).toContain('Nothing was needed.')
})

test('without a target, without cost, without a rate and too early: each is said, nothing is made up', () => {
  const plain = lines(factsOf(cardOf(row('', null), [row('direct', null)])))
  expect(plain).toContain('30 CVs (Orders) in 4–10 May 2026; 41 in the period before')
  expect(plain).toContain('No target is set')
  const free = row('', 'on_target', { cost: { value: 0 }, cpa: { value: null, refused: 'no cost is known here' } })
  expect(lines(factsOf(cardOf(free, [])))).toContain('No cost is known in this period')
  const lacking = { value: null, refused: 'no rate from USD to JPY is known for 2026-05-05; import rates' }
  expect(lines(factsOf(cardOf(row('', 'on_target', { cost: lacking, cpa: lacking }), [])))).toContain(
    'an exchange rate is missing',
  )
  const few = row('direct', 'too_early', { reasons: [{ code: 'few', due: 3, needed: 10 }] })
  const early = lines(factsOf(cardOf(row('', 'too_early'), [few])))
  expect(early).toContain('○ too early')
  expect(early).toContain('Direct: too few CVs due to judge.')
})

test.each(['en', 'ja'] as const)(
  'what the first page has no room for goes on on the next, not beside an empty half (%s)',
  async (language) => {
    const names = [
      'paid_search',
      'paid_social',
      'display',
      'line',
      'email',
      'organic_search',
      'referral',
      'direct',
      'social',
    ]
    const card = cardOf(
      row('', 'off_target'),
      names.map((name) => row(name, 'off_target')),
    )
    const month = cardOf(
      row('', 'watch', { pacing: { method: 'season', end: 128, low: 117, high: 141, arriving: 12, errors: [] } }),
      [],
      {
        period: 'month',
        from: '2026-05-01',
        to: '2026-05-31',
      },
    )
    const wordy = {
      ...action,
      change: 'A form that asks for four things instead of the nine that it has asked for so far',
    }
    const effect = { from: '2026-04-20', to: '2026-05-10', observed: 0.03, expected: 0.02, more: 9, controlled: true }
    const change = { value: 0.21, low: 0.04, high: 0.4 }
    const helped: ActionView = { ...wordy, effect: { ...effect, change, verdict: 'helped' }, noEffect: null }
    const [first, last] = { en: ['Search ads', 'Total ■ off target'], ja: ['検索広告', '合計 ■ 目標未達'] }[language]
    const details = { en: 'Learning phases', ja: '学習期間' }[language]
    const printed = async (facts: Partial<ReportFacts>): Promise<string[]> =>
      pagesOf(await toPdf(writeReport(factsOf(card, { month, ...facts }), language).document))
    const [short, beneath] = await printed({})
    expect(short).toContain(last)
    expect(beneath!.indexOf(details)).toBeLessThan(100)
    const [long, rest] = await printed({ actions: [helped, helped, helped] })
    expect(long).toContain(first)
    expect(long).not.toContain(last)
    expect(rest!.indexOf(last!)).toBeLessThan(rest!.indexOf(details))
  },
)

test('a report that was made again says what it leaves out', () => {
  const card = cardOf(row('', 'on_target'), [row('direct', 'on_target')])
  const again = { drift: { found: null, why: 'not_kept' }, gaps: { found: null, why: 'not_kept' } } as const
  const { document } = writeReport(factsOf(card, { ...again, made: { on: '2026-06-01', knownOn: '2026-05-12' } }), 'en')
  const notes = JSON.stringify(document.blocks)
  expect(notes).toContain('as it was known on 12 May 2026')
  expect(notes).toContain('visits are not kept as they were known on a day')
  expect(document.made).toMatchObject({ on: '2026-06-01', knownOn: '2026-05-12' })
})
