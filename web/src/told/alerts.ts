// What the server says of alerts, recipients and deliveries, in Japanese.
import type { Catalogue } from './told.ts'

export const alertsToldJa: Catalogue = {
  'There is no alert {value}.': 'アラート{value}はありません。',
  '`onecount alert list` shows them.': '`onecount alert list` で一覧を表示できます。',
  'There is no recipient named {name}.': '{name}という通知先はありません。',
  '`onecount alert recipient list` shows them.': '`onecount alert recipient list` で一覧を表示できます。',
  'There is a recipient named {name} already.': '{name}という通知先はすでにあります。',
  'No recipient was added.': '通知先を追加できませんでした。',
  'Nothing was muted.': '通知は止めていません。',
  'is empty; name the mail server': 'メールサーバーを入力してください',
  'is no e-mail address': 'メールアドレスではありません',
  'is empty; name an address': '宛先を入力してください',
  'must be up to 64 letters, digits, blanks, . _ or -': '64文字以内の文字・数字・空白・.・_・- で入力してください',
  'must be an address such as https://example.com/alerts':
    'https://example.com/alerts のようなアドレスを入力してください',
  'has no whole host name': 'ホスト名が完全ではありません',
  'must begin with https://': '「https://」で始まるアドレスを入力してください',
  'Write it as https://example.com/alerts; {=within}': 'https://example.com/alerts の形で入力してください。{within}',
  'Write it with https; {=within}': '「https://」から入力してください。{within}',
  'for a host within, whoever runs the server allows it: {setting}':
    '社内のホストなら、サーバーの管理者が {setting} で許可できます。',
  'Give both the user and the password of the mail server, or neither.':
    'メールサーバーのユーザーとパスワードは両方入力するか、両方空欄にしてください。',
  'Leave them out: webhooks are signed instead.': '取り除いてください。Webhookは署名で確認できます。',
  'must be from {least} % to {most} %': '{least}%から{most}%の範囲で入力してください',
  'The server stopped before it had an answer.': '応答を受け取る前にサーバーが停止しました。',
  'Its certificate is not trusted ({why}). {=remedy}': '証明書を信頼できません（{why}）。{remedy}',
  'If an authority of your own signed it, start with NODE_EXTRA_CA_CERTS=/path/to/its.pem':
    '自社の認証局の証明書なら、NODE_EXTRA_CA_CERTS=/path/to/its.pem を指定してサーバーを起動してください',
  'It does not take STARTTLS ({answer}). Nothing was sent. Choose tls, or none for a server within.':
    'STARTTLSに対応していません（{answer}）。何も送っていません。tlsか、社内のサーバーならnoneを選んでください。',
  'It answered 200 and never said ok.': '200の応答でしたが、okが届きませんでした。',
  'There was no answer in time.': '時間内に応答がありませんでした。',
  'The connection failed ({code}).': '接続できませんでした（{code}）。',
  'Its name was not found in time.': '名前を時間内に解決できませんでした。',
  '{host} is not found ({code}).': '{host}が見つかりません（{code}）。',
  '{host} is at the private address {address}. Whoever runs the server can allow it: {setting}':
    '{host}はプライベートアドレス{address}です。サーバーの管理者が許可できます：{setting}',
  '{status}: it sends on to another address, which is not followed.': '{status}：別のアドレスへの転送には従いません。',
  'It answered 200, but not as Slack does: {text}': '200の応答でしたが、Slackのものではありません：{text}',
  'Its secrets cannot be read: the file hook-key of the data folder is gone or another one.':
    '認証情報を読めません。データフォルダーのhook-keyがないか、別のものです。',
}
