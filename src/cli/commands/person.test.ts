import { expect, test } from 'vitest'
import { readSettings } from '#util/settings.ts'
import { openTestCommandLine } from '../../../test/support/command-line.ts'
import { createProgram, run } from '../program.ts'

/** What the API was asked for. */
async function asked(...args: string[]): Promise<string[]> {
  const paths: string[] = []
  const story = { asked: 'user:u', person: 'user:u', identifiers: [], shared: [] }
  const line = openTestCommandLine(
    (path) => {
      paths.push(path)
      return Response.json(story)
    },
    { settings: readSettings({}) },
  )
  const code = await run(createProgram(line.cli, '0'), line.cli, ['person', '--json', ...args])
  return code === 0 ? paths : line.remarks
}

/** SHA-256 of `ann@example.com`, by Python's hashlib. */
const ann = '71d4f55f72fa128dfb468a1a3901507c804b74316488744d769d7f4b16696476'

test('a person is asked for by address or number as they are typed; only their hashes are sent', async () => {
  expect(await asked('--email', ' Ann@Example.com')).toEqual(await asked('--email', ann))
  expect(await asked('--email', ann)).toEqual([`/api/v1/persons?email=${ann}`])
  const [phone] = await asked('--phone', '+81 90-1234-5678')
  expect(phone).toMatch(/^\/api\/v1\/persons\?phone=[0-9a-f]{64}$/)
  // an address that was sent as an id was hashed like one
  expect(await asked('--user', 'ann@example.com')).toEqual([`/api/v1/persons?user=${ann}`])
  expect(await asked('--visitor', 'v 1')).toEqual(['/api/v1/persons?visitor=v+1'])
})

test('what is neither is refused before anything is asked', async () => {
  expect(await asked('--email', 'ann')).toEqual([
    'onecount: That is no e-mail address.',
    '  --email: cannot be read',
    '  → Write it as name@example.com, or give its SHA-256.',
  ])
  expect((await asked('--phone', '090-1234-5678'))[0]).toBe('onecount: That is no phone number.')
})
