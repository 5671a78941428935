import { expect, test } from 'vitest'
import { type DatedLink, explain } from './why-one-person.ts'

/** Links as records state them: minutes, and the identifiers that were on one record, strongest first. */
function seen(records: readonly [minute: number, ...keys: string[]][]): DatedLink[] {
  return records.flatMap(([firstSeen, first, ...others]) =>
    others.flatMap((other) => [
      { a: first!, b: other, firstSeen },
      { a: other, b: first!, firstSeen },
    ]),
  )
}

const shared = seen([
  [1, 'user:ann', 'email:a', 'visitor:phone'],
  [2, 'email:a', 'lead:7'],
  [3, 'user:ann', 'visitor:kiosk'],
  [4, 'user:bob', 'visitor:kiosk'],
  [5, 'lead:7', 'order:1'],
  [6, 'user:bob', 'visitor:laptop'],
])

test('each identifier is led back, link by link, to the one that names the person', () => {
  expect(explain('lead:7', shared)).toMatchObject({
    person: 'user:ann',
    identifiers: [
      { id: 'user:ann', seenWith: null, firstSeen: null },
      { id: 'email:a', seenWith: 'user:ann', firstSeen: 1 },
      { id: 'visitor:phone', seenWith: 'user:ann', firstSeen: 1 },
      { id: 'lead:7', seenWith: 'email:a', firstSeen: 2 },
    ],
  })
})

test('a browser that two people used welds nobody, and is told as shared by either', () => {
  const kiosk = [{ visitor: 'visitor:kiosk', usedBy: ['user:ann', 'user:bob'] }]
  expect(explain('user:ann', shared).shared).toEqual(kiosk)
  expect(explain('visitor:laptop', shared)).toMatchObject({ person: 'user:bob', shared: kiosk })
  expect(explain('visitor:laptop', shared).identifiers.map(({ id }) => id)).toEqual(['user:bob', 'visitor:laptop'])
  expect(explain('visitor:kiosk', shared)).toMatchObject({
    person: 'visitor:kiosk',
    identifiers: [{ id: 'visitor:kiosk' }],
    shared: kiosk,
  })
})

test('the story is the same in whatever order links became known', () => {
  const ids = (links: readonly DatedLink[]): string[] =>
    explain('user:ann', links)
      .identifiers.map(({ id }) => id)
      .toSorted()
  expect(ids(shared.toReversed())).toEqual(ids(shared))
})
