import { expect, test } from 'vitest'
import { openTerminal } from './terminal.ts'

function written(isTTY: boolean, line: string): { out: string; err: string } {
  const said = { out: '', err: '' }
  const stream = (name: 'out' | 'err'): NodeJS.WriteStream =>
    ({ isTTY, write: (text: string) => ((said[name] += text), true) }) as unknown as NodeJS.WriteStream
  const terminal = openTerminal(stream('out'), stream('err'))
  terminal.print(line)
  terminal.remark(line)
  return said
}

const hostile = 'a\x1b[2J\x1b]0;owned\x07\r\x9b31mred\tb\nc \x1b[2mlight\x1b[22m'

test('what a terminal would obey is shown and not sent to it, on either stream', () => {
  const harmless = 'a␛[2J␛]0;owned␇␍\uFFFD31mred\tb\nc \x1b[2mlight\x1b[22m\n'
  expect(written(true, hostile)).toEqual({ out: harmless, err: harmless })
})

test('a file or a pipe gets every character as it is', () => {
  expect(written(false, hostile).out).toBe(`${hostile}\n`)
})
