// Whatever is sent in whatever dialect: an answer with a right status, in time, and nothing acknowledged that is not kept.
import { fromEventLine } from '#contract/event-line.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aMessage } from '../../../test/support/message.ts'
import { nestedValue } from '../../../test/support/nested.ts'
import { unwatched } from '../../../test/support/receiver.ts'
import { dropReasons } from '../dropped.ts'
import { JunkSigns } from '../junk.ts'
import { type Receiver, receive } from '../receive.ts'
import { placeAt } from './all.ts'
import { parametersOf } from './values.ts'

const key = 'oc_w_fuzz'
const journal: string[] = []
const receiver: Receiver = {
  journal: {
    append: async ({ body }) => {
      journal.push(...body.split('\n'))
      return 'written'
    },
  },
  keys: { find: (given) => (given === key ? { id: 'k', kind: 'write', source: 's', origins: [] } : undefined) },
  clock: Date.now,
  junk: new JunkSigns([]),
  ...unwatched,
}

const names = fc.constantFrom(
  'event',
  'name',
  'type',
  'properties',
  'context',
  'user_data',
  'params',
  'payload',
  'data',
  'traits',
  'timestamp',
  'uuid',
  'value',
  'order_id',
  'e',
  'eid',
  'dtm',
  'cx',
  'url',
  'p',
  'n',
  '__proto__',
  'constructor',
)
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    'track',
    'identify',
    '$identify',
    '$create_alias',
    'purchase',
    'pv',
    'ue',
    'event',
    'taro@example.com',
    '\ud83d',
    '1e400',
    '2026-13-45',
    '-1',
    'toString',
    'x'.repeat(5_000),
  ),
)
const value = nestedValue(names, fc.constantFrom(null, true, false, [], {}, 1e300), texts)
const messages = fc.array(value, { maxLength: 5 })
const withKey = fc.dictionary(names, value, { maxKeys: 6 })

type Sent = Parameters<typeof aMessage>[0]
const json = (shape: (list: unknown[], rest: Record<string, unknown>) => unknown, path: string, query = '') =>
  fc.tuple(messages, withKey).map(([list, rest]): Sent => ({ path, query, body: JSON.stringify(shape(list, rest)) }))
const parameters = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom(
          'en',
          'ep.a',
          'epn.v',
          'pr1',
          '_p',
          '_s',
          'gcs',
          'e_a',
          'e_c',
          'url',
          'idgoal',
          'ec_id',
          'cdt',
          'rand',
          'cvar',
          'revenue',
          '_id',
          'e',
          'eid',
          'cx',
          'ue_px',
          'dtm',
          'stm',
          'data',
        ),
        texts,
      ),
      texts,
    ),
    { maxLength: 12 },
  )
  .map((pairs) => new URLSearchParams(pairs).toString())
const inAddress = (path: string) => parameters.map((query): Sent => ({ path, query, method: 'GET' }))

const dialects: Record<string, fc.Arbitrary<Sent>> = {
  segment: json((batch, rest) => ({ ...rest, batch }), '/v1/batch'),
  'segment, single': json((_, rest) => rest, '/v1/identify'),
  rudderstack: json((batch, rest) => ({ ...rest, batch }), '/beacon/v1/batch', `writeKey=${key}`),
  jitsu: json((_, rest) => rest, '/api/s/track'),
  'ga4 protocol': json((events, rest) => ({ ...rest, events }), '/mp/collect', `api_secret=${key}`),
  gtag: fc
    .tuple(parameters, fc.array(parameters))
    .map(([query, lines]): Sent => ({ path: '/g/collect', query, body: lines.join('\r\n') })),
  posthog: json((batch, rest) => ({ ...rest, api_key: key, batch }), '/batch'),
  'posthog, base64': json((list) => list, '/e').map((sent): Sent => ({
    ...sent,
    body: `data=${encodeURIComponent(Buffer.from(sent!.body!).toString('base64'))}`,
  })),
  'posthog, address': inAddress('/e'),
  matomo: inAddress('/matomo.php'),
  'matomo, form': parameters.map((body): Sent => ({ path: '/matomo.php', body })),
  'matomo, many': fc
    .tuple(fc.array(fc.oneof(parameters, value)), withKey)
    .map(([requests, rest]): Sent => ({ path: '/matomo.php', body: JSON.stringify({ ...rest, requests }) })),
  plausible: json((_, rest) => rest, '/api/event'),
  umami: json((_, rest) => rest, '/api/send'),
  'umami, many': json((list) => list, '/api/batch'),
  snowplow: json((data, rest) => ({ ...rest, data }), '/com.snowplowanalytics.snowplow/tp2'),
  'snowplow, address': inAddress('/i'),
  meta: json((data, rest) => ({ ...rest, data, access_token: key }), '/v26.0/1/events'),
  'meta, form': parameters.map((body): Sent => ({ path: '/1/events', body })),
}

