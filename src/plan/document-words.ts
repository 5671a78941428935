// The words of the definition document, in both languages.
import type { Language } from '#contract/library.ts'
import type { Plan, PlanState, Point } from '#contract/plan.ts'

export interface DocumentWords {
  title(version: number): string
  states: Record<PlanState, string>
  inForce(from: string | null, until: string | null): string
  timezone: string
  currency: string
  weekStart: string
  days: Record<Plan['week_start'], string>
  note: string
  agreement: string
  proposed: string
  agreed: string
  agreedFor(department: string): string
  byOn(by: string, day: string): string
  colon: string
  notYet: string
  macro: string
  micros: string
  counts: string
  howOften: string
  merged: string
  value: string
  valueFrom(field: string): string
  lookback: string
  owner: string
  why: string
  definition: string
  rule: string
  roles: Record<'primary' | 'auxiliary', string>
  inPages: string
  fromServer: string
  point: string
  tier: string
  tiers: Record<Point['tier'], string>
  glossary: string
  appendix: string
  forWhom: string
  notMeant(others: readonly string[]): string
}

const en: DocumentWords = {
  title: (version) => `Conversion definitions, plan ${version}`,
  states: {
    proposed: 'Proposed, and not agreed yet: nothing is counted by it.',
    agreed: 'Agreed.',
    superseded: 'A later plan took its place before it came into force.',
    withdrawn: 'Withdrawn: nothing is counted by it.',
  },
  inForce: (from, until) => {
    if (from === null) return until === null ? 'In force for all time.' : `In force for all time before ${until}.`
    return until === null ? `In force from ${from}.` : `In force from ${from} to before ${until}.`
  },
  timezone: 'Time zone',
  currency: 'Currency',
  weekStart: 'The week begins on',
  days: { monday: 'Monday', sunday: 'Sunday', saturday: 'Saturday' },
  note: 'Note',
  agreement: 'Who agreed',
  proposed: 'Proposed',
  agreed: 'Agreed',
  agreedFor: (department) => `Agreed for ${department}`,
  byOn: (by, day) => `${by}, ${day}`,
  colon: ': ',
  notYet: 'not yet',
  macro: 'Macro CV: the final outcome',
  micros: 'Micro CVs: the steps before it',
  counts: 'What counts',
  howOften: 'How often',
  merged: 'One action when seen within',
  value: 'Worth',
  valueFrom: (field) => `the record's “${field}”`,
  lookback: 'Credited to a click up to',
  owner: 'Owner',
  why: 'Why',
  definition: 'Definition',
  rule: 'The rule:',
  roles: { primary: 'primary', auxiliary: 'auxiliary' },
  inPages: 'In pages:',
  fromServer: 'From a server:',
  point: 'Conversion point',
  tier: 'Tier',
  tiers: { macro: 'Macro', micro: 'Micro' },
  glossary: 'The words of this document',
  appendix: 'Appendix: rules and snippets',
  forWhom: 'For whoever installs the measuring: each rule as the plan holds it, and what pages and servers send.',
  notMeant: (others) => `Not meant here: ${others.join('; ')}.`,
}

const ja: DocumentWords = {
  title: (version) => `CV定義書 第${version}版`,
  states: {
    proposed: '提案中です。まだ合意されておらず、この定義では数えていません。',
    agreed: '合意済みです。',
    superseded: '有効になる前に、後の版に置き換えられました。',
    withdrawn: '取り下げられました。この定義では数えません。',
  },
  inForce: (from, until) => {
    if (from === null) return until === null ? '全期間で有効です。' : `${until}より前の全期間で有効です。`
    return until === null ? `${from}から有効です。` : `${from}から${until}の前日まで有効です。`
  },
  timezone: 'タイムゾーン',
  currency: '通貨',
  weekStart: '週の始まり',
  days: { monday: '月曜日', sunday: '日曜日', saturday: '土曜日' },
  note: '備考',
  agreement: '合意',
  proposed: '提案',
  agreed: '合意',
  agreedFor: (department) => `合意（${department}）`,
  byOn: (by, day) => `${by}、${day}`,
  colon: '：',
  notYet: 'まだ',
  macro: 'マクロCV：最終成果',
  micros: 'マイクロCV：その手前の段階',
  counts: '数えるもの',
  howOften: '数え方',
  merged: '同じ行動とみなす間隔',
  value: '金額',
  valueFrom: (field) => `記録の「${field}」`,
  lookback: 'クリックの計測期間',
  owner: '担当',
  why: '理由',
  definition: '定義の番号',
  rule: '規則：',
  roles: { primary: '主', auxiliary: '補助' },
  inPages: 'ページでの計測：',
  fromServer: 'サーバーからの計測：',
  point: 'CVポイント',
  tier: '階層',
  tiers: { macro: 'マクロ', micro: 'マイクロ' },
  glossary: 'この定義書の用語',
  appendix: '付録：規則とスニペット',
  forWhom: '計測を実装する方へ。各ポイントの規則の原文と、ページやサーバーから送るデータの例です。',
  notMeant: (others) => `ここで指さないもの：${others.join('、')}。`,
}

export const documentWords: Readonly<Record<Language, DocumentWords>> = { en, ja }
