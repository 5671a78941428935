// The processes that work on a data folder, as Linux knows them: whoever has it in the environment.
import { readFileSync, readdirSync } from 'node:fs'

export type Part = 'collector' | 'server' | 'supervisor'

/** Living processes whose ONECOUNT_DATA is this folder. */
export function processesOn(dataFolder: string): { pid: number; part: Part }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const environment = readOf(name, 'environ')
      if (!environment.includes(`ONECOUNT_DATA=${dataFolder}\0`)) return []
      const command = readOf(name, 'cmdline')
      const part = (['collector', 'server'] as const).find((entry) => command.includes(`/${entry}.js`))
      return [{ pid: Number(name), part: part ?? ('supervisor' as const) }]
    })
}

/** `''` for a process that ended meanwhile, or belongs to somebody else. */
function readOf(pid: string, file: 'environ' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
