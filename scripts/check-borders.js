// What the linter cannot see of the borders: imports at run time, and what an entry reaches through others.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { closedDoors, drivers, folders, outOfCollectorsReach, reasons } from './borders.js'

/** Violations in the tree at `root`, one line each; none when all is well. */
export async function checkBorders(root) {
  const sources = readdirSync(join(root, 'src'), { recursive: true })
    .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
    .map((file) => join(root, 'src', file))
  return [...closedDoorsUsed(await bundle(root, sources)), ...(await reachOfCollector(root))]
}

/** Every file of the bundle with what it imports, dynamic imports included. */
async function bundle(root, entryPoints) {
  const { metafile } = await build({
    entryPoints,
    absWorkingDir: root,
    outdir: join(root, 'dist'),
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  })
  return metafile.inputs
}

function closedDoorsUsed(inputs) {
  const found = []
  for (const [file, { imports }] of Object.entries(inputs)) {
    const folder = folderOf(file)
    for (const { path, external } of imports) {
      const other = external ? undefined : folderOf(path)
      if (folder && other && closedDoors(folder).includes(other)) {
        found.push(`${file} imports ${path}: ${folder} may not import ${other}, since ${reasons[folder]}.`)
      }
      if (external && folder !== 'store' && isOneOf(path, drivers)) {
        found.push(`${file} imports ${path}: only src/store may know a driver.`)
      }
    }
  }
  return found
}

async function reachOfCollector(root) {
  const inputs = await bundle(root, [join(root, 'src', 'cli', 'collector.ts')])
  const reached = Object.entries(inputs).flatMap(([file, { imports }]) => [
    { by: file, what: file },
    ...imports.filter(({ external }) => external).map(({ path }) => ({ by: file, what: path })),
  ])
  return reached
    .filter(({ what }) => isOneOf(what, outOfCollectorsReach))
    .map(({ by, what }) => `The collector's process reaches ${what} (through ${by}); it must live without the engine.`)
}

function folderOf(file) {
  const folder = /^src\/([^/]+)\//.exec(file.replaceAll('\\', '/'))?.[1]
  return folders.includes(folder) ? folder : undefined
}

function isOneOf(path, names) {
  return names.some((name) => path === name || path.startsWith(`${name}/`))
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const found = await checkBorders(fileURLToPath(new URL('..', import.meta.url)))
  for (const line of found) console.error(line)
  if (found.length > 0) process.exit(1)
}
