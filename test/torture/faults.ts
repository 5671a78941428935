// What a machine does to a program beside killing it: the disk is full, the clock jumps, files end in garbage.
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from '#world/random.ts'
import { below } from './draw.ts'

export type FaultName = 'none' | 'damaged tails' | 'full disk' | 'clock jumps'

const diskMb = 1_536
const libfaketime = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1',
]
/** Within the thirty days for which ids are remembered. */
const jumps = ['+0', '+1h', '+3d', '+12d', '-1h', '-2d', '-9d']

export class Faults {
  /** A small disk of its own, or a folder where mounting is not permitted. */
  readonly disk: string
  readonly #mounted: boolean
  readonly #ballast: string
  readonly #clock: string
  readonly #faketime: string | undefined
  #roomSince = -Infinity

  constructor(home: string) {
    this.disk = join(home, 'disk')
    mkdirSync(this.disk)
    this.#mounted =
      spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMb}m`, 'onecount-torture', this.disk]).status === 0
    this.#ballast = join(this.disk, 'ballast')
    this.#clock = join(home, 'clock')
    this.#faketime = libfaketime.find((path) => existsSync(path))
  }

  possible(): FaultName[] {
    return [
      'damaged tails',
      ...(this.#mounted ? (['full disk'] as const) : []),
      ...(this.#faketime ? (['clock jumps'] as const) : []),
    ]
  }

  skipped(): string[] {
    return [
      ...(this.#mounted ? [] : ['full disk, since mounting is not permitted']),
      ...(this.#faketime ? [] : ['clock jumps, since libfaketime is missing (Debian: apt-get install faketime)']),
    ]
  }

  /** What `onecount up` is started with. */
  environment(fault: FaultName, random: Random): NodeJS.ProcessEnv {
    // the disk ends for SQLite itself, or for the collector that keeps some room
    if (fault === 'full disk') return { ONECOUNT_JOURNAL_SPARE_MB: random.pick(['0', '64']) }
    if (fault !== 'clock jumps') return {}
    this.#jump(random)
    return {
      LD_PRELOAD: this.#faketime,
      FAKETIME_TIMESTAMP_FILE: this.#clock,
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    }
  }

  begin(fault: FaultName, random: Random): void {
    if (fault === 'full disk') this.#fillDisk(random)
  }

  /** Between two kills. */
  goOn(fault: FaultName, random: Random): void {
    if (fault === 'clock jumps') this.#jump(random)
    if (fault === 'full disk' && random.chance(0.3)) this.#fillDisk(random)
  }

  /** The disk has room again. */
  end(): void {
    if (existsSync(this.#ballast)) this.#roomSince = performance.now()
    rmSync(this.#ballast, { force: true })
  }

  diskIsFull(): boolean {
    return existsSync(this.#ballast) || performance.now() - this.#roomSince < 2_000
  }

  /** Gives the disk back; nothing on it is kept. */
  unmount(): void {
    if (this.#mounted) spawnSync('umount', ['--lazy', this.disk])
  }

  /** After bytes that nobody acknowledged, as a write leaves them that was cut off. */
  appendGarbage(dataFolder: string, random: Random): void {
    for (const name of ['journal/journal.sqlite-wal', 'control.sqlite-wal']) {
      const path = join(dataFolder, name)
      if (!existsSync(path)) continue
      appendFileSync(path, Buffer.from(Array.from({ length: 1 + below(random, 9_000) }, () => below(random, 256))))
    }
  }

  #jump(random: Random): void {
    writeFileSync(this.#clock, random.pick(jumps))
  }

  /** Leaves some kilobytes at most; others write meanwhile, so the first try may ask for too much. */
  #fillDisk(random: Random): void {
    this.end()
    for (let spared = below(random, 200_000); spared < 100_000_000; spared = spared * 2 + 50_000) {
      const { bavail, bsize } = statfsSync(this.disk)
      const filled = spawnSync('fallocate', ['-l', String(bavail * bsize - spared), this.#ballast])
      if (filled.status === 0) return
    }
    throw new Error('The disk could not be filled.')
  }
}
