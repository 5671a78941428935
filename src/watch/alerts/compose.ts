// Alerts as a message: what fires together is one, in the recipient's language.
import { type AlertReader, alertKindNames, alertPages, tellAlert } from '#contract/alert-words.ts'
import type { Alert } from '#contract/alerts.ts'
import type { Language } from '#contract/library.ts'
import type { Block, PrintDocument } from '#print/blocks.ts'
import { toMail } from '#print/mail.ts'
import type { Outgoing } from './outgoing.ts'
import { messageWords } from './words.ts'

export interface MessageGround {
  reader: AlertReader
  /** Where the web app is, without a slash at the end. */
  publicUrl: string
  /** The day on which it is made, `2026-11-16`. */
  today: string
}

/** @param fired told of for the first time, or again. */
export function compose(fired: readonly Alert[], over: readonly Alert[], ground: MessageGround): Outgoing {
  const { reader, publicUrl, today } = ground
  const words = messageWords[reader.language]
  const link = { text: words.open, url: `${publicUrl}/alerts` }
  const told = [...fired, ...over].map((alert) => tellAlert(alert, reader).what)
  const subject = fired.length > 0 ? words.subject(told[0]!, fired.length) : words.closedSubject(told[0]!, over.length)
  const blocks: Block[] = [
    ...fired.flatMap((alert) => blocksOf(alert, ground)),
    ...(over.length === 0 ? [] : [{ kind: 'heading', level: 1, text: words.over } as const]),
    ...overList(over, reader),
    { kind: 'paragraph', text: [{ text: link.text, href: link.url }] },
    { kind: 'paragraph', text: [{ text: words.why, light: true }] },
  ]
  const document: PrintDocument = { language: reader.language, title: subject, made: { on: today }, blocks }
  return {
    mail: toMail(document),
    slack: { text: slackText(fired, over, reader), link },
    webhook: { type: 'alerts', data: { alerts: fired.map(dataOf), over: over.map(dataOf), url: link.url } },
  }
  function dataOf(alert: Alert): object {
    const { id, kind, subject: about, facts, size, openedAt, closedAt } = alert
    return { id, kind, subject: about, facts, size, openedAt, closedAt, words: tellAlert(alert, reader) }
  }
}

function blocksOf(alert: Alert, { reader, publicUrl }: MessageGround): Block[] {
  const words = messageWords[reader.language]
  const { what, since, sure, todo } = tellAlert(alert, reader)
  const look = { text: alertKindNames[reader.language][alert.kind], href: publicUrl + alertPages[alert.kind] }
  return [
    { kind: 'heading', level: 2, text: what },
    {
      kind: 'facts',
      rows: [
        [words.since, since],
        [words.sure, sure],
        [words.todo, todo],
        [words.look, [look]],
      ],
    },
  ]
}

function overList(over: readonly Alert[], reader: AlertReader): Block[] {
  return over.length === 0 ? [] : [{ kind: 'list', items: over.map((alert) => tellAlert(alert, reader).what) }]
}

function slackText(fired: readonly Alert[], over: readonly Alert[], reader: AlertReader): string {
  const words = messageWords[reader.language]
  const lines = fired.map((alert) => {
    const { what, since, sure, todo } = tellAlert(alert, reader)
    return `${what}\n${words.since}: ${since}. ${sure}\n${words.todo}: ${todo}`
  })
  const ended = over.map((alert) => `${words.over}: ${tellAlert(alert, reader).what}`)
  return [...lines, ...ended].join('\n\n')
}

export function testMessage(language: Language, { publicUrl, today }: Omit<MessageGround, 'reader'>): Outgoing {
  const { test, open } = messageWords[language]
  const link = { text: open, url: `${publicUrl}/alerts` }
  const blocks: Block[] = [
    { kind: 'paragraph', text: test.text },
    { kind: 'paragraph', text: [{ text: link.text, href: link.url }] },
  ]
  return {
    mail: toMail({ language, title: test.subject, made: { on: today }, blocks }),
    slack: { text: test.text, link },
    webhook: { type: 'test', data: { text: test.text, url: link.url } },
  }
}
