// Reads a system call trace of the collector, and finds answers that left before their events were on disk.

interface Call {
  name: string
  /** The call's arguments as strace prints them, with the paths behind file descriptors (-y). */
  text: string
  /** Lines of the trace on which it began and ended. */
  begun: number
  ended: number
}

export interface TraceFinding {
  /** 2xx answers to POST requests. */
  answers: number
  /** Those whose journal write was not fsynced after the request was read and before the answer was written. */
  unsafe: string[]
}

/** @param trace output of `strace -f -yy -e trace=read,write,writev,pwrite64,fsync,fdatasync`. */
export function checkTrace(trace: string): TraceFinding {
  const calls = readCalls(trace)
  const finding: TraceFinding = { answers: 0, unsafe: [] }
  for (const answer of calls) {
    if (!/^writev?$/.test(answer.name) || !answer.text.includes('HTTP/1.1 200')) continue
    const socket = descriptor(answer)
    const question = calls.findLast(
      (call) => call.name === 'read' && call.ended < answer.begun && descriptor(call) === socket,
    )
    if (!question?.text.includes('POST /v1/events')) continue
    finding.answers += 1
    if (!fsyncedBetween(calls, question.ended, answer.begun)) finding.unsafe.push(answer.text)
  }
  return finding
}

function fsyncedBetween(calls: readonly Call[], from: number, to: number): boolean {
  const journal = calls.filter(
    (call) => call.begun > from && call.ended < to && call.text.includes('journal.sqlite-wal'),
  )
  const write = journal.find((call) => call.name === 'pwrite64')
  const last = journal.findLast((call) => call.name === 'pwrite64')
  // its write lies in a group that was begun after it was read; some fsync follows the last write before the answer
  return write !== undefined && journal.some((call) => /^f(data)?sync$/.test(call.name) && call.begun > last!.ended)
}

function descriptor(call: Call): string {
  return /^\d+<[^>]*>/.exec(call.text)?.[0] ?? ''
}

function readCalls(trace: string): Call[] {
  const calls: Call[] = []
  const unfinished = new Map<string, Call>()
  for (const [number, line] of trace.split('\n').entries()) {
    const [, thread = '', rest = ''] = /^(?:\[pid +)?(\d+)\]? +(.*)$/.exec(line) ?? []
    const resumed = /^<\.\.\. (\w+) resumed>(.*)$/.exec(rest)
    if (resumed) {
      const call = unfinished.get(thread)
      if (call) calls.push({ ...call, text: call.text + resumed[2]!, ended: number })
      unfinished.delete(thread)
      continue
    }
    const [, name, text] = /^(\w+)\((.*)$/.exec(rest) ?? []
    if (name === undefined || text === undefined) continue
    const call = { name, text, begun: number, ended: number }
    if (text.includes('<unfinished ...>')) unfinished.set(thread, call)
    else calls.push(call)
  }
  return calls.toSorted((a, b) => a.ended - b.ended)
}
