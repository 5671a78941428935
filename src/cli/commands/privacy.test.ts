import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createApi } from '#http/api.ts'
import type { Services } from '#http/services.ts'
import { createKey } from '#store/keys.ts'
import { type TestCommandLine, asAdmin } from '../../../test/support/command-line.ts'
import { event, storeBatch } from '../../../test/support/facts.ts'
import { openTestServices } from '../../../test/support/services.ts'
import { createProgram, run } from '../program.ts'

let services: Services
let close: () => Promise<void>
let line: TestCommandLine
beforeAll(async () => {
  ;({ services, close } = await openTestServices())
  line = asAdmin(services)
  await storeBatch(services.store, [
    event({ id: 'a', user_id: 'ann', visitor_id: 'v1' }),
    event({ id: 'b', user_id: 'bob', visitor_id: 'v2' }),
  ])
})
beforeEach(() => line.fresh())
afterAll(() => close())

const onecount = (...args: string[]): Promise<number> => run(createProgram(line.cli, '1'), line.cli, args)

test('a dry run tells what would go and changes nothing; the export holds it', async () => {
  expect(await onecount('privacy', 'erase', '--user-id', 'ann', '--dry-run')).toBe(0)
  expect(line.out.join('\n')).toMatch(/events +1\n.*visits +1\n/)
  expect(line.out.join('\n')).toContain('  visitor:v1')
  expect(line.remarks.at(-1)).toContain('Nothing was changed')
  expect(line.tooLong()).toEqual([])
  line.fresh()
  expect(await onecount('privacy', 'export', '--user-id', 'ann')).toBe(0)
  expect(JSON.parse(line.out.join('\n'))).toMatchObject({ events: [{ id: 'a' }], visits: [{ visitor_id: 'v1' }] })
})

test('whom nobody named, or cannot be read, is refused with the remedy', async () => {
  expect(await onecount('privacy', 'erase')).toBe(1)
  expect(line.remarks.join('\n')).toContain('Add --email, --phone, --user-id or --visitor.')
  line.fresh()
  expect(await onecount('privacy', 'erase', '--phone', '090')).toBe(1)
  expect(line.remarks.join('\n')).toContain('country code')
  expect(line.remarks.join('\n')).toMatch(/^ {2}--phone: /m)
})

test('of somebody who was never seen it says that nothing was held', async () => {
  expect(await onecount('privacy', 'erase', '--user-id', 'never-seen')).toBe(0)
  expect(line.out[0]).toBe('Nothing was held about this person.')
  expect(line.out.join('\n')).not.toContain('Erased for good')
})

test('days are set, applied, and taken back', async () => {
  expect(await onecount('privacy', 'retention', '--rejected-events', '30', '--events', '36500', '--apply')).toBe(0)
  expect(line.out[1]).toMatch(/^events +36500 .+ 0$/)
  expect(line.tooLong()).toEqual([])
  line.fresh()
  expect(await onecount('privacy', 'retention', '--events', 'off')).toBe(0)
  expect(line.out[1]).toMatch(/^events +off +never/)
  expect(await onecount('privacy', 'retention', '--events', '0')).toBe(2)
})

test('only admins may look', async () => {
  const { key } = await createKey(services.store.control, { name: 'report', kind: 'api', source: '', origins: [] }, 1)
  const answer = await createApi(services).request('http://127.0.0.1:4500/api/v1/privacy/erasures', {
    headers: { authorization: `Bearer ${key}` },
  })
  expect(answer.status).toBe(403)
})
