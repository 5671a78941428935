// Builds the tag into dist/tag: the script that the collector serves, and a package that npm can publish as it is.
import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Builds into a folder of its own, then swaps, so that a collector that starts never reads half a file. */
export async function buildTag(root) {
  const { build } = await import('vite')
  const { version } = JSON.parse(readFileSync(join(root, 'tag', 'package.json'), 'utf8'))
  const draft = join(root, 'dist', `tag.${process.pid}`)
  const shape = (entry, format, file) =>
    build({
      configFile: false,
      root: join(root, 'tag'),
      logLevel: 'warn',
      define: { TAG_VERSION: JSON.stringify(version) },
      build: {
        outDir: draft,
        emptyOutDir: false,
        // browsers since 2022
        target: 'es2022',
        minify: 'oxc',
        lib: { entry, formats: [format], name: 'tag', fileName: () => file },
        rolldownOptions: { output: { comments: false, topLevelVar: false } },
      },
    })
  await shape('script.ts', 'iife', 'tag.js')
  await shape('module.ts', 'es', 'module.js')
  describe(root, join(draft, 'types'))
  cpSync(join(root, 'tag', 'package.json'), join(draft, 'package.json'))
  cpSync(join(root, 'docs', 'tag.md'), join(draft, 'README.md'))
  rmSync(join(root, 'dist', 'tag'), { recursive: true, force: true })
  renameSync(draft, join(root, 'dist', 'tag'))
}

/** The types of the module, as other projects read them. */
function describe(root, folder) {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const emit = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rewriteRelativeImportExtensions']
  const args = [tsc, '-p', join(root, 'tag'), ...emit, '--outDir', folder]
  const done = spawnSync(process.execPath, args, { stdio: ['ignore', 2, 2] })
  if (done.status !== 0) throw new Error('The types of the tag could not be made; the lines above say why.')
}
