import { afterAll, beforeAll, expect, test } from 'vitest'
import { catchUp } from '#count/catch-up.ts'
import type { Store } from '#store/store.ts'
import { emailKeys } from '#util/personal.ts'
import { event, start, storeBatch } from '../support/facts.ts'
import { openTestStore } from '../support/store.ts'
import { findPerson } from '#privacy/find.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore('embedded')
})
afterAll(() => store.close())

test("an address that somebody states beside a person's own makes nobody else theirs", async () => {
  const { email, email_google: google } = emailKeys('an.n@gmail.com') as { email: string; email_google: string }
  const { email: bobs } = emailKeys('bob@example.com') as { email: string }
  await storeBatch(store, [
    event({ id: 'a1', user_id: 'u-ann', match_keys: { email, email_google: google } }),
    event({ id: 'a2', user_id: 'u-ann', match_keys: { email, email_partner: bobs } }),
    // anybody can send this with the key of a page
    event({ id: 'x', match_keys: { email, email_google: bobs } }),
    event({ id: 'b1', user_id: 'u-bob', match_keys: { email: bobs } }),
  ])
  await catchUp(store, () => start)
  const { person } = await findPerson(store, { user_id: 'u-ann' })
  expect(person.identifiers).toEqual([`email:${email}`, `email:${google}`, 'user:u-ann'].toSorted())
  expect(person.held.events).toBe(3)
})

test('an address in another spelling is the same person; what somebody states of another address is not', async () => {
  const dotted = emailKeys('c.arl@gmail.com') as { email: string; email_google: string }
  const { email: dans } = emailKeys('dan@example.com') as { email: string }
  await storeBatch(store, [
    event({ id: 'c1', user_id: 'u-carl', match_keys: dotted }),
    event({ id: 'd1', user_id: 'u-dan', match_keys: { email: dans } }),
    // as above: Carl would have Dan erased with himself
    event({ id: 'z', match_keys: { email: dans, email_google: dotted.email_google } }),
  ])
  await catchUp(store, () => start + 1)
  const { identifiers } = (await findPerson(store, { email: 'carl@gmail.com' })).person
  expect(identifiers).toContain('user:u-carl')
  expect(identifiers).not.toContain('user:u-dan')
  expect(identifiers).not.toContain(`email:${dans}`)
})
