// What the server refuses, in Japanese: a form, a question, an event; with what to do.
import type { Catalogue } from './told.ts'

/** Of any address. */
const everywhere: Catalogue = {
  'Something broke on our side; the log has it.': 'サーバー側で問題が発生しました。詳細はログにあります。',
  'There is nothing at {path}.': '{path}には何もありません。',
  'The body is larger than 1 MB.': '送信内容が1MBを超えています。',
  'Send less at a time.': '分けて送ってください。',
  'The question took too long.': '集計に時間がかかりすぎました。',
  'Ask for fewer days or fewer dimensions.': '期間を短くするか、分け方を減らしてください。',
  'This server is not {host}.': 'このサーバーは{host}ではありません。',
  'Set ONECOUNT_PUBLIC_URL to the address that people open.':
    '実際に開くアドレスをONECOUNT_PUBLIC_URLに設定してください。',
  'A page of another site may not change anything here.': '別のサイトのページからは変更できません。',
  'You are not signed in.': 'サインインしていません。',
  '`onecount doctor` prints the sign-in link; programs send `Authorization: Bearer TOKEN`.':
    '`onecount doctor` でサインイン用リンクを表示できます。プログラムからは `Authorization: Bearer TOKEN` を送ってください。',
  'This is for {=who}; your role is {=role}.': 'これは{who}の操作です。あなたの権限は{role}です。',
  admins: '管理者',
  'editors and admins': '編集者と管理者',
  viewer: '閲覧者',
  editor: '編集者',
  admin: '管理者',
  'An admin can change that: onecount user role NAME {role}':
    '権限は管理者が変更できます：onecount user role 名前 {role}',
  'The body is not JSON: {fault}': '本文がJSONではありません：{fault}',
  'The body is not JSON.': '本文がJSONではありません。',
  'Did you mean {meant}?': '{meant}のことですか？',
  'There are {known}.': '使えるのは{known}です。',
  'There are {known} and {more} more.': '使えるのは{known}、ほか{more}件です。',
  'There are {many}; {=where}.': '全部で{many}件あります。{where}',
  '`onecount ask --help` lists them, over HTTP GET /api/v1/ask/metrics':
    '一覧は `onecount ask --help`、HTTPでは GET /api/v1/ask/metrics で確認できます。',
  '`onecount plan library` lists them, over HTTP GET /api/v1/library':
    '一覧は `onecount plan library`、HTTPでは GET /api/v1/library で確認できます。',
  'There is only {known}.': '使えるのは{known}だけです。',
  'There are none.': '使えるものはありません。',
  '{value} cannot be "{given}".': '{value}に「{given}」は指定できません。',
  'Write a number from {low} to {high}.': '{low}から{high}までの数を指定してください。',
  'Write a name.': '名前を指定してください。',
  'Nothing was changed.': '何も変更していません。',
}

/** Erasing and showing what is held about a person. */
const privacy: Catalogue = {
  'Visits are made of events, so events cannot be kept longer.':
    '訪問はイベントから作るため、イベントのほうを長く残すことはできません。',
  'Keep events for as many days as visits, or fewer.': 'イベントの日数は、訪問の日数以下にしてください。',
  'There is no erasure {id}.': '消去{id}はありません。',
  '`onecount privacy erasures` lists them.': '`onecount privacy erasures` で一覧を確認できます。',
  'The upload stopped: nothing came for {seconds} s.': 'アップロードが止まりました（{seconds}秒間データなし）。',
  'The key of erased persons is gone or another one, so that nobody knows who must not be taken again.':
    '消去した人を見分ける鍵がないか別のものなので、受け付けてはならない人が分かりません。',
  'The key of erased persons is there; nothing was changed.':
    '消去した人を見分ける鍵はあります。何も変更していません。',
  'That names nobody.': '該当する人物がいません。',
  'Several people used this browser.': 'このブラウザは複数の人が使っています。',
  'Name the person by user id, e-mail address or phone.': '会員ID、メールアドレス、電話のいずれかで指定してください。',
  'Write it as name@example.com.': 'name@example.com の形で入力してください。',
  'Write it with its country code: +81 90 1234 5678.': '国番号から入力してください：+81 90 1234 5678',
  'The period cannot be read.': '期間を読めません。',
  'Write from and to as 2026-04-01.': '開始日と終了日を 2026-04-01 の形で入力してください。',
  'No test event was sent.': 'テストイベントは送信していません。',
  'is about somebody whose data was erased; it is not taken again':
    'データを消去した人物のものです。再び取り込むことはありません。',
  'No other identifier was ever seen with {identifier}.': '{identifier}と一緒に記録された識別子はありません。',
  'The glossary does not know “{word}”.': '用語集に「{word}」はありません。',
  'This target cannot be calculated.': 'この目標は計算できません。',
}

