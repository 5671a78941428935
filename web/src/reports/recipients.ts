// Who reports can be sent to: the recipients that Alerts has.
import type { Recipient } from '#contract/alerts.ts'
import { getJson } from '../api.ts'
import { useLoaded } from '../use-loaded.ts'

/** Undefined until they are known. */
export function useRecipients(): readonly Recipient[] | undefined {
  return useLoaded('recipients', async (signal) => {
    return (await getJson<{ recipients: Recipient[] }>('/api/v1/alerts/recipients', signal)).recipients
  }).data
}
