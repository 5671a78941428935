// Why a whole request was dropped, with the HTTP status and what its sender can do.
import { limits } from '#contract/event.ts'

export interface Dropped {
  dropped: keyof typeof dropReasons
  message: string
}

/** HTTP status and remedy of each reason. */
export const dropReasons = {
  broken_json: { status: 400, hint: 'Send one event, an array of events, or {"events": […]} as JSON.' },
  unreadable: { status: 400, hint: 'Send what the client library sends, unchanged.' },
  unknown_type: { status: 415, hint: 'Send JSON with `Content-Type: application/json`.' },
  batch_too_large: { status: 413, hint: `Send at most ${limits.batchEvents} events in a request.` },
  no_key: { status: 401, hint: 'Send `Authorization: Bearer KEY`; `onecount key create NAME` makes one.' },
  unknown_key: { status: 401, hint: 'It may be revoked; `onecount key create NAME` makes a new one.' },
  key_in_page: { status: 401, hint: 'Make one for pages: `onecount key create NAME --kind browser --origin URL`.' },
  origin_refused: { status: 403, hint: 'Make a browser key with `--origin` for each site that sends.' },
  unknown_hook: { status: 404, hint: '`onecount source list` shows the addresses of webhooks.' },
  wrong_signature: { status: 401, hint: 'Set the secret that the sender signs with: onecount source rotate NAME' },
  stale: { status: 401, hint: 'It is old, or a clock is wrong. A sender that tries again signs anew.' },
  hook_sealed: { status: 503, hint: 'The file hook-key of the data folder is not the one that sealed its secret.' },
  journal_full: { status: 503, hint: 'Nothing was kept. Send the same events again, with the same ids, later.' },
} as const satisfies Record<string, { status: number; hint: string }>
