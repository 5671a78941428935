// The library and the plans to start with, on the real engine: what the snippets send is what the rules count.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProgram, run } from '#cli/program.ts'
import { acceptEvent } from '#contract/accept-event.ts'
import type { Answer, Figure } from '#contract/ask.ts'
import type { StoredEvent, WireEvent } from '#contract/event.ts'
import type { GlossaryEntry } from '#contract/glossary.ts'
import type { LibraryPoint, Suggestions, Template } from '#contract/library.ts'
import type { Services } from '#http/services.ts'
import { library } from '#plan/library/library.ts'
import { type TestCommandLine, asAdmin } from '../support/command-line.ts'
import { storeBatch } from '../support/facts.ts'
import { openTestServices } from '../support/services.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-library-'))
let services: Services
let close: () => Promise<void>
let line: TestCommandLine

beforeAll(async () => {
  ;({ services, close } = await openTestServices())
  line = asAdmin(services, folder)
})
afterAll(async () => {
  await close()
  rmSync(folder, { recursive: true })
})

/** Lines of stdout of a command that succeeds. */
async function onecount(...args: string[]): Promise<string[]> {
  line.fresh()
  const status = await run(createProgram(line.cli, '0'), line.cli, args)
  expect({ status, remarks: line.remarks.filter((remark) => remark.startsWith('onecount:')) }).toEqual({
    status: 0,
    remarks: [],
  })
  return [...line.out]
}
async function json<T>(...args: string[]): Promise<T> {
  return JSON.parse((await onecount(...args, '--json')).join('\n')) as T
}

/** Through the collector's door, as they would come from a server, or from a page. */
function accepted(events: readonly WireEvent[], source: string): StoredEvent[] {
  return events.map((wire, index) => {
    const outcome = acceptEvent(wire, index, { source, receivedAt: Date.now(), ip: '', userAgent: '' })
    if ('rejected' in outcome) throw new Error(outcome.rejected.reason)
    expect(outcome.notes, wire.name).toEqual([])
    return outcome.event
  })
}

/** What a page's snippet sends: the calls it makes of the tag, as `tag/make-event.ts` makes events of them. */
function sentByPage(code: string): WireEvent[] {
  const calls: unknown[][] = []
  runInNewContext(code, { onecount: (...call: unknown[]) => calls.push(call) })
  return calls.map(([, name, properties, options]) => {
    const { order_id, deal_id, value, currency, ...others } = properties as Record<string, never>
    const id = (options as { id?: string } | undefined)?.id ?? `page-${String(name)}`
    const fields = { order_id, deal_id, value, currency }
    const given = Object.fromEntries(Object.entries(fields).filter(([, each]) => each !== undefined))
    return { id, name: String(name), visitor_id: 'somebody else', ...given, properties: others }
  })
}

async function cvs(): Promise<Record<string, number>> {
  const { rows } = await json<Answer>('ask', '--metric', 'cv', '--by', 'point')
  return Object.fromEntries(rows.map((row) => [row['point'] as string, (row['cv'] as Figure).value!]))
}

test('every event that arrives without a plan is suggested, with a point where its name fits', async () => {
  const now = Date.now()
  const sent = (name: string, id: string): WireEvent => ({ id, name, visitor_id: id, time: now - 1_000 })
  const events = [sent('CompleteRegistration', 's1'), sent('Product Added', 's2'), sent('page_view', 's3')]
  await storeBatch(services.store, accepted([...events, sent('moon_landing', 's4'), sent('moon_landing', 's5')], 'a'))
  const { suggestions } = await json<Suggestions>('plan', 'suggest')
  expect(suggestions).toMatchObject([
    { event: 'moon_landing', count: 2, sources: ['a'], library: null, point: null },
    { event: 'CompleteRegistration', count: 1, library: 'account_signup', point: { id: 'account_signup' } },
    { event: 'Product Added', library: 'cart_added', point: { match: { event: 'Product Added' } } },
  ])
  const told = await onecount('plan', 'suggest')
  expect(told[0]).toBe('moon_landing arrived 2 times from a.')
  expect(told.join('\n')).toContain('  - id: account_signup\n    name: Account signup\n    tier: micro')
  expect(line.tooLong()).toEqual([])
})

