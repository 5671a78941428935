// One life of `onecount up`: started, its parts killed a few times, at last the supervisor too.
import type { Random } from '#world/random.ts'
import { below } from './draw.ts'
import type { FaultName, Faults } from './faults.ts'
import { pause } from './load.ts'
import type { Onecount } from './onecount.ts'
import type { Part } from '../support/processes.ts'

const partVictims: readonly Part[][] = [['collector'], ['server'], ['collector', 'server']]
const lastVictims: readonly Part[][] = [
  ['supervisor'],
  ['supervisor', 'collector'],
  ['supervisor', 'server'],
  ['supervisor', 'collector', 'server'],
]
const everything: readonly Part[] = ['supervisor', 'collector', 'server']

export class Life {
  readonly fault: FaultName
  /** Who was killed together, e.g. `collector + server`, in order. */
  readonly kills: string[] = []
  processesKilled = 0
  /** Milliseconds until it stood. */
  startMs = 0
  readonly #onecount: Onecount
  readonly #faults: Faults
  readonly #random: Random

  constructor(onecount: Onecount, faults: Faults, fault: FaultName, random: Random) {
    this.#onecount = onecount
    this.#faults = faults
    this.fault = fault
    this.#random = random
  }

  async run(): Promise<void> {
    const random = this.#random
    // a start may be refused while what was killed before is ending
    const began = performance.now()
    if (!this.#onecount.supervisorLives) await this.#onecount.start(this.#faults.environment(this.fault, random))
    this.startMs = performance.now() - began
    this.#faults.begin(this.fault, random)
    for (let kill = 2 + below(random, 3); kill > 0; kill -= 1) {
      await this.#killSoon(random.pick(partVictims))
      this.#faults.goOn(this.fault, random)
    }
    const damaged = this.fault === 'damaged tails'
    await this.#killSoon(damaged ? everything : random.pick(lastVictims))
    await this.#onecount.supervisorEnded()
    this.#faults.end()
    if (damaged) await this.#damage()
  }

  /** At a random moment: often while it starts, loads or counts. */
  async #killSoon(victims: readonly Part[]): Promise<void> {
    await pause(50 + below(this.#random, this.#random.pick([400, 2_500])))
    for (;;) {
      const killed = this.#onecount.kill(victims)
      if (killed > 0) {
        this.processesKilled += killed
        return void this.kills.push(victims.join(' + '))
      }
      await pause(20)
    }
  }

  async #damage(): Promise<void> {
    this.#onecount.kill(everything)
    await this.#onecount.gone()
    this.#faults.appendGarbage(this.#onecount.dataFolder, this.#random)
  }
}
