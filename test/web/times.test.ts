// Times of day on the pages, read from far away, in a real browser, on the sample company, whose plan is in Asia/Tokyo.
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { AlertReport } from '#contract/alerts.ts'
import { makeFormat } from '#contract/format.ts'
import type { ImportEntry } from '#contract/import.ts'
import type { KeyEntry } from '#contract/key.ts'
import type { RecentAnswer } from '#contract/recent.ts'
import { inBrowser, openSample } from '../support/browser.ts'

const sample = openSample()
const { instant, second } = makeFormat('en')
const farAway = { timezoneId: 'America/Los_Angeles' }

/** What the API says, asked by the page's reader. */
async function ask<T>(page: Page, path: string): Promise<T> {
  return (await (await page.request.get(new URL(path, sample.server.url).href)).json()) as T
}

/** What the page shows under a head of its only table, or of the table so called. */
async function cells(page: Page, path: string, head: string, zone = 'Asia/Tokyo'): Promise<string[]> {
  const column = page.getByRole('columnheader', { name: head, exact: true }).first()
  await column.waitFor()
  expect(await page.locator('.zone-note').allInnerTexts(), path).toEqual([`Times in ${zone}`])
  const at = await column.evaluate((cell: { cellIndex: number }) => cell.cellIndex)
  return page
    .locator('table', { has: column })
    .locator(`tbody tr > :nth-child(${at + 1})`)
    .allInnerTexts()
}

inBrowser(
  'events arrive, keys are made and files imported at the same time for whoever looks from wherever',
  async () => {
    const page = await sample.open('/events', farAway)
    const [arrived, happened] = [await cells(page, '/events', 'Arrived'), await cells(page, '/events', 'Happened')]
    const { events } = await ask<RecentAnswer>(page, '/api/v1/events/recent')
    expect(arrived.length).toBeGreaterThan(0)
    expect(events.map(({ receivedAt }) => second(receivedAt, 'Asia/Tokyo'))).toEqual(expect.arrayContaining(arrived))
    expect(events.map(({ time }) => instant(time, 'Asia/Tokyo'))).toEqual(expect.arrayContaining(happened))
    await page.goto(new URL('/settings', page.url()).href)
    const made = await cells(page, '/settings', 'Made')
    const { keys } = await ask<{ keys: KeyEntry[] }>(page, '/api/v1/keys')
    expect(made.length).toBeGreaterThan(0)
    expect(keys.map(({ createdAt }) => instant(createdAt, 'Asia/Tokyo'))).toEqual(expect.arrayContaining(made))
    await page.goto(new URL('/import', page.url()).href)
    const when = await cells(page, '/import', 'When')
    const { imports } = await ask<{ imports: ImportEntry[] }>(page, '/api/v1/imports')
    expect(when.length).toBeGreaterThan(0)
    expect(imports.map(({ startedAt }) => instant(startedAt, 'Asia/Tokyo'))).toEqual(expect.arrayContaining(when))
  },
)

/** 01:30 of 2 April in Tokyo; 1 April in UTC and in America. */
const night = Date.UTC(2026, 3, 1, 16, 30)

inBrowser('erasures, links in force and kept reports are of the day that the plan’s zone had', async () => {
  const page = await sample.open('/glossary', farAway)
  const give = (path: string, json: object) => page.route(`**/api/v1/${path}`, (route) => route.fulfill({ json }))
  const erasure = {
    id: 'e',
    by: 'Mai',
    at: night,
    state: 'done',
    waitsFor: [],
    failure: '',
    asked: [],
    held: {},
    stay: 0,
  }
  await give('privacy/erasures', { erasures: [erasure] })
  await page.goto(new URL('/privacy', page.url()).href)
  expect(await cells(page, '/privacy', 'When')).toEqual(['2 Apr 2026, 01:30'])
  const nextNight = Date.UTC(2096, 3, 1, 16, 30)
  await give('shares', {
    shares: [{ id: 's', title: 'x', by: 'Mai', expiresAt: nextNight, revokedAt: null, opened: 0 }],
  })
  await page.goto(new URL('/explore', page.url()).href)
  expect(await cells(page, '/explore', 'Until')).toEqual(['2 Apr 2096, 01:30'])
  const kept = { id: 'r', by: 'Mai', at: night, from: '2026-03-23', to: '2026-03-29', knownOn: null, sent: [] }
  await give('reports', { reports: [{ ...kept, headline: null, language: 'en' }] })
  await page.goto(new URL('/reports', page.url()).href)
  await page.getByRole('row', { name: '2 Apr 2026' }).waitFor()
})

inBrowser('each page that shows times names their zone, once', async () => {
  for (const path of ['/sources', '/alerts', '/ledger?period=all', '/definitions', '/definitions/1', '/targets']) {
    const page = await sample.open(path, farAway)
    await expect
      .poll(() => page.locator('.zone-note').allInnerTexts(), { message: path })
      .toEqual(['Times in Asia/Tokyo'])
  }
  const page = await sample.open('/ledger?period=all', farAway)
  const [time] = await cells(page, '/ledger', 'When')
  await page.locator('.conversions tbody a').first().click()
  await page.getByRole('heading', { level: 1, name: time! }).waitFor()
  expect(await page.locator('.zone-note').allInnerTexts()).toEqual(['Times in Asia/Tokyo'])
  await page.getByRole('radio', { name: '日本語' }).check()
  await page.getByText('時刻のタイムゾーン：Asia/Tokyo').waitFor()
})

inBrowser('before there is a plan, times are as on the clock of whoever looks', async () => {
  const page = await sample.open('/glossary', farAway)
  const none = { error: { code: 'no_plan', message: 'No plan has been agreed yet.' } }
  await page.route('**/api/v1/plans/current', (route) => route.fulfill({ status: 404, json: none }))
  await page.goto(new URL('/events', page.url()).href)
  const happened = await cells(page, '/events', 'Happened', farAway.timezoneId)
  const { events } = await ask<RecentAnswer>(page, '/api/v1/events/recent')
  expect(happened.length).toBeGreaterThan(0)
  expect(events.map(({ time }) => instant(time, farAway.timezoneId))).toEqual(expect.arrayContaining(happened))
})

inBrowser('before there is a plan, alerts are told in the zone that their messages are told in', async () => {
  const page = await sample.open('/glossary', farAway)
  const none = { error: { code: 'no_plan', message: 'No plan has been agreed yet.' } }
  await page.route('**/api/v1/plans/current', (route) => route.fulfill({ status: 404, json: none }))
  const report = await ask<AlertReport>(page, '/api/v1/alerts')
  const json = { ...report, timezone: 'UTC', checkedAt: night }
  await page.route('**/api/v1/alerts', (route) => route.fulfill({ json }))
  await page.goto(new URL('/alerts', page.url()).href)
  await page.getByText(instant(night, 'UTC')).waitFor()
  expect(await page.locator('.zone-note').allInnerTexts()).toEqual(['Times in UTC'])
})
