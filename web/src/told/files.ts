// What the server says of imported files, in Japanese: what cannot be read, why a row was rejected, what was noticed.
import type { Catalogue } from './told.ts'

const unreadable: Catalogue = {
  'The file is empty.': 'ファイルが空です。',
  'Export it again.': 'もう一度書き出してください。',
  'The file is a spreadsheet of the old kind (.xls), or one with a password.':
    '古い形式（.xls）か、パスワード付きの表計算ファイルです。',
  'Save it as .xlsx without a password, or as CSV.': 'パスワードなしの .xlsx か、CSVで保存してください。',
  'The file is an OpenDocument spreadsheet.': 'OpenDocument形式の表計算ファイルです。',
  'Save it as .xlsx or CSV and import that.': '.xlsx かCSVで保存して、それを取り込んでください。',
  'The file is a ZIP archive.': 'ZIPファイルです。',
  'Unpack it and import what is in it.': '展開して、中のファイルを取り込んでください。',
  'Save its table as CSV and import that.': '表をCSVで保存して、それを取り込んでください。',
  'Save it again, or save it as CSV.': '保存し直すか、CSVで保存してください。',
  'The spreadsheet is too large to be read. {=why}': '表計算ファイルが大きすぎて読めません。{why}',
  'A row of it has more text than a row may have.': '1行の文字数が上限を超えています。',
  'It is a file of more than 100 MB.': '100MBを超えるファイルです。',
  'It unpacks to more than 500 MB.': '展開すると500MBを超えます。',
  'A cell of it lies where no cell can be.': 'あり得ない位置にセルがあります。',
  'It has more than 1,048,576 rows.': '行が1,048,576行を超えています。',
  'It has more than 16,384 columns.': '列が16,384列を超えています。',
  'It has more than 30 million cells, empty ones included.': 'セルが（空のものも含めて）3,000万を超えています。',
  'The spreadsheet cannot be read: {fault}.': '表計算ファイルとして読めません：{fault}。',
  'The file is compressed.': '圧縮されたファイルです。',
  'Unpack it first: gunzip FILE.gz': '先に展開してください：gunzip FILE.gz',
  'The file is one JSON array.': 'ファイル全体が1つのJSON配列です。',
  'Write one JSON object a line: jq -c ".[]" FILE > FILE.jsonl':
    '1行に1つのJSONオブジェクトにしてください：jq -c ".[]" FILE > FILE.jsonl',
  'The file has no header: no row in its first lines holds column names.':
    '見出し行がありません。先頭の行に列名が見つかりません。',
  'Put the names of the columns into the first row.': '1行目に列名を入れてください。',
  'Row {row} does not end: a quote is opened there and never closed.':
    '{row}行目が終わっていません。引用符が閉じられていません。',
  'Correct the quote in that row and import the file again.': 'その行の引用符を直して、もう一度取り込んでください。',
  'Line {line} does not end.': '{line}行目が終わっていません。',
  'Write one JSON object a line; `jq -c ".[]"` makes lines of a JSON array.':
    '1行に1つのJSONオブジェクトにしてください。`jq -c ".[]"` でJSON配列を行に分けられます。',
  'The file cannot be read as Parquet: {fault}.': 'Parquetとして読めません：{fault}。',
  'Write it again; a file that was cut short has lost its directory, which stands at its end.':
    'もう一度書き出してください。途中で切れたファイルは読めません。',
  'The file is longer than {bytes} bytes.': 'ファイルが{bytes}バイトを超えています。',
  'Split it, or raise ONECOUNT_IMPORT_BYTES.': '分割するか、ONECOUNT_IMPORT_BYTESを大きくしてください。',
  'The import broke off: {fault}': '取り込みが中断しました：{fault}',
  'Import the file again: what was stored stays, and only the rest is added.':
    'もう一度取り込んでください。保存済みの内容はそのままで、残りだけが追加されます。',
  'Its rejected rows are no longer kept.': '取り込めなかった行は、もう残っていません。',
  'They are kept for the latest 20 imports that had some; import the file again to see them.':
    '直近20回分だけ残しています。もう一度取り込むと確認できます。',
  'There is no import {id}.': '{id}という取り込みはありません。',
  'The import is still running.': '取り込みはまだ実行中です。',
  'Wait until it has ended.': '終わるまでお待ちください。',
}

