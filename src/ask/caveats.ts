// What a reader of an answer must know beside its numbers, each as data: a code, a sentence and how many.
import type { Caveat } from '#contract/ask.ts'
import { macroAloneSql, undatedSql } from '#metrics/counted.ts'
import { tableOf, timeDimensions } from '#metrics/dimensions.ts'
import { doublesSql } from '#metrics/doubles.ts'
import { personAttributeOf } from '#metrics/person-names.ts'
import type { Statement } from '#metrics/scope.ts'
import type { Facts } from '#store/facts.ts'
import type { Cells } from './cells.ts'
import { macroCaveats, ruleCaveats } from './changed-rules.ts'
import type { CountedState } from './counted.ts'
import type { Inquiry } from './inquiry.ts'

export async function caveatsOf(
  facts: Facts,
  inquiry: Inquiry,
  cells: Cells,
  counted: CountedState,
): Promise<Caveat[]> {
  const [known, transitions, conversions, doubles] = await Promise.all([
    knownCaveats(facts, inquiry),
    transitionCaveats(facts, inquiry, cells),
    conversionCaveats(facts, inquiry, cells),
    doubleCaveats(facts, inquiry, cells),
  ])
  return [
    ...known,
    ...countingCaveats(inquiry, counted),
    ...macroCaveats(inquiry),
    ...ruleCaveats(inquiry),
    ...(counted.countedAgain
      ? caveat('counted_again', 1, () => 'The rules for visits changed; not everything is counted again by them yet.')
      : []),
    ...transitions,
    ...conversions,
    ...junkCaveats(cells),
    ...costCaveats(cells),
    ...personCaveats(inquiry),
    ...splitCaveats(inquiry, cells),
    ...caveat(
      'cta_without_visit',
      Math.max(cells.total.ctas.withoutVisit, cells.total.ctaConverting.withoutVisit),
      (n) => `${n} views and clicks have no visit (no consent to be recognised); they are in no rate.`,
    ),
    ...doubles,
  ]
}

function caveat(code: string, count: number, message: (count: number) => string): Caveat[] {
  return count === 0 ? [] : [{ code, message: message(count), count }]
}

function countingCaveats({ conversions, transition }: Inquiry, counted: CountedState): Caveat[] {
  const countings = [conversions, transition?.micro, transition?.macro].flatMap((points) => points?.counting ?? [])
  const twice = new Set(countings.flatMap(({ dropped, added }) => [...dropped, ...added]))
  return [
    ...caveat(
      'not_counted_points',
      counted.uncounted.length,
      () => `${counted.uncounted.join(' and ')}: not counted yet.`,
    ),
    ...caveat(
      'not_counted_batches',
      counted.batchesBehind,
      (n) => `${n} stored ${n === 1 ? 'batch is' : 'batches are'} not counted yet.`,
    ),
    ...caveat(
      'straddles_versions',
      twice.size,
      (n) =>
        `${n} ${n === 1 ? 'CV was' : 'CVs were'} seen under two versions of the plan; each counts once, by its earliest sighting.`,
    ),
  ]
}

async function transitionCaveats(facts: Facts, { transition, scope }: Inquiry, cells: Cells): Promise<Caveat[]> {
  if (!transition || !cells.statements.transition) return []
  const alone = await countOf(facts, macroAloneSql(transition.micro.counting, transition.macro.counting, scope))
  const [micro, macro] = [nameOf(transition.micro.uses), nameOf(transition.macro.uses)]
  return [
    ...caveat(
      'macro_before_micro',
      cells.total.transition.before,
      (n) => `${n} ${persons(n)} had ${macro} before ${micro}; counted.`,
    ),
    ...caveat(
      'macro_without_micro',
      alone,
      (n) => `${n} ${persons(n)} had ${macro} without ${micro}; not in the transition rate.`,
    ),
  ]
}

async function conversionCaveats(facts: Facts, inquiry: Inquiry, cells: Cells): Promise<Caveat[]> {
  const { conversions, scope, metrics } = inquiry
  if (!conversions || !cells.statements.conversions) return []
  const { cv, valued, uncredited, creditedLater, withoutSession } = cells.total.conversions
  const asks = (...ids: string[]): boolean => metrics.some(({ id }) => ids.includes(id))
  const when = (asked: boolean, count: number): number => (asked ? count : 0)
  const undated = scope.basis === 'click' ? await countOf(facts, undatedSql(conversions.counting, scope)) : 0
  const lags = metrics.some(({ unit }) => unit === 'duration')
  return [
    ...caveat(
      'no_click_date',
      undated,
      (n) => `Credited to no click or visit, so without such a date and left out: ${cvs(n)}.`,
    ),
    ...caveat(
      'without_session',
      when(asks('cvr.session', 'cvr.visitor'), withoutSession),
      (n) => `Credited to no visit, so not in the rate per session or visitor: ${cvs(n)}.`,
    ),
    ...caveat(
      'without_value',
      when(asks('value', 'aov', 'roas'), valued === 0 ? 0 : cv - valued),
      (n) => `Without a value: ${cvs(n)}.`,
    ),
    ...caveat(
      'lag_unknown',
      when(lags, uncredited),
      (n) => `Credited to nothing, so without a time to convert: ${cvs(n)}.`,
    ),
    ...caveat(
      'credited_later',
      when(lags, creditedLater),
      (n) => `Older than the lead or visit credited, so without a time to convert: ${cvs(n)}.`,
    ),
  ]
}

