// Everything a process that owns the data folder holds: both engines, the write lock, the folder's lock.
import { join } from 'node:path'
import Database from 'libsql'
import { Turns } from '#util/turns.ts'
import { closeInterruptedImports } from './batches.ts'
import { type Control, openControl } from './control.ts'
import { type Facts, openFacts } from './facts.ts'
import { type Home, openHome } from './home.ts'
import { Tombstones } from './tombstones.ts'

export interface Store {
  home: Home
  control: Control
  facts: Facts
  /** Every insert of new facts takes a turn, so that batches become stored in the order of their numbers. */
  writes: Turns
  /** Who was erased and is not taken again. */
  erased: Tombstones
  close(): Promise<void>
}

/** The data folder is in use by another process. */
export class FolderInUse extends Error {
  constructor(folder: string) {
    super(`The data folder ${folder} is in use by another onecount process.`)
    this.name = 'FolderInUse'
  }
}

/**
 * Opens a data folder for this process alone. Throws FolderInUse.
 * @param clickhouseUrl a server to use instead of the embedded engine.
 */
export async function openStore(folder: string, clickhouseUrl?: string): Promise<Store> {
  const home = openHome(folder)
  const unlock = lockFolder(home.root)
  try {
    const control = await openControl(home.control)
    await closeInterruptedImports(control, Date.now())
    const facts = await openFacts(clickhouseUrl ? { url: clickhouseUrl } : { path: home.facts })
    const erased = new Tombstones(home.control, home.erasureKey)
    const close = async (): Promise<void> => {
      await facts.close()
      erased.close()
      await control.destroy()
      unlock()
    }
    return { home, control, facts, writes: new Turns(), erased, close }
  } catch (error) {
    unlock()
    throw error
  }
}

/** A lock that the operating system gives back when the process dies, however it dies. */
function lockFolder(root: string): () => void {
  const database = new Database(join(root, 'owner.lock'))
  try {
    database.pragma('locking_mode = EXCLUSIVE')
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw (error as { code?: string }).code === 'SQLITE_BUSY' ? new FolderInUse(root) : error
  }
  return () => database.close()
}
