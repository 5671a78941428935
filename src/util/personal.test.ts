import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256 } from './ids.ts'
import {
  emailKeys,
  harmlessJson,
  hashIfEmail,
  normaliseEmail,
  normalisePhone,
  phoneKeys,
  scrubText,
  scrubUrl,
  scrubValue,
  truncateIp,
} from './personal.ts'

test('an e-mail address is trimmed and lower-cased, and anything else is no address', () => {
  expect(normaliseEmail('  Taro.Yamada@Example.co.jp ')).toBe('taro.yamada@example.co.jp')
  for (const text of ['taro', 'taro@', '@example.com', 'a@b', 'a b@example.com', 'a@b@example.com', '']) {
    expect(normaliseEmail(text)).toBeUndefined()
  }
})

test('a phone number is its digits with country code', () => {
  expect(normalisePhone('+81 (0)90-1234-5678')).toBe('819012345678')
  expect(normalisePhone('0081-90-1234-5678')).toBe('819012345678')
  expect(normalisePhone('＋８１ ９０ １２３４ ５６７８')).toBe('819012345678')
  expect(normalisePhone('+1 (555) 123-4567')).toBe('15551234567')
  for (const text of ['090-1234-5678', '12345', 'call me', '1'.repeat(16), '']) {
    expect(normalisePhone(text)).toBeUndefined()
  }
})

test('match keys hold the hash for each normalisation that a platform asks for', () => {
  expect(emailKeys('Taro@Example.com')).toEqual({ email: sha256('taro@example.com') })
  expect(emailKeys('Ta.ro+news@gmail.com')).toEqual({
    email: sha256('ta.ro+news@gmail.com'),
    email_google: sha256('taro@gmail.com'),
  })
  expect(phoneKeys('+81 90 1234 5678')).toEqual({ phone: sha256('819012345678'), phone_e164: sha256('+819012345678') })
  expect(emailKeys('not an address')).toBeUndefined()
})

test('what is a SHA-256 already is kept', () => {
  const hash = sha256('taro@example.com')
  expect(emailKeys(hash.toUpperCase())).toEqual({ email: hash })
  expect(phoneKeys(hash)).toEqual({ phone: hash })
})

test('a user id that is an e-mail address is hashed, the same way for every writing of it', () => {
  expect(hashIfEmail('Taro@Example.com ')).toBe(sha256('taro@example.com'))
  expect(hashIfEmail('user-4711')).toBe('user-4711')
})

test.each([
  ['write to taro@example.com now', 'write to [email] now'],
  ['<taro.y+1@mail.example.co.jp>', '<[email]>'],
  ['call +81 90-1234-5678 or (03) 1234-5678', 'call [phone] or [phone]'],
  ['090-1234-5678', '[phone]'],
  ['09012345678', '[phone]'],
  ['555-234-5678', '[phone]'],
])('%s is scrubbed', (text, clean) => {
  expect(scrubText(text)).toBe(clean)
})

test.each([
  '2026-04-01T09:00:00+09:00',
  '2026-04-01 12:30:00.123',
  'order 100-2345-6789012',
  '4917612345678',
  '0190d8f2-7c3a-7b1e-8a4f-3c2b1a09f8e7',
  'price 1,234.50 JPY, 12 x 340',
  'twitter @onecount',
  'EAIaIQobChMI0912345678_BwE',
  '1717171717171',
  '192.168.100.1',
])('%s is left alone', (text) => {
  expect(scrubText(text)).toBe(text)
})

test('addresses and phone numbers leave path, query and fragment, whatever the parameter is called', () => {
  expect(scrubUrl('https://x.example/u/taro@example.com/done?q=taro%40example.com&gclid=Cj0-1#m=a%40b.example')).toBe(
    'https://x.example/u/[email]/done?q=[email]&gclid=Cj0-1#m=[email]',
  )
  expect(scrubUrl('https://x.example/?a=%2B819012345678&b=+819012345678&tel=123&firstName=Taro&n=1')).toBe(
    'https://x.example/?a=[phone]&b=[phone]&tel=[removed]&firstName=[removed]&n=1',
  )
})

test('an address without personal data stays as it was, letter for letter', () => {
  const url = 'https://x.example/%E6%97%A5%E6%9C%AC/?q=a+b&r=100%&utm_campaign=%e6%98%a5&id=20260401'
  expect(scrubUrl(url)).toBe(url)
})

