// An erasure that is killed at any step is finished by the next process that opens the folder.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Programs, bundle } from '../support/programs.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-erase-kill-'))
const data = join(folder, 'data')
let programs: Programs

beforeAll(async () => {
  programs = await bundle({ eraser: 'test/support/erase-process.ts' })
})
afterAll(() => {
  programs.remove()
  rmSync(folder, { recursive: true, force: true })
})

const run = promisify(execFile)
const program = (work: string, argument = ''): string[] => [programs.path('eraser'), data, work, argument]

/** Kills the process so long after it said that it is at this step. */
async function eraseAndKill(person: string, step: string, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, program('erase', person), { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let wasThere = false
  for await (const line of createInterface(child.stdout)) {
    if (wasThere || (JSON.parse(line) as { step?: string }).step !== step) continue
    wasThere = true
    setTimeout(() => child.kill('SIGKILL'), afterMs)
  }
  await ended
  expect(wasThere).toBe(true)
}

interface Look {
  totals: unknown[]
  erasures: { state: string; work: string }[]
  differing: number[]
  users: { user_id: string }[]
}

/** What a process says at its end. */
async function told(...args: Parameters<typeof program>): Promise<Look> {
  return JSON.parse((await run(process.execPath, program(...args))).stdout) as Look
}

const moments: [step: string, afterMs: number][] = [
  ['ledger', 15],
  ['events', 60],
  ['tidying', 2],
]
const persons = moments.map((_, index) => `person-${index}`)

test('erasures that are killed at three steps are all finished, and every conversion stays', async () => {
  const rows = [...persons, 'stranger'].flatMap((user, index) => [
    `page_view,2026-05-0${index + 1}T10:00:00Z,a${index},v-${user},,,`,
    `page_view,2026-05-0${index + 1}T10:01:00Z,b${index},v-${user},${user},,`,
    `bought,2026-05-0${index + 1}T10:02:00Z,c${index},v-${user},${user},O${index},50`,
  ])
  const text = ['event,time,id,visitor_id,user_id,order_id,value', ...rows, ''].join('\n')
  const before = await told('prepare', text)
  expect(before.totals).toMatchObject([{ cvs: 4 }, { cvs: 4 }])
  for (const [index, [step, afterMs]] of moments.entries()) await eraseAndKill(persons[index]!, step, afterMs)
  const after = await told('look')
  expect(after.totals).toEqual(before.totals)
  expect(after.differing).toEqual([0, 0])
  expect(after.users).toEqual([{ user_id: '' }, { user_id: 'stranger' }])
  expect(after.erasures).toHaveLength(persons.length)
  for (const { state, work } of after.erasures)
    expect([state, work]).toEqual([expect.not.stringMatching('running'), ''])
}, 240_000)
