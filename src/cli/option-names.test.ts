import { expect, test } from 'vitest'
import { Problem } from '#util/problem.ts'
import { inOptions } from './option-names.ts'

test('a problem names the option that was typed, in its field and in its words', async () => {
  const problem = new Problem('invalid_question', 'metrics.0 cannot be 5.', {
    status: 422,
    details: [
      { field: 'metrics.0', message: 'metrics.0 cannot be 5.', hint: 'a list' },
      { field: 'other', message: 'other is odd' },
    ],
  })
  const told = inOptions(Promise.reject(problem), { metrics: '--metric' })
  await expect(told).rejects.toMatchObject({
    message: '--metric cannot be 5.',
    status: 422,
    details: [{ field: '--metric', message: '--metric cannot be 5.', hint: 'a list' }, { field: 'other' }],
  })
})

test('a field that ends the sentence is named as its option, too', async () => {
  const message = 'The question needs metrics.'
  const problem = new Problem('invalid_question', message, { details: [{ field: 'metrics', message }] })
  const told = inOptions(Promise.reject(problem), { metrics: '--metric' })
  await expect(told).rejects.toMatchObject({ message: 'The question needs --metric.' })
})

test('a field’s name that is a plain word of the sentence stays one', async () => {
  const message = 'The plan has 3 micro points.'
  const problem = new Problem('micro_needed', message, { details: [{ field: 'micro', message }] })
  const told = inOptions(Promise.reject(problem), { micro: '--micro' })
  await expect(told).rejects.toMatchObject({ message, details: [{ field: '--micro', message }] })
})

test('what is no problem of the user’s passes through', async () => {
  const bug = new Error('bug')
  await expect(inOptions(Promise.reject(bug), {})).rejects.toBe(bug)
  await expect(inOptions(Promise.resolve(1), {})).resolves.toBe(1)
})
