// CVs credited by an attribution model: the ways that led to them are read once, and each model deals them out.
import type { Crediting } from '#contract/attribution.ts'
import type { AnswerRow, Caveat, Definition, Figure, Question } from '#contract/ask.ts'
import { defaultLookback } from '#contract/plan.ts'
import { emptyCell } from '#metrics/measures.ts'
import { type Looking, lostPathsSql, mostPaths, mostTouches, pathsSql } from '#metrics/touches.ts'
import { type LostPath, type WorthPath, attribute, attributeWorth } from '#stats/attribution.ts'
import { mostMarkovChannels } from '#stats/markov.ts'
import type { Facts } from '#store/facts.ts'
import { describeDuration } from '#plan/describe.ts'
import { durationMs } from '#util/duration.ts'
import { Problem, type ProblemDetail } from '#util/problem.ts'
import type { Cells } from './cells.ts'
import type { Inquiry } from './inquiry.ts'
import type { Refusals } from './refusals.ts'

/** CVs that went one way, with what they are worth, and how many of these have no visit, several browsers, more touches than are kept, or a record. */
export interface Way extends WorthPath {
  unseen: number
  devices: number
  cut: number
  /** With a touch that the ledger knows from a record and not from a visit. */
  recorded: number
}

export interface Ways {
  ways: readonly Way[]
  lost: readonly LostPath[]
  lookback: string
}

const ofWorth = ['value', 'roas']
const allowed = ['cv', 'cpa', 'cost', ...ofWorth]

/** Throws Problem for what attribution models cannot answer. */
export function checkCrediting({ attribution, metrics, by, filter, basis, known }: Question): void {
  if (!attribution) return
  const refuse = (field: string, message: string, hint: string): ProblemDetail => ({ field, message, hint })
  const other = metrics.findIndex((metric) => !allowed.includes(metric))
  const splits = by.length > 1 || by.some((dimension) => dimension !== 'channel' && dimension !== 'campaign')
  const details = [
    other !== -1 &&
      refuse(
        `metrics.${other}`,
        `${metrics[other]} is not dealt out by models.`,
        'Ask for cv, cpa, cost, value or roas.',
      ),
    splits &&
      refuse('by', 'Models deal CVs out to channels or to campaigns.', 'Split by channel or by campaign alone.'),
    Object.keys(filter ?? {}).some((dimension) => dimension !== 'point') &&
      refuse('filter', 'A filter would take touches out of the paths.', 'Ask without a filter.'),
    basis === 'click' &&
      refuse('basis', 'Several visits led to a CV, so it has no single click date.', 'Leave basis out.'),
    known !== undefined &&
      refuse('known', 'Visits are not kept as they were known on a day.', 'Leave known out; plan may be given.'),
  ].filter((detail) => detail !== false)
  if (details.length === 0) return
  throw new Problem('not_attributable', details.map(({ message }) => message).join(' '), { details })
}

interface Looked {
  by: Looking['by']
  lookback?: string | undefined
  half_life: string
  /** Whether the ways that led nowhere are wanted. */
  lost: boolean
}

/** The statements that the ways are read by, and how far back they look. */
function wayStatements({ conversions, scope }: Inquiry, asked: Looked) {
  const { counting, uses } = conversions!
  const lookback = asked.lookback ?? longest(uses.map(({ point }) => point.lookback?.click ?? defaultLookback))
  const looking = { by: asked.by, lookbackMs: durationMs(lookback), halfLifeMs: durationMs(asked.half_life) }
  const plain = { ...scope, by: [], filter: {} }
  const paths = pathsSql(counting, plain, looking)
  return { paths, lost: asked.lost ? lostPathsSql(counting, plain, looking) : undefined, lookback }
}

export async function readWays(facts: Facts, inquiry: Inquiry, asked: Looked): Promise<Ways> {
  const { paths, lost, lookback } = wayStatements(inquiry, asked)
  const [ways, lostWays] = await Promise.all([pathRows<Way>(facts, paths), lost ? pathRows<LostPath>(facts, lost) : []])
  return { ways, lost: lostWays, lookback }
}

/** How a question that names a model looks. */
function lookedAs({ question }: Inquiry): Looked {
  const { model, lookback, half_life } = question.attribution!
  const by = question.by[0] as Looking['by'] | undefined
  return { by: by ?? 'channel', lookback, half_life, lost: model === 'markov' }
}

/** What a question's model reads beside the ledger; nothing where it names none. */
export function creditingStatements(
  inquiry: Inquiry,
): { measure: string; sql: string; params: Record<string, unknown> }[] {
  if (!inquiry.question.attribution || !inquiry.conversions) return []
  const { paths, lost } = wayStatements(inquiry, lookedAs(inquiry))
  return [{ measure: 'paths', ...paths }, ...(lost ? [{ measure: 'lost paths', ...lost }] : [])]
}

async function pathRows<Row>(facts: Facts, { sql, params }: ReturnType<typeof pathsSql>): Promise<Row[]> {
  const rows = await facts.query<Row>(sql, params)
  if (rows.length <= mostPaths) return rows
  const message = `There are more than ${mostPaths.toLocaleString('en')} different paths.`
  throw new Problem('too_many_paths', message, { hint: 'Ask for fewer days, a shorter lookback, or by channel.' })
}

function longest(durations: readonly string[]): string {
  return durations.toSorted((a, b) => durationMs(b) - durationMs(a))[0] ?? defaultLookback
}

/**
 * The cells with the CVs that a model gives to each channel, and what it gives them of their worth; the total stays what the
 * ledger counts.
 */
