// onecount target: the CVs that a revenue needs and the CPA that a margin allows, or either the other way round.
import type { Command } from 'commander'
import type { Target } from '#contract/target.ts'
import type { Cli } from '../context.ts'
import { moneyText } from '../money.ts'
import { inOptions } from '../option-names.ts'
import { wrapBehind } from '../wrap.ts'
import { registerSavedTargets } from './target-saved.ts'

interface TargetOptions {
  revenue?: string
  cv?: string
  customerValue?: string
  closeRate?: string[]
  unitPrice?: string
  costOfGoods?: string
  margin?: string
  cpa?: string
  cpc?: string
  micro?: string[]
  currency?: string
  json?: boolean
}

const options = {
  revenue: '--revenue',
  cv: '--cv',
  customer_value: '--customer-value',
  close_rate: '--close-rate',
  unit_price: '--unit-price',
  cost_of_goods: '--cost-of-goods',
  margin: '--margin',
  cpa: '--cpa',
  cpc: '--cpc',
  micros: '--micro',
  currency: '--currency',
} as const

const gather = (text: string, before: string[] = []): string[] => [...before, text]

export function registerTarget(program: Command, cli: Cli): void {
  const target = program
    .command('target')
    .description('required CVs and target CPA, backwards from revenue and margin')
    .option('--revenue <amount>', 'revenue to reach')
    .option('--cv <number>', 'CVs instead: the revenue to expect follows')
    .option('--customer-value <amount>', 'what a customer brings in on average')
    .option('--close-rate <rate>', '0.2, 20% or 194/970; given again: the next stage', gather)
    .option('--unit-price <amount>', 'price of what is sold')
    .option('--cost-of-goods <amount>', 'what it costs to provide')
    .option('--margin <rate>', 'share of the price that is to be left')
    .option('--cpa <amount>', 'CPA instead: the margin that it leaves follows')
    .option('--cpc <amount>', 'cost per click: the CVR that is needed follows')
    .option('--micro <name=rate>', 'share of a micro CV that goes on to the CV; repeatable', gather)
    .option('--currency <code>', "such as JPY (default: the plan's)")
    .option('--json', 'print one JSON document')
    .action(async ({ json, ...given }: TargetOptions) => {
      const request = { method: 'POST', body: JSON.stringify(inputOf(given)) }
      const reckoned = (await (await inOptions(cli.api('/api/v1/target', request), options)).json()) as Target
      if (json) return cli.print(JSON.stringify(reckoned))
      for (const line of targetLines(reckoned, given)) cli.print(line)
    })
  registerSavedTargets(target, cli)
}

function inputOf(given: TargetOptions): object {
  return {
    revenue: given.revenue,
    cv: given.cv === undefined ? undefined : Number(given.cv),
    customer_value: given.customerValue,
    close_rate: given.closeRate,
    unit_price: given.unitPrice,
    cost_of_goods: given.costOfGoods,
    margin: given.margin,
    cpa: given.cpa,
    cpc: given.cpc,
    micros: given.micro?.map((pair) => {
      const [name = '', rate = ''] = pair.split('=')
      return { name, rate }
    }),
    currency: given.currency,
  }
}

/** The target in sentences of 80 columns: the volume, the price of it, and what both come to. */
function targetLines(target: Target, given: TargetOptions): string[] {
  const { required_cv: cv, required_cv_range: range, target_cpa: cpa } = target
  const money = (amount: number | string): string => moneyText(Number(amount), target.currency)
  // as it was given: half a yen a click stays half a yen
  const typed = (amount: number | string): string => `${number(Number(amount))} ${target.currency}`.trim()
  const rates = (given.closeRate ?? []).join(' × ')
  const volume =
    cv === null
      ? []
      : [
          `${number(cv)} CVs for ${money(target.expected_revenue!)}`,
          `  ${target.stages.map(number).join(' → ')}: close rate ${rates}, ${typed(given.customerValue!)} a customer`,
          ...(range ? [`  as measured: ${number(range.low)} to ${number(range.high)} CVs (95 %)`] : []),
          ...target.micros.map(({ name, required }) => `  ${number(required)} ${name}`),
        ]
  const price =
    cpa === null
      ? []
      : [
          `at or below a CPA of ${money(cpa)}`,
          ...(target.allowed_per_customer === null
            ? []
            : [
                `  ${money(target.allowed_per_customer)} a customer: price ${typed(given.unitPrice!)}, cost of goods ` +
                  `${typed(given.costOfGoods ?? 0)}, margin ${percent(target.margin!)}`,
              ]),
          ...(target.target_cvr === null
            ? []
            : [`  at ${typed(given.cpc!)} a click: CVR ${percent(target.target_cvr)}${clicks(target)}`]),
        ]
  const both =
    target.spend === null ? [] : [`Spend ${money(target.spend)} at most, ROAS ${number(target.target_roas!)}`]
  return [...volume, ...price, ...both].flatMap((line) => wrapBehind(/^ */.exec(line)![0], line.trim()))
}

function clicks(target: Target): string {
  return target.clicks === null ? '' : `, ${number(target.clicks)} clicks`
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 2 })
}

function percent(share: number): string {
  return `${number(share * 100)} %`
}
