// What the import page says, in both languages.
import type { ImportEntry, ImportKind, RecognisedExport } from '#contract/import.ts'

export interface ImportWords {
  title: string
  first: string
  safe: string
  drop: string
  choose: string
  another: string
  kind: string
  kinds: Record<ImportKind, string>
  /** `Recognised as Google Ads campaign report, by day, EUR, conversions on the day of the click.` */
  recognised(recognised: RecognisedExport): string
  looksLike(name: string, kind: ImportKind): string
  readAs: string
  anyTable: string
  /** Agrees to lose rows that share an id. */
  oneRowEach: string
  unused(columns: string): string
  point: string
  period: string
  platform: string
  stage: string
  channel: string
  currency: string
  dates: string
  dateFormats: { none: string; dmy: string; mdy: string }
  mapping: string
  mappingHint: string
  field: string
  column: string
  sample: string
  required: string
  noColumn: string
  attributes(columns: string): string
  leftOut(columns: string): string
  missing(fields: string): string
  preview: string
  start(file: string): string
  uploading: string
  reading(rows: string): string
  storing(rows: string): string
  done(p: { file: string; added: string; changed: string; unchanged: string }): string
  rejected(count: string): string
  noneRejected: string
  download: string
  reason: string
  rows: string
  failed: string
  list: string
  listEmpty: string
  when: string
  file: string
  added: string
  changed: string
  unchanged: string
  rejectedShort: string
  state: string
  states: Record<ImportEntry['state'], string>
  readOnly: string
  undo: {
    title(file: string): string
    action: string
    cancel: string
    removed(count: number, text: string): string
    restored(count: number, text: string): string
    nothing: string
    kept(count: number, text: string): string
    again(file: string, count: number, text: string): string
    known: string
    knownEvents: string
  }
}

export const importEn: ImportWords = {
  title: 'Import',
  first: 'Drop a file: leads, deals, orders, ad reports, costs or events.',
  safe: 'CSV, Excel (.xlsx), JSON lines or Parquet. The same file twice changes nothing; a corrected file corrects what it states, and what was known before stays known.',
  drop: 'Drop a file here, or',
  choose: 'choose one',
  another: 'Another file',
  kind: 'It holds',
  kinds: {
    leads: 'Leads',
    deals: 'Deals',
    orders: 'Orders',
    ads: 'Ad reports',
    costs: 'Other costs',
    figures: 'Figures of GA4 and others',
    events: 'Events',
    changes: 'Changes of campaigns',
  },
  recognised: ({ name, level, days, currency, claim }) =>
    `Recognised as ${[
      level ? `${name} ${{ campaign: 'campaign', ad_group: 'ad group', ad: 'ad' }[level]} report` : name,
      days && { day: 'by day', period: 'totals of a period' }[days],
      currency,
      claim &&
        (claim.point
          ? {
              click: 'conversions on the day of the click',
              conversion: 'conversions on the day that they happened',
              arrival: 'conversions on the day that their report arrived',
            }[claim.date]
          : `“${claim.column}” left out until a point is named`),
    ]
      .filter(Boolean)
      .join(', ')}.`,
  looksLike: (name, kind) => `This looks like ${name}: say above that it holds ${importEn.kinds[kind].toLowerCase()}.`,
  readAs: 'Read as',
  anyTable: 'Any table',
  oneRowEach: 'This is right: keep one row for each id',
  unused: (columns) => `Not needed: ${columns}.`,
  point: 'Point that its conversions count',
  period: 'Days, if rows have no date',
  platform: 'Platform of all rows',
  stage: 'Stage of all rows',
  channel: 'Channel of all rows',
  currency: 'Currency',
  dates: 'Dates like 03/04/2026',
  dateFormats: { none: 'do not occur', dmy: 'day first', mdy: 'month first' },
  mapping: 'Which column is what',
  mappingHint: 'Known headers are filled in; change what is wrong.',
  field: 'Field',
  column: 'Column of the file',
  sample: 'First row',
  required: 'needed',
  noColumn: '–',
  attributes: (columns) => `Kept as attributes: ${columns}.`,
  leftOut: (columns) => `Left out, because they tell who somebody is: ${columns}.`,
  missing: (fields) => `Choose a column for ${fields}; then it can be imported.`,
  preview: 'The first rows',
  start: (file) => `Import ${file}`,
  uploading: 'Sending the file …',
  reading: (rows) => `Reading: ${rows} rows`,
  storing: (rows) => `Storing: ${rows} rows`,
  done: ({ file, added, changed, unchanged }) =>
    `${file}: ${added === '1' ? '1 row' : `${added} rows`} added, ${changed} changed, ${unchanged} known already.`,
  rejected: (count) => (count === '1' ? 'One row was rejected.' : `${count} rows were rejected.`),
  noneRejected: 'No row was rejected.',
  download: 'Download the rejected rows',
  reason: 'Reason',
  rows: 'Rows',
  failed: 'The import failed.',
  list: 'Imports so far',
  listEmpty: 'No file has been imported yet.',
  when: 'When',
  file: 'File',
  added: 'Added',
  changed: 'Changed',
  unchanged: 'Known',
  rejectedShort: 'Rejected',
  state: 'State',
  states: {
    running: 'running',
    done: 'done',
    failed: 'failed',
    interrupted: 'interrupted',
    undoing: 'being undone',
    undone: 'undone',
  },
  readOnly: 'Your role reads; an editor or admin can import files.',
  undo: {
    title: (file) => `Undo the import of “${file}”?`,
    action: 'Undo',
    cancel: 'Keep it',
    removed: (count, text) => (count === 1 ? 'One row that it added goes.' : `${text} rows that it added go.`),
    restored: (count, text) =>
      count === 1 ? 'One row returns to what it was before.' : `${text} rows return to what they were before.`,
    nothing: 'Nothing of it is left to take back.',
    kept: (count, text) =>
      count === 1
        ? 'One row stays, as a later import changed it:'
        : `${text} rows stay, as later imports changed them:`,
    again: (file, count, text) =>
      `${file} came later and had ${count === 1 ? 'a row' : `${text} rows`} that were in already: import it again afterwards.`,
    known: 'Conversions are counted again. What was known until now can still be asked for.',
    knownEvents:
      'The events and their visits are deleted, and conversions are counted again. Conversions known until now can still be asked for.',
  },
}

