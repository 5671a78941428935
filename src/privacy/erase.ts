// Erasing a person: written down first, then step by step. So an erasure cut short anywhere is finished by making it
// again, without anybody being named anew.
import { randomBytes } from 'node:crypto'
import type { FoundPerson, PersonQuery } from '#contract/privacy.ts'
import {
  type ErasureResult,
  type OpenErasure,
  beginErasure,
  compactControl,
  endErasure,
  forgetWork,
  hasToWait,
  listErasures,
  noteFailure,
  openErasures,
  renewErasure,
  startErasure,
  waitForImports,
} from '#store/erasures.ts'
import { engineTime, oldParts, wakeCleanup } from '#store/remove-rows.ts'
import type { Store } from '#store/store.ts'
import { bury } from '#store/tombstones.ts'
import { newId } from '#util/ids.ts'
import { Problem } from '#util/problem.ts'
import { type Report, type Work, type Workshop, takeSteps } from './erase-steps.ts'
import { type Found, findNamed, findPerson } from './find.ts'
import { tablesWithPersons } from './theirs.ts'

/** Who lets an erasure work while nothing is counted: in turns, so that counting goes on while it waits. */
export interface Office {
  store: Store
  withPersons<T>(work: (shop: Workshop) => Promise<T>): Promise<T>
}

type Begun = OpenErasure<Work>

/** Milliseconds for which whoever asks is kept while an erasure waits for imports; afterwards it goes on by itself. */
const importsMs = 10_000

const silent: Report = () => undefined

/**
 * Erases a person, but for old copies on the engine's disk (see `waitForDisk`). While an import runs that read its rows
 * before the person was refused, nothing goes, and it is left `waiting` when that takes long. `by` is remembered.
 * Throws Problem; what it has begun is tried again by itself. Returns the erasure's id.
 */
export async function erasePerson(
  office: Office,
  asked: { query: PersonQuery; by: string },
  report: Report = silent,
  waitMs = importsMs,
): Promise<string> {
  const { id, waits } = await office.withPersons(async (shop) => {
    const begun = await begin(shop, asked)
    const ahead = await waitForImports(shop.store.control, begun.id)
    if (ahead.length === 0) await attempt(shop, begun.id, () => carryOut(shop, begun, report))
    return { id: begun.id, waits: ahead.length > 0 }
  })
  if (waits && (await importsEnded(office.store, id, waitMs, report))) await goOn(office, id, report)
  return id
}

/** Throws Problem `unknown_erasure` where there is no such erasure. */
export async function requireErasure({ store }: Pick<Office, 'store'>, id: string): Promise<void> {
  if ((await listErasures(store.control)).some((erasure) => erasure.id === id)) return
  throw new Problem('unknown_erasure', `There is no erasure ${id}.`, {
    status: 404,
    hint: '`onecount privacy erasures` lists them.',
  })
}

/** Tries again what waits or failed, now. */
export async function retryErasure(office: Office, id: string, report: Report = silent): Promise<void> {
  if (!(await hasToWait(office.store.control, id))) await goOn(office, id, report)
}

/** Goes on with those that waited for imports, and with `all` also tries again those that failed. */
export async function continueErasures(office: Office, which: 'waiting' | 'all'): Promise<void> {
  const { control } = office.store
  for (const { id, state, failure } of await openErasures<Work>(control)) {
    const isDue = which === 'all' || (state === 'waiting' && failure === '')
    if (isDue && !(await hasToWait(control, id))) await noted(goOn(office, id, silent))
  }
}

/** Finishes what a process that died was erasing; no import runs yet. */
export async function finishErasures(shop: Workshop): Promise<void> {
  const { control } = shop.store
  for (const begun of await openErasures<Work>(control)) await noted(resume(shop, begun, silent))
  // one that died after it forgot whom it concerned may not have come to this
  if ((await listErasures(control)).some(({ state }) => state === 'clearing')) await compactControl(control)
  await waitForDisk(shop, 0)
}

