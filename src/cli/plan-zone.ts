// In which time zone commands tell times and days: the plan's, as the pages do.
import type { PlanVersion } from '#contract/plan.ts'
import { Problem } from '#util/problem.ts'
import type { Cli } from './context.ts'

/** UTC where there is no plan: the machine's own zone is often not that of whoever reads. */
export async function planZone(cli: Cli): Promise<string> {
  try {
    return ((await (await cli.api('/api/v1/plans/current')).json()) as PlanVersion).plan.timezone
  } catch (error) {
    if (error instanceof Problem && error.code === 'no_plan') return 'UTC'
    throw error
  }
}
