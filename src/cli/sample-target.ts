// The sample company's target for its fiscal year, and its allocation: measured, reckoned and saved as a customer would.
import type { Allocation, AllocationInput } from '#contract/allocation.ts'
import type { FunnelInput, MeasuredFunnel } from '#contract/funnel.ts'
import type { ReckonedTarget, SavedTargetInput } from '#contract/saved-target.ts'
import { Problem } from '#util/problem.ts'
import type { Cli } from './context.ts'
import { sendJson } from './send-json.ts'

/** The fiscal year begins in April, as in Japan. */
const fiscalMonth = '04'
/** A tenth more than the present pace brings, for a tenth more a CV. */
const ambition = 1.1
const shareOfGoods = 0.25

/**
 * Saves them for the fiscal year that holds a day; saying so again changes nothing. A company with too little history has
 * no target, and that is told.
 * @param until ISO date: the sample's last day.
 */
export async function saveSampleTarget(cli: Cli, until: string, by: string): Promise<void> {
  cli.remark('Calculating a target for the fiscal year …')
  try {
    await reckonAndSave(cli, until, by)
  } catch (error) {
    const isTooLittle =
      error instanceof Problem && ['no_history', 'invalid_target', 'invalid_allocation'].includes(error.code)
    if (!isTooLittle) throw error
    cli.remark(`No target: ${error.message}`)
  }
}

async function reckonAndSave(cli: Cli, until: string, by: string): Promise<void> {
  const year = Number(until.slice(0, 4)) - (until.slice(5, 7) < fiscalMonth ? 1 : 0)
  const first = `${year}-${fiscalMonth}`
  const measured = (await (await cli.api(`/api/v1/targets/measured?first=${first}`)).json()) as MeasuredFunnel
  const { point, timezone } = measured
  const { target } = await sendJson<ReckonedTarget>(cli, '/api/v1/targets/reckon', { point, funnel: goalOf(measured) })
  const { months, cpa, ...kept } = target
  const query: AllocationInput = { point, months: months.map(({ month, cv }) => ({ month, cv, budget: cv * cpa! })) }
  const { rows } = await sendJson<Allocation>(cli, '/api/v1/allocation', query)
  const allocation = rows.map(({ channel, month, cv, budget }) => ({ channel, month, cv, budget }))
  const name = `FY${year}`
  const saved: SavedTargetInput = {
    ...kept,
    name,
    timezone,
    fiscal_start: `${fiscalMonth}-01`,
    months,
    cpa: cpa!,
    allocation,
  }
  const save = { target: saved, by, why: 'A tenth more revenue than at the present pace' }
  await sendJson(cli, `/api/v1/targets/fy${year}`, save, 'PUT')
}

/** A goal that the company can miss or reach: its own pace, raised. */
function goalOf({ funnel }: MeasuredFunnel): FunnelInput {
  const [won, of] = String(funnel.stages[0]!.rate?.value ?? '0')
    .split('/')
    .map(Number) as [number, number | undefined]
  const rate = won / (of ?? 1)
  const price = Math.round(Number(funnel.customer_value?.value ?? 0))
  const [cv, cost] = [Number(funnel.pace!.cv.value), Number(funnel.pace!.cost.value)]
  const revenue = Math.round((ambition * 12 * cv * rate * price) / 1e6) * 1e6
  const perCustomer = (ambition * cost) / cv / rate
  const margin = Math.floor(100 * (1 - shareOfGoods - perCustomer / price))
  if (!(rate > 0 && price > 0 && cv > 0 && margin > 0)) throw tooLittle()
  const value = funnel.customer_value!
  const money = {
    unit_price: String(price),
    cost_of_goods: String(Math.round(price * shareOfGoods)),
    margin: `${margin}%`,
  }
  return { ...funnel, ...money, customer_value: value, revenue: String(revenue) }
}

function tooLittle(): Problem {
  return new Problem('no_history', 'too few contracts to calculate from.')
}