const options: Catalogue = {
  'The file does not say: {fields}. Its columns are {columns}.': 'ファイルに{fields}がありません。列は{columns}です。',
  '{field} is needed.': '{field}が必要です。',
  'Say which column it is: --map {field}=COLUMN': '「{field}」にあたる列を選んでください。',
  'Say which column it is: --map {field}=COLUMN, or --stage STAGE for all rows':
    '「{field}」にあたる列を選ぶか、全行共通のステージを入力してください。',
  'Say which column it is: --map date=COLUMN, or for all rows --period 2026-04-01..2026-04-30':
    '日付の列を選ぶか、全行共通の期間を 2026-04-01..2026-04-30 の形で入力してください。',
  'Say whose report it is: --platform meta (google_ads, tiktok, line, …)':
    '媒体を入力してください（google_ads、meta、tiktok、lineなど）。',
  'Say which conversion point is counted: --map conversions.POINT=COLUMN': '対応するCVポイントを入力してください。',
  'Say what the money is counted in: --currency JPY': '通貨を入力してください（例：JPY）。',
  'The file and the mapping do not fit.': 'ファイルと列の対応づけが合っていません。',
  'The file has no column "{column}".': 'ファイルに「{column}」という列がありません。',
  'The columns are {columns}.': '列は{columns}です。',
  'The columns are {columns} and {more} more.': '列は{columns}、ほか{more}件です。',
  'The fields are {fields}.': '項目は{fields}です。',
  '{kind} have no field "{field}".': '{kind}に「{field}」という項目はありません。',
  '"{text}" is not a conversion point.': '「{text}」はCVポイントのIDではありません。',
  'Write its id as the plan has it, such as lead.': '定義にあるIDを入力してください（例：lead）。',
  '"{text}" is not a currency.': '「{text}」は通貨ではありません。',
  'Write a three-letter code such as JPY.': 'JPYのような3文字のコードを入力してください。',
  '"{text}" is not a period.': '「{text}」は期間ではありません。',
  'Write first and last day, 2026-04-01..2026-04-30, or a month with two digits, 2026-04.':
    '最初と最後の日を 2026-04-01..2026-04-30 の形で、または月を 2026-04 の形で入力してください。',
  '"{text}" is not a time zone.': '「{text}」はタイムゾーンではありません。',
  'Write its name, such as Asia/Tokyo or UTC.': 'Asia/TokyoやUTCのような名前を入力してください。',
  'The file looks like an export of {name}, which holds {=kind}, not {=other}: import it as {again}.':
    'ファイルは{name}の書き出しのようです。内容は{other}ではなく{kind}なので、「{kind}」として取り込んでください。',
  leads: 'リード',
  deals: '商談',
  orders: '注文',
  ads: '広告レポート',
  figures: 'GA4などの計測値',
  events: 'イベント',
  changes: 'キャンペーンの変更履歴',
}

/** Why a row was rejected; its field stands beside it. */
const rows: Catalogue = {
  'is empty': '空です',
  'is empty: fill it, or name it with --currency': '空です。値を入れるか、全行共通の通貨を指定してください',
  'is not a number': '数値ではありません',
  'is too large: amounts go up to 12 digits before the point': '大きすぎます（整数部は12桁まで）',
  'is not a whole number of 0 or more': '0以上の整数ではありません',
  'is not a date: write 2026-04-01': '日付ではありません（2026-04-01の形にしてください）',
  'is no date of the calendar': '暦にない日付です',
  'could be day/month or month/day: say which with --date-format dmy (or mdy)':
    '日/月か月/日かわかりません。日付の順序を選んでください',
  'is not a time: write 2026-04-01 09:30 or 2026-04-01T09:30:00+09:00':
    '日時ではありません（2026-04-01 09:30 または 2026-04-01T09:30:00+09:00 の形にしてください）',
  'is not a currency: write a three-letter code such as JPY': '通貨ではありません（JPYのような3文字のコード）',
  'lies before 1970 or after 2199': '1970年より前か、2199年より後です',
  'lies in the future': '未来の日時です',
  'lies before the start of the period': '期間の開始日より前です',
  'lies after the first day: export the report by day': '初日より後です。レポートを日別で書き出してください',
  'is a total of other rows': '他の行の合計です',
  'is none of {kinds}': '{kinds}のどれでもありません',
  'is longer than {count} characters': '{count}文字を超えています',
  'has {cells} cells where the header has {columns}': 'セルが{cells}個ありますが、見出しは{columns}個です',
  'has a quote that is not closed or stands inside a cell': '引用符が閉じていないか、セルの途中にあります',
  'is not JSON': 'JSONではありません',
  'is not a JSON object': 'JSONオブジェクトではありません',
  'has the period, campaign, ad group and ad of an earlier row and other numbers: name the columns that tell them apart, e.g. --key age,gender':
    '期間・キャンペーン・広告グループ・広告が前の行と同じで、数値が違います。区別する列が必要です（例：年齢、性別）',
}

