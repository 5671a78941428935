// Queries and forms, `a=1&b=2`, taken apart.

/** Tells each name with its value as they stand there: escapes are left to who knows whether there are any. */
export function eachPair(query: string, tell: (name: string, value: string) => void): void {
  for (let start = 0; start < query.length;) {
    const mark = query.indexOf('&', start)
    const end = mark === -1 ? query.length : mark
    // looked for within the pair alone: a megabyte of & would be read to its end for each
    const pair = query.slice(start, end)
    const equals = pair.indexOf('=')
    if (equals !== -1) tell(pair.slice(0, equals), pair.slice(equals + 1))
    else if (pair !== '') tell(pair, '')
    start = end + 1
  }
}