const questions: Catalogue = {
  'There is no metric {id}.': '{id}という指標はありません。',
  'There is no channel {id}.': '{id}というチャネルはありません。',
  'There is no dimension {id}.': '{id}という分け方はありません。',
  'No event has a property {name}.': 'プロパティ{name}を持つイベントはありません。',
  'No person has an attribute {name}.': '属性{name}を持つ人はいません。',
  'Send traits with identify, or import leads with such a column.':
    'identifyで属性を送るか、その列があるリードを取り込んでください。',
  '{dimension} tells who somebody is.': '{dimension}は個人を特定できる情報です。',
  'Split by what many people share: industry, plan, company size.':
    '業種、プラン、会社の規模など、多くの人に共通する属性で分けてください。',
  'Send properties with events, or split by something else.':
    'イベントにプロパティを付けて送信するか、別の分け方を選んでください。',
  'There is no point {id}.': '{id}というCVポイントはありません。',
  'Did you mean {meant}? {=known}': '{meant}のことですか？{known}',
  'The plan has {points}.': '定義にあるのは{points}です。',
  '{id} stands twice in the question; each row has room for one.': '{id}が2回指定されています。',
  'Take one of them out.': 'どちらかを外してください。',
  'The days to compare with end ({to}) before they begin ({from}).':
    '比較する期間の終了日（{to}）が開始日（{from}）より前です。',
  'A comparison needs the first and the last day of what is compared.': '比較には開始日と終了日の両方が必要です。',
  'Name both: from 2026-04-01, to 2026-04-30.': '両方を指定してください（例：2026-04-01から2026-04-30）。',
  'No link was made.': 'リンクは作成されませんでした。',
  'There is no link {id} in force.': '有効なリンク{id}はありません。',
  'This link is not in force: it was revoked, or its time is over.':
    'このリンクは無効です。取り消されたか、有効期限が切れています。',
  'Ask whoever sent it for a new one.': '送った人に新しいリンクを依頼してください。',
  'is empty; say what it shows': '入力してください',
  'is longer than 120 characters; shorten it': '120文字以内にしてください',
  'The range ends ({to}) before it begins ({from}).': '終了日（{to}）が開始日（{from}）より前です。',
  'Swap the two days.': '2つの日付を入れ替えてください。',
  '{id} can mean {many} things.': '{id}には{many}通りの意味があります。',
  'Say which: {known}.': 'どれかを選んでください：{known}',
  'No plan is agreed yet, so nothing says what a conversion is.': '合意済みの定義がないため、CVを数えられません。',
  'No plan is agreed yet.': '合意された定義はまだありません。',
  'No plan has been proposed yet.': '定義はまだ提案されていません。',
  'Write a plan and agree it: onecount plan propose plan.yaml, then onecount plan agree.':
    '定義を書いて合意してください：onecount plan propose plan.yaml のあと onecount plan agree',
  'There is no version {version} of the plan.': '定義に第{version}版はありません。',
  'There is only version 1.': '第1版しかありません。',
  'There are versions 1 to {last}.': '第1版から第{last}版まであります。',
  'A transition goes to one point, but the question names {points}.':
    '遷移先は1つだけ指定できますが、{points}が指定されています。',
  'Name one of them.': 'どれか1つを指定してください。',
  '{point} is the macro point; a transition leads to it, from a micro.':
    '{point}はマクロCVです。遷移率はマイクロCVからマクロCVへ求めます。',
  'Name a micro: {points}.': 'マイクロCVを指定してください：{points}',
  'The plan has no micro point to start from.': '定義に起点となるマイクロCVがありません。',
  'The plan has {count} micro points.': '定義にマイクロCVが{count}個あります。',
  'Add one to the plan.': '定義に追加してください。',
  'Name one with micro: {points}.': 'どれか1つを指定してください：{points}',
  'The question needs {field}.': '質問に{field}が必要です。',
  '{field} is not a field of a question.': '{field}は質問の項目ではありません。',
  'The question has {count} problems.': '質問に{count}か所の問題があります。',
  'Write a day of the calendar: {example}.': '暦にある日付を {example} の形で指定してください。',
  'Write the number of a version of the plan.': '定義の版の番号を指定してください。',
  'Gaps cannot be asked by {field}.': '欠測は{field}では調べられません。',
  'There are from and to.': '使えるのはfromとtoです。',
  '{from} is after {to}, the last day that is over.': '{from}は、終わった最後の日（{to}）より後です。',
  'Write an earlier day.': 'もっと前の日付を指定してください。',
}