test('a plan to start with is proposed, agreed, and counts what its snippets send', async () => {
  await storeBatch(
    services.store,
    accepted(
      library.flatMap((point) => point.events),
      'server',
    ),
  )
  const { templates } = await json<{ templates: Template[] }>('plan', 'template')
  for (const { name } of templates) {
    writeFileSync(join(folder, 'plan.yaml'), (await onecount('plan', 'template', name)).join('\n'))
    expect((await onecount('plan', 'check', 'plan.yaml'))[0]).toBe('plan.yaml is a good plan. It counts:')
    expect(
      line.remarks.filter((remark) => !remark.startsWith('→ ')),
      'no doubts',
    ).toEqual([])
    expect(line.remarks).toContain('→ onecount plan propose plan.yaml')
  }
  const { name, macro, micros } = templates[0]!
  writeFileSync(join(folder, 'plan.yaml'), (await onecount('plan', 'template', name)).join('\n'))
  await onecount('plan', 'propose', 'plan.yaml')
  await onecount('plan', 'agree')
  expect(await cvs()).toEqual(Object.fromEntries([macro, ...micros].map((id) => [id, 1])))
})

test('every point of the library counts its server snippet and its page snippet', async () => {
  const points = library.map(({ point }) => ({ ...point, tier: point.id === 'purchase' ? 'macro' : 'micro' }))
  writeFileSync(join(folder, 'all.json'), JSON.stringify({ note: 'the whole library', points }))
  await onecount('plan', 'propose', 'all.json')
  await onecount('plan', 'agree')
  expect(await cvs()).toEqual(Object.fromEntries(library.map(({ id }) => [id, 1])))
  const calls = library.filter(({ browser }) => browser?.startsWith('onecount('))
  // an order and a contract that the server has told of already stay one
  const told = new Set(['purchase', 'subscription_contract'])
  await storeBatch(
    services.store,
    accepted(
      calls.flatMap(({ browser }) => sentByPage(browser!)),
      'page',
    ),
  )
  const after = await cvs()
  for (const { id } of calls) expect([id, after[id]]).toEqual([id, told.has(id) ? 1 : 2])
  const server = (id: string): unknown => JSON.parse(/-d '(.+)'$/s.exec(find(id).server)![1]!)
  expect(server('purchase')).toEqual(find('purchase').events[0])
  expect(server('multi_page_session')).toEqual(find('multi_page_session').events)
})

const find = (id: string): LibraryPoint => library.find((point) => point.id === id)!

test('a word is answered with every meaning, in exactly the shape that programs read', async () => {
  const cvr = await json<GlossaryEntry>('glossary', 'CVR')
  expect(Object.keys(cvr)).toEqual(['term', 'meanings'])
  for (const meaning of cvr.meanings) {
    expect(Object.keys(meaning)).toEqual(['name', 'definition', 'source', 'metric', 'ours'])
  }
  // what is said to compute it can be asked
  const computed = cvr.meanings.flatMap((meaning) => meaning.metric ?? [])
  expect((await json<Answer>('ask', '--metric', computed.join())).definitions).toHaveLength(computed.length)
  const macro = await json<GlossaryEntry>('glossary', 'マクロCV', '--language', 'ja')
  expect(macro.meanings[0]!.definition).toContain('第2版）では、Purchase completed（purchase）。')
  const { meanings } = await json<GlossaryEntry>('glossary', 'CV')
  expect(meanings.filter(({ ours }) => ours).map(({ name }) => name)).toEqual([
    'Conversion counted',
    'Purchase or contract',
  ])
  const told = await onecount('glossary', 'conversion', 'rate')
  expect(told[0]).toBe('CVR means here:')
  expect(told).toContain('Others also mean:')
  expect(line.tooLong()).toEqual([])
  await onecount('glossary')
  expect(line.tooLong()).toEqual([])
  line.fresh()
  expect(await run(createProgram(line.cli, '0'), line.cli, ['glossary', 'lokback'])).toBe(1)
  expect(line.remarks.join('\n')).toContain('Did you mean lookback?')
})

test('the library prints in 80 columns, and who mistypes is helped', async () => {
  expect((await onecount('plan', 'library')).filter((text) => text.startsWith('  ') && text[2] !== ' ')).toHaveLength(
    library.length,
  )
  expect(line.tooLong()).toEqual([])
  for (const { id, name } of library) {
    const shown = await onecount('plan', 'library', id)
    expect(shown[0]).toBe(`${id}: ${name.en} · ${name.ja}`)
    expect(line.tooLong()).toEqual([])
  }
  expect(await onecount('plan', 'library', 'quote_requested')).toContain('  Google Ads          REQUEST_QUOTE')
  const failing = async (...args: string[]): Promise<string> => {
    line.fresh()
    expect(await run(createProgram(line.cli, '0'), line.cli, args)).toBe(1)
    return line.remarks.join('\n')
  }
  expect(await failing('plan', 'library', 'purchas')).toContain('Did you mean purchase?')
  expect(await failing('plan', 'template', 'sas')).toContain('Did you mean saas?')
  expect(await failing('plan', 'template', 'saas', '--language', 'de')).toContain('--language cannot be "de".')
})
