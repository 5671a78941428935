// What messages say beside the alerts themselves, in both languages.
import type { Language } from '#contract/library.ts'

/** Where an earlier attempt may have arrived. */
export const againWords: Readonly<Record<Language, string>> = {
  en: 'This message may have reached you before: the connection broke before it was confirmed.',
  ja: 'このメッセージは重複している可能性があります（前回の送信時、確認の前に接続が切れました）。',
}

interface MessageWords {
  /** @param first what it says in short; `count` alerts in all. */
  subject(first: string, count: number): string
  closedSubject(first: string, count: number): string
  since: string
  sure: string
  todo: string
  look: string
  over: string
  open: string
  why: string
  test: { subject: string; text: string }
}

const en: MessageWords = {
  subject: (first, count) => (count === 1 ? first : `${first} (and ${count - 1} more)`),
  closedSubject: (first, count) => (count === 1 ? `Over: ${first}` : `${count} alerts are over`),
  since: 'Since',
  sure: 'How sure',
  todo: 'What to do',
  look: 'Look further',
  over: 'Over',
  open: 'Open alerts',
  why: 'You get this because you are a recipient of alerts. Which of them, and when, is set under Alerts.',
  test: { subject: 'Onecount: a test', text: 'This is a test. Alerts and reports will reach you here.' },
}

const ja: MessageWords = {
  subject: (first, count) => (count === 1 ? first : `${first}（ほか${count - 1}件）`),
  closedSubject: (first, count) => (count === 1 ? `解消：${first}` : `アラート${count}件が解消`),
  since: '発生',
  sure: '確かさ',
  todo: '対応',
  look: '詳しく見る',
  over: '解消しました',
  open: 'アラートを開く',
  why: 'アラートの通知先に登録されているため送信しています。内容と時間帯はアラートの画面で設定できます。',
  test: { subject: 'Onecount テスト', text: 'これはテストです。アラートとレポートはここに届きます。' },
}

export const messageWords: Readonly<Record<Language, MessageWords>> = { en, ja }
