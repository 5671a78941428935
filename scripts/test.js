// `npm test`: installs what is missing, then lint, types, build and every test; the last line says how many passed.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installMissing } from './install.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const report = join(root, 'test-results', 'vitest.json')
const total = { passed: 0, failed: 0, skipped: 0 }

const say = (line) => console.log(line)

installMissing(say)
installTools()
check('lint', ['npm', 'run', '--silent', 'lint'])
check('types', ['npm', 'run', '--silent', 'types'])
check('build', ['npm', 'run', '--silent', 'build'])
runTests()
say(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
process.exitCode = total.failed > 0 ? 1 : 0

/** A browser for the web app's tests, strace for the journal's; where they cannot be had, those tests say so and are skipped. */
function installTools() {
  const missing = [
    ['chromium', '/usr/bin/chromium'],
    ['strace', '/usr/bin/strace'],
  ].flatMap(([name, path]) => (existsSync(path) ? [] : [name]))
  if (missing.length === 0) return
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (canInstall) {
    say(`Installing ${missing.join(' and ')} …`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-q'], { env, stdio: 'ignore' })
    const args = ['install', '-y', '-q', '--no-install-recommends', ...missing]
    if (spawnSync('apt-get', args, { env, stdio: 'ignore' }).status === 0) return
  }
  say(
    `Without ${missing.join(' and ')}, the tests that need it are skipped (Debian: apt-get install ${missing.join(' ')}).`,
  )
}

/** A command that has to succeed, counted like a test. */
function check(name, [command, ...args]) {
  say(`\n── ${name}`)
  const passed = spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0
  total[passed ? 'passed' : 'failed'] += 1
  say(passed ? `✓ ${name}` : `✗ ${name}`)
}

/** Counts by vitest's own report; a file that cannot be loaded, or an error outside any test, is a failure. */
function runTests() {
  say('\n── tests')
  mkdirSync(join(root, 'test-results'), { recursive: true })
  rmSync(report, { force: true })
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const args = [
    vitest,
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ]
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (!existsSync(report)) return void (total.failed += 1)
  const result = JSON.parse(readFileSync(report, 'utf8'))
  const broken = result.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const failed = result.numFailedTests + broken.length
  total.passed += result.numPassedTests
  total.skipped += result.numPendingTests + result.numTodoTests
  total.failed += failed === 0 && status !== 0 ? 1 : failed
}
