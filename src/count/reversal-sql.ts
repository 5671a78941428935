// Which events and records say that an action was taken back: by their names and stages, as SQL.
import { type Reversal, reversals } from './sighting.ts'

/** Names as our own protocol, the dialects and the webhooks send them. */
const eventNames: Record<string, Reversal> = {
  order_refunded: 'refund',
  order_cancelled: 'cancellation',
  order_canceled: 'cancellation',
  payment_cancelled: 'cancellation',
  payment_failed: 'cancellation',
  deal_lost: 'cancellation',
  deal_cancelled: 'cancellation',
}

/** Words of shops and CRMs, in lower case and without spaces, `_` and `-`. */
const stages: Record<'order' | 'deal', Record<string, Reversal>> = {
  order: {
    refunded: 'refund',
    fullyrefunded: 'refund',
    returned: 'refund',
    chargeback: 'refund',
    返金: 'refund',
    返金済み: 'refund',
    返品: 'refund',
    partiallyrefunded: 'part refund',
    partlyrefunded: 'part refund',
    partialrefund: 'part refund',
    一部返金: 'part refund',
    一部返金済み: 'part refund',
    cancelled: 'cancellation',
    canceled: 'cancellation',
    void: 'cancellation',
    voided: 'cancellation',
    failed: 'cancellation',
    paymentfailed: 'cancellation',
    キャンセル: 'cancellation',
    キャンセル済み: 'cancellation',
    取消: 'cancellation',
    取消済み: 'cancellation',
  },
  deal: {
    lost: 'cancellation',
    closedlost: 'cancellation',
    cancelled: 'cancellation',
    canceled: 'cancellation',
    失注: 'cancellation',
    解約: 'cancellation',
    キャンセル: 'cancellation',
    取消: 'cancellation',
  },
}

/** SQL of what an event takes back; `''` for all others. */
export const eventReversalSql = lookup('name', eventNames)

/** SQL of events that can take something back: they name what. */
export const isEventReversalSql = `name IN (${Object.keys(eventNames).map(quoted).join(', ')})
  AND (order_id != '' OR payment_id != '' OR deal_id != '')`

/** SQL of what the stage of a row of `records` takes back; `''` for all others. */
export const recordReversalSql = `multiIf(${(['order', 'deal'] as const)
  .map((kind) => `kind = '${kind}', ${lookup("replaceRegexpAll(lowerUTF8(stage), '[ _-]', '')", stages[kind])}`)
  .join(', ')}, '')`

/** A word of a table of ours, or `''`. */
export function toReversal(word: string): Reversal | '' {
  return reversals.find((known) => known === word) ?? ''
}

function lookup(text: string, words: Record<string, Reversal>): string {
  const list = (items: readonly string[]): string => `[${items.map(quoted).join(', ')}]`
  return `transform(toString(${text}), ${list(Object.keys(words))}, ${list(Object.values(words))}, '')`
}

function quoted(word: string): string {
  return `'${word}'`
}
