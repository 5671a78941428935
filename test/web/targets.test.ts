// Targets and Allocation in a real browser: what if, saved with a reason; a budget typed, and the rest that follows.
import { expect } from 'vitest'
import { inBrowser, openSample, phone, violations } from '../support/browser.ts'

const sample = openSample()

const typed = (value: string) => ({ value, note: 'typed' })
const months = ['2031-04', '2031-05'].map((month) => ({ month, cv: 100 }))
const funnel = {
  currency: 'JPY',
  first: '2031-04',
  months: 2,
  revenue: '20000000',
  customer_value: typed('500000'),
  stages: [
    { name: 'Trial', point: 'trial', rate: typed('40/200') },
    { name: 'Deal', point: 'deal_won' },
  ],
  unit_price: '500000',
  cost_of_goods: '100000',
  margin: '0.6',
}
const target = { name: 'Later', point: 'trial', timezone: 'Asia/Tokyo', currency: 'JPY', months, cpa: 20_000, funnel }

inBrowser('a target is tried with a slider, saved with the reason, and split over channels', async () => {
  const page = await sample.open('/targets')
  const send = (method: 'PUT' | 'POST', path: string, body: object): Promise<number> =>
    page.evaluate(([address, init]) => fetch(address, init).then(({ status }) => status), [
      `/api/v1/targets/later${path}`,
      { method, body: JSON.stringify(body) },
    ] as const)
  expect(await send('PUT', '', { target, why: 'tested' })).toBe(201)

  await page.goto(new URL('/targets?target=later', sample.server.url).href)
  await page.getByText('200 CVs of Trial at or below ¥20,000 each').waitFor()
  expect(await page.locator('.funnel-tree .counted').innerText()).toContain('200 Trial')
  expect(await violations(page)).toEqual([])
  await page.getByRole('slider', { name: 'Revenue' }).fill('30000000')
  await page.getByText('300 CVs of Trial').waitFor()
  await page.getByLabel('Save as the next version – Why').fill('half again')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('row', { name: /2 · newest.+half again/ }).waitFor()
  await page.setViewportSize(phone)
  await expect.poll(() => page.locator('.month-bars').first().isVisible()).toBe(false)
  await page.setViewportSize({ width: 1440, height: 900 })

  await page.goto(new URL('/allocation?target=later', sample.server.url).href)
  const budget = page.getByLabel('Budget of Search ads')
  await budget.fill('120000')
  await budget.press('Enter')
  await expect.poll(() => page.getByLabel('Lock Search ads').isChecked()).toBe(true)
  await expect.poll(() => budget.inputValue()).toBe('120,000')
  expect(await violations(page)).toEqual([])
  expect(await send('POST', '/withdraw', { why: 'over' })).toBe(200)
})
