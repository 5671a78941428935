// What the person at the terminal sees: results on stdout, remarks and progress on stderr.
import type { Cli } from './context.ts'

type Terminal = Pick<Cli, 'print' | 'remark' | 'progress'>

const redrawMs = 100
const barWidth = 24

/** Progress is drawn only where a person is watching: on a terminal. */
export function openTerminal(out: NodeJS.WriteStream, err: NodeJS.WriteStream): Terminal {
  return {
    print: (line) => void out.write(`${out.isTTY ? harmless(line) : line}\n`),
    remark: (line) => void err.write(`${err.isTTY ? harmless(line) : line}\n`),
    progress: (label) => (err.isTTY ? drawnProgress(label, err) : { update: () => undefined, stop: () => undefined }),
  }
}

/**
 * Anybody on the web chooses the campaign in a page's address, so that a name may hold what a terminal obeys: control
 * characters are shown as their pictures, but for tabs, line ends and the lighter tone of our own tables.
 */
function harmless(text: string): string {
  return text.replaceAll(/(\p{Cc})(\[22?m)?/gu, (found, control: string, tone = '') => {
    if (control === '\t' || control === '\n' || (control === '\x1b' && tone !== '')) return found
    const code = control.charCodeAt(0)
    return (code < 0x20 ? String.fromCharCode(0x2400 + code) : '\uFFFD') + tone
  })
}

function drawnProgress(label: string, err: NodeJS.WriteStream): ReturnType<Cli['progress']> {
  let drawnAt = 0
  return {
    update(done, total, note = '') {
      const now = Date.now()
      if (now - drawnAt < redrawMs) return
      drawnAt = now
      err.write(`\r\x1b[2K${progressLine(label, done, total, note).slice(0, (err.columns ?? 80) - 1)}`)
    },
    stop: () => void err.write('\r\x1b[2K'),
  }
}

/** One line, e.g. `Reading leads  ████████░░░░  42 %  2,800 rows`; without a total, the count alone. */
function progressLine(label: string, done: number, total: number | null, note: string): string {
  if (total === null || total <= 0) return `${label}  ${done.toLocaleString('en')}  ${note}`.trimEnd()
  const share = Math.min(1, done / total)
  const full = Math.round(share * barWidth)
  const bar = '█'.repeat(full) + '░'.repeat(barWidth - full)
  return `${label}  ${bar}  ${Math.floor(share * 100)} %  ${note}`.trimEnd()
}
