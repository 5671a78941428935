import { expect, test } from 'vitest'
import { japanese, tables } from './japanese.ts'
import { makeTold } from './told.ts'

const told = makeTold({
  'nothing here': 'なし',
  'There is no point {id}.': '{id}はありません。',
  'There is no point {id}. Did you mean {other}?': '{id}はありません。{other}ですか？',
  '{value} {=reason}': '{value}：{reason}',
  'is empty': '空です',
  'is longer than {count} letters': '{count}文字を超えています',
})

test('a sentence is told in the other language, with its values', () => {
  expect(told('nothing here')).toBe('なし')
  expect(told('There is no point a.b (c).')).toBe('a.b (c)はありません。')
})

test('of two sentences that fit, the one with more words of its own is meant', () => {
  expect(told('There is no point led. Did you mean lead?')).toBe('ledはありません。leadですか？')
})

test('words of the server inside a sentence are told too', () => {
  expect(told('title is longer than 5 letters')).toBe('title：5文字を超えています')
})

test('what is listed is listed in the other language', () => {
  expect(makeTold(japanese)('app and billing have too few in common.')).toBe('app、billingには共通のCVが少なすぎます。')
})

test('each sentence stands in one table: a second translation would be mended in vain', () => {
  const sentences = tables.flatMap((table) => Object.keys(table))
  expect(sentences.filter((sentence, at) => sentences.indexOf(sentence) !== at)).toEqual([])
})

test('a sentence of its own goes before one that has room for any', () => {
  expect(makeTold(japanese)('version 1 is agreed')).toBe('第1版が合意済み')
  expect(makeTold(japanese)('name is missing; every event needs one, such as "page_view"')).toMatch(
    /^name：ありません。/,
  )
})

test('what is noticed of a file is told of one row or several, and a certificate that is not trusted with the remedy', () => {
  const remedy = 'If an authority of your own signed it, start with NODE_EXTRA_CA_CERTS=/path/to/its.pem'
  for (const [rows, tell, were] of [
    ['1 row', 'tells', 'was'],
    ['3 rows', 'tell', 'were'],
  ] as const)
    expect(makeTold(japanese)(`${rows} ${tell} of no launch or major change and ${were} left out`)).toMatch(/^配信開始/)
  expect(makeTold(japanese)(`Its certificate is not trusted (it has expired). ${remedy}`)).toMatch(/^証明書/)
})

test('a value that nothing ever had is told with what could have been meant', () => {
  const tell = makeTold(japanese)
  const said = 'Nothing was ever counted with channel "serch".'
  expect(tell(`${said} Did you mean search? There are search, social.`)).toBe(
    'channelが「serch」のデータは、これまでにありません。searchのことですか？使えるのはsearch, socialです。',
  )
  expect(tell(`${said} There is only social.`)).toMatch(/^channelが.*使えるのはsocialだけです。$/)
  expect(tell(`${said} There are none.`)).not.toMatch(/There/)
})

test('a sentence that is not known, or has a part that is not, stays as it is', () => {
  expect(told('title is odd')).toBe('title is odd')
  expect(told('constructor')).toBe('constructor')
})

test.each([
  [
    'event sign_up where plan is pro or "pro plus" and amount is at least 5',
    'イベント sign_up（planが pro または "pro plus"、amountが5以上）',
  ],
  ['deal reaches stage "Closed won"', '商談がステージ "Closed won" に到達'],
  ['deal reaches stage lead', '商談がステージ lead に到達'],
  ['visit of at least 3 page views and at least 30 seconds', '3ページ以上、30秒以上の訪問'],
  ['order where amount is at least 5 and is less than 10', '注文（amountが5以上、10未満）'],
  ['lead where score is at least 5', 'リード（scoreが5以上）'],
  ['once per person within 90 days', '90日以内に1人につき1回'],
  ['event a where note is "this and that"', 'イベント a（noteが "this and that"）'],
])('a rule is told part by part: %s', (rule, words) => {
  expect(makeTold(japanese)(rule)).toBe(words)
})
