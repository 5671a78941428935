// Salesforce's outbound messages: SOAP in, an acknowledgement out, a token in the address.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestCollector, openTestCollector } from '../../support/collector.ts'
import { deliver } from '../../support/deliver.ts'

const secret = 'oc_h_0123456789'
let collector: TestCollector
let address: string

beforeAll(async () => {
  collector = await openTestCollector()
  const options = { organization: '00D24000000abcd', map: { visitor_id: 'Visitor__c' } } as never
  address = `${await collector.addHook({ provider: 'salesforce', secret, options })}?token=${secret}`
})
beforeEach(() => void collector.events(true))
afterAll(() => collector.close())

function message(records: string[], organization = '00D24000000abcdEAA'): string {
  const notifications = records.map(
    (record, index) => `<Notification><Id>04l080000000${index}AAA</Id>${record}</Notification>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound">
  <OrganizationId>${organization}</OrganizationId><ActionId>04k</ActionId><SessionId xsi:nil="true"/>
  ${notifications.join('\n')}
 </notifications></soapenv:Body></soapenv:Envelope>`
}

const opportunity = (fields: string): string =>
  `<sObject xsi:type="sf:Opportunity" xmlns:sf="urn:sobject.enterprise.soap.sforce.com"><sf:Id>006A</sf:Id>${fields}</sObject>`

const xml = { 'content-type': 'text/xml; charset=utf-8' }

test('opportunities become events of their deal, and the message is acknowledged', async () => {
  const won = opportunity(
    '<sf:Amount>1200000.0</sf:Amount><sf:CurrencyIsoCode>JPY</sf:CurrencyIsoCode><sf:StageName>Won &amp; &#x7F72;&#21517;</sf:StageName><sf:IsWon>true</sf:IsWon><sf:LastModifiedDate>2026-10-01T02:03:04.000Z</sf:LastModifiedDate><sf:Visitor__c>v1</sf:Visitor__c><sf:NextStep xsi:nil="true"/><sf:Name>山田様</sf:Name>',
  )
  const lead =
    '<sObject xsi:type="sf:Lead"><sf:Id>00Q1</sf:Id><sf:Email>a@b.jp</sf:Email><sf:LastName>Ito</sf:LastName></sObject>'
  const answer = await deliver(address, message([won, opportunity('<sf:StageName>Proposal</sf:StageName>'), lead]), xml)
  expect(answer.status).toBe(200)
  expect(answer.answer).toContain('<Ack>true</Ack>')
  expect(collector.events()).toMatchObject([
    {
      id: '04l0800000000AAA',
      name: 'deal_won',
      deal_id: '006A',
      value: 1_200_000,
      currency: 'JPY',
      visitor_id: 'v1',
      time: Date.parse('2026-10-01T02:03:04Z'),
      properties: expect.stringContaining('"stage":"Won & 署名"'),
    },
    { name: 'deal_stage_changed', deal_id: '006A' },
    { name: 'lead_changed', match_keys: { email: expect.any(String) }, deal_id: '' },
  ])
  expect(JSON.stringify(collector.events())).not.toMatch(/a@b|Ito|山田/)
})

test('without the token, of another organization, or being no message at all, nothing is acknowledged', async () => {
  const body = message([opportunity('')])
  expect((await deliver(address.replace(/\?.*/, ''), body, xml)).status).toBe(401)
  expect((await deliver(`${address}x`, body, xml)).status).toBe(401)
  const other = await deliver(address, message([opportunity('')], '00D99000000zzzzAAA'), xml)
  expect(other.status).toBe(401)
  expect((await deliver(address, '<x/>', xml)).status).toBe(400)
  expect(collector.events()).toEqual([])
})

test('a full journal is no acknowledgement: Salesforce tries again', async () => {
  collector.full = 'the disk is full'
  const answer = await deliver(address, message([opportunity('')]), xml)
  collector.full = undefined
  expect(answer.status).toBe(503)
  expect(JSON.stringify(answer.answer)).not.toContain('Ack')
})
