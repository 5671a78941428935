import { expect, test } from 'vitest'
import { isOfOnePerson } from './personal-fields.ts'
import { harmlessJson, scrubUrl, scrubValue } from './personal.ts'

const people = {
  customer_name: 'Taro Yamada',
  shippingName: 'Taro',
  customer: { name: 'Taro', plan: 'pro' },
  users: [{ name: 'Hanako' }],
  billing_address: { line1: '1-2-3 Chiyoda', city: 'Tokyo' },
  address_line_2: 'Room 4',
  streetAddress: 'Main St 5',
  氏名: '山田太郎',
  お届け先住所: '千代田区',
}
const things = {
  name: 'Starter plan',
  product_name: 'Lamp',
  campaign_name: 'Spring',
  item: { name: 'Lamp' },
  mac_address: '00:11',
  wallet_address: '0xab',
  商品名: 'ランプ',
  page_name: 'Top',
  hotel: 'Main',
}

test("names and addresses of people go, with all that is in an address; things' names stay", () => {
  expect(scrubValue({ ...people, ...things })).toEqual({
    customer_name: '[removed]',
    shippingName: '[removed]',
    customer: { name: '[removed]', plan: 'pro' },
    users: [{ name: '[removed]' }],
    billing_address: '[removed]',
    address_line_2: '[removed]',
    streetAddress: '[removed]',
    氏名: '[removed]',
    お届け先住所: '[removed]',
    ...things,
  })
})

test('every field that tells of a person is looked at, after things of the same name too', () => {
  expect(harmlessJson(things)).toBe(JSON.stringify(things))
  for (const [field, value] of Object.entries(people)) expect(harmlessJson({ [field]: value })).toBeUndefined()
  expect(harmlessJson({ '会社の\n住所': { town: 'x' } })).toBeUndefined()
})

test('in an address of the web, too', () => {
  expect(scrubUrl('https://x.example/?customer_name=Taro&street=Main&product_name=Lamp')).toBe(
    'https://x.example/?customer_name=[removed]&street=[removed]&product_name=Lamp',
  )
})

test('an attribute of persons that tells who somebody is, is one person’s alone; what many share is not', () => {
  const own = [
    'name',
    'Name',
    'First name',
    'contact.name',
    'userName',
    'birthday',
    'Date of birth',
    'zip',
    'メイ',
    '担当者',
  ]
  const shared = ['industry', 'plan', 'company', 'company.name', 'No. of staff', 'title', '業種', '会社名']
  expect(own.filter((name) => !isOfOnePerson(name))).toEqual([])
  expect(shared.filter(isOfOnePerson)).toEqual([])
})
