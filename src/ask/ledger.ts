// The ledger as a list: the conversions behind a figure, or those that an id leads to, newest first.
import { questionSchema } from '#contract/ask.ts'
import type { LedgerPage, LedgerQuery } from '#contract/ledger.ts'
import { countedRows } from '#metrics/counted.ts'
import { Bindings, filterConditions, where, withinDays } from '#metrics/scope.ts'
import { type ConversionRow, conversionColumns, toConversion } from '#store/ledger-rows.ts'
import type { Store } from '#store/store.ts'
import { Problem } from '#util/problem.ts'
import { inquire, type Inquiry } from './inquiry.ts'

/** The question whose CV figure is the number of conversions listed. */
export function questionOf({ point, channel, source, campaign, from, to, plan }: Omit<LedgerQuery, 'limit'>) {
  const filter = { ...(channel && { channel }), ...(source && { source }), ...(campaign && { campaign }) }
  return questionSchema.parse({ metrics: ['cv'], by: ['point'], points: point, from, to, plan, filter })
}

/**
 * One page of the ledger as known now. The pages together hold exactly what `cv` counts for the same question.
 * @throws Problem for unknown names, a cursor that is none, or while no plan is agreed.
 */
export async function ledgerPage(store: Store, query: LedgerQuery, now: number): Promise<LedgerPage> {
  const inquiry = await inquire(store, questionOf(query), now)
  const bindings = new Bindings()
  const rows = listedRows(inquiry, query, bindings)
  const after = query.after === undefined ? undefined : readCursor(query.after)
  const [listed, total] = await Promise.all([
    readPage(store, rows, after, query.limit, bindings),
    after ? undefined : readTotal(store, rows, bindings),
  ])
  const shown = listed.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    conversions: shown.map((row) => ({ point: row.point, ...toConversion(row) })),
    next: listed.length > query.limit && last ? [last.at, last.conversion_id, last.point].join('.') : null,
    ...(total && { total }),
    points: pointsOf(inquiry),
    timezone: inquiry.scope.timezone,
  }
}

function listedRows({ conversions, scope }: Inquiry, { search }: LedgerQuery, bindings: Bindings): string {
  const conditions = [
    ...withinDays('time', scope, bindings),
    ...filterConditions('ledger', scope, bindings),
    ...(search === undefined ? [] : [searchCondition(search, bindings)]),
  ]
  return `SELECT * FROM (${countedRows(conversions!.counting, scope, bindings)})${where(conditions)}`
}

const recordIds = ['record_id', 'order_id', 'payment_id', 'deal_id', 'lead_id', 'visitor_id', 'user_id']

/** An id finds the conversions that carry it, that once had it, and those with a sighting of it, left out or not. */
function searchCondition(search: string, bindings: Bindings): string {
  const id = bindings.bind('search', 'String', search)
  const seen = recordIds.map((column) => `${column} = ${id}`).join(' OR ')
  return (
    `(conversion_id = ${id} OR person = ${id} OR endsWith(person, concat(':', ${id}))` +
    ` OR conversion_id IN (SELECT conversion_id FROM conversion_aliases FINAL WHERE alias = ${id})` +
    ` OR conversion_id IN (SELECT conversion_id FROM sightings FINAL WHERE ${seen}))`
  )
}

type Cursor = [ms: number, id: string, point: string]

function readCursor(text: string): Cursor {
  const [, ms, id, point] = /^(-?\d+)\.(\w+)\.(\w+)$/.exec(text) ?? []
  if (ms !== undefined) return [Number(ms), id!, point!]
  throw new Problem('wrong_cursor', `after=${text} is not the end of a page.`, {
    details: [{ field: 'after', message: 'is not a cursor', hint: 'Take it from `next` of the page before.' }],
  })
}

type ListedRow = ConversionRow & { point: string }

function readPage(
  store: Store,
  rows: string,
  after: Cursor | undefined,
  limit: number,
  bindings: Bindings,
): Promise<ListedRow[]> {
  const behind = after
    ? ` WHERE (ms, conversion_id, point) < (${bindings.bind('after_ms', 'Int64', after[0])},
        ${bindings.bind('after_id', 'String', after[1])}, ${bindings.bind('after_point', 'String', after[2])})`
    : ''
  const sql = `SELECT point, ${conversionColumns} FROM (${rows})${behind}
    ORDER BY ms DESC, conversion_id DESC, point DESC LIMIT ${bindings.bind('rows', 'UInt32', limit + 1)}`
  return store.facts.query<ListedRow>(sql, bindings.params)
}

async function readTotal(store: Store, rows: string, bindings: Bindings): Promise<LedgerPage['total']> {
  const sql = `SELECT count() AS conversions, toUInt64(sum(sightings)) AS sightings FROM (${rows})`
  const [total] = await store.facts.query<{ conversions: number; sightings: number }>(sql, bindings.params)
  return total!
}

/** Each point once, by the newest version that has it. */
function pointsOf({ conversions }: Inquiry): LedgerPage['points'] {
  const points = new Map(conversions!.uses.map(({ point }) => [point.id, point]))
  return [...points.values()]
    .toSorted((a, b) => a.tier.localeCompare(b.tier))
    .map(({ id, name, tier }) => ({ id, name, tier }))
}
