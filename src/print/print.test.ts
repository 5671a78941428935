import { expect, test } from 'vitest'
import { pagesOf } from '../../test/support/pdf-text.ts'
import type { Block, PrintDocument } from './blocks.ts'
import { toPage } from './html.ts'
import { toMail } from './mail.ts'
import { toMarkdown } from './markdown.ts'
import { toPdf } from './pdf.ts'

function reportOf(blocks: readonly Block[], language: 'en' | 'ja' = 'en'): PrintDocument {
  const made = { on: '2026-09-22', knownOn: '2026-09-21', planVersion: 2 }
  return { language, title: 'Weekly <report>', subtitle: 'Week of 14 September', made, blocks }
}

const every: Block[] = [
  { kind: 'heading', level: 1, text: 'This week' },
  { kind: 'figure', value: '115 CV', interval: '98–133', text: 'It stands at 82 % of 140.' },
  {
    kind: 'paragraph',
    text: [
      'Paid *social* is ',
      { text: 'off target', verdict: 'bad' },
      { text: ' see', href: 'https://a.example/?a=1&b=2' },
    ],
  },
  { kind: 'facts', rows: [['Owner', [{ text: 'ann|bob', strong: true }]]] },
  {
    kind: 'table',
    columns: [{ name: 'Channel' }, { name: 'CVR', figures: true }],
    rows: [
      ['Search', ['4.1 %', { text: ' 3.9–4.7', light: true }]],
      ['Social', '2.8 %'],
    ],
    total: ['All', '3.9 %'],
  },
  { kind: 'list', ordered: true, items: ['Look again', 'Then decide'] },
  { kind: 'code', title: 'The rule:', text: 'match:\n  order: {}' },
  { kind: 'note', tone: 'warning', text: 'Cost is missing.' },
  {
    kind: 'chart',
    chart: {
      kind: 'lines',
      title: 'CVR by week',
      format: { style: 'percent', maximumFractionDigits: 1 },
      labels: ['1', '2'],
      lines: [{ name: 'Search', values: [0.041, null], low: [0.03, null], high: [0.05, null] }],
    },
  },
  { kind: 'page break' },
  { kind: 'paragraph', text: 'The end.' },
]

test('as Markdown every block is there, and what people wrote does not become marks', () => {
  const text = toMarkdown(reportOf(every))
  for (const line of [
    String.raw`# Weekly \<report\>`,
    '## This week',
    '**115 CV** (98–133)  ',
    String.raw`Paid \*social\* is ■ off target[ see](https://a.example/?a=1&b=2)`,
    String.raw`- **Owner**: **ann\|bob**`,
    '| Channel | CVR |',
    '| --- | ---: |',
    '| Search | 4.1 % 3.9–4.7 |',
    '| **All** | **3.9 %** |',
    '2. Then decide',
    '  order: {}',
    '> Cost is missing.',
    '| 1 | 4.1% (3%–5%) |',
    '| 2 | – |',
    'Made on 22 September 2026, as known on 21 September 2026, plan version 2',
  ])
    expect(text.split('\n')).toContain(line)
})

