import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Plan, planSchema } from '#contract/plan.ts'
import type { Draft, PlanLogEntry } from '#contract/plan-life.ts'
import { effectiveRanges, versionAt } from '#store/effective.ts'
import { type Control, openControl } from '#store/control.ts'
import { createDraft, discardDraft, listDrafts, proposeDraft, readDraft, saveDraft } from '#store/drafts.ts'
import { readPlanLog } from '#store/plan-log.ts'
import {
  agreePlan,
  agreedTimeline,
  commentPlan,
  listPlans,
  missingDepartments,
  planFile,
  proposePlan,
  withdrawPlan,
} from '#store/plans.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-plan-life-'))
let control: Control
const noon = Date.parse('2026-05-10T12:00:00Z')

const tables = ['plan_agreements', 'plan_log', 'plan_drafts', 'plans', 'definitions'] as const
const empty = async () => {
  for (const table of tables) await control.deleteFrom(table).execute()
}
beforeAll(async () => {
  control = await openControl(join(folder, 'control.sqlite'))
})
afterEach(empty)
afterAll(async () => {
  await control.destroy()
  rmSync(folder, { recursive: true })
})

function plan(extra: object = {}): Plan {
  return planSchema.parse({ note: 'x', points: [{ id: 'a', name: 'A', tier: 'macro', match: { lead: {} } }], ...extra })
}
const read = (text: string): Plan => plan({ note: text })
const propose = (note: string, text?: string, extra: object = {}) =>
  proposePlan(control, plan({ note, ...extra }), 'ann', noon, { text, why: `because of ${note}` })
const agree = (version?: number, department?: string) =>
  agreePlan(control, version, department, 'bob', noon, () => [], 'fine')
const told = (entries: PlanLogEntry[]) => entries.map(({ version, what, by, text }) => [version, what, by, text])

test('the log tells who proposed, commented, agreed and withdrew, and why', async () => {
  await propose('one', undefined, { departments: ['sales'] })
  await commentPlan(control, undefined, { by: 'eve', text: 'Is a call a lead?' }, noon)
  await agree(1, 'sales')
  await agree(1, 'sales')
  await propose('two')
  await propose('three')
  await withdrawPlan(control, 2, { by: 'ann', why: 'too soon' }, noon)
  await withdrawPlan(control, 2, { by: 'ann', why: 'too soon' }, noon)
  expect(told(await readPlanLog(control))).toEqual([
    [1, 'proposed', 'ann', 'because of one'],
    [1, 'commented', 'eve', 'Is a call a lead?'],
    [1, 'agreed', 'bob', 'fine'],
    [2, 'proposed', 'ann', 'because of two'],
    [3, 'proposed', 'ann', 'because of three'],
    [2, 'withdrawn', 'ann', 'too soon'],
  ])
  expect(told(await readPlanLog(control, 2))).toHaveLength(2)
})

test('a proposal that another overtakes is told so in its log', async () => {
  await propose('one')
  await propose('two')
  await agree(2)
  expect(told(await readPlanLog(control, 1)).at(-1)).toEqual([1, 'overtaken', 'bob', 'Version 2 was agreed.'])
})

test('what is withdrawn is not agreed, and what is agreed or overtaken is not withdrawn', async () => {
  const withdraw = (version?: number) => withdrawPlan(control, version, { by: 'ann', why: 'no' }, noon)
  await propose('one')
  expect((await withdraw()).state).toBe('withdrawn')
  await expect(agree(1)).rejects.toMatchObject({ code: 'withdrawn' })
  expect((await propose('one')).version).toBe(2)
  await propose('two')
  await agree(3)
  await expect(withdraw(3)).rejects.toMatchObject({ code: 'agreed_already' })
  await expect(withdraw(2)).rejects.toMatchObject({ code: 'overtaken' })
})

test('the file is kept as it was given; another file of the same plan is another version', async () => {
  await propose('one', '# why not\nnote: one')
  expect(await planFile(control, 1)).toBe('# why not\nnote: one')
  expect((await propose('one', '# why not\nnote: one')).version).toBe(1)
  expect((await propose('one', 'note: one')).version).toBe(2)
  expect((await propose('one')).version).toBe(2)
})

test('not even the database changes what was agreed or written in the log', async () => {
  await propose('one')
  await agree()
  await expect(sql`UPDATE plans SET plan = '{}'`.execute(control)).rejects.toThrow('what is agreed never changes')
  await expect(sql`UPDATE plan_log SET text = ''`.execute(control)).rejects.toThrow('what happened never changes')
})

test('who saves a draft second is told, and nothing is overwritten', async () => {
  const { id } = await createDraft(control, 'mine', 'ann', noon)
  expect(await saveDraft(control, id, { text: 'yours', revision: 1, by: 'bob' }, noon)).toMatchObject({ revision: 2 })
  const late = saveDraft(control, id, { text: 'mine again', revision: 1, by: 'ann' }, noon)
  await expect(late).rejects.toMatchObject({ code: 'draft_changed', message: /bob saved this draft after you/ })
  const unseen = [discardDraft(control, id, 1, noon), proposeDraft(control, id, { revision: 1, by: 'ann' }, noon, read)]
  for (const refused of unseen) await expect(refused).rejects.toMatchObject({ code: 'draft_changed' })
  expect(await readDraft(control, id)).toMatchObject({ text: 'yours', revision: 2, changedBy: 'bob' })
  expect(await saveDraft(control, id, { text: 'yours', revision: 1, by: 'ann' }, noon)).toMatchObject({ revision: 2 })
})

