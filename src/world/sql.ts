// The company inside the engine: its website's events as one INSERT … SELECT, for sizes that no process should send.
// Simple on purpose: ways, days, visits, pages, actions and repeats as in the events; no servers and no wrong identifiers.
import { arrivalJunk } from '#contract/junk.ts'
import { type MachineKind, machineCount, machineKinds } from './people/machines.ts'
import { mostPages, nextPageChance } from './people/visitors.ts'
import { actions, baseChance, comingBack, company, pilotPrices, platforms, ways } from './setting/company.ts'
import { type WorldOptions, settingOf } from './setting/setting.ts'

export interface EngineInsert {
  sql: string
  /** Its bound parameters, but for `batch`, which is the caller's. */
  params: Record<string, unknown>
}

/** A draw of what a visitor makes (in a visit): uniform from 0 to 1, the same in every run. */
const draw = (name: string, ...of: string[]): string =>
  `(sipHash64({seed:UInt64}, '${name}', ${['n', ...of].join(', ')}) / 18446744073709551616.)`

/** How often something of this chance happens in a row. */
const inARow = (drawn: string, chance: number, most: number): string =>
  `toUInt32(least(${most}, floor(log(1 - ${drawn}) / log(${chance}))))`

const mostVisits = 8

const visitorsSql = `SELECT number AS day, ${draw('consent')} AS agrees, ${draw('device')} AS device,
    arrayJoin(range({starts:Array(UInt64)}[number + 1], {starts:Array(UInt64)}[number + 2])) AS n,
    range(1 + ${inARow(draw('back'), comingBack.chance, mostVisits - 1)}) AS visits
  FROM numbers({days:UInt64})`

const lag = `if(each = 0, 0, 1 + sipHash64({seed:UInt64}, 'lag', n, each) % ${comingBack.withinDays})`
const datedVisitsSql = `SELECT n, agrees, device, visit, day + since AS today, ${draw('way', 'visit')} AS drawn
  FROM (${visitorsSql})
  ARRAY JOIN visits AS visit, arrayCumSum(arrayMap(each -> ${lag}, visits)) AS since
  WHERE today < {days:UInt64} AND agrees >= {unseen:Float64}`

// joined by day: a constant of all days within a lambda would be copied for every row
const ofDay = (name: string): string =>
  `arraySlice({${name}:Array(Float32)}, number * ${ways.length} + 1, ${ways.length}) AS ${name}`
const daysSql = `SELECT number AS today, ${ofDay('upTo')}, ${ofDay('intents')} FROM numbers({days:UInt64})
  WHERE {tagLoss:Array(Float32)}[number + 1] < 1`

const visitsSql = `SELECT n, agrees, device, visit, today,
    arrayFirstIndex(each -> each > drawn, if(visit = 0, upTo, {backBy:Array(Float32)})) AS way, intents[way] AS intent,
    1 + ${inARow(draw('pages', 'visit'), nextPageChance, mostPages - 1)} AS pages,
    toUInt32(3600 * if(${draw('office', 'visit')} < 0.8, 9 + 9 * ${draw('hour', 'visit')}, 7 + 16 * ${draw('hour', 'visit')})) AS second
  FROM (${datedVisitsSql}) AS visits INNER JOIN (${daysSql}) AS days USING today`

// item: a page by its number; 100 and more an action, 200 the same with its thank-you page opened again, 300 sent twice
const itemsSql = `SELECT n, agrees, device, visit, today, way, pages, second, item, item % 100 + 1 AS action,
    intDiv(item, 100) AS kind
  FROM (${visitsSql})
  ARRAY JOIN arrayConcat(range(pages), arrayFlatten(arrayMap(kind -> range(kind, kind + ${actions.length}), [100, 200, 300]))) AS item
  WHERE kind = 0 OR (
    ${draw('act', 'visit', 'action')} < {chances:Array(Float32)}[(way - 1) * ${actions.length} + action] * intent
    AND (kind = 1 OR (kind = 2 AND ${draw('again', 'visit', 'action')} < {reloaded:Float64})
      OR (kind = 3 AND ${draw('twice', 'visit', 'action')} < {sentTwice:Float64})))`

const insertSql = `INSERT INTO events (source, id, name, time, received_at, batch, visitor_id, url, referrer, utm_source,
    utm_medium, utm_campaign, utm_content, click_ids, match_keys, order_id, value, currency, user_agent, country, properties)
  SELECT 'website', concat('w', toString(n), '-', toString(visit), '-', toString(if(kind = 3, item - 200, item))),
    if(kind = 0, 'page_view', {names:Array(String)}[action]),
    toDateTime64({start:Float64} + today * 86400 + second + if(kind = 0, item, pages + action) * 60 + if(kind = 2, 300, 0), 3, 'UTC') AS happened,
    happened, {batch:UInt64}, if(agrees < {unseen:Float64} + {anonymous:Float64}, '', concat('w', toString(n))) AS browser,
    if(item = 0, {landings:Array(String)}[way], concat('${company.site}', if(kind = 0, '/features', {thanks:Array(String)}[action]))),
    if(item = 0, {referrers:Array(String)}[way], '${company.site}/'),
    if(item = 0, {utmSources:Array(String)}[way], ''), if(item = 0, {utmMediums:Array(String)}[way], ''),
    if(item = 0, {utmCampaigns:Array(String)}[way], ''), if(item = 0, {ads:Array(String)}[way], ''),
    if(item = 0 AND {clickIds:Array(String)}[way] != '', map({clickIds:Array(String)}[way], concat('c', toString(n), '-', toString(visit))), map()),
    if(kind > 0 AND browser != '', map('email', lower(hex(SHA256(browser)))), map()),
    if({names:Array(String)}[action] = 'order_completed' AND kind > 0, concat('W', toString(n), '-', toString(visit)), '') AS ordered,
    if(ordered = '', NULL, 19600), if(ordered = '', '', '${company.currency}'),
    if(device < 0.31, 'Mozilla/5.0 (Linux; Android 15) Mobile', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'), 'JP', '{}'
  FROM (${itemsSql})`

