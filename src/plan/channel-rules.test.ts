import { expect, test } from 'vitest'
import { parsePlan } from './parse.ts'

const points = `points:
  - { id: buy, name: Buy, tier: macro, match: { event: buy } }
note: one point is all that is measured
`

/** Lines with what is wrong in them and what to do. */
function problemsOf(text: string): string[] {
  const parsed = parsePlan(points + text)
  if (parsed.ok) return []
  return parsed.problems.map(({ line, field, message, hint }) => `${line}: ${field} ${message} → ${hint ?? ''}`)
}

test('good rules for channels and visits are kept as they are written', () => {
  const text = `channels:
  - id: brand
    label: { ja: 指名 }
    where: { utm_campaign: { starts_with: brand }, click_ids.gclid: { exists: true } }
  - { id: brand, label: Brand, where: { utm_source: [google, bing], click_ids.irclickid: { exists: true } } }
sessions: { timeout: 45m, new_campaign: true }
`
  expect(problemsOf(text)).toEqual([])
  expect(parsePlan(points + text)).toMatchObject({ plan: { sessions: { timeout: '45m', new_campaign: true } } })
  expect(JSON.stringify(parsePlan(points))).not.toContain('channels')
})

test('what no visit has, and what is not written as it should be, is named with its line and the remedy', () => {
  const text = `channels:
  - id: brand
    label: { jp: 指名 }
    where:
      utm_campain: brand
      gclid: { exists: true }
  - { id: Big Fair, where: {}, whre: 1 }
  - { id: named, label: {}, where: { utm_source: { begins: a } } }
sessions: { timeout: 48h, new_campain: true }
`
  expect(problemsOf(text)).toEqual([
    '6: channels[0].label.jp is not a known field → Did you mean ja?',
    '8: channels[0].where.utm_campain is nothing that a visit has → Did you mean utm_campaign?',
    '9: channels[0].where.gclid is nothing that a visit has → Did you mean click_ids.gclid?',
    expect.stringMatching(
      /^10: channels\[1\]\.id "Big Fair" must start with a letter .+ → Give the channel a short id/,
    ),
    '10: channels[1].whre is not a known field → Did you mean where?',
    '10: channels[1].where has no condition, so every visit would fit → Name one: utm_medium: affiliate.',
    expect.stringMatching(/^11: channels\[2\]\.where\.utm_source\.begins is not a comparison/),
    '11: channels[2].label names nothing → Write label: { en: Fair, ja: 展示会 }, or one text.',
    '12: sessions.new_campain is not a known field → Did you mean new_campaign?',
    '12: sessions.timeout cannot be 48h → Write 1m to 24h; 30m is the default.',
  ])
})

test.each([
  ['{ utm_medium: [fair, expo] }', '{ utm_medium: Expo, utm_source: tokyo }', true],
  ['{ utm_campaign: { starts_with: brand } }', '{ utm_campaign: { is: Brand-x } }', true],
  ['{ referrer_host: { contains: qiita } }', '{ referrer_host: [qiita.com, m.qiita.com] }', true],
  ['{ utm_source: { exists: true } }', '{ utm_source: google }', true],
  ['{ utm_medium: { not: cpc } }', '{ utm_medium: { not: cpc } }', true],
  ['{ utm_medium: fair, utm_source: tokyo }', '{ utm_medium: fair }', false],
  ['{ utm_medium: [fair] }', '{ utm_medium: [fair, expo] }', false],
  ['{ utm_campaign: { starts_with: brand } }', '{ utm_campaign: my-brand }', false],
  ['{ utm_medium: { not: cpc } }', '{ utm_medium: email }', false],
])('after %s, a rule for %s is unreachable: %s', (first, second, unreachable) => {
  const found = problemsOf(`channels:\n  - { id: a, where: ${first} }\n  - { id: b, where: ${second} }\n`)
  const message = '6: channels[1] is never reached: channels[0] (a) takes every visit that fits it'
  expect(found).toEqual(unreachable ? [`${message} → Put it before that one, or take it out.`] : [])
})
