// What the server says of a plan, in Japanese: what is wrong with it, what is doubtful, what cannot be done with it now.
import type { Catalogue } from './told.ts'

const wrong: Catalogue = {
  'The plan cannot be read: {fault}': '定義を読めません：{fault}',
  'The plan is empty': '定義が空です。',
  'A plan has at least points: with one macro.': '定義には少なくとも points: とマクロCV 1つが必要です。',
  'A field is written twice': '同じ項目が2回書かれています。',
  'Keep one of the two.': 'どちらか1つを残してください。',
  'This is not YAML: {fault}': 'YAMLとして読めません：{fault}',
  'Check indentation, colons and brackets; quote text with : in it.':
    '字下げ、コロン、かっこを確認してください。: を含む文字列は引用符で囲んでください。',
  'It has points:, each with id, name, tier and match; one is the macro.':
    'points: に、id、name、tier、match を持つCVポイントを並べ、1つをマクロCVにしてください。',
  'List at least the macro point under points:': 'points: に少なくともマクロCVを書いてください。',
  'A point has id, name, tier and match.': 'CVポイントには id、name、tier、match が必要です。',
  'Give the point a short id such as deal_won.': 'deal_won のような短いIDを付けてください。',
  'Give the point a name that people know it by.': 'みなさんが呼んでいる名前を付けてください。',
  'Write tier: macro for the one final outcome, tier: micro for a step before it.':
    '最終成果は tier: macro、その手前の行動は tier: micro と書いてください。',
  'Name one of {kinds}: match: { event: sale }.': '{kinds}のいずれかを指定してください：match: { event: sale }',
  'Write { per: person, within: 90d }, or once_per: person for ever.':
    '{ per: person, within: 90d }、または期間なしなら once_per: person と書いてください。',
  'For every lead write lead: {}.': 'すべてのリードなら lead: {} と書いてください。',
  'For every deal write deal: {}, for won ones deal: { stage: won }.':
    'すべての商談なら deal: {}、成約した商談なら deal: { stage: won } と書いてください。',
  'For every order write order: {}.': 'すべての注文なら order: {} と書いてください。',
  'Write a day of the calendar as year-month-day: 2026-04-01.': '日付を 2026-04-01 の形で書いてください。',
  'Write the code of the currency in capitals: JPY, USD, EUR.': '通貨コードを大文字で書いてください：JPY、USD、EUR',
  'Write its ISO 4217 code: JPY, USD, EUR.': 'ISO 4217の通貨コードを書いてください：JPY、USD、EUR',
  'Write the name of the event, or a list of names: event: order_completed.':
    'イベント名、またはその一覧を書いてください：event: order_completed',
  'Write the path of the page, or a list of paths: page: /thanks*.':
    'ページのパス、またはその一覧を書いてください：page: /thanks*',
  'Two sightings this close count as one; 30m is the default.':
    'この時間内の2つの記録は1つに数えます。初期値は30mです。',
  'Give it a value, or take it out.': '値を書くか、削除してください。',
  'Name at least one.': '少なくとも1つ指定してください。',
  'is an empty list': '一覧が空です。',
  'must be at least {least}': '{least}以上にしてください。',
  'Write {least} or more.': '{least}以上を書いてください。',
  'must be {=type}, not {given}': '{type}にしてください（現在は {given}）。',
  'a list': '一覧',
  'a whole number': '整数',
  'a set of fields': '項目の組',
  'Put it in quotes: {text}.': '引用符で囲んでください：{text}',
  'Take the quotes away: {number}.': '引用符を外してください：{number}',
  'cannot be {given}': '{given} は指定できません。',
  '{given} is not a day': '{given} は日付ではありません。',
  'Did you mean {meant}? It is one of {choices}.': '{meant}のことですか？使えるのは{choices}です。',
  'It is one of {choices}.': '使えるのは{choices}です。',
  'names {kinds}, but a point counts one kind of thing': '{kinds}が指定されていますが、数えられるのは1種類だけです。',
  'Keep one; count the other with a point of its own.': '1つを残し、もう一方は別のCVポイントにしてください。',
  'does not say what counts': '何を数えるかが書かれていません。',
  'is not a comparison': '比較の書き方ではありません。',
  'It is one of {choices}; a field within a field is written properties.plan.':
    '使えるのは{choices}です。項目の中の項目は properties.plan のように書きます。',
  'belongs to event and page only': 'eventとpageにだけ使えます。',
  'Write conditions directly: deal: { stage: won }.': '条件を直接書いてください：deal: { stage: won }',
  'is not a known field': '知らない項目です。',
  'Known here: {known}.': 'ここで使えるのは{known}です。',
  'Write a value, a list of values, or a comparison such as { gte: 100 }.':
    '値、値の一覧、または { gte: 100 } のような比較を書いてください。',
  'is not a duration: write 30m, 12h or 30d': '期間ではありません。30m、12h、30d のように書いてください。',
  'must start with a letter and hold only a-z, 0-9 and _': '英小文字で始め、a-z、0-9、_ だけを使ってください。',
  '{fault} (line {line})': '{fault}（{line}行目）',
}

