// One delivery to a webhook, as a provider sends it.

export interface Delivered {
  status: number
  /** As JSON where it is that, else as text. */
  answer: any
}

export async function deliver(to: string, body: string, headers: Record<string, string> = {}): Promise<Delivered> {
  const response = await fetch(to, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })
  const answer = await response.text()
  const json = response.headers.get('content-type')?.includes('json')
  return { status: response.status, answer: json ? JSON.parse(answer) : answer }
}
