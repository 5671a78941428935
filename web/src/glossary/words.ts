// What the page of words says, in both languages.

export interface GlossaryWords {
  title: string
  first(p: { count: string }): string
  lead(p: { term: string; meanings: string }): string
  search: string
  searchHint: string
  none(search: string): string
  all: string
  alsoCalled: string
  here: string
  others: string
  usedFor: string
  meanings(count: string): string
  metric: string
  source: string
}

export const glossaryEn: GlossaryWords = {
  title: 'Glossary',
  first: ({ count }) => `${count} words, each with what it means here and what others mean by it.`,
  lead: ({ term, meanings }) => `${term} alone is used in ${meanings} ways. Say which one a number is.`,
  search: 'Find a word',
  searchHint: 'CVR, conversion rate, コンバージョン…',
  none: (search) => `No word here is called “${search}”.`,
  all: 'Show all words',
  alsoCalled: 'Also called',
  here: 'Means here',
  others: 'Others also mean',
  usedFor: 'Used elsewhere for',
  meanings: (count) => `${count} meanings`,
  metric: 'Metric',
  source: 'Source',
}

export const glossaryJa: GlossaryWords = {
  title: '用語集',
  first: ({ count }) => `${count}の用語について、ここでの意味と、ほかで使われる意味をまとめています。`,
  lead: ({ term, meanings }) =>
    `${term}だけでも${meanings}通りの使われ方があります。数値には、どの意味かを添えてください。`,
  search: '用語を探す',
  searchHint: 'CVR、コンバージョン率、conversion…',
  none: (search) => `「${search}」という用語はありません。`,
  all: 'すべての用語を表示',
  alsoCalled: '別名',
  here: 'ここでの意味',
  others: 'ほかで使われる意味',
  usedFor: '一般に使われる意味',
  meanings: (count) => `${count}つの意味`,
  metric: '指標',
  source: '出典',
}
