// The ledger as a file, a page at a time: each conversion with the records that saw it. Memory does not grow with its size.
import type { LedgerFormat } from '#contract/export.ts'
import type { LedgerConversion, LedgerPage, LedgerQuery, LedgerSighting } from '#contract/ledger.ts'
import type { Store } from '#store/store.ts'
import { ledgerPage } from '../ledger.ts'
import type { ExportColumn } from './columns.ts'
import { csvBody, csvHeader } from './csv.ts'
import { ParquetSheet } from './parquet.ts'

type Listed = LedgerPage['conversions'][number]
export type Seen = Pick<
  LedgerSighting,
  'id' | 'kind' | 'source' | 'recordId' | 'time' | 'outcome' | 'reason' | 'value' | 'currency'
>
/** A conversion and its sightings, oldest first. */
type Told = Omit<Listed, 'sightings'> & { sightings: Seen[] }

const pageRows = 5_000

/** @throws Problem at the first piece, for what cannot be asked. */
export async function* ledgerFile(
  store: Store,
  query: Omit<LedgerQuery, 'limit' | 'after'>,
  format: LedgerFormat,
  now: number,
): AsyncGenerator<Uint8Array, void> {
  const pages = ledgerPages(store, query, now)
  const text = new TextEncoder()
  if (format === 'jsonl') {
    for await (const page of pages) yield text.encode(page.map((told) => `${JSON.stringify(told)}\n`).join(''))
    return
  }
  const columns = columnsOf([])
  if (format === 'csv') {
    yield text.encode(csvHeader(columns))
    for await (const page of pages) yield text.encode(csvBody(columnsOf(page)))
    return
  }
  const sheet = new ParquetSheet(columns, {
    'onecount.exported_at': new Date(now).toISOString(),
    'onecount.query': JSON.stringify(query),
  })
  for await (const page of pages) if (page.length > 0) yield sheet.write(columnsOf(page))
  yield sheet.finish()
}

async function* ledgerPages(
  store: Store,
  query: Omit<LedgerQuery, 'limit' | 'after'>,
  now: number,
): AsyncGenerator<Told[], void> {
  let after: string | null | undefined
  do {
    const page = await ledgerPage(store, { ...query, limit: pageRows, ...(after && { after }) }, now)
    yield await withSightings(store, page.conversions)
    after = page.next
  } while (after !== null)
}

type SeenRow = Omit<Seen, 'recordId' | 'time'> & {
  definition: string
  conversion: string
  record_id: string
  at: number
}

async function withSightings({ facts }: Store, conversions: readonly Listed[]): Promise<Told[]> {
  if (conversions.length === 0) return []
  const rows = await facts.query<SeenRow>(
    `SELECT definition, conversion_id AS conversion, id, kind, source, record_id, toUnixTimestamp64Milli(time) AS at,
       outcome, reason, value, currency
     FROM sightings FINAL
     WHERE definition IN {definitions:Array(String)} AND conversion_id IN (SELECT arrayJoin(JSONExtract({ids:String}, 'Array(String)')))
     ORDER BY at, id`,
    {
      definitions: [...new Set(conversions.map(({ definition }) => definition))],
      ids: JSON.stringify(conversions.map(({ id }) => id)),
    },
  )
  const seen = new Map<string, Seen[]>()
  for (const { definition, conversion, record_id: recordId, at, ...rest } of rows) {
    const key = `${definition} ${conversion}`
    const value = rest.value === null ? null : Number(rest.value)
    seen.set(key, [...(seen.get(key) ?? []), { ...rest, recordId, time: Number(at), value }])
  }
  return conversions.map((each) => ({ ...each, sightings: seen.get(`${each.definition} ${each.id}`) ?? [] }))
}

const texts: readonly (keyof LedgerConversion)[] = ['state', 'channel', 'campaign', 'ad', 'currency', 'person']
const ids: readonly [name: string, field: keyof LedgerConversion][] = [
  ['landing_page', 'landingPage'],
  ['visitor_id', 'visitorId'],
  ['order_id', 'orderId'],
  ['payment_id', 'paymentId'],
  ['deal_id', 'dealId'],
  ['lead_id', 'leadId'],
  ['session_id', 'sessionId'],
  ['definition', 'definition'],
]

function columnsOf(page: readonly Told[]): ExportColumn[] {
  const column = (
    name: string,
    type: ExportColumn['type'],
    read: (told: Told) => string | number | null,
  ): ExportColumn => ({
    name,
    type,
    cells: page.map(read),
  })
  const text = (name: string, field: keyof LedgerConversion): ExportColumn =>
    column(name, 'text', (told) => String(told[field]))
  return [
    text('id', 'id'),
    column('point', 'text', ({ point }) => point),
    column('time', 'time', ({ time }) => time),
    ...texts.map((field) => text(field, field)),
    column('value', 'number', ({ value }) => value),
    column('refunded', 'number', ({ refunded }) => refunded),
    column('credited_at', 'time', ({ creditedAt }) => creditedAt),
    ...ids.map(([name, field]) => text(name, field)),
    column('sources', 'text', ({ sources }) => sources.join(' + ')),
    column('seen', 'number', ({ sightings }) => sightings.length),
    column('records', 'text', ({ sightings }) =>
      sightings.map(({ source, recordId }) => `${source}/${recordId}`).join('; '),
    ),
  ]
}
