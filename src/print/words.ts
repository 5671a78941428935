// What documents say of themselves: when they were made, from what, and which page this is.
import type { Language } from '#contract/library.ts'
import type { Made } from './blocks.ts'

interface PrintWords {
  made(made: Made): string
  page(number: number, of: number): string
  period: string
  value: string
  name: string
  target: string
  /** Where a chart has no value. */
  missing: string
}

const en: PrintWords = {
  made: ({ on, knownOn, planVersion }) =>
    [
      `Made on ${day(on, 'en-GB')}`,
      knownOn === undefined ? '' : `as known on ${day(knownOn, 'en-GB')}`,
      planVersion === undefined ? '' : `plan version ${planVersion}`,
    ]
      .filter(Boolean)
      .join(', '),
  page: (number, of) => `Page ${number} of ${of}`,
  period: 'Period',
  value: 'Value',
  name: 'Name',
  target: 'Target',
  missing: 'no data',
}

const ja: PrintWords = {
  made: ({ on, knownOn, planVersion }) =>
    [
      `${day(on, 'ja')}作成`,
      knownOn === undefined ? '' : `${day(knownOn, 'ja')}時点のデータ`,
      planVersion === undefined ? '' : `CV定義 第${planVersion}版`,
    ]
      .filter(Boolean)
      .join('、'),
  page: (number, of) => `${number} / ${of} ページ`,
  period: '期間',
  value: '値',
  name: '名前',
  target: '目標',
  missing: 'データなし',
}

export const printWords: Readonly<Record<Language, PrintWords>> = { en, ja }

function day(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso))
}
