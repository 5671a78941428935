// Several attribution models side by side over the same conversions.
import {
  type AttributionAnswer,
  type AttributionModel,
  type AttributionQuestion,
  type AttributionRow,
  type DealtMetric,
  dealtMetrics,
} from '#contract/attribution.ts'
import { type AnswerRow, type Figure, type Question, questionSchema } from '#contract/ask.ts'
import { attribute, attributeWorth } from '#stats/attribution.ts'
import type { Store } from '#store/store.ts'
import { caveatsOf } from './caveats.ts'
import { readCells } from './cells.ts'
import { countedState } from './counted.ts'
import {
  creditedCells,
  creditingCaveats,
  readWays,
  ruleOf,
  shownRows,
  tooMany,
  type Way,
  windowOf,
} from './crediting.ts'
import { definitionOf } from './definitions.ts'
import { inquire } from './inquiry.ts'
import { refusalsOf, type Refusals } from './refusals.ts'
import { answerRows, answerTotal, contextOf } from './rows.ts'

const mostLength = 10
const shownPaths = 20

/** The question that the ledger is asked before its CVs are dealt out. */
export function asQuestion({ by, from, to, points, plan }: AttributionQuestion): Question {
  return questionSchema.parse({ metrics: [...dealtMetrics, 'cost'], by: [by], from, to, points, plan })
}

/**
 * @param now epoch milliseconds.
 * @throws Problem as `answer` does, and for more different paths than are read.
 */
export async function compareModels(store: Store, asked: AttributionQuestion, now: number): Promise<AttributionAnswer> {
  const models = [...new Set(asked.models)]
  const inquiry = await inquire(store, asQuestion(asked), now)
  const counted = await countedState(store, inquiry)
  const refusals = refusalsOf(inquiry, counted.uncounted)
  const [cells, { ways, lost, lookback }] = await Promise.all([
    readCells(store.facts, inquiry, refusals),
    readWays(store.facts, inquiry, { ...asked, lost: models.includes('markov') }),
  ])
  const context = contextOf(inquiry, undefined)
  const byModel = models.map((model) => {
    const credit = attribute(model, ways, lost)
    const worth = attributeWorth(model, ways, lost)
    const asCredited = creditedCells(cells, credit ?? new Map(), worth ?? new Map())
    const kept: Refusals = credit ? refusals : refuseRows(refusals)
    return { model, rows: shownRows(answerRows(asCredited, inquiry, kept)) }
  })
  return {
    by: asked.by,
    models: models.map((model) => {
      const crediting = { model, half_life: asked.half_life }
      return { id: model, rule: ruleOf(crediting), window: windowOf(crediting, lookback) }
    }),
    lookback,
    halfLife: asked.half_life,
    rows: sideBySide(asked.by, byModel),
    total: totalOf(models, answerTotal(cells, inquiry, refusals)),
    lengths: lengthsOf(ways),
    paths: commonest(ways),
    differentPaths: new Set(ways.map(({ touches }) => JSON.stringify(touches))).size,
    definitions: inquiry.metrics.map((metric) => definitionOf(metric, inquiry, cells.total, counted, context)),
    caveats: [...(await caveatsOf(store.facts, inquiry, cells, counted)), ...creditingCaveats(ways, lookback, models)],
  }
}

function refuseRows(refusals: Refusals): Refusals {
  return { ...refusals, rows: new Map([...refusals.rows, ...dealtMetrics.map((id) => [id, tooMany] as const)]) }
}

interface OfModel {
  model: AttributionModel
  rows: readonly AnswerRow[]
}

/** One row a name: those of the first model first, in its order. */
function sideBySide(by: string, byModel: readonly OfModel[]): AttributionRow[] {
  const rows = new Map<string, AttributionRow>()
  for (const { model, rows: credited } of byModel) {
    for (const row of credited) {
      const name = row[by] as string
      const found = rows.get(name) ?? { name, cost: row['cost'] as Figure, cv: {}, cpa: {}, value: {}, roas: {} }
      for (const metric of dealtMetrics) found[metric][model] = row[metric] as Figure
      rows.set(name, found)
    }
  }
  for (const row of rows.values()) {
    for (const { model } of byModel) for (const metric of dealtMetrics) row[metric][model] ??= without[metric]
  }
  return [...rows.values()]
}

/** Of a name that a model credits nothing to, and that nothing was spent on. */
const without: Record<DealtMetric, Figure> = {
  cv: { value: 0 },
  cpa: { value: null, refused: 'no CV by this model' },
  value: { value: 0 },
  roas: { value: null, refused: 'no cost is known here' },
}

function totalOf(models: readonly AttributionModel[], total: AnswerRow): AttributionRow {
  const same = (metric: DealtMetric) => Object.fromEntries(models.map((model) => [model, total[metric] as Figure]))
  const cost = total['cost'] as Figure
  return { name: '', cost, cv: same('cv'), cpa: same('cpa'), value: same('value'), roas: same('roas') }
}

function lengthsOf(ways: readonly Way[]): AttributionAnswer['lengths'] {
  const counts = Array.from({ length: mostLength }, () => 0)
  for (const { touches, conversions } of ways) counts[Math.min(mostLength, touches.length) - 1]! += conversions
  return counts.map((conversions, index) => ({ touches: index + 1, conversions }))
}

/** Ways come apart where the last touch that was not direct differs; here they are one path again. */
function commonest(ways: readonly Way[]): AttributionAnswer['paths'] {
  const paths = new Map<string, { touches: string[]; conversions: number }>()
  for (const { touches, conversions } of ways) {
    const key = JSON.stringify(touches)
    const path = paths.get(key) ?? { touches: [...touches], conversions: 0 }
    path.conversions += conversions
    paths.set(key, path)
  }
  return [...paths.values()].toSorted((a, b) => b.conversions - a.conversions).slice(0, shownPaths)
}