test('as a page it loads nothing, brings its styles in its elements, and draws its charts', () => {
  const page = toPage(reportOf(every))
  expect(page).toContain('<title>Weekly &lt;report&gt;</title>')
  expect(page).toContain('href="https://a.example/?a=1&amp;b=2"')
  expect(page).toContain('aria-label="CVR by week"')
  expect(page).not.toMatch(/<script|<link|src=|url\(|class="(?!sheet)/)
})

test('as an e-mail its charts come along as pictures, whose words are there without them', () => {
  const { subject, html, text, pictures } = toMail(reportOf(every))
  expect(subject).toBe('Weekly <report>')
  expect(pictures.map(({ cid, png }) => [cid, png.subarray(1, 4).toString()])).toEqual([['chart-1', 'PNG']])
  expect(html).toContain('src="cid:chart-1"')
  expect(html).toContain('alt="CVR by week: 1 4.1% (3%–5%); 2 –"')
  expect(html).not.toContain('<svg')
  expect(text).toContain('It stands at 82 % of 140.')
})

test('as PDF the words of every block can be read out again, in order', async () => {
  const [first, second] = await pagesOf(await toPdf(reportOf(every)))
  const text = first!.replaceAll(/\s+/g, ' ')
  const places = [
    'Weekly <report>',
    'This week',
    '115 CV',
    '■ off target',
    'ann|bob',
    '3.9 %',
    'Then decide',
    'order: {}',
  ]
    .concat('Cost is missing.', 'CVR by week', 'Search 4.1%', 'Page 1 of 2')
    .map((words) => text.indexOf(words))
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(second).toContain('The end.')
})

test('no Japanese line begins with a closing mark, and none is lost', async () => {
  const sentence = 'これは、（例えば）「検索広告」の、CVRが4.3％だった場合の説明です。ショッピング、ッ、ャ。'
  const text = sentence.repeat(30)
  const pages = await pagesOf(await toPdf(reportOf([{ kind: 'paragraph', text }], 'ja')))
  const lines = pages.join('\n').split('\n')
  expect(lines.length).toBeGreaterThan(20)
  expect(lines.filter((line) => /^[、。）」％ッャュョー]/.test(line))).toEqual([])
  expect(lines.filter((line) => /[（「]$/.test(line))).toEqual([])
  expect(lines.join('')).toContain(text)
})

test('a table over several pages has its header on each, and no row or cell is cut', async () => {
  const rows = Array.from({ length: 90 }, (_, index) => [
    `Campaign ${index} of the spring sale`,
    `${index},110.10`,
    `id_${'x'.repeat(150)}_${index}.`,
  ])
  const columns = [{ name: 'Campaign' }, { name: 'Cost', figures: true }, { name: 'Id' }]
  const file = await toPdf(reportOf([{ kind: 'table', columns, rows }]))
  const pages = await pagesOf(file)
  expect(pages.length).toBeGreaterThan(3)
  for (const page of pages) expect(page).toMatch(/Campaign\s+Cost\s+Id/)
  const all = pages.join('\n').replaceAll(/\s+/g, '')
  for (const [name, cost, id] of rows) {
    expect(all).toContain(name!.replaceAll(' ', ''))
    expect(all).toContain(cost)
    // parts of a long id stand below each other, the cells of the row between them
    expect(all).toContain(id!.slice(-4))
  }
  expect(all.match(/x/g)).toHaveLength(90 * 150)
})

test('a row longer than a page goes on, and an empty document is a page', async () => {
  const long = { kind: 'table', columns: [{ name: 'Note' }], rows: [['word '.repeat(3_000)]] } as const
  const pages = await pagesOf(await toPdf(reportOf([long])))
  expect(pages.join(' ').match(/word/g)).toHaveLength(3_000)
  expect(await pagesOf(await toPdf(reportOf([])))).toHaveLength(1)
})

test('a letter that the font does not have is a sign of its own, and moves nothing else', async () => {
  const text = '絵文字😀と𠮷野家\u200b、한국어。'
  const [page] = await pagesOf(await toPdf(reportOf([{ kind: 'paragraph', text }], 'ja')))
  expect(page).toContain('絵文字〓と〓野家、〓〓〓。')
})

test('five pages of Japanese stay below half a megabyte', async () => {
  // 1,200 different kanji, more than a business document has
  const kanji = Array.from({ length: 1_200 }, (_, index) => String.fromCodePoint(0x4e00 + index * 3)).join('')
  const blocks: Block[] = Array.from({ length: 5 }, () => ({ kind: 'paragraph', text: kanji }))
  expect((await toPdf(reportOf(blocks, 'ja'))).length).toBeLessThan(500_000)
})
