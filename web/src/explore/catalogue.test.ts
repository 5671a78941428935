import { expect, test } from 'vitest'
import { inGroups } from './catalogue.ts'

test('what fits no group stands in the last, so that all can be chosen', () => {
  const entries = [{ id: 'cvr.click' }, { id: 'new.metric' }, { id: 'cv' }]
  expect(inGroups({ counts: /^cv$/, rates: /^cvr/ }, entries)).toEqual([
    { group: 'counts', entries: [{ id: 'cv' }] },
    { group: 'rates', entries: [{ id: 'cvr.click' }, { id: 'new.metric' }] },
  ])
})
