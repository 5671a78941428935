// What the server leaves to whoever runs beside it, the collector above all: processor time and memory.
import { writeFileSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'
import { setFlagsFromString } from 'node:v8'

/** Of 19. A third of the weight of what runs beside it, while both want a processor; all of it otherwise. */
const niceness = 5

/**
 * Lowers the priority of this process and of the threads that it starts from now on. Linux weighs sessions before it looks at
 * the niceness of what is in them (sched(7), "The autogroup feature"), and each of our processes has one of its own.
 */
export function giveWay(): void {
  // somebody may have been told to be nicer still
  if (getPriority() < niceness) setPriority(niceness)
  try {
    writeFileSync('/proc/self/autogroup', String(niceness))
  } catch {
    // no Linux, or one that does not group sessions: niceness alone counts there
  }
}

/**
 * V8 collects when its heap has grown by half. Left alone, it waits until it has grown up to fourfold on a machine with much
 * memory: what was loaded and counted long ago then stands beside the engine's own.
 */
export function growSlowly(): void {
  setFlagsFromString('--heap-growing-percent=50')
}