const rules: Catalogue = {
  '"{text}" is not a time zone': '「{text}」はタイムゾーンではありません。',
  'Write region and city, such as Asia/Tokyo, or UTC.': 'Asia/Tokyo のような地域/都市か、UTCを書いてください。',
  '"{text}" is not a currency': '「{text}」は通貨ではありません。',
  '"{text}" is named twice': '「{text}」が2回書かれています。',
  'Name each department once.': '部門は1回ずつ書いてください。',
  '"{id}" is the id of points[{index}] too': '「{id}」は points[{index}] のIDでもあります。',
  'Give each point an id of its own.': 'CVポイントごとに別のIDを付けてください。',
  'hold no macro': 'マクロCVがありません。',
  'Give the one final outcome tier: macro.': '最終成果の1つを tier: macro にしてください。',
  'is a second macro; points[{index}] is the macro already':
    '2つ目のマクロCVです。マクロCVはすでに points[{index}] です。',
  'A plan has one macro: make the other ones micro.': 'マクロCVは1つだけです。他は micro にしてください。',
  'hold {=count}; a plan has two to four': '{count}。マイクロCVは2〜4つにします。',
  'no micro': 'マイクロCVがありません',
  'one micro': 'マイクロCVが1つだけです',
  'Change that, or say why in a note: line.': '直すか、note: に理由を書いてください。',
  'Use person, visitor or event, or match an event, a deal or an order.':
    'person、visitor、eventのいずれかにするか、イベント、商談、注文を数えてください。',
  'Use person, visitor or event, or match an event or a page.':
    'person、visitor、eventのいずれかにするか、イベントかページを数えてください。',
  'Write session: { pages: 3 } or session: { seconds: 60 }.':
    'session: { pages: 3 } または session: { seconds: 60 } と書いてください。',
  'has no bound, so every visit would count': '下限がないため、すべての訪問を数えてしまいます。',
  'does not say where the amount comes from': '金額をどこから取るかが書かれていません。',
  'has both from and fixed': 'fromとfixedの両方があります。',
  'Write value: { from: value } or value: { fixed: 5000 }.':
    'value: { from: value } または value: { fixed: 5000 } と書いてください。',
  'counts exactly what points[{index}] ({name}) counts': 'points[{index}]（{name}）とまったく同じものを数えています。',
  'Remove one, or give it a match or once_per of its own.': 'どちらかを削除するか、matchかonce_perを変えてください。',
  'has no effect: counted once per event, nothing is merged by person':
    '効果がありません。イベントごとに数えるため、人物では統合されません。',
  'Take it out, or count once per person.': '削除するか、1人につき1回にしてください。',
  '"{one}" and "{other}" differ in capitals only, and are two different ones':
    '「{one}」と「{other}」は大文字・小文字だけが違い、別のものとして扱われます。',
  'Write each as the files do; they are compared letter for letter.':
    'ファイルのとおりに書いてください。一字一句比べます。',
  'no {=kind} is "{text}", but there are some that are "{other}"':
    '「{text}」の{kind}はありませんが、「{other}」はあります。',
  'Write {text}: they are compared letter for letter.': '{text} と書いてください。一字一句比べます。',
}

