import { expect, test } from 'vitest'
import { ApiProblem, followWork } from './api.ts'

/** An answer that comes in pieces, cut anywhere. */
function answer(...pieces: string[]): Response {
  return new Response(new Blob(pieces).stream())
}

const progress = '{"type":"progress","done":1,"total":2}\n'

test('work is followed to its result, whatever pieces its lines come in', async () => {
  const seen: unknown[] = []
  const whole = answer(progress.slice(0, 9), progress.slice(9) + progress, '{"type":"done","result":7}\n')
  expect(await followWork(whole, (line) => seen.push(line))).toBe(7)
  expect(seen).toEqual([JSON.parse(progress), JSON.parse(progress)])
})

test('work that failed says why and what to do; an answer that ends early is a server that went away', async () => {
  const failed = answer(progress, '{"type":"failed","message":"The disk is full.","hint":"Make room."}\n')
  const refused = await followWork(failed, () => undefined).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(ApiProblem)
  expect(refused).toMatchObject({ message: 'The disk is full.', hint: 'Make room.' })
  await expect(followWork(answer(progress), () => undefined)).rejects.toMatchObject({ code: 'unreachable' })
})
