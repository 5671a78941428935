// Reports in a real browser: read in place, kept, opened again, and had every week.
import { expect } from 'vitest'
import type { PrintDocument } from '#print/blocks.ts'
import { toMail } from '#print/mail.ts'
import { inBrowser, openSample, violations } from '../support/browser.ts'

const sample = openSample()

inBrowser('the latest report is read in place, kept, opened again, and scheduled', async () => {
  const page = await sample.open('/reports')
  const paper = page.getByRole('region', { name: 'The report' })
  await paper.getByRole('heading', { name: /^Weekly report, / }).waitFor()
  expect(await paper.getByText('Where not?').count()).toBe(1)
  expect(await paper.getByText('Definitions in force').count()).toBe(0)
  await page.getByRole('button', { name: 'Show details and definitions' }).click()
  await paper.getByText('Definitions in force').waitFor()
  expect(await violations(page)).toEqual([])
  expect(await page.getByRole('link', { name: 'PDF' }).getAttribute('href')).toMatch(/reports\/made\?.*format=pdf$/)

  await page.getByRole('button', { name: 'Keep this report' }).click()
  const kept = page.getByRole('table', { name: 'Kept reports' })
  await kept.getByRole('link').first().click()
  await page.getByText(/^As it was kept on /).waitFor()
  await paper.getByRole('heading', { name: /^Weekly report, / }).waitFor()

  await page.getByText('Add a schedule').first().click()
  await page.getByLabel('Weekday').selectOption('Friday')
  await page.getByRole('button', { name: 'Add a schedule' }).click()
  const schedule = page.getByRole('listitem').filter({ hasText: 'Every Friday at 8:00' })
  await schedule.getByRole('button', { name: 'Remove' }).click()
  await page.getByText('No report is made by itself yet.').waitFor()
})

inBrowser('in an e-mail of 600 pixels no table is wider than it, and no short word is broken', async () => {
  const figures = ['CVs', 'Due', 'CVR per visit', 'CPA', 'Target CPA', 'Cost'].map((name) => ({ name, figures: true }))
  const row = ['Organic search', [{ text: 'off target', verdict: 'bad' as const }], '1,307', '1,179', '1.72 %']
  const columns = [{ name: 'Conversion point' }, { name: 'Tier' }, { name: 'What counts' }, { name: 'How often' }]
  const counts = 'event trial_started or demo_requested_on_any_of_the_pages'
  const document: PrintDocument = {
    language: 'ja',
    title: 'Monthly report',
    made: { on: '2026-11-01' },
    blocks: [
      {
        kind: 'table',
        columns: [{ name: 'Channel' }, { name: 'Verdict' }, ...figures],
        rows: [[...row, '￥117,925', '￥115,195', '￥13,062,208']],
      },
      { kind: 'table', columns, rows: [['Trials', 'マイクロ', counts, 'once per person']] },
    ],
  }
  const page = await sample.stranger()
  await page.setViewportSize({ width: 600, height: 800 })
  await page.setContent(toMail(document).html)
  const found = await page.evaluate<{ moved: number; lines: number }>(`(() => {
    const tier = document.createRange()
    tier.selectNodeContents([...document.querySelectorAll('td')].find((each) => each.textContent === 'マイクロ'))
    const moved = [...document.querySelectorAll('div')].filter((each) => each.scrollWidth > each.clientWidth)
    return { moved: moved.length, lines: tier.getClientRects().length }
  })()`)
  await page.close()
  expect(found).toEqual({ moved: 0, lines: 1 })
})
