import { expect, test } from 'vitest'
import { platformNames } from '#contract/library.ts'
import { wireEventSchema } from '#contract/event.ts'
import { parsePlan } from '../parse.ts'
import { findLibraryPoint, library, pointForEvent } from './library.ts'

test('the library has the points of all four categories, each once', () => {
  const ids = library.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const category of ['purchase', 'lead', 'member', 'engagement']) {
    expect(library.filter((point) => point.category === category).length, category).toBeGreaterThanOrEqual(4)
  }
})

test('every point can stand in a plan, alone and with all the others', () => {
  const points = library.map(({ point }) => ({ ...point, tier: point.id === 'purchase' ? 'macro' : 'micro' }))
  expect(parsePlan(JSON.stringify({ note: 'all', points }))).toMatchObject({ ok: true, doubts: [] })
})

test('every point has both languages, a snippet of known fields, and a name at every platform', () => {
  for (const { id, name, what, notWhen, otherwise, events, platforms } of library) {
    for (const words of [name, what, notWhen, ...(otherwise ? [otherwise] : [])]) {
      expect(words.en, id).toMatch(/[a-z]/i)
      expect(words.ja, id).toMatch(/[぀-ヿ一-鿿]/)
    }
    expect(Object.keys(platforms)).toEqual(Object.keys(platformNames))
    for (const event of events) {
      expect(wireEventSchema.strict().safeParse(event).error, id).toBeUndefined()
      expect(event.id, id).toBeTruthy()
    }
    // LINE's own rule for the name of a custom event
    expect(platforms.line.event, id).toMatch(/^[\w-]{1,20}$/)
  }
})

test('an event that somebody sends finds its point, however the name is written', () => {
  expect(pointForEvent('CompleteRegistration')?.library).toBe('account_signup')
  expect(pointForEvent('Complete Registration')?.library).toBe('account_signup')
  expect(pointForEvent('add_to_cart')).toEqual({ library: 'cart_added', point: findLibraryPoint('cart_added')!.point })
  expect(pointForEvent('AddToCart')).toMatchObject({ library: 'cart_added', point: { match: { event: 'AddToCart' } } })
  expect(pointForEvent('generate_lead')?.library).toBe('contact_form')
  expect(pointForEvent('pricing_viewed')).toMatchObject({
    point: { id: 'key_page_viewed', once_per: { per: 'visitor' } },
  })
  expect(pointForEvent('moon_landing')).toBeUndefined()
})

test('no name that others use leads to two points', () => {
  const seen = new Map<string, string>()
  for (const { id, alsoCalled } of library) {
    for (const name of alsoCalled) {
      expect(pointForEvent(name)?.library, name).toBe(id)
      expect(seen.get(name), name).toBeUndefined()
      seen.set(name, id)
    }
  }
})
