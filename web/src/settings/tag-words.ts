// What the settings page says of the tag, in both languages.

export interface TagWords {
  /** A key was just made, and stands in the snippet. */
  paste: string
  /** The key was made earlier: it is not shown again. */
  pasteWith: string
  address: string
  consent: string
}

export const tagEn: TagWords = {
  paste: 'For your pages: paste this line into the head of each.',
  pasteWith: 'For your pages: paste this line into the head of each, with a key for pages in it.',
  address: 'The address must be one at which your visitors reach the collector.',
  consent:
    'If you ask for consent first, add data-consent="off" or "cookieless", and call onecount(\'consent\', \'full\') once it is given.',
}

export const tagJa: TagWords = {
  paste: 'ページ用：各ページのheadに次の1行を貼り付けてください。',
  pasteWith: 'ページ用：各ページのheadに次の1行を、ページ用のキーを入れて貼り付けてください。',
  address: 'アドレスは、訪問者のブラウザからコレクターに届くものにしてください。',
  consent:
    '先に同意を求めるサイトでは data-consent="off" または "cookieless" を加え、同意を得たら onecount(\'consent\', \'full\') を呼び出してください。',
}
