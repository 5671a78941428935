// Salesforce: outbound messages, which are SOAP. Nothing in them is signed, so that a token in the address says who sent them.
import type { CollectAnswer, WireEvent } from '#contract/event.ts'
import type { LiveHook } from '#store/hooks.ts'
import { type Reply, statusOf } from '../dialects/dialect.ts'
import { amount, currencyCode, identifier, text, without } from '../dialects/values.ts'
import type { Dropped } from '../dropped.ts'
import { mapped } from './mapped.ts'
import type { Delivery, Provider } from './provider.ts'
import { verifyToken } from './signature.ts'

export const salesforce: Provider = { methods: ['POST'], verify: verifyToken, read, reply }

/** One record of a message: its type, and the text of its fields. */
interface Notice {
  id: string
  type: string
  fields: Record<string, string>
}

function read({ body }: Delivery, { options }: LiveHook): unknown[] | Dropped {
  const { organization, notices } = readMessage(body)
  if (organization === undefined) return { dropped: 'unreadable', message: 'The body is no outbound message.' }
  if (options.organization !== undefined && options.organization.slice(0, 15) !== organization.slice(0, 15)) {
    return { dropped: 'wrong_signature', message: 'The message is of another organization.' }
  }
  return notices.map((notice) => ({ ...wireOf(notice), ...mapped(notice.fields, options) }))
}

function wireOf({ id, type, fields }: Notice): WireEvent {
  const isDeal = type === 'Opportunity'
  return {
    id: identifier(id),
    name: nameOf(type, fields),
    time: text(fields['LastModifiedDate'] ?? fields['SystemModstamp']),
    deal_id: isDeal ? identifier(fields['Id']) : undefined,
    email: text(fields['Email']),
    phone: text(fields['Phone'] ?? fields['MobilePhone']),
    value: amount(fields['Amount']),
    currency: currencyCode(fields['CurrencyIsoCode']),
    properties: without({
      ...without(fields, told),
      record: fields['Id'],
      stage: fields['StageName'] ?? fields['Status'],
    }),
  }
}

/** Became fields of their own, or are somebody's words. */
const told = new Set('Id,Email,Phone,MobilePhone,Amount,CurrencyIsoCode,StageName,Status,Name,Description'.split(','))

function nameOf(
  type: string,
  { IsWon: won, IsClosed: closed, StageName: stage, IsConverted: converted }: Notice['fields'],
): string {
  if (type === 'Lead') return converted === 'true' ? 'lead_converted' : 'lead_changed'
  if (type !== 'Opportunity') return `salesforce_${type.toLowerCase()}`.slice(0, 128)
  if (won === 'true' || stage === 'Closed Won') return 'deal_won'
  if ((closed === 'true' && won === 'false') || stage === 'Closed Lost') return 'deal_lost'
  return 'deal_stage_changed'
}

/** Tags with the text behind them. No quantifier can run past the next tag, and names end where they end, so that reading takes linear time. */
const tags = /<(\/?)(?:[\w.-]+:)?([\w.-]+)(?![\w.-])([^<>]*)>([^<]*)/g

/** Only what outbound messages consist of is read: no document types, no entities but the five and numbers. */
function readMessage(body: string): { organization: string | undefined; notices: Notice[] } {
  let organization: string | undefined
  let notice: Notice | undefined
  let inRecord = false
  const notices: Notice[] = []
  for (const [, slash, name = '', attributes = '', content = ''] of body.matchAll(tags)) {
    const opens = slash === ''
    if (opens && name === 'OrganizationId') organization ??= content.trim()
    if (name === 'Notification') {
      if (opens) notice = { id: '', type: '', fields: {} }
      else if (notice) notices.push(notice)
      if (!opens) notice = undefined
    } else if (notice && name === 'sObject') {
      inRecord = opens
      if (opens) notice.type = /type="(?:[\w.-]+:)?([\w.-]+)"/.exec(attributes)?.[1] ?? ''
    } else if (notice && opens && inRecord && !attributes.endsWith('/') && name !== '__proto__') {
      notice.fields[name] = unescape(content)
    } else if (notice && opens && name === 'Id') notice.id = content.trim()
  }
  return { organization, notices }
}

const escapes: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function unescape(content: string): string {
  return content.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name) return escapes[String(name).toLowerCase()]!
    const code = decimal ? Number(decimal) : Number.parseInt(String(hex), 16)
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    return isCharacter ? String.fromCodePoint(code) : String(whole)
  })
}

/** Salesforce tries again for a day until it reads this. */
function reply(answer: CollectAnswer): Reply {
  const status = statusOf(answer)
  const response = `<notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>${status === 200}</Ack></notificationsResponse>`
  const envelope = `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>${response}</soapenv:Body></soapenv:Envelope>`
  return { status, body: `<?xml version="1.0" encoding="UTF-8"?>${envelope}`, type: 'text/xml; charset=utf-8' }
}
