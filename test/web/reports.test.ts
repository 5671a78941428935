// Reports in a real browser: read in place, kept, opened again, and had every week.
import { expect } from 'vitest'
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
