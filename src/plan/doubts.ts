// What a plan may say and probably does not mean. Read from the raw plan, where defaults are not filled in yet.
import { type Fields, fields } from './fields.ts'
import { type PlanProblem, problem } from './problems.ts'

/** Everything doubtful about a plan that is good. */
export function doubtsAbout(raw: unknown): PlanProblem[] {
  const plan = fields(raw)
  const points = Array.isArray(plan['points']) ? plan['points'].map(fields) : []
  return [...points.flatMap(windowWithoutEffect), ...casesApart(points)]
}

function windowWithoutEffect(point: Fields, index: number): PlanProblem[] {
  const { once_per: once, merge_within: window } = point
  const unit = typeof once === 'string' ? once : fields(once)['per']
  if (unit !== 'event' || window === undefined) return []
  const message = 'has no effect: counted once per event, nothing is merged by person'
  return [problem(['points', index, 'merge_within'], message, 'Take it out, or count once per person.')]
}

/** Stages and statuses that the points name, with where. */
function namedStages(points: readonly Fields[]): { kind: string; text: string; path: (string | number)[] }[] {
  return points.flatMap((point, index) => {
    const match = fields(point['match'])
    return [
      { kind: 'deal', field: 'stage' },
      { kind: 'order', field: 'status' },
    ].flatMap(({ kind, field }) => {
      const value = fields(match[kind])[field]
      const given = fields(value)['is'] ?? value
      const texts = [given].flat().filter((text) => typeof text === 'string')
      return texts.map((text) => ({ kind, text, path: ['points', index, 'match', kind, field] }))
    })
  })
}

function casesApart(points: readonly Fields[]): PlanProblem[] {
  const stages = namedStages(points)
  return stages.flatMap(({ kind, text, path }, index) => {
    const twin = stages
      .slice(0, index)
      .find((other) => other.kind === kind && other.text !== text && sameWord(other.text, text))
    if (!twin) return []
    const message = `"${text}" and "${twin.text}" differ in capitals only, and are two different ones`
    return [problem(path, message, 'Write each as the files do; they are compared letter for letter.')]
  })
}

/** Stages that no record has, though one has the same word in other capitals. */
export function stagesApart(raw: unknown, known: readonly { kind: string; stage: string }[]): PlanProblem[] {
  const points = fields(raw)['points']
  return namedStages(Array.isArray(points) ? points.map(fields) : []).flatMap(({ kind, text, path }) => {
    const own = known.filter((record) => record.kind === kind)
    const meant = own.find(({ stage }) => sameWord(stage, text))
    if (!meant || own.some(({ stage }) => stage === text)) return []
    const message = `no ${kind} is "${text}", but there are some that are "${meant.stage}"`
    return [problem(path, message, `Write ${meant.stage}: they are compared letter for letter.`)]
  })
}

function sameWord(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}
