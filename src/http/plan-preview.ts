// A plan counted before anybody agrees to it: its definitions beside everything else, then held against the plan in force.
import type { Context } from 'hono'
import { z } from 'zod'
import { previewDays, previewPlan } from '#ask/preview.ts'
import type { Plan, PlanVersion } from '#contract/plan.ts'
import { previewQuery } from '#contract/preview.ts'
import type { ReportProgress } from '#count/catch-up.ts'
import { definitionsOf } from '#plan/definition.ts'
import { ensureDefinitions, planInForce } from '#store/plans.ts'
import { tellProgress } from './ndjson.ts'
import { readQuery } from './read-query.ts'
import type { Services } from './services.ts'

/** Answers with lines of progress; the last one holds the preview. */
export function answerPreview(context: Context, services: Services, plan: Plan): Response {
  const { store, clock } = services
  const asked = readQuery(context, z.strictObject(previewQuery))
  previewDays(asked, plan.timezone, clock())
  return tellProgress(context, async (tell: ReportProgress) => {
    const definitions = definitionsOf(plan)
    await ensureDefinitions(store.control, definitions, { now: clock(), preview: true })
    await services.catchUpToAsk()
    await services.preview(
      definitions.map(({ hash }) => hash),
      tell,
    )
    // what arrived while it was being counted
    await services.catchUpToAsk()
    const now = clock()
    const current = await planInForce(store.control, now)
    return previewPlan(store, asVersion(plan), current, now, asked)
  })
}

/** A plan as a version that holds for all time. */
function asVersion(plan: Plan): PlanVersion {
  return {
    version: 0,
    state: 'proposed',
    plan,
    effective: '',
    proposedAt: 0,
    proposedBy: '',
    agreedAt: null,
    agreements: [],
  }
}