const right = new Set([200, 202, 204, 400, ...Object.values(dropReasons).map(({ status }) => status)])

async function answerTo(sent: Sent): Promise<void> {
  const message = aMessage({
    headers: { authorization: `Bearer ${key}` },
    pathKey: key,
    ...sent,
    receivedAt: Date.now(),
  })
  const { dialect } = placeAt(message.path)!
  const before = journal.length
  const outcome = await receive(message, dialect, receiver)
  if ('dropped' in outcome) {
    expect(journal.length).toBe(before)
    expect(right).toContain(
      dialect.refuse?.(outcome, dropReasons[outcome.dropped].status).status ?? dropReasons[outcome.dropped].status,
    )
    return
  }
  expect(journal.length).toBe(before + outcome.accepted)
  expect(right).toContain(dialect.reply(outcome, message).status)
  for (const line of journal.splice(0)) {
    const event = fromEventLine(line)
    expect(event).toMatchObject({ source: 's', id: expect.stringMatching(/./s), name: expect.stringMatching(/./s) })
    expect(line).not.toContain('taro@example.com')
  }
}

test.each(Object.keys(dialects))('%s', async (name) => {
  await fc.assert(fc.asyncProperty(dialects[name]!, answerTo), { numRuns: 300 })
})

test('parameters are read as URLSearchParams reads them', () => {
  const form = fc.array(fc.constantFrom('a', 'b', '=', '&', '%', '%41', '%C3', '%C3%A9', '%00', '+', ';', '?'))
  fc.assert(
    fc.property(form, (pieces) => {
      const said = pieces.join('')
      // it takes a ? at the beginning for the mark before a query, not what stands in it
      fc.pre(!said.startsWith('?'))
      expect(parametersOf(said)).toEqual(new Map(new URLSearchParams(said)))
    }),
  )
  // of this Node makes two halves of characters
  expect(parametersOf('a=é%C3')).toEqual(new Map([['a', 'é\ufffd']]))
})

test('bodies that are nothing, or nested twenty thousand deep, or not text', async () => {
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
  const bodies = [
    '',
    '{',
    'null',
    '7',
    '"x"',
    '[]',
    '[[]]',
    '{"batch":7}',
    deep,
    `{"a":${deep}}`,
    '\u0000\uffff',
    'data=%',
    'data=e30',
    '&'.repeat(1_000_000),
    '%C3&'.repeat(30_000),
    '%E0%A4%A',
  ]
  const named = `{"type":"track","event":"a","name":"a","n":"a","event_name":"a","events":[{"name":"a","params":{"x":${deep}}}],"properties":{"x":${deep}},"p":{"x":${deep}},"payload":{"name":"a","data":{"x":${deep}}},"batch":[{"type":"track","event":"a","properties":{"x":${deep}}}],"data":[{"e":"pv","event_name":"a","custom_data":{"x":${deep}}}]}`
  const paths = [
    '/v1/events',
    '/v1/batch',
    '/v1/track',
    '/beacon/v1/batch',
    '/api/s/track',
    '/mp/collect',
    '/g/collect',
    '/batch',
    '/e',
    '/matomo.php',
    '/api/event',
    '/api/send',
    '/api/batch',
    '/com.snowplowanalytics.snowplow/tp2',
    '/1/events',
  ]
  for (const path of paths) for (const body of [...bodies, named]) await answerTo({ path, body })
})

test('what is said once for a thousand events is not read a thousand times', async () => {
  const thousand = <Item>(item: Item): Item[] => Array.from({ length: 1_000 }, () => item)
  const many = Array.from({ length: 4_000 }, (_, n) => [n.toString(36), 7] as const)
  const hits = {
    path: '/g/collect',
    query: many.map(([name]) => name).join('&'),
    body: thousand('en=x').join('\n'),
  }
  const { dialect } = placeAt(hits.path)!
  expect(await receive(aMessage({ ...hits, pathKey: key }), dialect, receiver)).toMatchObject({
    dropped: 'batch_too_large',
  })
  const properties = Array.from({ length: 40_000 }, (_, n) => [n.toString(36), { value: 7 }] as const)
  const body = JSON.stringify({ user_properties: Object.fromEntries(properties), events: thousand({ name: 'x' }) })
  const sent = aMessage({ path: '/mp/collect', body, pathKey: key })
  expect(await receive(sent, placeAt(sent.path)!.dialect, receiver)).toMatchObject({ dropped: 'batch_too_large' })
  const asked = aMessage({ path: '/debug/mp/collect', body })
  expect(placeAt(asked.path)!.ask!(asked).body).toMatchObject({ validationMessages: [{ fieldPath: '' }] })
})
