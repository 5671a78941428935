// What the server says of sources and calls to action, in Japanese: how each is, what to do, why a test was refused.
import type { Catalogue } from './told.ts'

const health: Catalogue = {
  'It sends as it usually does.': 'いつもどおり届いています。',
  'It is set up, and nothing has arrived yet.': '設定済みですが、まだ何も届いていません。',
  'Put its line where it belongs, then send a test event.': 'コードを設置してから、テストイベントを送ってください。',
  '{share} % of the latest file could not be used.': '最新のファイルの{share}%を取り込めませんでした。',
  'Look at its rejected rows under Import, correct the file and import it again.':
    '「取り込み」で受け付けられなかった行を確認し、ファイルを直してもう一度取り込んでください。',
  '{share} % of what it sent in 24 hours was refused. Mostly: {=reason}':
    '24時間に届いたものの{share}%を受け付けられませんでした。主な理由：{reason}',
  '{share} % of what it sent in 24 hours was refused. Mostly: {reason}':
    '24時間に届いたものの{share}%を受け付けられませんでした。主な理由：{reason}',
  'Only test events have arrived: the connection works.': 'テストイベントだけが届いています。接続はできています。',
  'Put its line where real events come from.': '実際のイベントの送信元にコードを設置してください。',
  'Nothing for {hours} hours, in which {count} events were to be expected.':
    '{hours}時間、何も届いていません（通常なら{count}件の見込み）。',
  'Nothing for {days} days.': '{days}日間、何も届いていません。',
  'Its newest entry is {days} days old.': '最新のデータが{days}日前のものです。',
  'Import its newest file.': '最新のファイルを取り込んでください。',
  'Send a test event; ask whether it is still in use.': 'テストイベントを送り、まだ使われているか確認してください。',
  'Its key is revoked or its webhook removed: connect it anew, with the same source.':
    'キーが取り消されたか、Webhookが削除されています。同じ計測元の名前でつなぎ直してください。',
  'It comes in files, and is up to date.': 'ファイルで取り込まれ、最新の状態です。',
  'It comes in files; the newest entry is {days} days old.':
    'ファイルで取り込まれています。最新のデータは{days}日前のものです。',
}

const tests: Catalogue = {
  'The request carries no key.': 'リクエストにキーがありません。',
  'The key is not known.': 'キーが見つかりません。',
  'It may be revoked; `onecount key create NAME` makes a new one.':
    '取り消された可能性があります。`onecount key create 名前` で作り直せます。',
  'The key does not admit pages of {origin}.': 'このキーは{origin}のページでは使えません。',
  'Make a browser key with `--origin` for each site that sends.':
    '送信するサイトごとに `--origin` を指定してブラウザ用キーを作ってください。',
  'The collector does not answer at {url}: {fault}': 'コレクター（{url}）から応答がありません：{fault}',
  'Nothing was sent. `onecount up` starts it; `onecount doctor` says what is wrong.':
    '何も送っていません。`onecount up` で起動し、`onecount doctor` で問題を確認できます。',
}

const ctas: Catalogue = {
  '{count} views and clicks have no visit (no consent to be recognised); they are in no rate.':
    '訪問のわからない表示とクリックが{count}件あり（同意なし）、割合には含まれません。',
  'delta method clustered by visitor, 95 %; exact Poisson where there is none':
    'デルタ法（ビジター単位のクラスター）、95%。該当がない場合は正確なポアソン',
  'visit with a click': 'クリックのあった訪問',
  'time of the view or click': '表示またはクリックの日時',
  'calls to action are': 'CTAは',
  'no visits with a call to action': 'CTAが表示された訪問がありません',
  'no visits with a click': 'クリックのあった訪問がありません',
}

export const sourcesJa: Catalogue = { ...health, ...tests, ...ctas }
