import { expect, test } from 'vitest'
import { walk } from './walk.ts'

/** Walks links that are given as pairs. */
async function from(start: string[], ...pairs: [a: string, b: string][]): Promise<{ own: string[]; shared: string[] }> {
  const near = new Map<string, string[]>()
  for (const [a, b] of [...pairs, ...pairs.map(([one, other]): [string, string] => [other, one])]) {
    near.set(a, [...(near.get(a) ?? []), b])
  }
  const { own, shared } = await walk(start, async () => near)
  return { own: [...own].toSorted(), shared: [...shared].toSorted() }
}

test('identifiers that were seen together are one person, with the orders and the browser', async () => {
  const found = await from(
    ['email:e'],
    ['user:u', 'email:e'],
    ['user:u', 'visitor:v'],
    ['user:u', 'order:o'],
    ['visitor:v', 'order:p'],
  )
  expect(found).toEqual({ own: ['email:e', 'order:o', 'order:p', 'user:u', 'visitor:v'], shared: [] })
})

test('a phone of two users leads from one to the other only when it was asked for, and not even then', async () => {
  const pairs: [string, string][] = [
    ['user:u', 'phone:p'],
    ['user:w', 'phone:p'],
  ]
  expect(await from(['user:u'], ...pairs)).toEqual({ own: ['user:u'], shared: ['phone:p'] })
  expect(await from(['phone:p'], ...pairs)).toEqual({ own: ['phone:p'], shared: [] })
})

test('two addresses of one user are one person, of no user two', async () => {
  const sameUser = await from(['email:a'], ['user:u', 'email:a'], ['user:u', 'email:b'], ['email:a', 'lead:l'])
  expect(sameUser.own).toEqual(['email:a', 'email:b', 'lead:l', 'user:u'])
  const strangers = await from(['email:a'], ['email:a', 'phone:p'], ['email:b', 'phone:p'])
  expect(strangers).toEqual({ own: ['email:a'], shared: ['phone:p'] })
})

test('a browser on which somebody else was named is not taken, nor what was bought on it', async () => {
  const found = await from(
    ['user:u'],
    ['user:u', 'visitor:v'],
    ['email:other', 'visitor:v'],
    ['visitor:v', 'order:o'],
    ['user:u', 'visitor:own'],
  )
  expect(found).toEqual({ own: ['user:u', 'visitor:own'], shared: ['visitor:v'] })
})

test('an order that a server reports with the user and a shop with the address is one person', async () => {
  const found = await from(['email:e'], ['user:u', 'order:o'], ['email:e', 'order:o'], ['order:o', 'payment:p'])
  expect(found.own).toEqual(['email:e', 'order:o', 'payment:p', 'user:u'])
})
