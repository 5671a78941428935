import { afterAll, expect, test } from 'vitest'
import { questionSchema } from '#contract/ask.ts'
import { answer } from '#ask/answer.ts'
import { makeCounted, makeEvents, makePlan } from '../../bench/events.ts'
import { openTestServices } from '../support/services.ts'

const { services, close } = await openTestServices()
afterAll(close)

test('what benchmarks write as counted is what counting makes of the same events', async () => {
  const { store } = services
  const question = questionSchema.parse({ metrics: ['cv', 'cvr.session', 'visitors'], by: ['channel', 'week'] })
  const ask = async (): Promise<object[]> => (await answer(store, question, Date.now())).rows
  const { definition } = await makePlan(store)
  await makeEvents(store, 20_000)
  await services.catchUp()
  const counted = await ask()
  for (const table of ['sessions', 'ledger']) await store.facts.command(`TRUNCATE TABLE ${table}`)
  await makeCounted(store, definition, 20_000)
  expect(counted.length).toBeGreaterThan(50)
  expect(await ask()).toEqual(counted)
})