/** What machines did, in the days asked for. */
function junkCaveats({ total, junkSightings }: Cells): Caveat[] {
  const visits = Math.max(total.sessions.leftOut, total.converting.leftOut)
  return [
    ...caveat('junk_visits', visits, (n) => `Left out as junk (bots, floods): ${n} ${n === 1 ? 'visit' : 'visits'}.`),
    ...caveat(
      'junk_sightings',
      junkSightings,
      (n) => `Left out as junk (bots, floods), and no CV: ${n} ${n === 1 ? 'sighting' : 'sightings'}.`,
    ),
  ]
}

/** Events that came without an id, and those of them that say what another said shortly before. */
async function doubleCaveats(facts: Facts, { scope }: Inquiry, { total }: Cells): Promise<Caveat[]> {
  const { suspect } = total.events
  const doubles = suspect > 0 ? await countOf(facts, doublesSql(scope)) : 0
  return [
    ...caveat('without_id', suspect, (n) =>
      n === 1
        ? '1 event came without an id; a retry of it would count again.'
        : `${n} events came without an id; a retry of theirs would count again.`,
    ),
    ...caveat(
      'suspected_doubles',
      doubles,
      (n) => `Suspected doubles, without an id and like another within a minute: ${n} ${n === 1 ? 'event' : 'events'}.`,
    ),
  ]
}

function costCaveats(cells: Cells): Caveat[] {
  const { spend, figures } = cells.total
  const currencies = [...new Set([...spend.currencies, ...figures.currencies])].filter((currency) => currency !== '')
  return [
    ...caveat(
      'spread_period',
      spend.spread,
      (n) => `Reported for a period and spread evenly over its days: ${n} ${n === 1 ? 'cost' : 'costs'}.`,
    ),
    ...caveat(
      'spread_figures',
      figures.spread,
      (n) => `Reported for a period and spread evenly over its days: ${n} platform ${n === 1 ? 'figure' : 'figures'}.`,
    ),
    ...caveat(
      'several_currencies',
      currencies.length > 1 ? currencies.length : 0,
      () => `Money is in ${currencies.join(' and ')} and is never added up across currencies; ask by currency.`,
    ),
  ]
}

async function countOf(facts: Facts, { sql, params }: Statement): Promise<number> {
  const rows = await facts.query<{ count: number }>(sql, params)
  return rows[0]!.count
}

/** Nothing was known yet at the instant asked for. */
async function knownCaveats(facts: Facts, { scope, metrics }: Inquiry): Promise<Caveat[]> {
  const { known } = scope
  if (known === undefined) return []
  const tables = new Set(metrics.flatMap(({ needs }) => needs.map((measure) => tableOf[measure])))
  const asked = (['ledger', 'spend', 'figures'] as const).filter((table) => tables.has(table))
  const firsts = await Promise.all(
    asked.map(async (table) => {
      const sql = `SELECT toUnixTimestamp64Milli(minOrNull(known_from)) AS first FROM ${table}`
      return { table, first: (await facts.query<{ first: number | null }>(sql))[0]!.first }
    }),
  )
  return firsts.flatMap(({ table, first }) => {
    if (first === null || known >= Number(first)) return []
    const since = new Date(Number(first)).toISOString().slice(0, 16).replace('T', ' ')
    return caveat(
      'nothing_known_yet',
      1,
      () => `At that time no ${knownWords[table]} known; the first came ${since} UTC.`,
    )
  })
}

const knownWords = { ledger: 'conversion was', spend: 'cost was', figures: 'figure of a platform was' }

/** Which value of a person who had several. */
function personCaveats({ scope }: Inquiry): Caveat[] {
  const named = [...scope.by, ...Object.keys(scope.filter)].filter((id) => personAttributeOf(id) !== undefined)
  return caveat(
    'told_of_person',
    new Set(named).size,
    () =>
      `${[...new Set(named)].join(' and ')}: what was told of the person last before the CV, else first within a day after it, up to three links between identifiers away.`,
  )
}

/** A split that tells nothing apart, or whose costs and conversions never meet. */
function splitCaveats({ scope, metrics }: Inquiry, cells: Cells): Caveat[] {
  const names = scope.by.filter((dimension) => !timeDimensions.includes(dimension))
  const empty = names.filter((dimension) => {
    const index = scope.by.indexOf(dimension)
    return cells.rows.length > 0 && cells.rows.every(({ tuple }) => tuple[index] === '')
  })
  const quotient = metrics.some(({ needs }) => needs.includes('spend') && needs.includes('conversions'))
  const spent = cells.rows.filter(({ cell }) => cell.spend.cost > 0)
  const converted = cells.rows.filter(({ cell }) => cell.conversions.cv > 0)
  const apart = quotient && names.length > 0 && spent.length > 0 && converted.length > 0
  const meet = spent.some(({ cell }) => cell.conversions.cv > 0)
  const some = (rows: Cells['rows']): string =>
    [...new Set(rows.map(({ tuple }) => names.map((name) => tuple[scope.by.indexOf(name)] || 'none').join(' · ')))]
      .slice(0, 3)
      .join(', ')
  return [
    ...caveat(
      'not_told_apart',
      empty.length,
      () => `No row of this answer says its ${empty.join(' or ')}, so it is not split by it.`,
    ),
    ...caveat(
      'cost_and_conversions_apart',
      apart && !meet ? 1 : 0,
      () =>
        `No ${names.join(' and ')} has both cost (${some(spent)}) and conversions (${some(converted)}); names are compared letter for letter.`,
    ),
  ]
}

const persons = (count: number): string => (count === 1 ? 'person' : 'persons')
const cvs = (count: number): string => (count === 1 ? '1 CV' : `${count} CVs`)

function nameOf(uses: readonly { point: { name: string } }[]): string {
  return uses.at(-1)?.point.name ?? 'the macro'
}
