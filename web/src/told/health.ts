// What the server finds when it looks whether all is well, in Japanese.
import type { Catalogue } from './told.ts'

export const healthJa: Catalogue = {
  'ClickHouse {version} {=where}; every table syncs to disk':
    'ClickHouse {version}（{where}）、全テーブルがディスクに同期',
  'ClickHouse {version} {=where}; not synced to disk: {tables}':
    'ClickHouse {version}（{where}）、ディスクに同期していないテーブル：{tables}',
  'in this process': 'このプロセス内',
  'at {host}': '{host}',
  'Power loss may lose rows of them. Run: {command}': '停電で行を失うおそれがあります。実行：{command}',
  'The file system refuses WAL; put the data folder on a local disk.':
    'このファイルシステムではWALが使えません。データフォルダーをローカルディスクに置いてください。',
  'SQLite, journal_mode {mode}, synchronous {level}': 'SQLite、journal_mode {mode}、synchronous {level}',
  'A newer version of onecount made this folder; install that version.':
    'このフォルダーは新しい版のonecountで作られています。その版をインストールしてください。',
  'Run: onecount migrate': '実行：onecount migrate',
  '{one} {done} of {all}, {two} {ready} of {every}': '{one} {done}/{all}、{two} {ready}/{every}',
  '{free} GB free; {waiting} GB wait in the journal': '空き{free}GB、ジャーナルの待ち{waiting}GB',
  'Free some space: a full disk refuses events.':
    '空き容量を増やしてください。ディスクがいっぱいになるとイベントを受け付けられません。',
  'the rules for visits changed: {percent} % is counted again; questions are answered':
    '訪問のルールが変わり、{percent}%まで数え直しました（集計は使えます）',
  'all events are loaded': 'すべてのイベントを読み込み済み',
  '{count} events wait, the oldest for {seconds} s': '{count}件のイベントが待機中（最長{seconds}秒）',
  'Nothing is lost. The log of the server says why it does not load.':
    '失われたものはありません。読み込めない理由はサーバーのログにあります。',
  'behind the newest event by {seconds} s': '最新のイベントより{seconds}秒遅れています',
  'was set by {seconds} s since this process started': '起動後に{seconds}秒変更されました',
  '{time}, steady': '{time}、安定',
  'Set the clock of this machine (NTP); times of arrival depend on it.':
    'このマシンの時計を合わせてください（NTP）。受信日時に影響します。',
  '{count} in force, {revoked} revoked': '有効{count}件、取り消し済み{revoked}件',
  'none in force': '有効なキーなし',
  'none in force, {revoked} revoked': '有効なキーなし、取り消し済み{revoked}件',
  'To send events, make one: onecount key create shop':
    'イベントを送るにはキーを作ってください：onecount key create shop',
  'none are taken': '受け付けていません',
  'secrets cannot be read: {hooks}; their deliveries are answered 503':
    'シークレットを読めません：{hooks}（届いたものには503を返します）',
  'nobody is told of alerts and reports': 'アラートとレポートの通知先はありません',
  'secrets cannot be read: {recipients}; what is for them waits two days, then is given up':
    '認証情報を読めません：{recipients}。送信は2日間待ち、その後は中止します',
  'Put the file hook-key back into the data folder, or add them again: onecount alert recipient remove NAME, then add':
    'データフォルダーにhook-keyを戻すか、通知先を登録し直してください（onecount alert recipient remove NAME の後に add）',
  'Put the file hook-key back into the data folder, or set the secrets again: onecount source rotate NAME --secret-stdin':
    'hook-keyをデータフォルダーに戻すか、シークレットを設定し直してください：onecount source rotate 名前 --secret-stdin',
  'nobody was erased': '消去した人はいません',
  'an erasure failed: {fault}': '消去に失敗しました：{fault}',
  'onecount privacy erasures': 'onecount privacy erasures',
  'erased persons are not taken again': '消去した人のデータは受け付けません',
  'the key of erased persons is gone or another one; nothing is stored until it is back':
    '消去した人を見分ける鍵がないか別のものなので、戻るまで何も保存しません',
  'Put the file erasure-key back into the data folder; if it is lost for good: onecount privacy forget-key.':
    'erasure-keyをデータフォルダーに戻してください。完全に失われた場合は、onecount privacy forget-key を実行してください。',
  'version {version} is agreed': '第{version}版が合意済み',
  'none is agreed, so nothing is counted': '合意された定義がないため、何も数えていません',
  'Say what counts: onecount plan propose plan.yaml, then onecount plan agree':
    '何をCVとするかを決めてください：onecount plan propose plan.yaml のあと onecount plan agree',
  'loads what arrives': '届いたものを読み込み中',
  'counts what is stored': '保存されたものを集計中',
  '{count} batches are not counted yet; they are counted within seconds':
    '{count}件のまとまりが未集計です。数秒以内に集計されます',
  'It is tried again by itself; the log of the server says more.':
    '自動で再試行します。詳細はサーバーのログにあります。',
  'could not be checked: {fault}': '確認できませんでした：{fault}',
  'Start onecount again; if it stays, its log says more.':
    'onecountを再起動してください。直らない場合はログを確認してください。',
}
