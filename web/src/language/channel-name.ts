// A channel's name in the language in use; one that the catalogue does not know keeps its own.
import type { Messages } from './messages.ts'

export function channelName(channel: string, say: Messages): string {
  if (channel === '') return say.unknownChannel
  return say.channels[channel] ?? channel.replaceAll('_', ' ')
}