test('properties are scrubbed at every depth, in keys too, and numbers stay numbers', () => {
  expect(
    scrubValue({
      note: 'from a@b.example',
      list: [{ deep: { to: '+819012345678' } }],
      'a@b.example': true,
      phone: 819012345678,
      last_name: 'Yamada',
      product_name: 'Lamp',
      page: 'https://x.example/?m=a%40b.example',
      amount: 120.5,
      none: null,
    }),
  ).toEqual({
    note: 'from [email]',
    list: [{ deep: { to: '[phone]' } }],
    '[email]': true,
    phone: '[removed]',
    last_name: '[removed]',
    product_name: 'Lamp',
    page: 'https://x.example/?m=[email]',
    amount: 120.5,
    none: null,
  })
})

test('a field named __proto__ is a field like any other', () => {
  const value = scrubValue(JSON.parse('{"__proto__": {"admin": "a@b.example"}}'))
  expect(JSON.stringify(value)).toBe('{"__proto__":{"admin":"[email]"}}')
})

const numbers = ['0', '03', '1', '12', '123', '1234', '-', ' ', '(0', ') ', '+', '.', '\n', '\u00a0']
const words = ['a', '@', '.', 'mail', 'Tel', 'name', '/', '&', '=']
const piecemeal = fc.oneof(
  fc.string({ unit: fc.constantFrom(...numbers), maxLength: 8 }),
  fc.string({ unit: fc.constantFrom(...numbers, ...words), maxLength: 8 }),
)

test('in what is called harmless, scrubbing finds nothing', () => {
  let harmless = 0
  const never = (value: unknown): void => {
    const json = harmlessJson(value)
    if (json === undefined) return
    harmless += 1
    expect(scrubValue(value)).toEqual(value)
    expect(json).toBe(JSON.stringify(value))
  }
  fc.assert(fc.property(fc.dictionary(piecemeal, fc.oneof(piecemeal, fc.array(piecemeal))), never), { numRuns: 5_000 })
  expect(harmless).toBeGreaterThan(500)
})

test('the JSON of what is harmless is what JSON.stringify makes of it', () => {
  let harmless = 0
  const same = (value: unknown): void => {
    const json = harmlessJson(value)
    if (json === undefined) return
    harmless += 1
    expect(json).toBe(JSON.stringify(value))
  }
  const text = fc.string({ unit: 'binary', maxLength: 5 })
  const leaf = fc.oneof(text, fc.double(), fc.boolean(), fc.constantFrom(null, undefined, -0, 1e21, new Date(0), 1n))
  const tree = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      leaf,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(text, fc.constantFrom('7', '10')), tie('value')),
    ),
  }))
  fc.assert(fc.property(tree.value, same), { numRuns: 1_000 })
  expect(harmless).toBeGreaterThan(300)
})

test('in an address that is called harmless, scrubbing finds nothing', () => {
  const never = (path: string): void => {
    // an escape makes sure that the address is looked at part by part
    const whole = `https://x.example/${path}?q=%20`
    if (harmlessJson(`https://x.example/${path}`) !== undefined) expect(scrubUrl(whole)).toBe(whole)
  }
  fc.assert(fc.property(piecemeal, never), { numRuns: 5_000 })
})

test('nesting beyond the bound is refused', () => {
  const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))
  expect(scrubValue(nested(32))).toBeDefined()
  expect(scrubValue(nested(33))).toBeUndefined()
})

test.each([
  ['203.0.113.77', '203.0.113.0'],
  ['::ffff:203.0.113.77', '203.0.113.0'],
  ['2001:db8:1234:5678::1', '2001:db8:1234::'],
  ['2001:0DB8::1', '2001:db8::'],
  ['::1', '::'],
  ['fe80::1%eth0', 'fe80::'],
  ['not an address', ''],
])('%s is truncated to %s', (ip, network) => {
  expect(truncateIp(ip)).toBe(network)
  // asked again, and after another one
  expect([ip, '198.51.100.23', ip].map(truncateIp)).toEqual([network, '198.51.100.0', network])
})

test('half a million names in an address without an end are looked at in passing', () => {
  for (const text of ['=', 'name=', 'a=&', '/', 'a-']) {
    const url = `https://x.example/?${text.repeat(500_000)}`
    expect(harmlessJson(url)).toBe(`"${url}"`)
    expect(scrubUrl(url)).toBe(url)
  }
})
