import { expect, test } from 'vitest'
import { channelNames } from './channel-names.ts'

test('no two channels are called the same: their rows and choices could not be told apart', () => {
  for (const names of Object.values(channelNames)) {
    expect(Object.values(names).toSorted()).toEqual([...new Set(Object.values(names))].toSorted())
  }
})

test('a channel that has a name in one language has one in the other', () => {
  expect(Object.keys(channelNames.ja)).toEqual(Object.keys(channelNames.en))
})
