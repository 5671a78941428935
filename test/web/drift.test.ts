// Drift and Actions in a real browser, on the sample company.
import { expect } from 'vitest'
import { inBrowser, openSample, phone, violations } from '../support/browser.ts'

const sample = openSample()

inBrowser('drift is told in a sentence, opened level by level, and becomes an action', async () => {
  const page = await sample.open('/drift?point=whitepaper')
  await page.locator('.drift .sentences .first').waitFor()
  expect(await page.locator('.drift .sentences .first').innerText()).toMatch(/^CPA /)
  await page.locator('.tree-toggle').first().click()
  expect(await page.locator('.drift-tree tr.level-1').count()).toBeGreaterThan(0)
  expect(await violations(page)).toEqual([])
  await page.setViewportSize(phone)
  const apart = await page.evaluate<
    number[]
  >(`[...document.querySelectorAll('.drift-tree td:has(> small)')].map((cell) => {
    const words = document.createRange()
    words.selectNodeContents(cell)
    words.setEndBefore(cell.querySelector('small'))
    return Math.round(cell.querySelector('small').getBoundingClientRect().left - words.getBoundingClientRect().right)
  })`)
  // a figure and its interval stand together, their name at the other end
  expect(apart.length).toBeGreaterThan(0)
  expect(apart.filter((pixels) => pixels > 8)).toEqual([])
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByLabel('Channel').selectOption('paid_search')
  await page.getByText('Search ads alone').waitFor()
  expect(new URL(page.url()).searchParams.get('channel')).toBe('paid_search')
  await page.goto(new URL('/actions?new=1&hypothesis=Worn+out', page.url()).href)
  await page.getByLabel('What is changed').fill('New creatives')
  await page.getByRole('button', { name: 'Save the action' }).click()
  const card = page.getByRole('article', { name: 'New creatives' })
  await card.getByText('Worn out').waitFor()
  expect(await violations(page)).toEqual([])
  await card.getByRole('button', { name: 'Drop it' }).click()
  await page.getByRole('heading', { name: 'Dropped' }).waitFor()
  await page.close()
})
