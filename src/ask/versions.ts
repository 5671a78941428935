// Which versions of the plan a question is answered by: the one it names, else those that were agreed.
import type { ChannelRule, PlanVersion } from '#contract/plan.ts'
import type { Question } from '#contract/ask.ts'
import { agreedTimeline, listPlans, noPlanAgreed, planInForce, versionsThereAre } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { Problem } from '#util/problem.ts'

export type Versions = [PlanVersion, ...PlanVersion[]]

/** The version asked for, else every agreed one, oldest first. Throws Problem where there is none. */
export async function versionsOf(store: Store, question: Question, now: number): Promise<Versions> {
  const versions = await anyVersions(store, question, now)
  if (versions.length > 0) return versions as Versions
  throw noPlanAgreed()
}

export async function anyVersions(store: Store, question: Question, now: number): Promise<PlanVersion[]> {
  if (question.plan === undefined) {
    const agreed = (await agreedTimeline(store.control, now)).toSorted((a, b) => a.version - b.version)
    return question.known === undefined ? agreed : agreedBy(Date.parse(question.known), agreed)
  }
  const all = await listPlans(store.control, now)
  const wanted = all.find(({ version }) => version === question.plan)
  if (wanted) return [wanted]
  const message = `There is no version ${question.plan} of the plan.`
  const hint = versionsThereAre(all.length)
  throw new Problem('unknown_version', message, { status: 404, details: [{ field: 'plan', message, hint }] })
}

/** As known at an instant, by what was agreed then; the first version covers what was known before it. */
function agreedBy(instant: number, agreed: PlanVersion[]): PlanVersion[] {
  const then = agreed.filter(({ agreedAt }) => agreedAt! <= instant)
  return then.length > 0 ? then : agreed.slice(0, 1)
}

/** Visits are made by the rules of the plan in force now, whichever version a question asks for; so are costs. */
export async function channelRulesNow(store: Store, now: number): Promise<readonly ChannelRule[]> {
  return (await planInForce(store.control, now))?.plan.channels ?? []
}
