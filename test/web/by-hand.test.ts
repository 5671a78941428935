// Splitting and merging conversions by hand, and refunded ones, in a real browser on the sample company.
import { expect } from 'vitest'
import { inBrowser, openSample, violations } from '../support/browser.ts'

const sample = openSample()

inBrowser('a sighting is split off with a reason that stays on the page, and comes back', async () => {
  const page = await sample.open('/ledger?period=all&point=pilot')
  await page
    .locator('.conversions tbody tr', { hasText: /[2-9]$/ })
    .first()
    .getByRole('link')
    .click()
  await page.getByRole('button', { name: 'Split…' }).click()
  const dialog = page.getByRole('dialog')
  const button = dialog.getByRole('button', { name: 'Split' })
  expect(await button.isDisabled()).toBe(true)
  await dialog.getByRole('checkbox').last().check()
  // pages bring styles of their own when they are opened; a field looks the same whichever was
  expect(
    await page.evaluate("getComputedStyle(document.querySelector('dialog input:not([type])')).borderTopStyle"),
  ).toBe('solid')
  await dialog.getByLabel('Why').fill('Another order with the same number.')
  expect(await violations(page)).toEqual([])
  await button.click()
  await page.getByText('Another order with the same number.').waitFor()
  expect(await page.locator('.rulings').innerText()).toMatch(/^Split by /)
  await page.getByRole('button', { name: 'Undo' }).click()
  await dialog.getByRole('button', { name: 'Undo' }).click()
  await page.getByText(/Undone by/).waitFor()
})

inBrowser('a refunded order says what it was worth and stays counted', async () => {
  const page = await sample.open('/ledger?period=all&point=pilot')
  const refunded = page.locator('.conversions tbody tr', { hasText: 'Refunded' }).first()
  await refunded.getByRole('link').click()
  await page.getByText(/^Refunded: worth .+ It stays one conversion\.$/).waitFor()
  expect(await page.locator('.sightings .reversal').innerText()).toContain('A refund')
  expect(await violations(page)).toEqual([])
})

inBrowser(
  'a person is found, and erased once the identifier was typed again',
  async () => {
    const page = await sample.open('/privacy')
    const { url } = sample.server
    const ledger = await (await page.request.get(new URL('/api/v1/ledger?limit=200', url).href)).json()
    const persons = (ledger as { conversions: { person: string }[] }).conversions.map(({ person }) => person)
    const user = persons.find((person) => person.startsWith('user:'))!.slice('user:'.length)
    await page.getByText('Nobody was erased yet.').waitFor()
    await page.getByRole('combobox', { name: 'By' }).selectOption('phone')
    await page.getByRole('textbox', { name: 'Phone number' }).fill('090')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByRole('alert').getByText('Write it with its country code').waitFor()
    await page.getByRole('combobox', { name: 'By' }).selectOption('user_id')
    await page.getByRole('textbox', { name: 'User id' }).fill(user)
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByRole('heading', { name: 'Held about this person' }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Erase…' }).click()
    const dialog = page.getByRole('dialog')
    const button = dialog.getByRole('button', { name: 'Erase' })
    expect(await button.isDisabled()).toBe(true)
    await dialog.getByRole('textbox').fill(user)
    await button.click()
    await page.getByRole('row', { name: /User id.+Events/ }).waitFor({ timeout: 120_000 })
  },
  180_000,
)
