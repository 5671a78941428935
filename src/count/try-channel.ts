// Which channel a visit would get, and by which rule: the very expression that visits are made with, over given events.
import { acceptEvent } from '#contract/accept-event.ts'
import { labelOf } from '#contract/channel-label.ts'
import type { ChannelRuleView, ChannelRules, ChannelTest, ChannelTested } from '#contract/channels.ts'
import type { StoredEvent } from '#contract/event.ts'
import type { ChannelRule } from '#contract/plan.ts'
import { type VisitRules, builtInRules, compileChannels, noChannel, originColumns, paidSql } from '#metrics/channels.ts'
import { describeConditions } from '#plan/describe.ts'
import type { Facts } from '#store/facts.ts'
import type { Store } from '#store/store.ts'
import { Problem } from '#util/problem.ts'
import { minuteMs } from '#util/duration.ts'
import { countedAgain, rulesInForce } from './visit-rules.ts'

/** The rules in force in their order, the last of them what is left when none holds. */
export async function channelRulesInForce({ control }: Store, now: number): Promise<ChannelRules> {
  const { rules, version } = await rulesInForce(control, now)
  return {
    rules: rulesInOrder(rules),
    sessions: { timeoutMinutes: rules.timeoutMs / minuteMs, newCampaign: rules.newCampaign },
    planVersion: version,
    countedAgain: await countedAgain(control, now),
  }
}

function rulesInOrder({ channels }: VisitRules): ChannelRuleView[] {
  const builtIn = builtInRules.map((rule, index) => ({
    ...rule,
    number: channels.length + index + 1,
    from: 'built_in' as const,
    label: null,
  }))
  return [...channels.map(ruleOfPlan), ...builtIn, { ...noChannel, number: 0, from: 'built_in', label: null }]
}

/** A channel that several rules lead to has the label that the first of them gives it. */
function ruleOfPlan(rule: ChannelRule, index: number, rules: readonly ChannelRule[]): ChannelRuleView {
  const named = rules.find(({ id, label }) => id === rule.id && label !== undefined)
  const words = describeConditions(rule.where)
  return {
    channel: rule.id,
    words: { en: words, ja: words },
    number: index + 1,
    from: 'plan',
    label: named ? labelOf(named) : null,
  }
}

interface TriedRow {
  number: number
  paid: 0 | 1
  traffic_source: string
  medium: string
  campaign: string
  host: string
  site: string
  landing_page: string
  click_ids: Record<string, string>
}

const given = `Tuple(utm_source String, utm_medium String, utm_campaign String, utm_content String, utm_term String,
  click_ids Map(String, String), referrer String, url String, source String)`

/** The rule that each event would bring a visit under, were it the visit's first. */
export async function rulesOf(
  facts: Facts,
  rules: VisitRules,
  events: readonly StoredEvent[],
): Promise<{ rule: ChannelRuleView; read: TriedRow }[]> {
  const { number, params } = compileChannels(rules)
  const origin = originColumns({
    source: 'e.utm_source',
    medium: 'e.utm_medium',
    campaign: 'e.utm_campaign',
    ad: 'e.utm_content',
    clickIds: 'e.click_ids',
    referrer: 'e.referrer',
    url: 'e.url',
  })
  const sql = `SELECT ${number} AS number, toUInt8(${paidSql}) AS paid, traffic_source, medium, campaign, host, site,
      landing_page, click_ids
    FROM (SELECT ${origin}, e.utm_term AS utm_term, e.source AS first_source, path(e.url) AS landing_page
      FROM (SELECT arrayJoin(JSONExtract({events:String}, 'Array(${given})')) AS e))`
  const rows = await facts.query<TriedRow>(sql, { ...params, events: JSON.stringify(events) })
  const inOrder = rulesInOrder(rules)
  return rows.map((read) => ({ rule: inOrder.find((rule) => rule.number === read.number)!, read }))
}

/**
 * Which channel a visit with this first page would get.
 * @throws Problem `invalid_channel_test` for what no event could carry.
 */
export async function tryChannel(store: Store, test: ChannelTest, now: number): Promise<ChannelTested> {
  const { rules } = await rulesInForce(store.control, now)
  const wire = { id: 'tried', name: 'page_view', url: test.url, referrer: test.referrer }
  const outcome = acceptEvent(wire, 0, { receivedAt: now, source: test.source, ip: '', userAgent: '' })
  if ('rejected' in outcome) {
    const { field, reason } = outcome.rejected
    throw new Problem('invalid_channel_test', 'No channel can be told.', { details: [{ field, message: reason }] })
  }
  const [found] = await rulesOf(store.facts, rules, [outcome.event])
  const { rule, read } = found!
  return {
    channel: rule.channel,
    rule,
    paid: read.paid === 1,
    read: {
      utm_source: read.traffic_source,
      utm_medium: read.medium,
      utm_campaign: read.campaign,
      referrer_host: read.host,
      landing_page: read.landing_page,
      click_ids: Object.keys(read.click_ids).join(', '),
      site: read.site,
    },
  }
}
