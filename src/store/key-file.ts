// A key of 32 bytes in a file of its own in the data folder, readable by its owner only.
import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

const keyBytes = 32

/** Undefined when there is no file, or what it holds is no key. */
export function readKey(path: string): Buffer | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const key = Buffer.from(text.trim(), 'hex')
  return key.length === keyBytes ? key : undefined
}

/** On disk before anything is done with it. Throws when the file is there already and holds no key. */
export function makeKey(path: string): Buffer {
  const key = randomBytes(keyBytes)
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, `${key.toString('hex')}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
  return key
}
