// What every message of ours may have to say, in both languages.
import type { Language } from '#contract/library.ts'

/** Where an earlier attempt may have arrived. */
export const againWords: Readonly<Record<Language, string>> = {
  en: 'This message may have reached you before: the connection broke before it was confirmed.',
  ja: 'このメッセージは重複している可能性があります（前回の送信時、確認の前に接続が切れました）。',
}
