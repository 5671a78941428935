// Builds dist/: the three entries with esbuild, the tag and the web app with vite. Does nothing when nothing changed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { buildTag } from './build-tag.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
const entries = ['main', 'collector', 'server']

/** Brings dist/ up to date; `say` gets a short line for each part that has to be built. */
export async function build(say = () => undefined) {
  mkdirSync(dist, { recursive: true })
  await once('programs', ['src', 'package.json', 'scripts/build.js'], () => buildPrograms(say))
  await once('tag', ['tag', 'docs/tag.md', 'tsconfig.json', 'scripts/build-tag.js'], () => {
    say('Building the tag …')
    return buildTag(root)
  })
  if (existsSync(join(root, 'web', 'vite.config.ts'))) {
    await once('web', ['web', 'src/contract', 'package.json', 'scripts/build.js'], () => buildWeb(say))
  }
}

/** Runs `work` unless its sources are those of the last time it succeeded. */
async function once(name, sources, work) {
  const stamp = join(dist, `.${name}.stamp`)
  const now = fingerprint(sources)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  await work()
  writeFileSync(stamp, now)
}

/** Names, sizes and times of all files below `sources`, as one hash; tests are not sources. */
function fingerprint(sources) {
  const hash = createHash('sha256')
  const visit = (path) => {
    const stat = statSync(path)
    if (!stat.isDirectory()) return void hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`)
    for (const name of readdirSync(path).toSorted()) {
      if (name !== 'node_modules' && !name.includes('.test.')) visit(join(path, name))
    }
  }
  for (const source of sources) visit(join(root, source))
  return hash.digest('hex')
}

async function buildPrograms(say) {
  say('Building onecount …')
  const esbuild = await import('esbuild')
  const result = await esbuild.build({
    entryPoints: entries.map((name) => join(root, 'src', 'cli', `${name}.ts`)).filter((path) => existsSync(path)),
    outdir: dist,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    write: false,
    logLevel: 'warning',
  })
  // its service would stay beside the program that is started next
  await esbuild.stop()
  for (const file of result.outputFiles) replaceFile(file.path, file.contents)
}

/** Writes beside the file and renames, so that a program that is starting never reads half of it. */
function replaceFile(path, contents) {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, contents)
  renameSync(draft, path)
}

/** Builds into a folder of its own, then swaps, so that a running server never serves half an app. */
function buildWeb(say) {
  say('Building the web app …')
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const draft = join(dist, `web.${process.pid}`)
  const args = [vite, 'build', join(root, 'web'), '--outDir', draft, '--emptyOutDir', '--logLevel', 'warn']
  // tests that build say `test`, which would bundle the development form of React
  const env = { ...process.env, NODE_ENV: 'production' }
  const done = spawnSync(process.execPath, args, { cwd: root, env, stdio: ['ignore', 2, 2] })
  if (done.status !== 0) {
    rmSync(draft, { recursive: true, force: true })
    throw new Error('The web app could not be built; the lines above say why.')
  }
  compressTexts(draft)
  rmSync(join(dist, 'web'), { recursive: true, force: true })
  renameSync(draft, join(dist, 'web'))
}

/** Lays beside each text what the server sends of it to those who take it so: a third of the bytes. */
function compressTexts(folder) {
  // of eleven; the last two take ten times as long for a twentieth less
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!/\.(js|css|html|svg)$/.test(name)) continue
    const path = join(folder, name)
    const text = readFileSync(path)
    writeFileSync(`${path}.br`, brotliCompressSync(text, { params }))
    writeFileSync(`${path}.gz`, gzipSync(text))
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await build((line) => console.error(line))
}