const ledger: Catalogue = {
  'after={cursor} is not the end of a page.': '続きの位置「{cursor}」が正しくありません。',
  'The ledger cannot be asked by {field}.': '台帳は{field}では絞り込めません。',
  'Write an id of at most 256 characters.': '256文字以内のIDを指定してください。',
  'There is no conversion {id}.': '{id}というCVはありません。',
  'There is no conversion {id}, and never was.': '{id}というCVは、これまで一度もありません。',
  '`onecount ledger --search ID` finds conversions by the id of an order, deal, lead, person or visitor.':
    'CVは、注文・商談・リード・人物・ビジターのIDで探せます。',
  'Every sighting of the conversion would be taken out.': 'すべての記録を外すことになります。',
  'Name those that are another action, and leave the others.':
    '別の行動の記録だけを選び、残りはそのままにしてください。',
  'The two are conversions of different points, and count once for each.':
    '2つは別のCVポイントのCVで、それぞれ1回ずつ数えています。',
  'Merge conversions of the same point; their sightings are then one action wherever both appear.':
    '同じCVポイントのCVどうしを統合してください。その記録は、どのCVポイントでも1つの行動になります。',
  'That is one conversion already.': 'すでに1件のCVです。',
  'They were merged by hand ({by}: {why}).': '手動で統合されています（{by}：{why}）。',
  'They were split by hand ({by}: {why}).': '手動で分割されています（{by}：{why}）。',
  'To take that back: onecount ledger undo {id}': '元に戻すには：onecount ledger undo {id}',
  'The conversion has no sighting {id}.': 'このCVに{id}という記録はありません。',
  'Several sightings are called {id}.': '{id}という記録が複数あります。',
  'Nothing was merged or split by hand under the number {id}.': '手動の統合・分割に{id}番はありません。',
  'is empty; say why': '理由を入力してください。',
  'is empty; name what is another action': '別の行動の記録を選んでください。',
}

const keysAndUsers: Catalogue = {
  'No key was made.': 'キーは作成していません。',
  'There is a key named {name} already.': '「{name}」というキーはすでにあります。',
  'Choose another name, or revoke that key first.': '別の名前にするか、先にそのキーを取り消してください。',
  'There is no key named {name} in force.': '有効な「{name}」というキーはありません。',
  'a browser key needs the sites that may use it, such as https://www.example.com':
    'ブラウザ用キーには、使えるサイトの指定が必要です（例：https://www.example.com）。',
  '{text} is not a site; write https://www.example.com':
    '「{text}」はサイトのアドレスではありません。https://www.example.com のように入力してください。',
  'There is a user named {name} already.': '「{name}」というユーザーはすでにいます。',
  'Choose another name, or make that user a new link: onecount user link NAME':
    '別の名前にするか、そのユーザーのリンクを再発行してください。',
  'There is no user named {name}.': '「{name}」というユーザーはいません。',
  'is taken': 'すでに使われています',
  'is empty; give it a name': '名前を入力してください。',
  'is longer than {count} characters; shorten it': '{count}文字を超えています。短くしてください。',
  'must be {choices}': '{choices}のいずれかにしてください。',
  'must be at most {most}': '{most}以下にしてください。',
  'there is no {field}': '「{field}」という項目はありません。',
  'The body must be an object.': '本文はオブジェクトにしてください。',
  'must be {=type}': '{type}にしてください。',
  'must be {=type} or {=other}': '{type}か{other}にしてください。',
  'must be above {least}': '{least}より大きい値にしてください。',
  'is shorter than {count} characters': '{count}文字以上にしてください。',
  'needs at least {count} entries': '{count}件以上にしてください。',
  'has more than {count} entries': '{count}件以下にしてください。',
  'is not a day: write 2026-04-01': '日付ではありません。2026-04-01 の形にしてください。',
  'is not an instant: write 2026-04-01T00:00:00Z': '日時ではありません。2026-04-01T00:00:00Z の形にしてください。',
  'is neither a day nor an instant: write 2026-04-01 or 2026-04-01T00:00:00Z':
    '日付でも日時でもありません。2026-04-01 または 2026-04-01T00:00:00Z の形にしてください。',
  'is not a field here: there are {fields}': 'ここにはない項目です（使えるもの：{fields}）。',
  'is not a field here': 'ここにはない項目です。',
  'cannot be used': '使えません。',
  'is not an amount: write 600000 or 12.50': '金額ではありません。600000 や 12.50 の形にしてください。',
  'is not a rate: write 0.2, 20% or 194/970': '割合ではありません。0.2、20%、194/970 のいずれかの形にしてください。',
  'is not a number of CVs: write 500': 'CV数ではありません。500 のような整数にしてください。',
}