test('a draft that was proposed or thrown away takes no more changes', async () => {
  const first = await createDraft(control, 'one', 'ann', noon)
  const second = await createDraft(control, 'two', 'ann', noon + 1)
  expect((await listDrafts(control)).map(({ id }) => id)).toEqual([second.id, first.id])
  const version = await proposeDraft(control, first.id, { revision: 1, by: 'ann' }, noon, read)
  expect(version).toMatchObject({ version: 1, plan: { note: 'one' } })
  await discardDraft(control, second.id, 1, noon)
  for (const { id } of [first, second]) {
    const late = saveDraft(control, id, { text: 'x', revision: 1, by: 'bob' }, noon)
    await expect(late).rejects.toMatchObject({ code: 'draft_closed' })
  }
  expect(await listDrafts(control)).toEqual([])
})

const names = fc.constantFrom<string[]>([], ['marketing'], ['marketing', 'sales'])
const act = fc.oneof(
  fc.record({ do: fc.constant('propose' as const), departments: names, day: fc.integer({ min: 1, max: 28 }) }),
  fc.record({ do: fc.constant('agree' as const), as: fc.constantFrom(undefined, 'marketing', 'sales') }),
  fc.record({ do: fc.constantFrom('comment' as const, 'withdraw' as const, 'save' as const, 'proposeDraft' as const) }),
)

test('whatever people do at once: one macro in force, no comment lost, no save overwritten unseen', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 30 }), async (acts) => {
      await empty()
      const draft = await createDraft(control, 'draft', 'ann', noon)
      const comments: PlanLogEntry[] = []
      const saves: Draft[] = []
      const agreedThen = new Map<number, string>()
      const one = async (what: (typeof acts)[number], number: number): Promise<void> => {
        if (what.do === 'propose') {
          const effective = `2026-05-${String(what.day).padStart(2, '0')}`
          await propose(`proposal ${number}`, undefined, { departments: what.departments, effective })
        } else if (what.do === 'agree') {
          const version = await agree(undefined, what.as)
          if (version.agreedAt !== null) agreedThen.set(version.version, JSON.stringify(version.plan))
        } else if (what.do === 'comment') {
          comments.push(await commentPlan(control, undefined, { by: 'eve', text: `comment ${number}` }, noon))
        } else if (what.do === 'withdraw') await withdrawPlan(control, undefined, { by: 'ann', why: 'no' }, noon)
        else {
          const { revision } = await readDraft(control, draft.id)
          const change = { text: `save ${number}`, revision, by: `p${number}` }
          if (what.do === 'save') saves.push(await saveDraft(control, draft.id, change, noon))
          else await proposeDraft(control, draft.id, { revision, by: 'ann' }, noon, read)
        }
      }
      for (const result of await Promise.allSettled(acts.map(one))) {
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ name: 'Problem' })
      }
      await expectOneMacroInForce()
      const kept = (await readPlanLog(control)).filter(({ what }) => what === 'commented')
      expect(kept).toEqual(comments.toSorted((a, b) => a.id - b.id))
      expect(saves.map(({ revision }) => revision).toSorted((a, b) => a - b)).toEqual(saves.map((_, i) => i + 2))
      const versions = await listPlans(control, noon)
      expect(versions.map(({ version }) => version)).toEqual(versions.map((_, i) => i + 1))
      for (const [version, text] of agreedThen) expect(JSON.stringify(versions[version - 1]!.plan)).toBe(text)
      const last = saves.toSorted((a, b) => a.revision - b.revision).at(-1)
      const [row] = await control.selectFrom('plan_drafts').selectAll().execute()
      expect(row!.text).toBe(last?.text ?? 'draft')
      if (row!.version !== null) expect(versions[row!.version - 1]!.plan.note).toBe(row!.text)
    }),
    { numRuns: 30 },
  )
}, 30_000)

/** At every instant that a change of the plan could touch: exactly one agreed version, with exactly one macro. */
async function expectOneMacroInForce(): Promise<void> {
  const timeline = await agreedTimeline(control, noon)
  const ranges = effectiveRanges(timeline)
  const edges = ranges.flatMap(({ from, to }) => [from, to - 1])
  for (const instant of edges) {
    expect(ranges.filter(({ from, to }) => from <= instant && instant < to)).toHaveLength(1)
    expect(versionAt(timeline, instant)!.plan.points.filter(({ tier }) => tier === 'macro')).toHaveLength(1)
  }
  for (const version of timeline) expect(missingDepartments(version)).toEqual([])
  expect(ranges.length > 0).toBe(timeline.length > 0)
}
