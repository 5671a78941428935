// What a reader of an answer must know beside its numbers, each as data: a code, a sentence and how many.
import type { Caveat } from '#contract/ask.ts'
import { macroAloneSql, undatedSql } from '#metrics/counted.ts'
import type { Statement } from '#metrics/scope.ts'
import type { Facts } from '#store/facts.ts'
import type { Cells } from './cells.ts'
import type { CountedState } from './counted.ts'
import type { Inquiry } from './inquiry.ts'

export async function caveatsOf(
  facts: Facts,
  inquiry: Inquiry,
  cells: Cells,
  counted: CountedState,
): Promise<Caveat[]> {
  return [
    ...countingCaveats(inquiry, counted),
    ...(await transitionCaveats(facts, inquiry, cells)),
    ...(await conversionCaveats(facts, inquiry, cells)),
    ...costCaveats(cells),
    ...caveat('suspected_doubles', cells.total.events.suspect, (n) =>
      n === 1
        ? '1 event came without an id; a retry of it would count again.'
        : `${n} events came without an id; a retry of theirs would count again.`,
    ),
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

const persons = (count: number): string => (count === 1 ? 'person' : 'persons')
const cvs = (count: number): string => (count === 1 ? '1 CV' : `${count} CVs`)

function nameOf(uses: readonly { point: { name: string } }[]): string {
  return uses.at(-1)?.point.name ?? 'the macro'
}