const kindOf = (list: string): string => `{${list}}[n % ${machineKinds.length} + 1]`

// item: pages, then forms, then the action again and again, as in `people/machines.ts`
const machinesSql = `SELECT n, item, ${kindOf('pagesOf:Array(UInt16)')} AS pages, ${kindOf('formsOf:Array(UInt16)')} AS forms,
    multiIf(item < pages, 'page_view', item < pages + forms, 'form_submit', ${kindOf('actionOf:Array(String)')}) AS name,
    concat('m', toString(n)) AS machine, concat(machine, '-', toString(item)) AS id,
    toDateTime64({start:Float64} + intDiv(n * {days:UInt64}, {machines:UInt64}) * 86400
      + toUInt32(3600 * (9 + 9 * ${draw('machine hour')})) + item * ${kindOf('everyOf:Array(Float64)')}, 3, 'UTC') AS happened
  FROM (SELECT number AS n FROM numbers({machines:UInt64}))
  ARRAY JOIN range(pages + forms + ${kindOf('timesOf:Array(UInt16)')}) AS item`

const insertMachinesSql = `INSERT INTO events (source, id, name, time, received_at, batch, visitor_id, url, order_id, value,
    currency, user_agent, sent_from, junk, properties)
  SELECT 'website', id, name, happened, happened, {batch:UInt64}, if(${kindOf('rememberedOf:Array(UInt8)')}, machine, ''),
    concat('${company.site}', if(name IN ('page_view', 'form_submit'), '/features', ${kindOf('thanksOf:Array(String)')})),
    if(name = 'order_completed', concat('O', id), '') AS ordered, if(ordered = '', NULL, ${pilotPrices[0]}),
    if(ordered = '', '', '${company.currency}'), ${kindOf('agentOf:Array(String)')}, 'page', ${kindOf('markOf:Array(String)')}, '{}'
  FROM (${machinesSql})`

/** The INSERT for `events` of the machines that open a company's site. Bind `batch` as well. */
export function engineMachines(options: WorldOptions): EngineInsert {
  const setting = settingOf(options)
  const listOf = <Value>(read: (kind: MachineKind) => Value): Value[] => machineKinds.map(read)
  const params = {
    seed: options.seed,
    days: setting.days.length,
    start: setting.span.start / 1_000,
    machines: machineCount(setting),
    pagesOf: listOf(({ pages }) => pages),
    formsOf: listOf(({ forms }) => forms),
    timesOf: listOf(({ times }) => times),
    everyOf: listOf(({ everyMs }) => everyMs / 1_000),
    actionOf: listOf(({ action }) => action),
    thanksOf: listOf(({ action }) => actions.find(({ name }) => name === action)!.thanks),
    rememberedOf: listOf(({ remembered }) => Number(remembered)),
    agentOf: listOf(({ agent }) => agent),
    // what the collector sees when an event arrives; the others show with the visit
    markOf: listOf(({ junk }) => ((arrivalJunk as readonly string[]).includes(junk) ? junk : '')),
  }
  return { sql: insertMachinesSql, params }
}

/**
 * The INSERT for `events` of a company's visitors. Bind `batch` as well.
 */
export function engineInsert(options: WorldOptions): EngineInsert {
  const setting = settingOf(options)
  const { days, arrivals, span, defects } = setting
  let back = 0
  const backBy = ways.map((_, number) => (back += comingBack.by.find(({ way }) => way === number)?.weight ?? 0))
  const params = {
    seed: options.seed,
    days: days.length,
    start: span.start / 1_000,
    starts: [0, ...arrivals].map((share) => Math.round(share * options.visitors)),
    upTo: days.flatMap((day) => day.upTo.map((share) => round(share))),
    backBy: backBy.map((share) => round(share / back)),
    tagLoss: days.map(({ tagLoss }) => tagLoss),
    intents: days.flatMap((day) => day.ways.map(({ intent }) => round(intent))),
    chances: ways.flatMap((way) => actions.map((action) => round(baseChance(way, action)))),
    names: actions.map(({ name }) => name),
    thanks: actions.map(({ thanks }) => thanks),
    landings: ways.map(({ landing }) => company.site + landing),
    referrers: ways.map(({ referrer }) => referrer),
    utmSources: ways.map(({ utm }) => utm?.source ?? ''),
    utmMediums: ways.map(({ utm }) => utm?.medium ?? ''),
    utmCampaigns: ways.map(({ utm }) => utm?.campaign ?? ''),
    ads: ways.map(({ advertising }) => advertising?.ad ?? ''),
    clickIds: ways.map(({ advertising }) => (advertising ? platforms[advertising.platform].clickId : '')),
    unseen: defects.unseen,
    anonymous: defects.anonymous,
    reloaded: defects.reloaded + defects.revisited,
    sentTwice: defects.sentTwice,
  }
  return { sql: insertSql, params }
}

/** Short, since parameters are text. */
function round(share: number): number {
  return Math.round(share * 1e5) / 1e5
}
