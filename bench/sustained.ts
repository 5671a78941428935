// Single events for as long as asked while what was acknowledged is loaded, and nothing else is done with it:
// npx tsx bench/sustained.ts [seconds]. The whole product behind them is measured in live.ts.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openControl } from '#store/control.ts'
import { openHome } from '#store/home.ts'
import { createKey } from '#store/keys.ts'
import { bundle, start } from '../test/support/programs.ts'
import { compareSingles, sendSingles, turns } from './singles.ts'

const seconds = Number(process.argv[2] ?? 300)
const bareSeconds = 20
const dataFolder = mkdtempSync(join(tmpdir(), 'onecount-bench-'))
const programs = await bundle({
  collector: 'src/cli/collector.ts',
  loader: 'bench/bare-loader.ts',
  bare: 'bench/bare-collector.ts',
})
// the control store alone: the folder is the loader's
const control = await openControl(openHome(dataFolder).control)
const { key } = await createKey(control, { name: 'x', kind: 'write', source: 'x', origins: [] }, Date.now())
await control.destroy()
const env = { ONECOUNT_DATA: dataFolder, ONECOUNT_COLLECT_PORT: '0' }
const collector = await start<{ url: string }>([process.execPath, programs.path('collector')], env)
const loader = await start([process.execPath, programs.path('loader')], env)
const bare = await start<{ url: string }>([process.execPath, programs.path('bare')], env)

try {
  await compareSingles({
    what: `64 clients, single events for ${seconds} s, loading meanwhile`,
    dataFolder,
    share: 0.5,
    ours: () => sendSingles(collector.ready.url, key, seconds / turns),
    reference: () => sendSingles(bare.ready.url, key, bareSeconds),
  })
} finally {
  for (const program of [collector, loader, bare]) await program.end('SIGTERM')
  programs.remove()
  rmSync(dataFolder, { recursive: true, force: true })
}
