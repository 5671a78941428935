import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { connectors, fillSnippet, hookAddress, libraries } from './connect.ts'
import { hookProviders } from './hook.ts'

const read = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')

test('the docs say of each library what the web app says', () => {
  const docs = read('sdks.md')
  const rows = libraries.flatMap(({ name, snippets }) =>
    snippets.map(({ label, text }) => `| ${name}, ${label} | \`${fillSnippet(text, 'C', 'KEY')}\` |`),
  )
  expect(rows.filter((row) => !docs.includes(row))).toEqual([])
  const table = docs.slice(docs.indexOf('| library | point it here |')).split('\n\n')[0]!
  expect(table.split('\n').length).toBe(rows.length + 2)
})

test('each provider of webhooks is offered, and each thing once', () => {
  expect(connectors.flatMap(({ hook }) => hook ?? []).toSorted()).toEqual([...hookProviders].toSorted())
  expect(new Set(connectors.map(({ id }) => id)).size).toBe(connectors.length)
})

test('the tag is as its own page of the docs has it', () => {
  const [{ text } = { text: '' }] = connectors[0]!.snippets
  expect(read('tag.md')).toContain(fillSnippet(text, 'https://collect.example.com/', 'oc_b_…'))
})

test('a secret of ours stands in the address where the sender can sign nothing', () => {
  expect(hookAddress('http://c/', 'adjust', '/v1/hooks/adjust/a', 's')).toBe('http://c/v1/hooks/adjust/a?token=s')
  expect(hookAddress('http://c', 'generic', '/v1/hooks/generic/a', 's')).toBe('http://c/v1/hooks/generic/a')
})
