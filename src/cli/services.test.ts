import { expect, test } from 'vitest'
import { oneAtATime } from './services.ts'

test('Counting asked for while a count runs starts again once, for everybody who asked', async () => {
  let begun = 0
  let release = (): void => undefined
  const catchUp = oneAtATime(async () => {
    begun += 1
    if (begun === 1) await new Promise<void>((resolve) => (release = resolve))
  })
  const first = catchUp()
  const later = [catchUp(), catchUp()]
  release()
  await Promise.all([first, ...later])
  expect(begun).toBe(2)
})

test('A count that failed is reported to who asked and does not stop the next', async () => {
  let begun = 0
  const catchUp = oneAtATime(async () => {
    begun += 1
    if (begun === 1) throw new Error('the engine is away')
  })
  const first = catchUp()
  const second = catchUp()
  await expect(first).rejects.toThrow('the engine is away')
  await second
  expect(begun).toBe(2)
})
