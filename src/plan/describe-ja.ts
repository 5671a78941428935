// A point's rule in Japanese words, for documents. The web app tells the same words from the English ones.
import type { Condition, Conditions, Match, OncePerUnit, Point, Scalar } from '#contract/plan.ts'

/** As `describeMatch`: `商談がステージ won に到達`. */
export function describeMatchJa(match: Match): string {
  if ('event' in match) return withConditions(`イベント ${anyOf(match.event)}`, match.where)
  if ('page' in match) return withConditions(`${anyOf(match.page)} のページ表示`, match.where)
  if ('session' in match) {
    const { pages, seconds } = match.session
    const bounds = [pages && `${pages}ページ以上`, seconds && `${seconds}秒以上`].filter(Boolean)
    return `${bounds.join('、')}の訪問`
  }
  if ('lead' in match) return withConditions('リード', match.lead)
  if ('order' in match) return withConditions('注文', match.order)
  const { stage, ...others } = match.deal
  const isStage = typeof stage === 'string' || Array.isArray(stage)
  return isStage ? withConditions(`商談がステージ ${anyOf(stage)} に到達`, others) : withConditions('商談', match.deal)
}

const once: Record<OncePerUnit, string> = {
  order: '注文',
  event: 'イベント1件',
  session: '1訪問',
  visitor: '1ビジター',
  person: '1人',
}

/** As `describeOncePer`: `1人につき1回`. */
export function describeOncePerJa({ once_per: rule }: Pick<Point, 'once_per'>): string {
  if (rule === 'event') return '毎回数える'
  if (typeof rule === 'string') return `${once[rule]}につき1回`
  return `${describeDurationJa(rule.within)}以内に${once[rule.per]}につき1回`
}

const units = { s: '秒', m: '分', h: '時間', d: '日' } as const

/** `90d` in words: `90日`. */
export function describeDurationJa(duration: string): string {
  return `${Number(duration.slice(0, -1))}${units[duration.slice(-1) as keyof typeof units]}`
}

function withConditions(what: string, conditions: Conditions = {}): string {
  const words = Object.entries(conditions).map(([field, condition]) => describeCondition(field, condition))
  return words.length === 0 ? what : `${what}（${words.join('、')}）`
}

function describeCondition(field: string, condition: Condition): string {
  if (typeof condition !== 'object' || Array.isArray(condition)) return `${field}が ${anyOf(condition)}`
  const { is, not, gt, gte, lt, lte, contains, starts_with, exists } = condition
  const parts = [
    is !== undefined && `が ${anyOf(is)}`,
    not !== undefined && `が ${anyOf(not)} 以外`,
    gt !== undefined && `が${gt}超`,
    gte !== undefined && `が${gte}以上`,
    lt !== undefined && `が${lt}未満`,
    lte !== undefined && `が${lte}以下`,
    contains !== undefined && `に ${text(contains)} を含む`,
    starts_with !== undefined && `が ${text(starts_with)} で始まる`,
    exists !== undefined && (exists ? 'がある' : 'がない'),
  ].filter((part) => part !== false)
  return field + parts.map((part, index) => (index === 0 ? part : part.replace(/^[がに] ?/, ''))).join('、')
}

function anyOf(values: Scalar | readonly Scalar[]): string {
  const list = Array.isArray(values) ? (values as readonly Scalar[]) : [values as Scalar]
  return list.map(text).join(' または ')
}

/** Quoted where the words around it could be taken for part of it. */
function text(value: Scalar): string {
  return typeof value === 'string' && (value === '' || /\s/.test(value)) ? `"${value}"` : String(value)
}
