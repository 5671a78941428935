// Reads a plan file (YAML or JSON), and writes one. Finds everything that is wrong at once.
import {
  type Document,
  LineCounter,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  stringify,
  type YAMLError,
} from 'yaml'
import { type Plan, planSchema } from '#contract/plan.ts'
import { doubtsAbout } from './doubts.ts'
import { type Path, type PlanProblem, problem, shapeProblems } from './problems.ts'
import { brokenRules, sameDefinitions } from './rules.ts'

/** `doubts` are about a plan that is good, and that may not mean what it says. */
export type ParsedPlan = { ok: true; plan: Plan; doubts: PlanProblem[] } | { ok: false; problems: PlanProblem[] }

/** The plan with its defaults filled in, or all that is wrong with it, in the order of the file. */
export function parsePlan(text: string): ParsedPlan {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0)
    return { ok: false, problems: document.errors.map((error) => unreadable(error, lines)) }
  let raw: unknown
  try {
    raw = document.toJS()
  } catch (error) {
    return { ok: false, problems: [problem([], `The plan cannot be read: ${(error as Error).message}`)] }
  }
  const result = checkPlan(raw)
  if (result.ok) return { ...result, doubts: result.doubts.map((found) => withLine(found, document, lines)) }
  const problems = result.problems.map((found) => withLine(found, document, lines))
  return { ok: false, problems: problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)) }
}

function checkPlan(raw: unknown): ParsedPlan {
  if (raw === null || raw === undefined) {
    return { ok: false, problems: [problem([], 'The plan is empty', 'A plan has at least points: with one macro.')] }
  }
  const parsed = planSchema.safeParse(raw)
  const problems = [...(parsed.success ? [] : shapeProblems(parsed.error, raw)), ...brokenRules(raw)]
  if (parsed.success) problems.push(...sameDefinitions(parsed.data))
  return parsed.success && problems.length === 0
    ? { ok: true, plan: inPlanCurrency(parsed.data), doubts: doubtsAbout(raw) }
    : { ok: false, problems }
}

/** A fixed value is money of the plan's currency unless it names another. */
function inPlanCurrency(plan: Plan): Plan {
  const points = plan.points.map((point) => {
    if (point.value?.fixed === undefined || point.value.currency !== undefined) return point
    return { ...point, value: { ...point.value, currency: plan.currency } }
  })
  return { ...plan, points }
}

function unreadable(error: YAMLError, lines: LineCounter): PlanProblem {
  const found =
    error.code === 'DUPLICATE_KEY'
      ? problem([], 'A field is written twice', 'Keep one of the two.')
      : problem(
          [],
          `This is not YAML: ${error.message}`,
          'Check indentation, colons and brackets; quote text with : in it.',
        )
  return { ...found, line: lines.linePos(error.pos[0]).line }
}

/** Adds the line of the value, or of the nearest thing around it where the value is missing. */
function withLine(found: PlanProblem, document: Document, lines: LineCounter): PlanProblem {
  const offset = offsetOf(document, found.path)
  return offset === undefined ? found : { ...found, line: lines.linePos(offset).line }
}

function offsetOf(document: Document, path: Path): number | undefined {
  let node: unknown = document.contents
  let offset: number | undefined
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document)
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
      if (!pair) break
      offset = (pair.key as { range?: [number, number, number] }).range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node) && typeof key === 'number') {
      node = node.items[key]
      offset = (node as { range?: [number, number, number] } | undefined)?.range?.[0] ?? offset
    } else break
  }
  return offset
}

/** The plan as a YAML file that reads back as the same plan. */
export function planText(plan: Plan): string {
  return stringify(plan, { lineWidth: 78 })
}