export function creditedCells(
  cells: Cells,
  credit: ReadonlyMap<string, number>,
  worth: ReadonlyMap<string, number>,
): Cells {
  const { valued, currencies } = cells.total.conversions
  const given = new Map(cells.rows.map(({ tuple, cell }) => [tuple[0]!, cell]))
  const names = new Set([...given.keys(), ...[...credit].flatMap(([name, cv]) => (cv > 0 ? [name] : []))])
  const rows = [...names].map((name) => {
    const cell = given.get(name) ?? emptyCell()
    const value = worth.get(name) ?? 0
    // parts of any CV may be in it, in all their currencies; its value stands as one CV's, without an interval (`shownRows`)
    const money = { value, valueSquares: value * value, valueMin: value, valueMax: value, valued, currencies }
    const conversions = { ...cell.conversions, cv: credit.get(name) ?? 0, ...money }
    return { tuple: [name], cell: { ...cell, conversions } }
  })
  return { ...cells, rows: rows.filter(({ cell }) => cell.conversions.cv > 0 || cell.spend.rows > 0) }
}

/** The cells credited as a question asks; where that cannot be, the reason stands in the rows. */
export async function creditedAs(
  facts: Facts,
  inquiry: Inquiry,
  read: { cells: Cells; refusals: Refusals },
): Promise<{ cells: Cells; refusals: Refusals; caveats: Caveat[]; window: string }> {
  const asked = inquiry.question.attribution!
  const { ways, lost, lookback } = await readWays(facts, inquiry, lookedAs(inquiry))
  const credit = attribute(asked.model, ways, lost)
  const words = { caveats: creditingCaveats(ways, lookback, [asked.model]), window: windowOf(asked, lookback) }
  if (inquiry.question.by.length === 0) return { ...read, ...words }
  const worth = attributeWorth(asked.model, ways, lost)
  if (credit && worth) return { ...read, ...words, cells: creditedCells(read.cells, credit, worth) }
  const rows = new Map([...read.refusals.rows, ...allowed.map((id) => [id, tooMany] as const)])
  return { ...read, ...words, refusals: { ...read.refusals, rows } }
}

export const tooMany = `Markov takes at most ${mostMarkovChannels} names; ask by channel`

/** What each model does. */
export function ruleOf({ model, half_life }: Pick<Crediting, 'model' | 'half_life'>): string {
  return {
    first: 'all to the first touch',
    last: 'all to the last touch',
    last_non_direct: 'all to the last touch that was not direct',
    linear: 'evenly to all touches',
    time_decay: `to all touches, halved for every ${describeDuration(half_life)} before the CV`,
    position: '40 % to the first, 40 % to the last, 20 % evenly to those between',
    markov: 'by what would be lost without each (Markov chain of first order, removal effect, solved)',
    shapley: 'evenly to the different ones on the path (Shapley value, exact)',
  }[model]
}

export function windowOf(asked: Pick<Crediting, 'model' | 'half_life'>, lookback: string): string {
  return `${ruleOf(asked)}; touches are visits of the last ${describeDuration(lookback)}`
}

const cvs = (count: number): string => (count === 1 ? '1 CV' : `${count} CVs`)

/** What a reader of attributed figures must know: what no model sees. */
export function creditingCaveats(ways: readonly Way[], lookback: string, models: readonly string[]): Caveat[] {
  const sum = (field: 'unseen' | 'devices' | 'cut' | 'recorded'): number =>
    ways.reduce((total, way) => total + Number(way[field]), 0)
  const [unseen, devices, cut, recorded] = [sum('unseen'), sum('devices'), sum('cut'), sum('recorded')]
  const found = (code: string, count: number, message: string): Caveat[] => (count ? [{ code, message, count }] : [])
  return [
    ...found(
      'no_visit_known',
      unseen,
      `No visit is known before ${cvs(unseen)} (no consent, another device, offline); credited as the ledger credits them.`,
    ),
    {
      code: 'cut_at_lookback',
      message: `Paths begin ${describeDuration(lookback)} before the CV; earlier visits get nothing.`,
    },
    {
      code: 'linked_browsers_only',
      message: `Browsers are one person only where a sign-in, e-mail or phone links them (several browsers: ${cvs(devices)}).`,
      count: devices,
    },
    ...found('long_paths', cut, `Of ${cvs(cut)} only the last ${mostTouches} touches are kept.`),
    ...(models.includes('markov')
      ? found(
          'recorded_touches',
          recorded,
          `Touches known from a record alone: ${cvs(recorded)}; what such channels did in vain is not known, so Markov favours them.`,
        )
      : []),
    { code: 'not_causal', message: 'Models deal CVs out by rule; none measures what a channel caused.' },
  ]
}

/** Rows and definitions of an answer, which say how CVs were credited. */
export function creditedWords(
  rows: readonly AnswerRow[],
  definitions: readonly Definition[],
  { window }: { window: string },
): { rows: AnswerRow[]; definitions: Definition[] } {
  const told = definitions.map((definition) => (definition.metric === 'cost' ? definition : { ...definition, window }))
  return { rows: shownRows(rows), definitions: told }
}

/** Rows as they are shown: of less than one CV a cost per CV has no useful interval, and parts of values have none. */
export function shownRows(rows: readonly AnswerRow[]): AnswerRow[] {
  const isShown = (metric: string, { denominator = 1 }: Figure): boolean =>
    !ofWorth.includes(metric) && (metric !== 'cpa' || denominator >= 1)
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, cell]) => {
        if (typeof cell !== 'object' || isShown(name, cell)) return [name, cell]
        const { low: _, high: __, ...plain } = cell
        return [name, plain]
      }),
    ),
  )
}
