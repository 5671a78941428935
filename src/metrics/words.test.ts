import { expect, test } from 'vitest'
import { metrics } from './catalogue.ts'
import { metricWords } from './words.ts'

test('every metric has its words, and only metrics have', () => {
  expect(Object.keys(metricWords).toSorted()).toEqual(metrics.map(({ id }) => id).toSorted())
})

test('each metric says what it is taken for and has another name, none of them twice', () => {
  for (const [id, { formulaJa, aliases, notToBeConfusedWith }] of Object.entries(metricWords)) {
    expect(formulaJa, id).toMatch(/[぀-ヿ一-鿿]/)
    expect(new Set(aliases).size, id).toBe(aliases.length)
    expect(aliases.length, id).toBeGreaterThan(0)
    expect(notToBeConfusedWith.length, id).toBeGreaterThan(0)
    for (const { what, en, ja } of notToBeConfusedWith) {
      expect(what, id).not.toBe(id)
      expect(en && ja, id).toBeTruthy()
    }
  }
})
