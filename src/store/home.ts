// Where things are: the data folder's layout, and the migrations that ship with the package.
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Home {
  root: string
  control: string
  journal: string
  facts: string
  imports: string
  /** The key that seals the secrets of webhooks and of recipients; made with the first of them. */
  hookKey: string
  /** The key of the hashes by which erased persons are not taken again; made with the first erasure. */
  erasureKey: string
}

/** Paths inside a data folder; makes the folders that are missing, readable by the owner only. */
export function openHome(folder: string): Home {
  const root = resolve(folder)
  const home: Home = {
    root,
    control: join(root, 'control.sqlite'),
    journal: join(root, 'journal', 'journal.sqlite'),
    facts: join(root, 'clickhouse'),
    imports: join(root, 'imports'),
    hookKey: join(root, 'hook-key'),
    erasureKey: join(root, 'erasure-key'),
  }
  for (const path of [root, dirname(home.journal), home.facts, home.imports]) {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  }
  return home
}

/** The folder of this package, whether run from `src` or from the built `dist`. */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'db', 'control'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error("The package's db folder is missing; install onecount again.")
    folder = parent
  }
  return folder
}

/** The numbered migrations of an engine. */
export function migrationsFolder(engine: 'clickhouse' | 'control'): string {
  return join(packageFolder(), 'db', engine)
}
