import { expect, test } from 'vitest'
import { Remembered } from './remembered.ts'

/** Answers as `asked` says, and counts how often it had to. */
function counted(answers = new Remembered()) {
  let reckoned = 0
  const ask = (question: string, text = question): Promise<string> =>
    answers.recall(question, async () => {
      reckoned += 1
      return text
    })
  return { answers, ask, times: () => reckoned }
}

test('What is asked twice is reckoned once, also while it is on its way', async () => {
  const { ask, times } = counted()
  expect(await Promise.all([ask('a'), ask('a'), ask('b')])).toEqual(['a', 'a', 'b'])
  expect(await ask('a')).toBe('a')
  expect(times()).toBe(2)
})

test('After a write everything is asked anew, and an answer that was on its way is not kept', async () => {
  const { answers, ask, times } = counted()
  const under = answers.recall('a', () => new Promise((done) => setImmediate(() => done('before the write'))))
  answers.forget()
  expect(await ask('a', 'after it')).toBe('after it')
  expect(await under).toBe('before the write')
  expect(await ask('a')).toBe('after it')
  expect(times()).toBe(1)
})

test('What failed is asked anew', async () => {
  const { answers, ask } = counted()
  await expect(answers.recall('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await ask('a')).toBe('a')
})

test('Long answers are not kept, and of too many those asked for longest ago go', async () => {
  const { ask, times } = counted()
  await ask('long', 'x'.repeat(4_000_001))
  await ask('long')
  expect(times()).toBe(2)
  const large = 'x'.repeat(3_999_000)
  for (let at = 0; at < 8; at += 1) await ask(`large ${at}`, large)
  await ask('large 0')
  await ask('one more', large)
  const before = times()
  await ask('large 0')
  expect(times()).toBe(before)
  await ask('large 1')
  expect(times()).toBe(before + 1)
})

test('Long questions are not kept without end though their answers are empty', async () => {
  const { ask, times } = counted()
  const question = (at: number): string => `${at}`.padEnd(4_000_000)
  for (let at = 0; at < 9; at += 1) await ask(question(at), '')
  await ask(question(8), '')
  expect(times()).toBe(9)
  await ask(question(0), '')
  expect(times()).toBe(10)
})