/** Why an event was refused, worded to follow its field. */
const events: Catalogue = {
  '{value} {=reason}': '{value}：{reason}',
  'is not an event; send an object such as {"name": "page_view"}':
    'イベントではありません。{"name": "page_view"} のようなオブジェクトを送ってください。',
  '{=fault}; every event needs one, such as "page_view"': '{fault}"page_view" のような名前が必要です。',
  'must be text': '文字列にしてください。',
  'must be {=type}; send it as such or leave it out': '{type}で送るか、省いてください。',
  text: '文字列',
  'a number': '数値',
  'an object': 'オブジェクト',
  'true or false': 'trueかfalse',
  'is more than {most}; check its unit': '{most}を超えています。単位を確認してください。',
  'is less than {least}; check its unit': '{least}を下回っています。単位を確認してください。',
  'is empty; fill it': '空です。値を入れてください。',
  'must be ISO 8601 text or milliseconds since 1970; send one of them':
    'ISO 8601形式の文字列か、1970年からのミリ秒で送ってください。',
  'must be true, false, "granted" or "denied"; send one of them':
    'true、false、"granted"、"denied" のいずれかで送ってください。',
  '{=fault}; correct it or leave it out': '{fault}直すか、省いてください。',
  'must be a three-letter code such as JPY': 'JPYのような3文字の通貨コードではありません。',
  'must be a two-letter code such as JP': 'JPのような2文字の国コードではありません。',
  'is not usable ({fault}); correct it or leave it out': '使えません（{fault}）。直すか、省いてください。',
  'properties are {bytes} bytes; an event may have {most}; send what reports need':
    'propertiesが{bytes}バイトあります。上限は{most}バイトです。レポートに必要なものだけを送ってください。',
  'properties are nested deeper than {levels} levels; flatten them':
    'propertiesの階層が{levels}段を超えています。浅くしてください。',
  'is {bytes} bytes; an event may have {most}; send what reports need':
    '{bytes}バイトあります。上限は{most}バイトです。レポートに必要なものだけを送ってください。',
  'looks like seconds; send milliseconds': '秒のようです。ミリ秒で送ってください。',
  'looks like microseconds; send milliseconds': 'マイクロ秒のようです。ミリ秒で送ってください。',
  'is before {day}; send ISO 8601 or milliseconds since 1970':
    '{day}より前です。ISO 8601形式か、1970年からのミリ秒で送ってください。',
  "is {hours} hours ahead of the collector's clock; check the clock of the sender":
    '受信側の時計より{hours}時間進んでいます。送信元の時計を確認してください。',
  'has no time zone; write 2026-04-01T09:00:00+09:00 or 2026-04-01T00:00:00Z':
    'タイムゾーンがありません。2026-04-01T09:00:00+09:00 または 2026-04-01T00:00:00Z のように書いてください。',
  'is not a time; write 2026-04-01T09:00:00+09:00 or milliseconds since 1970':
    '日時ではありません。2026-04-01T09:00:00+09:00 の形か、1970年からのミリ秒にしてください。',
  'is no date of the calendar; correct it': '暦にない日付です。直してください。',
  'is missing': 'ありません。',
  'is missing; give the event a name': 'ありません。イベントに名前を付けてください。',
  'is missing; a hit needs the name of its event': 'ありません。イベント名が必要です。',
  'is missing; a request needs a url, an action or an event':
    'ありません。url、アクション、イベントのいずれかが必要です。',
  'is missing; a page view is "pageview"': 'ありません。ページ表示は "pageview" です。',
  'must be pv, pp, se, ue, tr or ti': 'pv、pp、se、ue、tr、tiのいずれかにしてください。',
  'must be track, page, screen, identify, group or alias':
    'track、page、screen、identify、group、aliasのいずれかにしてください。',
  'must be "event" or "identify"': '"event" か "identify" にしてください。',
  'is no object with fields': '項目を持つオブジェクトではありません。',
}

export const refusalsJa: Catalogue = { ...everywhere, ...privacy, ...questions, ...ledger, ...keysAndUsers, ...events }