export const importJa: ImportWords = {
  title: '取り込み',
  first: 'リード、商談、注文、広告レポート、費用、イベントのファイルをここに置いてください。',
  safe: 'CSV、Excel（.xlsx）、JSON Lines、Parquetに対応しています。同じファイルを二度取り込んでも何も変わりません。修正したファイルを取り込むと内容が修正され、以前の内容も履歴に残ります。',
  drop: 'ここにファイルをドロップするか、',
  choose: 'ファイルを選択',
  another: '別のファイル',
  kind: '内容',
  kinds: {
    leads: 'リード',
    deals: '商談',
    orders: '注文',
    ads: '広告レポート',
    costs: 'その他の費用',
    figures: 'GA4などの計測値',
    events: 'イベント',
    changes: 'キャンペーンの変更履歴',
  },
  recognised: ({ name, level, days, currency, claim }) =>
    `判定：${[
      level ? `${name}の${{ campaign: 'キャンペーン', ad_group: '広告グループ', ad: '広告' }[level]}レポート` : name,
      days && { day: '日別', period: '期間合計' }[days],
      currency,
      claim &&
        (claim.point
          ? { click: 'CVはクリック日', conversion: 'CVは発生日', arrival: 'CVは計測サーバーへの到着日' }[claim.date]
          : `「${claim.column}」はCVポイントの指定待ち`),
    ]
      .filter(Boolean)
      .join('、')}。`,
  looksLike: (name, kind) => `${name}のファイルのようです。上の「内容」で「${importJa.kinds[kind]}」を選んでください。`,
  readAs: '読み方',
  anyTable: '通常の表',
  oneRowEach: 'このまま、IDごとに1行だけ取り込む',
  unused: (columns) => `使わない列：${columns}`,
  point: '対応するCVポイント',
  period: '期間（日付のない行）',
  platform: '媒体（全行共通）',
  stage: 'ステージ（全行共通）',
  channel: 'チャネル（全行共通）',
  currency: '通貨',
  dates: '03/04/2026のような日付',
  dateFormats: { none: 'なし', dmy: '日が先', mdy: '月が先' },
  mapping: '列の対応づけ',
  mappingHint: '見出しから自動で対応づけました。違うところだけ直してください。',
  field: '項目',
  column: 'ファイルの列',
  sample: '先頭行の値',
  required: '必須',
  noColumn: '–',
  attributes: (columns) => `属性として残す列：${columns}`,
  leftOut: (columns) => `個人を特定できるため取り込まない列：${columns}`,
  missing: (fields) => `${fields} の列を選ぶと取り込めます。`,
  preview: '先頭の行',
  start: (file) => `${file} を取り込む`,
  uploading: 'ファイルを送信しています…',
  reading: (rows) => `読み込み中：${rows}行`,
  storing: (rows) => `保存中：${rows}行`,
  done: ({ file, added, changed, unchanged }) =>
    `${file}：追加${added}行、変更${changed}行、取り込み済み${unchanged}行。`,
  rejected: (count) => `${count}行は取り込めませんでした。`,
  noneRejected: '取り込めなかった行はありません。',
  download: '取り込めなかった行をダウンロード',
  reason: '理由',
  rows: '行数',
  failed: '取り込みに失敗しました。',
  list: 'これまでの取り込み',
  listEmpty: 'まだ取り込んだファイルはありません。',
  when: '日時',
  file: 'ファイル',
  added: '追加',
  changed: '変更',
  unchanged: '取り込み済み',
  rejectedShort: '不可',
  state: '状態',
  states: {
    running: '実行中',
    done: '完了',
    failed: '失敗',
    interrupted: '中断',
    undoing: '取り消し中',
    undone: '取り消し済み',
  },
  readOnly: '閲覧のみの権限です。取り込みは編集者か管理者が行えます。',
  undo: {
    title: (file) => `「${file}」の取り込みを取り消しますか？`,
    action: '取り消す',
    cancel: '取り消さない',
    removed: (_count, text) => `追加された${text}行を取り除きます。`,
    restored: (_count, text) => `変更された${text}行を元の内容に戻します。`,
    nothing: '取り消す内容はもうありません。',
    kept: (_count, text) => `${text}行は、後の取り込みで変更されたため残ります：`,
    again: (file, _count, text) =>
      `後から取り込んだ${file}に、取り込み済みだった行が${text}行あります。取り消した後にもう一度取り込んでください。`,
    known: 'コンバージョンは数え直されます。これまでに把握していた内容は、後からでも確認できます。',
    knownEvents:
      'イベントとその訪問は削除され、コンバージョンは数え直されます。これまでに把握していたコンバージョンは、後からでも確認できます。',
  },
}
