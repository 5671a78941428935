// Installs the packages that are missing: nothing to do when the lock file is older than the last install.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const lock = join(root, 'package-lock.json')
// npm writes it at the end of every install
const installed = join(root, 'node_modules', '.package-lock.json')

/** Runs `npm install` when packages are missing or the lock file changed since. Throws when npm fails. */
export function installMissing(say = () => undefined) {
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  say('Installing packages (the first time takes about a minute; the engine is 550 MB) …')
  // Not `npm ci`: it refuses a lock file that lacks other platforms' optional packages.
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const args = [
    'install',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...(process.stderr.isTTY ? ['--progress'] : []),
  ]
  const done = spawnSync(npm, args, { cwd: root, stdio: ['ignore', 2, 2] })
  if (done.status !== 0)
    throw new Error('npm install failed; the lines above say why. Run it again by hand: npm install')
  const now = new Date()
  utimesSync(installed, now, now)
}
