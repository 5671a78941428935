// Definitions in a real browser: from an empty data folder to an agreed plan, and from there to the next one.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { type Sample, inBrowser, openEmpty, phone, violations } from '../support/browser.ts'
import { browserPath } from '../support/browser-path.ts'

const another = { viewport: phone, locale: 'ja-JP', colorScheme: 'dark' } as const
let empty: Sample
let page: Page

beforeAll(async () => {
  if (!browserPath) return
  empty = await openEmpty()
  page = await empty.open('/definitions')
}, 180_000)
afterAll(() => empty?.close(), 60_000)

const dialog = () => page.getByRole('dialog')
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })

inBrowser('an empty data folder comes to an agreed plan by a plan of the trade', async () => {
  await page.getByRole('heading', { name: 'Say what counts' }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.locator('.templates button').first().click()
  await page.getByText('A good plan. It counts:').waitFor()
  await button('Propose …').click()
  await dialog().getByLabel('Why (kept in the history)').fill('Our first plan.')
  await dialog().getByRole('button', { name: 'Propose' }).click()
  await page.getByRole('heading', { name: 'Plan 1 is proposed' }).waitFor()
  await button('Agree').click()
  await dialog().getByRole('button', { name: 'Agree' }).click()
  await page.getByText(/^Plan 1 is in force/).waitFor()
  await page.locator('.funnel .macro').waitFor()
  await page.locator('.plan-history').getByText('Our first plan.').waitFor()
})

inBrowser('problems are marked at their lines while one types, and a form changes the text', async () => {
  await button('Change the plan').click()
  const text = page.getByLabel('The plan as text')
  await text.waitFor()
  const given = await text.inputValue()
  await text.fill(given.replace('tier: micro', 'tier: mikro'))
  const line = given.split('\n').findIndex((each) => each.includes('tier: micro')) + 1
  await page.locator('.gutter .wrong').getByText(String(line), { exact: true }).waitFor()
  expect(await button('Propose …').isDisabled()).toBe(true)
  expect(await violations(page)).toEqual([])
  await text.fill(given)
  await page.getByText('The most common changes as a form').click()
  await page.getByRole('group', { name: 'The plan' }).getByLabel('Departments that agree').fill('sales, web')
  await page.keyboard.press('Tab')
  await page.locator('.point-forms fieldset').last().getByLabel('Name').fill('Renamed')
  await page.getByText('Keeps its counts.').waitFor()
  expect(await text.inputValue()).toContain('name: Renamed')
  expect(await text.inputValue()).toMatch(/^# /)
})

inBrowser('who saves a draft second is told, and keeps a draft of their own', async () => {
  await page.getByText('Saved.').waitFor()
  const id = new URL(page.url()).pathname.split('/').at(-1)!
  const draft = `/api/v1/plans/drafts/${id}`
  const other = await empty.open('/', another)
  await other.evaluate(
    `fetch('${draft}').then((r) => r.json()).then(({ revision, text }) => fetch('${draft}', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ revision, text: text + '# theirs' }) }))`,
  )
  const text = page.getByLabel('The plan as text')
  await text.fill(`${await text.inputValue()}# mine`)
  await page.getByText('somebody else changed this draft').waitFor()
  await button('Keep mine as another draft').click()
  await page.waitForURL((url) => !url.pathname.endsWith(id))
  await page.getByText('Saved.').waitFor()
  expect(await text.inputValue()).toContain('# mine')
})

inBrowser('a proposal is counted before it is agreed, commented on, and agreed department by department', async () => {
  await button('Propose …').click()
  await dialog().getByRole('button', { name: 'Propose' }).click()
  await page.getByRole('heading', { name: 'Plan 2 is proposed' }).waitFor()
  await button('Count it before agreeing').click()
  await page.getByRole('row', { name: /Renamed/ }).waitFor()
  await page.locator('.preview-days').getByLabel('From').fill('2026-03-01')
  await page.locator('.preview-days').getByLabel('to').fill('2026-03-31')
  await button('Count it again').click()
  await page.getByText('1–31 Mar 2026').waitFor()
  await page.getByLabel('What do you say?').fill('Renamed to what?')
  await button('Comment').click()
  await page.locator('.comments').getByText('Renamed to what?').waitFor()
  expect(await violations(page)).toEqual([])
  for (const department of ['sales', 'web']) {
    await button(`Agree for ${department}`).click()
    await dialog().getByRole('button', { name: 'Agree' }).click()
    await dialog().waitFor({ state: 'detached' })
  }
  await page.getByText(/^Plan 2 is in force/).waitFor()
})

inBrowser('a phone needs no scrolling sideways, in Japanese and in the dark', async () => {
  const small = await empty.open('/definitions', another)
  for (const path of ['/definitions', '/definitions/2']) {
    await small.goto(new URL(path, small.url()).href)
    await small.locator('.plan-history').waitFor()
    expect(await violations(small)).toEqual([])
    expect(await small.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width)
  }
})
