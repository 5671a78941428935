// A message to the collector, for tests of what stands behind HTTP.
import type { Message } from '#collect/dialects/dialect.ts'

export function aMessage(parts: Partial<Omit<Message, 'query'>> & { query?: string } = {}): Message {
  return {
    method: 'POST',
    path: '/v1/events',
    headers: {},
    body: '',
    pathKey: undefined,
    ip: '',
    receivedAt: Date.UTC(2026, 3, 1),
    ...parts,
    query: new URLSearchParams(parts.query ?? ''),
  }
}
