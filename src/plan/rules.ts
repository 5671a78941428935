// What a plan must keep to beyond its shape. Rules read the raw plan, so that a slip elsewhere hides nothing.
import type { Plan } from '#contract/plan.ts'
import { closest } from '#util/closest.ts'
import { isZone } from '#util/zone.ts'
import { definitionHash } from './definition.ts'
import { brokenVisitRules } from './channel-rules.ts'
import { type Fields, fields } from './fields.ts'
import { type PlanProblem, matchKinds, problem } from './problems.ts'

/** Every rule that the plan breaks, whatever its shape. */
export function brokenRules(raw: unknown): PlanProblem[] {
  const plan = fields(raw)
  const points = Array.isArray(plan['points']) ? plan['points'].map(fields) : []
  return [
    ...knownZone(plan),
    ...knownCurrency(plan),
    ...distinctDepartments(plan),
    ...distinctIds(points),
    ...oneMacro(points),
    ...fewMicros(plan, points),
    ...points.flatMap((point, index) => pointRules(point, index)),
    ...brokenVisitRules(plan),
  ]
}

function knownZone({ timezone }: Fields): PlanProblem[] {
  if (typeof timezone !== 'string' || isZone(timezone)) return []
  const meant = closest(timezone, [...Intl.supportedValuesOf('timeZone'), 'UTC'])
  const hint = meant ? `Did you mean ${meant}?` : 'Write region and city, such as Asia/Tokyo, or UTC.'
  return [problem(['timezone'], `"${timezone}" is not a time zone`, hint)]
}

function knownCurrency({ currency }: Fields): PlanProblem[] {
  const isCode = typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)
  if (!isCode || Intl.supportedValuesOf('currency').includes(currency)) return []
  return [problem(['currency'], `"${currency}" is not a currency`, 'Write its ISO 4217 code: JPY, USD, EUR.')]
}

function distinctDepartments({ departments }: Fields): PlanProblem[] {
  return repeats(Array.isArray(departments) ? departments : []).map(({ value, index }) =>
    problem(['departments', index], `"${value}" is named twice`, 'Name each department once.'),
  )
}

function distinctIds(points: readonly Fields[]): PlanProblem[] {
  return repeats(points.map(({ id }) => id)).map(({ value, index, first }) =>
    problem(
      ['points', index, 'id'],
      `"${value}" is the id of points[${first}] too`,
      'Give each point an id of its own.',
    ),
  )
}

function repeats(values: readonly unknown[]): { value: string; index: number; first: number }[] {
  return values.flatMap((value, index) => {
    const first = values.indexOf(value)
    return typeof value === 'string' && first < index ? [{ value, index, first }] : []
  })
}

function oneMacro(points: readonly Fields[]): PlanProblem[] {
  const macros = points.flatMap(({ tier }, index) => (tier === 'macro' ? [index] : []))
  const tiersKnown = points.every(({ tier }) => tier === 'macro' || tier === 'micro')
  if (macros.length === 0) {
    if (points.length === 0 || !tiersKnown) return []
    return [problem(['points'], 'hold no macro', 'Give the one final outcome tier: macro.')]
  }
  return macros.slice(1).map((index) => {
    const message = `is a second macro; points[${macros[0]}] is the macro already`
    return problem(['points', index, 'tier'], message, 'A plan has one macro: make the other ones micro.')
  })
}

function fewMicros({ note }: Fields, points: readonly Fields[]): PlanProblem[] {
  if (points.some(({ tier }) => tier !== 'macro' && tier !== 'micro') || points.length === 0) return []
  const micros = points.filter(({ tier }) => tier === 'micro').length
  if ((micros >= 2 && micros <= 4) || (typeof note === 'string' && note.trim() !== '')) return []
  const count = micros === 0 ? 'no micro' : micros === 1 ? 'one micro' : `${micros} micros`
  return [problem(['points'], `hold ${count}; a plan has two to four`, 'Change that, or say why in a note: line.')]
}

function pointRules(point: Fields, index: number): PlanProblem[] {
  const at = ['points', index]
  const match = fields(point['match'])
  const kind = matchKinds.find((name) => name in match)
  return [...oncePerFits(point, kind, at), ...sessionHasBound(match, at), ...valueHasOneOrigin(point, at)]
}

function oncePerFits(point: Fields, kind: string | undefined, at: (string | number)[]): PlanProblem[] {
  const oncePer = point['once_per']
  const per = fields(oncePer)['per'] ?? oncePer
  const path = per === oncePer ? [...at, 'once_per'] : [...at, 'once_per', 'per']
  if (per === 'order' && (kind === 'session' || kind === 'lead')) {
    const hint = 'Use person, visitor or event, or match an event, a deal or an order.'
    return [problem(path, `cannot be order: a ${kind} has no order`, hint)]
  }
  if (per === 'session' && (kind === 'lead' || kind === 'deal' || kind === 'order')) {
    const hint = 'Use person, visitor or event, or match an event or a page.'
    return [problem(path, `cannot be session: ${kind}s come without visits`, hint)]
  }
  return []
}

function sessionHasBound(match: Fields, at: (string | number)[]): PlanProblem[] {
  const session = match['session']
  if (typeof session !== 'object' || session === null || Object.keys(session).length > 0) return []
  const hint = 'Write session: { pages: 3 } or session: { seconds: 60 }.'
  return [problem([...at, 'match', 'session'], 'has no bound, so every visit would count', hint)]
}

function valueHasOneOrigin(point: Fields, at: (string | number)[]): PlanProblem[] {
  const value = point['value']
  if (typeof value !== 'object' || value === null) return []
  const origins = ['from', 'fixed'].filter((name) => name in value)
  if (origins.length === 1) return []
  const message = origins.length === 0 ? 'does not say where the amount comes from' : 'has both from and fixed'
  return [problem([...at, 'value'], message, 'Write value: { from: value } or value: { fixed: 5000 }.')]
}

/** Two points that count the very same thing: the macro would be predicted by itself. */
export function sameDefinitions(plan: Plan): PlanProblem[] {
  const hashes = plan.points.map(definitionHash)
  return repeats(hashes).map(({ index, first }) => {
    const message = `counts exactly what points[${first}] (${plan.points[first]!.id}) counts`
    return problem(['points', index], message, 'Remove one, or give it a match or once_per of its own.')
  })
}