/** Channel rules and settings of visits in a plan. */
const channels: Catalogue = {
  'has no condition, so every visit would fit': '条件がないため、すべての訪問にあてはまります。',
  'Name one: utm_medium: affiliate.': '1つ指定してください：utm_medium: affiliate',
  'Say which visits: where: { utm_medium: affiliate }.': 'どの訪問かを書いてください：where: { utm_medium: affiliate }',
  'A rule has id and where.': 'ルールには id と where が必要です。',
  'Give the channel a short id such as brand_search, or that of a built-in one.':
    'brand_search のような短いIDか、組み込みチャネルのIDを付けてください。',
  'is nothing that a visit has': '訪問にない項目です。',
  'is never reached: channels[{index}] ({id}) takes every visit that fits it':
    '使われません。あてはまる訪問はすべて channels[{index}]（{id}）になります。',
  'Put it before that one, or take it out.': 'その前に置くか、削除してください。',
  'Write 1m to 24h; 30m is the default.': '1m〜24hで書いてください。初期値は30mです。',
  'Write true: another campaign begins another visit; or false.':
    'trueなら別のキャンペーンで新しい訪問になります。そうでなければfalseと書いてください。',
  'Write it with https:// at its beginning.': 'https:// から書いてください。',
  'No channel can be told.': 'チャネルを判定できません。',
}

/** What cannot be done with a version or a draft, and why. */
const refusals: Catalogue = {
  'The plan has {=count}; nothing was stored.': '定義に{count}の問題があります。何も保存していません。',
  'one problem': '1か所',
  '{value} problems': '{value}か所',
  'A plan may have 1 MB.': '定義は1MBまでです。',
  'Nothing was stored.': '何も保存していません。',
  'The comment was not stored.': 'コメントは保存していません。',
  'Nothing was withdrawn.': '取り下げていません。',
  'is empty; write something': '何か入力してください。',
  'There is no such draft.': 'その下書きはありません。',
  '`onecount plan drafts` lists them.': '`onecount plan drafts` で一覧を確認できます。',
  'This draft {=became}. Nothing was stored.': 'この下書きは{became}。何も保存していません。',
  'was thrown away': '破棄されています',
  'is version {version} of the plan now': '定義の第{version}版になっています',
  'Begin another draft; your text is still here to be copied.':
    '別の下書きを始めてください。入力した内容はまだコピーできます。',
  '{who} saved this draft after you had opened it. Nothing was stored.':
    '開いた後に{who}がこの下書きを保存しました。何も保存していません。',
  'Open it again beside yours, and put your changes in.': 'もう一度開いて、変更を入れ直してください。',
  'Version {version} was agreed.': '第{version}版は合意済みです。',
  'Version {version} was withdrawn.': '第{version}版は取り下げられました。',
  'Version {version} is agreed, and what is agreed never changes.':
    '第{version}版は合意済みで、合意した内容は変わりません。',
  'Propose another version that takes its place.': '代わりの版を提案してください。',
  'Version {version} was overtaken by a later version that is agreed.':
    '第{version}版より後の版が、すでに合意されています。',
  'Propose the plan again to agree on it.': 'もう一度提案してから合意してください。',
  'This is for people who sign in, and for editors; your role is {=role}.':
    'サインインした人と編集者の操作です。あなたの権限は{role}です。',
  'This plan names no departments, so editors and admins agree to it.':
    'この定義には部門がないため、編集者と管理者が合意します。',
  'An admin can make you one (onecount user role NAME editor), or propose a plan that names departments.':
    '管理者に編集者の権限をもらうか（onecount user role 名前 editor）、部門のある定義を提案してもらってください。',
  'You may agree for {departments}, and not for {other}.': '合意できるのは{departments}で、{other}ではありません。',
}

export const plansJa: Catalogue = { ...wrong, ...rules, ...channels, ...refusals }
