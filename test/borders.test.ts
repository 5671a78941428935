// The proof of the borders: a forbidden import planted in each folder of a copy is caught; that the tree as it is passes is what lint says.
import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { closedDoors, drivers, folders, outOfCollectorsReach, reasons } from '../scripts/borders.js'
import { checkBorders } from '../scripts/check-borders.js'

const root = join(import.meta.dirname, '..')
let copy: string
/** Files that a test put into the copy or changed in it. */
let touched: string[] = []

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'onecount-borders-'))
  for (const part of ['src', 'web', 'tag', 'scripts', 'oxlint.config.js', 'package.json', 'tsconfig.json']) {
    cpSync(join(root, part), join(copy, part), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
})
afterEach(() => {
  for (const file of touched) {
    rmSync(join(copy, file))
    if (existsSync(join(root, file))) cpSync(join(root, file), join(copy, file))
  }
  touched = []
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

function plant(file: string, text: string): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true })
  writeFileSync(join(copy, file), text)
  touched.push(file)
}

/** File → what the linter says of its imports. */
function forbiddenImports(): Map<string, string> {
  const oxlint = join(root, 'node_modules', '.bin', 'oxlint')
  const run = spawnSync(oxlint, ['-c', 'oxlint.config.js', '-f', 'json'], {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 67_108_864,
  })
  const { diagnostics } = JSON.parse(run.stdout) as {
    diagnostics: { code: string; message: string; help?: string; filename: string }[]
  }
  return new Map(
    diagnostics
      .filter(({ code }) => code.includes('no-restricted-imports'))
      .map(({ filename, message, help }) => [relative(copy, join(copy, filename)), `${message} ${help ?? ''}`]),
  )
}

/** Where a folder's own files are, and the way from there to the folders of src/. */
function placeOf(folder: string): { home: string; toSrc: string } {
  if (folder === 'web') return { home: 'web/src', toSrc: '../../src' }
  if (folder === 'tag') return { home: 'tag', toSrc: '../src' }
  return { home: `src/${folder}`, toSrc: '..' }
}

const doors = [...folders, 'web', 'tag'].flatMap((folder) => closedDoors(folder).map((other) => ({ folder, other })))

test('Every closed door is kept, however it is tried, and the reason is told; drivers stay in src/store', () => {
  const planted = new Map<string, { folder: string; other: string }>()
  for (const door of doors) {
    const { home, toSrc } = placeOf(door.folder)
    const ways = {
      alias: `import { a } from '#${door.other}/a.ts'\nconsole.log(a)\n`,
      types: `import type { A } from '#${door.other}/a.ts'\nexport const a: A = 1\n`,
      within: `import type { A } from '#${door.other}/within/a.ts'\nexport const a: A = 1\n`,
      again: `export { a } from '#${door.other}/a.ts'\n`,
      relative: `import { a } from '${toSrc}/${door.other}/a.ts'\nconsole.log(a)\n`,
    }
    for (const [way, text] of Object.entries(ways)) {
      const file = `${home}/planted-${door.other}-${way}.ts`
      planted.set(file, door)
      plant(file, text)
    }
    const deep = `${home}/deep/planted-${door.other}.ts`
    planted.set(deep, door)
    plant(deep, `import { a } from '../${toSrc}/${door.other}/a.ts'\nconsole.log(a)\n`)
  }
  const withDrivers = plantDrivers()
  const found = forbiddenImports()
  expect([...planted.keys()].filter((file) => !found.has(file))).toEqual([])
  for (const [file, { folder }] of planted)
    expect(found.get(file), file).toContain(reasons[folder as keyof typeof reasons])
  expect([...found.keys()].filter((file) => !planted.has(file)).toSorted()).toEqual(withDrivers.toSorted())
})

/** A file for each driver in each folder that may not know it. */
function plantDrivers(): string[] {
  const others = folders.filter((folder) => folder !== 'store')
  return others.flatMap((folder) =>
    [...drivers, 'chdb/connection'].map((driver) => {
      const file = `src/${folder}/planted-${driver.replaceAll(/\W/g, '-')}.ts`
      plant(file, `import * as engine from '${driver}'\nconsole.log(engine)\n`)
      return file
    }),
  )
}

test('An import at run time passes no closed door, and the collector loads nothing out of its reach through others', async () => {
  plant('src/collect/planted.ts', "export const a = () => import('#ask/answer.ts')\n")
  plant('src/plan/planted.ts', "export const a = () => import('libsql')\n")
  const loads = outOfCollectorsReach.map((what, index) => {
    const specifier = what.startsWith('src/') ? what.replace('src/', '../') : what
    return `export const load${index} = () => import('${specifier}')\n`
  })
  appendFileSync(join(copy, 'src/store/home.ts'), loads.join(''))
  touched.push('src/store/home.ts')
  const told = (await checkBorders(copy)).join('\n')
  expect(told).toContain('collect may not import ask')
  expect(told).toContain('only src/store may know a driver')
  for (const what of outOfCollectorsReach) expect(told).toContain(`The collector's process reaches ${what}`)
})

test('Two files that import each other are found', () => {
  plant('src/util/planted-a.ts', "import { b } from './planted-b.ts'\nexport const a = (): number => b() + 1\n")
  plant('src/util/planted-b.ts', "import { a } from './planted-a.ts'\nexport const b = (): number => a() + 1\n")
  const oxlint = join(root, 'node_modules', '.bin', 'oxlint')
  const run = spawnSync(oxlint, ['-c', 'oxlint.config.js', '-f', 'unix', 'src/util'], { cwd: copy, encoding: 'utf8' })
  expect(run.stdout).toContain('import(no-cycle)')
})