/** Rows that share an id, with the remedy or without. */
const ids: Catalogue = {
  '{count} of the first {rows} rows {have} the id of another row and would be lost, such as "{id}", which {more} rows have: one row is kept for each id.':
    '先頭の{rows}行のうち{count}行は、他の行とIDが同じため失われます（例：「{id}」が{more}行）。IDごとに1行だけが残ります。',
  '{count} of the first {rows} rows {have} the id of another row and would be lost, such as "{id}", which {more} rows have: one row is kept for each id. {=remedy}':
    '先頭の{rows}行のうち{count}行は、他の行とIDが同じため失われます（例：「{id}」が{more}行）。IDごとに1行だけが残ります。{remedy}',
  'If these are different {=kind}, another column is the id: --map id=COLUMN. If one row for each id is right, import with --force.':
    '別の{kind}であれば、IDの列を選び直してください。IDごとに1行でよければ、その旨を選んで取り込んでください。',
}

/** Dates that step by weeks or months. */
const steps: Catalogue = {
  'The dates in "{column}" are {=span} apart, and each row is read as one day: if a row is about the whole {step}, {=todo}; if it is about that day, --map {date} says so':
    '「{column}」の日付は{span}おきで、各行を1日分として扱います。各行が{span}分の場合は、{todo}',
  'seven days': '7日',
  'a month': '1か月',
  'map the column as {step}, --map {pair}': 'この列を{step}に対応づけてください',
  'map the column as {step}, --map {pair} (week_end where it names the last day)':
    'この列を{step}に（週の最終日ならweek_endに）対応づけてください',
  'undo this import and {=todo}': 'この取り込みを取り消し、{todo}',
}

const notes: Catalogue = {
  '{count} {rows} of no launch or major change and {were} left out':
    '配信開始や大きな変更ではない行を{count}行除きました',
  '{count} {rows} with totals or notes {were} left out': '合計や注記の行を{count}行除きました',
  '{count} {rows} replaced by a later row of the same file with the same id: if these are different {=kind}, undo this import and name the column of their id, --map id=COLUMN':
    '{count}行は、同じIDを持つ後の行で置き換えました。別の{kind}であれば、この取り込みを取り消し、IDの列を選び直してください',
  '{count} {rows} replaced by a later row of the same file with the same id, such as "{id}" ({more} rows): if these are different {=kind}, undo this import and name the column of their id, --map id=COLUMN':
    '{count}行は、同じIDを持つ後の行で置き換えました（例：「{id}」が{more}行）。別の{kind}であれば、この取り込みを取り消し、IDの列を選び直してください',
  'Several columns are called "{name}": the first is read under that name, the next as "{name2} (2)"':
    '「{name}」という列が複数あります。最初の列を「{name}」、次の列を「{name2} (2)」として読みます',
  'Values have no currency: name it with --currency and import the file again':
    '金額に通貨がありません。通貨を指定して、もう一度取り込んでください',
  '{count} {rows} no currency for {their} value: name it with --currency and import the file again':
    '金額に通貨のない行が{count}行あります。通貨を指定して、もう一度取り込んでください',
  'Times without a zone were read as UTC: where they are not, undo this import and import the file with --timezone':
    'タイムゾーンのない日時をUTCとして読みました。違う場合は、この取り込みを取り消し、タイムゾーンを指定して取り込み直してください',
  '{count} {rows} told apart by other --key columns {were} replaced by this file':
    '別の列で区別されていた{count}行を、このファイルで置き換えました',
  '{count} {characters} could not be read as {encoding} and {stand} as {mark}':
    '{encoding}として読めない文字が{count}個あり、「{mark}」にしました',
  'Left out because they tell who somebody is: {columns}': '個人を特定できるため取り込まなかった列：{columns}',
  '"{column}" was left out: say which conversion point it counts, --point POINT, and import again':
    '「{column}」は取り込んでいません。対応するCVポイントを指定して、もう一度取り込んでください',
  '{count} {events} from what was stored under the same id; events never change':
    '同じIDで保存済みの内容と違うイベントが{count}件ありました。イベントは変更されません',
  '{count} e-mail {cells} no address and {were} left out':
    'メールアドレスとして読めない値{count}件を取り込みませんでした',
  '{count} phone {numbers} no country code (write +81 90…) and {were} left out':
    '国番号のない電話番号{count}件を取り込みませんでした（+81 90… のように書いてください）',
  '{count} events have no id; each got one made from what its row says, so that equal rows count once':
    'IDのないイベントが{count}件あり、行の内容からIDを作りました。同じ内容の行は1回だけ数えます',
}

export const filesJa: Catalogue = { ...unreadable, ...options, ...rows, ...ids, ...steps, ...notes }
