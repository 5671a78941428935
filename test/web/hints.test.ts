// What a page says of its fields and figures can be read without a mouse to hold over them, in a real browser.
import { expect } from 'vitest'
import { inBrowser, openSample, phone, violations } from '../support/browser.ts'

const sample = openSample()

inBrowser('an address that names no metric is answered with what this page can do about it', async () => {
  const page = await sample.open('/explore?metrics=cvr.sesion')
  await page.getByText('Did you mean cvr.session? Choose another from the lists on this page.').waitFor()
  expect(await page.locator('main').innerText()).not.toContain('onecount ask')
  await page.getByRole('radio', { name: '日本語' }).check()
  await page.getByText('cvr.sessionのことですか？ このページの一覧から選び直してください。').waitFor()
})

inBrowser('what fields, rates and days mean is written on the page', async () => {
  const page = await sample.open('/settings', { viewport: phone })
  const form = page.locator('.create-key').filter({ has: page.locator('[name=source]') })
  await form.getByText('the name, if left empty').waitFor()
  await form.locator('select').selectOption('browser')
  await form.getByText('one or more, separated by spaces').waitFor()
  expect(await form.locator('[name=origins]').getAttribute('aria-describedby')).toBe('origins-hint')
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width)
  await page.goto(new URL('/ctas', page.url()).href)
  await page.locator('.cta-legend').getByText('of visits that saw it').waitFor()
  expect(await violations(page)).toEqual([])
  await page.goto(new URL('/sources', page.url()).href)
  await page.getByText('First and last: of the past 400 days.').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width)
})

inBrowser('what looks wrong in a file is asked before it is imported, in the words of the page', async () => {
  const page = await sample.open('/import')
  const choose = (name: string, lines: readonly string[]) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) })
  await choose('costs.csv', ['Date,item,cost', ...['03', '10', '17'].map((day) => `2026-08-${day},fee,5`)])
  await page.getByText('if a row is about the whole week, map the column as week (week_end').waitFor()
  await page.getByLabel('Column of the file: week', { exact: true }).selectOption('Date')
  await expect.poll(() => page.getByText('are seven days apart').count()).toBe(0)
  await page.getByRole('button', { name: 'Another file' }).click()
  await choose('leads.csv', ['id,date,campaign', ...Array.from({ length: 9 }, (_, row) => `${row},2026-04-01,brand`)])
  await page.getByLabel('Column of the file: id', { exact: true }).selectOption('campaign')
  await page.getByText('8 of the first 9 rows have the id of another row').waitFor()
  expect(await page.locator('main').innerText()).not.toMatch(/--(map|force)/)
  const start = page.getByRole('button', { name: 'Import leads.csv' })
  expect(await start.isDisabled()).toBe(true)
  expect(await violations(page)).toEqual([])
  await page.getByLabel('This is right: keep one row for each id').check()
  await expect.poll(() => start.isDisabled()).toBe(false)
})
