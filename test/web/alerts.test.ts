// Alerts in a real browser, on the sample company: a recipient that is tried, what is open, and both languages.
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect } from 'vitest'
import type { AlertReport } from '#contract/alerts.ts'
import { inBrowser, openSample, phone, violations } from '../support/browser.ts'

const sample = openSample()
let receiver: Server

beforeAll(async () => {
  receiver = createServer((_request, response) => response.end())
  await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready))
})
afterAll(() => receiver.close())

inBrowser('a webhook is added with its secret, tried, told what it wants to know, and removed', async () => {
  const page = await sample.open('/alerts')
  await page.getByRole('button', { name: 'Add a recipient' }).click()
  await page.getByLabel('How').selectOption('webhook')
  await page.getByLabel('Name').fill('tried by a test')
  const within = `127.0.0.1:${(receiver.address() as AddressInfo).port}/alerts`
  await page.getByLabel('Address').fill(`http://${within}`)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  expect(await page.getByRole('alert').innerText()).toMatch(
    /No recipient was added\. Write it with https.+ONECOUNT_PRIVATE_HOSTS=127\.0\.0\.1/s,
  )
  await page.getByLabel('Address').fill(`https://${within}`)
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  expect(await page.locator('.alert-secret').innerText()).toContain('oc_w_')
  await page.getByRole('button', { name: 'I have kept it' }).click()
  const card = page.getByRole('article', { name: 'tried by a test' })
  await card.getByRole('button', { name: 'Send a test: tried by a test' }).click()
  // nobody has allowed the server to send to this machine, and the button says so
  await card.locator('.attempts').waitFor()
  expect(await card.locator('.attempts').innerText()).toContain('ONECOUNT_PRIVATE_HOSTS=127.0.0.1')
  await card.getByText('What it is told of').click()
  await card.getByRole('checkbox', { name: 'Overspend' }).uncheck()
  await expect.poll(() => card.getByRole('spinbutton', { name: 'from: Overspend, %' }).isDisabled()).toBe(true)
  expect(await violations(page)).toEqual([])
  await card.getByRole('button', { name: 'Remove: tried by a test' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect.poll(() => card.count()).toBe(0)
})

inBrowser('what is open stands first with what to do, on a phone, in Japanese and in the dark', async () => {
  const page = await sample.open('/alerts', { locale: 'ja-JP', colorScheme: 'dark', viewport: phone })
  const looked = page.waitForResponse((response) => response.url().endsWith('/api/v1/alerts/check'))
  await page.getByRole('button', { name: '今すぐ確認' }).click()
  const report = (await (await looked).json()) as AlertReport
  expect(report.notChecked).toEqual([])
  const open = report.alerts.filter(({ closedAt }) => closedAt === null)
  await page.getByRole('button', { name: '今すぐ確認' }).waitFor()
  const cards = page.locator('.open-alerts .alert-card')
  await expect.poll(() => cards.count()).toBe(open.length)
  expect(await page.locator('h1').innerText()).toBe('アラート')
  for (const card of await cards.all()) expect(await card.innerText()).toContain('対応')
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width)
})
