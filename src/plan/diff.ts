// What differs between two plans: by field as the file has it, by point, and in words.
import { isDeepStrictEqual } from 'node:util'
import { platformLabel } from '#contract/platforms.ts'
import type { FieldChange, PlanChanges, PointDiff, RuleWords } from '#contract/plan-life.ts'
import type { ChannelRule, Plan, Point } from '#contract/plan.ts'
import { definitionHash } from './definition.ts'
import { describeConditions, ruleWords } from './describe.ts'

/** From one plan to another. A point whose id changed and whose rule did not is the same point. */
export function diffPlans(before: Plan, after: Plan): PlanChanges {
  const fields = changedFields(withoutPoints(before), withoutPoints(after))
  const points = [...pairs(before.points, after.points)].flatMap(([old, new_]) => diffPoint(old, new_))
  return { fields, points, words: [...points.flatMap(pointWords), ...fields.flatMap(fieldWords)] }
}

function withoutPoints({ points: _, ...rest }: Plan): object {
  return rest
}

type Pair = [before: Point | undefined, after: Point | undefined]

/** In the order of the newer plan; what it no longer has comes last. */
function* pairs(before: readonly Point[], after: readonly Point[]): Generator<Pair> {
  const left = new Set(before)
  for (const point of after) {
    const old =
      before.find(({ id }) => id === point.id) ??
      before.find((other) => !after.some(({ id }) => id === other.id) && sameRule(other, point))
    if (old) left.delete(old)
    yield [old, point]
  }
  for (const point of left) yield [point, undefined]
}

function sameRule(a: Point, b: Point): boolean {
  return definitionHash(a) === definitionHash(b)
}

function diffPoint(before: Point | undefined, after: Point | undefined): PointDiff[] {
  const { id, name, tier } = (after ?? before)!
  const rule = { from: before ? ruleWords(before) : null, to: after ? ruleWords(after) : null }
  if (!before || !after)
    return [{ id, name, tier, change: after ? 'added' : 'removed', recounts: true, fields: [], rule }]
  const fields = changedFields(before, after)
  if (fields.length === 0) return []
  const said = isDeepStrictEqual(rule.from, rule.to) ? {} : { rule }
  return [{ id, name, tier, change: 'changed', recounts: !sameRule(before, after), fields, ...said }]
}

function inOneLine(rule: RuleWords | null): string {
  return rule === null ? '' : `${rule.counts}, ${rule.oncePer}`
}

/** Of a plan or a point: told field by field also where one side has nothing of them. */
const toldByField = ['value', 'lookback', 'sessions', 'platforms']

/** Lists are values; sets of fields are looked into. */
function changedFields(before: object, after: object, path = ''): FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name) => {
    const [from, to] = path === '' ? sidesOf(name, before, after) : [valueOf(before, name), valueOf(after, name)]
    if (JSON.stringify(from) === JSON.stringify(to)) return []
    const field = path === '' ? name : `${path}.${name}`
    if (isFields(from) && isFields(to)) return changedFields(from, to, field)
    return [{ field, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }]
  })
}

/** What both sides have under a name of the plan or of a point. */
function sidesOf(name: string, before: object, after: object): [unknown, unknown] {
  const sides: [unknown, unknown] = [valueOf(before, name), valueOf(after, name)]
  if (toldByField.includes(name)) return [sides[0] ?? {}, sides[1] ?? {}]
  return sides
}

function valueOf(fields: object, name: string): unknown {
  return (fields as Record<string, unknown>)[name]
}

function isFields(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `+ lead (micro): lead, once per person`, `lead: owner sales → marketing`. */
function pointWords({ id, tier, change, recounts, fields, rule }: PointDiff): string[] {
  if (change === 'added') return [`+ ${id} (${tier}): ${inOneLine(rule!.to)}`]
  if (change === 'removed') return [`- ${id} (${tier}): ${inOneLine(rule!.from)}`]
  const others = fields.filter(({ field }) => !rule || !/^(match|once_per)(\.|$)/.test(field))
  return [
    ...(rule ? [`${id}: counts ${inOneLine(rule.to)}; before: ${inOneLine(rule.from)}`] : []),
    ...others.flatMap(fieldWords).map((words) => `${id}: ${words}`),
    ...(recounts ? [] : [`${id}: keeps its counts`]),
  ]
}

/** `owner (none) → sales`, `Google Ads (none) → Contract signed (primary)`; of channels a line for each rule. */
function fieldWords({ field, from, to }: FieldChange): string[] {
  if (field === 'channels') return channelWords((from ?? []) as ChannelRule[], (to ?? []) as ChannelRule[])
  const [root, platform, ...setting] = field.split('.')
  const name = root === 'platforms' && platform !== undefined ? [platformLabel(platform), ...setting].join(' ') : field
  return [`${name} ${valueWords(from)} → ${valueWords(to)}`]
}

/** They are tried in order, so that another order is a difference too. */
function channelWords(before: readonly ChannelRule[], after: readonly ChannelRule[]): string[] {
  const without = (rules: readonly ChannelRule[], others: readonly ChannelRule[]): ChannelRule[] =>
    rules.filter((rule) => !others.some((other) => isDeepStrictEqual(rule, other)))
  const [gone, come] = [without(before, after), without(after, before)]
  const kept = before.filter((rule) => !gone.includes(rule))
  const isReordered = !isDeepStrictEqual(
    kept,
    after.filter((rule) => !come.includes(rule)),
  )
  return [
    ...come.map((rule) => `+ ${ruleOfChannel(rule)}`),
    ...gone.map((rule) => `- ${ruleOfChannel(rule)}`),
    ...(isReordered ? [`channels are tried in another order: ${after.map(({ id }) => id).join(', ')}`] : []),
  ]
}

function ruleOfChannel({ id, label, where }: ChannelRule): string {
  const named = label === undefined ? '' : ` “${typeof label === 'string' ? label : Object.values(label).join(' / ')}”`
  return `channel ${id}${named}: ${describeConditions(where)}`
}

function valueWords(value: unknown): string {
  if (Array.isArray(value) && value.length > 0) return value.map(valueWords).join(', ')
  if (value === undefined || Array.isArray(value)) return '(none)'
  if (!isFields(value)) return String(value)
  const { role, ...settings } = value as Record<string, unknown>
  const named = Object.entries(settings).map(([name, setting]) => `${name} ${valueWords(setting)}`)
  return named.join(', ') + (role === undefined ? '' : ` (${valueWords(role)})`)
}
