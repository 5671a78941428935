// The scorecard in a real browser, on the sample company: the home page, with its period, figures and languages.
import { expect } from 'vitest'
import type { Scorecard } from '#contract/scorecard.ts'
import { inBrowser, openSample, phone, violations } from '../support/browser.ts'

const sample = openSample()

inBrowser(
  'the app opens with where the period stands, figures that can be questioned, and the periods before',
  async () => {
    const page = await sample.open('/')
    await page.locator('.scorecard-rows tbody tr').first().waitFor()
    const answer = await page.request.get(new URL('/api/v1/scorecard', page.url()).href)
    const card = (await answer.json()) as Scorecard
    expect(await page.locator('.sentences .first').innerText()).toContain(String(card.total.cv.value))
    expect(await page.locator('.scorecard-rows tbody tr').count()).toBe(card.channels.length + 1)
    expect(await violations(page)).toEqual([])
    await page.locator('.scorecard-rows tbody .figure').first().click()
    await page.getByRole('heading', { name: 'How was this counted?' }).waitFor()
    await page.keyboard.press('Escape')
    const reader = page.getByRole('slider', { name: 'Day' })
    await reader.press('Home')
    const target = card.days[0]!.target
    expect(await reader.getAttribute('aria-valuetext')).toMatch(
      target === null ? /Counted \d+$/ : /Counted \d+, Target /,
    )
    await page.locator('.plot-told').waitFor()
    await page.getByRole('button', { name: 'Show as table' }).click()
    expect(await page.locator('.pacing tbody tr').count()).toBe(card.days.length)
    const days = await page.locator('.period-days').innerText()
    await page.getByRole('button', { name: 'Period before' }).click()
    await expect.poll(() => page.locator('.period-days').innerText(), { timeout: 20_000 }).not.toBe(days)
    await page.getByRole('radio', { name: 'Week' }).check()
    await expect.poll(() => page.locator('.pacing tbody tr').count()).toBe(7)
    expect(new URL(page.url()).searchParams.get('period')).toBe('week')
  },
)

inBrowser('on a phone, in Japanese and in the dark it is readable too', async () => {
  const page = await sample.open('/', { locale: 'ja-JP', colorScheme: 'dark', viewport: phone })
  await page.locator('.scorecard-rows tbody tr').first().waitFor()
  expect(await page.locator('h1').innerText()).toBe('スコアカード')
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width)
})
