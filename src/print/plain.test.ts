import { expect, test } from 'vitest'
import { columnsOf } from '#util/columns.ts'
import type { Block, PrintDocument } from './blocks.ts'
import { toPlainText } from './plain.ts'

function textOf(blocks: readonly Block[], language: 'en' | 'ja' = 'en'): string[] {
  const document: PrintDocument = { language, title: 'Weekly report', made: { on: '2026-09-22' }, blocks }
  return toPlainText(document).split('\n')
}

const figures = (name: string) => ({ name, figures: true })

test('what a document marks by its looks reads without marks', () => {
  const lines = textOf([
    { kind: 'heading', level: 1, text: 'This week' },
    { kind: 'figure', value: '115 CV', interval: '98–133', text: 'It stands at 82 % of 140.' },
    {
      kind: 'paragraph',
      text: [
        { text: 'Paid social', strong: true },
        ' is ',
        { text: 'off target', verdict: 'bad' },
        ': ',
        { text: 'look', href: 'https://a.example/?a=1&b=2' },
      ],
    },
    { kind: 'facts', rows: [['Owner', [{ text: 'ann_b|bob', code: true }]]] },
    { kind: 'list', ordered: true, items: ['Look again', 'Then decide'] },
    { kind: 'code', title: 'The rule:', text: 'match:\n  order: {}' },
    { kind: 'note', tone: 'warning', text: 'Cost is missing.' },
  ])
  for (const line of [
    'Weekly report',
    'This week',
    '115 CV  98–133',
    'Paid social is ■ off target: look <https://a.example/?a=1&b=2>',
    'Owner  ann_b|bob',
    '2. Then decide',
    '    order: {}',
    '! Cost is missing.',
    'Made on 22 September 2026',
  ])
    expect(lines).toContain(line)
  expect(lines.join('\n')).not.toMatch(/[*`\\#[\]]|\| /)
})

test('a table is columns, its figures below each other; a total is set off', () => {
  const table: Block = {
    kind: 'table',
    columns: [{ name: 'Channel' }, figures('CV'), figures('Cost')],
    rows: [
      ['Search', '61', '¥876,022'],
      ['検索', '9', '–'],
    ],
    total: ['All', '70', '¥876,022'],
  }
  expect(textOf([table]).slice(3, -3)).toEqual([
    'Channel  CV      Cost',
    '---------------------',
    'Search   61  ¥876,022',
    '検索      9         –',
    '---------------------',
    'All      70  ¥876,022',
  ])
})

test('names stand before what they name where that leaves it room; a figure is not parted from its unit', () => {
  const text = 'The rate of this channel over all of its campaigns went down from 4.31 % to 2.83 % ± 0.5 %, or ▲ watch.'
  const beside = textOf([{ kind: 'facts', rows: [['Credited to a click up to', '30 days']] }])
  expect(beside).toContain('Credited to a click up to  30 days')
  const rows = [['Why?', `${text} ${text} ${text}`]] as const
  expect(textOf([{ kind: 'facts', rows }])).toContain('Why?')
  for (let more = 0; more < 30; more += 1) {
    const lines = textOf([{ kind: 'paragraph', text: `${'x'.repeat(more)} ${text}` }])
    expect(lines.filter((line) => /^%|[±▲]$/.test(line))).toEqual([])
  }
})

test('a table with many figures stays one: the gaps and the names give way', () => {
  const names = ['Channel', 'Verdict', 'CVs', 'Due', 'CVR per visit', 'CPA', 'Target CPA', 'Cost']
  const columns = names.map((name, index) => ({ name, figures: index > 1 }))
  const row = ['Organic search', '● on target', '307', '179', '1.72 %', '¥17,925', '¥15,195', '¥3,062,208']
  const lines = textOf([{ kind: 'table', columns, rows: [row] }])
  expect(lines.slice(3, -3)).toEqual([
    '                                    CVR per            Target',
    'Channel        Verdict     CVs Due    visit     CPA       CPA       Cost',
    '-'.repeat(72),
    'Organic search ● on target 307 179   1.72 % ¥17,925   ¥15,195 ¥3,062,208',
  ])
})

test('no line is longer than 72 columns, in Japanese letters of two neither; only an address is whole', () => {
  const long = 'Word and another one, '.repeat(20)
  const japanese = 'これは、（例えば）「検索広告」の、CVRが4.3％だった場合の説明です。'.repeat(9)
  const address = `https://a.example/${'x'.repeat(90)}`
  const wide = ['Channel', ...'abcdefgh'.split('')].map((name) => ({ name, figures: name !== 'Channel' }))
  const blocks: Block[] = [
    { kind: 'paragraph', text: long },
    { kind: 'list', items: [japanese, 'i'.repeat(200)] },
    { kind: 'facts', rows: [['A question that is longer than twenty?', japanese]] },
    { kind: 'facts', rows: [['理由', japanese]] },
    { kind: 'table', columns: [{ name: 'Name' }, { name: 'Why' }, figures('CV')], rows: [['Form', long, '1,000']] },
    { kind: 'table', columns: wide, rows: [['Search', ...Array.from({ length: 8 }, () => '1,000,000 CV')]] },
    { kind: 'note', tone: 'plain', text: [{ text: 'look', href: address }] },
  ]
  const lines = textOf(blocks, 'ja')
  expect(lines.filter((line) => columnsOf(line) > 72)).toEqual([`  <${address}>`])
  expect(lines.filter((line) => /^\s*[、。）」％]/.test(line))).toEqual([])
  expect(lines.join('').replaceAll(/\s/g, '')).toContain(japanese)
  // what does not fit side by side is a list
  expect(lines).toContain('  h: 1,000,000 CV')
})

test('a chart of a month is a table of a few days, its last and what is marked among them', () => {
  const days = Array.from({ length: 30 }, (_, index) => `${index + 1} Nov`)
  const lines = textOf([
    {
      kind: 'chart',
      chart: {
        kind: 'lines',
        title: 'Running total',
        format: {},
        labels: days,
        lines: [{ name: 'Counted', values: days.map((_, index) => index * 10) }],
        rules: [{ at: 16, text: 'launch' }],
      },
    },
  ])
  expect(lines).toContain('30 Nov               290')
  expect(lines).toContain('17 Nov · launch      160')
  expect(lines.filter((line) => /^\d+ Nov/.test(line)).length).toBeLessThan(14)
})
