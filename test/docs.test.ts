// What documents name is there: files that they link or point to, commands and options that they show.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import type { Cli } from '#cli/context.ts'
import { createProgram } from '#cli/program.ts'

const root = join(import.meta.dirname, '..')
const documents = ['.', 'docs', 'decisions']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
  .filter((file) => file.endsWith('.md') && file !== 'CHANGELOG.md')
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))

test('files that documents link or point to are there', () => {
  const missing = documents.flatMap(({ file, text }) => {
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path]) => join(dirname(file), path!))
    const paths = [...text.matchAll(/`((?:bench|bin|db|docs|scripts|src|tag|test|web)\/[\w./-]+)`/g)].map(
      ([, at]) => at!,
    )
    return [...links, ...paths].filter((path) => !existsSync(join(root, path))).map((path) => `${file}: ${path}`)
  })
  expect(missing).toEqual([])
})

/** `onecount import leads …` → the command, and the words behind it. */
function commandOf(program: Command, line: string): { command: Command; rest: string[] } {
  const rest = line.trim().split(/\s+/)
  let command = program
  for (;;) {
    const next = command.commands.find((each) => each.name() === rest[0])
    if (!next) return { command, rest }
    command = next
    rest.shift()
  }
}

function optionsOf(command: Command | null): string[] {
  return command === null ? ['--help'] : [...command.options.map(({ long }) => long!), ...optionsOf(command.parent)]
}

test('commands that documents show exist, with the options that are shown', () => {
  const program = createProgram({} as Cli, '0')
  const shown = documents.flatMap(({ file, text }) =>
    [...text.replaceAll(/\\\n\s*/g, ' ').matchAll(/(?:^|[`|$] ?|-- )onecount ([a-z][^`\n|#]*)/gm)].map(([, line]) => ({
      file,
      line: line!,
    })),
  )
  expect(shown.length).toBeGreaterThan(100)
  const wrong = shown.flatMap(({ file, line }) => {
    const { command, rest } = commandOf(program, line)
    const known = optionsOf(command)
    const asked = rest.flatMap((word) => /^\[?(--[a-z][\w-]*)/.exec(word)?.[1] ?? [])
    const takesMore = command.commands.length === 0 || command.registeredArguments.length > 0
    const isCommand = command !== program && (takesMore || rest.length === 0 || rest[0]!.startsWith('-'))
    const unknown = asked.filter((option) => !known.includes(option))
    return isCommand && unknown.length === 0 ? [] : [`${file}: onecount ${line} ${unknown.join(' ')}`]
  })
  expect(wrong).toEqual([])
})

test('every setting that the environment can hold is named in the README', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(root, 'src', file), 'utf8'))
  const settings = new Set(sources.flatMap((text) => text.match(/\b(?:ONECOUNT_[A-Z_]+|CLICKHOUSE_URL)\b/g) ?? []))
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  expect(settings).toContain('ONECOUNT_DATA')
  expect([...settings].filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
})