/** What fails is written down with the erasure, is shown with it, and keeps none of the others from being made. */
async function noted(work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => console.error(error))
}

async function goOn({ withPersons }: Office, id: string, report: Report): Promise<void> {
  await withPersons(async (shop) => {
    const begun = (await openErasures<Work>(shop.store.control)).find((erasure) => erasure.id === id)
    if (begun) await resume(shop, begun, report)
  })
}

async function begin(
  { store, clock, counting }: Workshop,
  asked: { query: PersonQuery; by: string },
): Promise<Pick<Begun, 'id' | 'by' | 'work'>> {
  const { control, home, erased } = store
  // without the key nothing can be begun
  erased.blocks([], 'at once')
  await counting.all()
  const { found, person } = await findPerson(store, asked.query)
  const begun = { id: newId(clock()), by: asked.by, work: workOf(found, clock()) }
  await beginErasure(control, { ...begun, asked: found.whom.asked, result: resultOf(person) }, clock())
  await bury(control, home.erasureKey, found.identifiers)
  return begun
}

function workOf(found: Found, refusedAt: number): Work {
  return { ...found, salt: randomBytes(32).toString('hex'), refusedAt }
}

function resultOf({ held, stay, recounted, first, last }: FoundPerson): ErasureResult {
  return { held, stay, recounted, first, last }
}

async function resume(shop: Workshop, begun: Begun, report: Report): Promise<void> {
  await attempt(shop, begun.id, async () => {
    const work = begun.state === 'waiting' ? await findAgain(shop, begun) : begun.work
    await carryOut(shop, { ...begun, work }, report)
  })
}

async function attempt({ store }: Workshop, id: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    await noteFailure(store.control, id, error instanceof Error ? error.message : String(error))
    throw error
  }
}

/** Nothing has gone of one that waited, and what it waited for brought more. */
async function findAgain({ store, clock, counting }: Workshop, { id, work }: Begun): Promise<Work> {
  await counting.all()
  const { found, person } = await findNamed(store, work.whom)
  const fresh = workOf(found, clock())
  await renewErasure(store.control, id, { result: resultOf(person), work: fresh })
  return fresh
}

async function carryOut(shop: Workshop, begun: Pick<Begun, 'id' | 'by' | 'work'>, report: Report): Promise<void> {
  const { control, facts } = shop.store
  await startErasure(control, begun.id)
  await takeSteps(shop, begun, report)
  await forgetWork(control, begun.id, await engineTime(facts))
  await compactControl(control)
}

const lookEveryMs = 200

/** Whether an erasure no longer has to wait for imports that began before it, within a time (milliseconds). */
async function importsEnded({ control }: Store, id: string, waitMs: number, report: Report): Promise<boolean> {
  for (const giveUpAt = Date.now() + waitMs; await hasToWait(control, id);) {
    if (Date.now() >= giveUpAt) return false
    report({ what: 'imports', done: 0, total: 1 })
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
  return true
}

/** Marks erasures as done once no copy from before them lies on the engine's disk; waits for it so long. */
export async function waitForDisk(
  { store, clock }: Pick<Workshop, 'store' | 'clock'>,
  waitMs: number,
  report: Report = () => undefined,
): Promise<void> {
  const { control, facts } = store
  const clearing = await control
    .selectFrom('erasures')
    .select(['id', 'ended_at'])
    .where('state', '=', 'clearing')
    .execute()
  const giveUpAt = Date.now() + waitMs
  for (const { id, ended_at: since } of clearing) {
    for (;;) {
      const parts = await oldParts(facts, tablesWithPersons, since ?? 0)
      if (parts === 0) {
        await endErasure(control, id, clock())
        break
      }
      await wakeCleanup(facts, tablesWithPersons)
      if (Date.now() >= giveUpAt) break
      report({ what: 'old copies', done: 0, total: parts })
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}
