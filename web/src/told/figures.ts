// What the server says of figures, in Japanese: formulas, rules, dates, intervals, why there is none, what to know.
import type { Catalogue } from './told.ts'

const formulas: Catalogue = {
  'events received, repeats of one (source, id) removed': '届いたイベント数（計測元とIDが同じ重複を除く）',
  'visits; silence ends one: 30 minutes, unless the plan says otherwise':
    '訪問数：30分（CV定義に指定があればその時間）操作がなければ1回の訪問が終わる',
  'distinct browsers or devices with a visit': '訪問のあったブラウザ・端末の数（重複なし）',
  'rows of the ledger: real actions that the point counts, each once':
    '台帳の行数：定義にあてはまる実際の行動を、それぞれ1回だけ数える',
  'CVs credited to ad clicks ÷ clicks reported, both on the date of the click':
    '広告クリックに紐づくCV ÷ 媒体が報告したクリック数（どちらもクリック日）',
  'CVs credited to visits ÷ visits': '訪問に紐づくCV ÷ 訪問数',
  'converting visitors ÷ visitors; CVs ÷ visitors where a visitor can convert more than once':
    'CVしたビジター ÷ ビジター数（複数回CVできる定義ではCV数 ÷ ビジター数）',
  'persons with the micro CV who have the macro CV at any time ÷ persons with the micro CV':
    'マイクロCVのある人のうち、いつかマクロCVに至った人 ÷ マイクロCVのある人',
  'money spent: ad reports and other costs': '支出の合計：広告レポートとその他の費用',
  'cost ÷ CVs': '費用 ÷ CV数',
  'value of CVs ÷ cost': 'CVの金額 ÷ 費用',
  'impressions reported': '媒体が報告した表示回数',
  'ad clicks reported': '媒体が報告した広告クリック数',
  'clicks ÷ impressions': 'クリック数 ÷ 表示回数',
  'cost ÷ clicks': '費用 ÷ クリック数',
  'cost ÷ impressions × 1,000': '費用 ÷ 表示回数 × 1,000',
  'sum of the values of CVs': 'CVの金額の合計',
  'value ÷ CVs that carry a value': '金額 ÷ 金額のあるCV数',
  '{percent} % of CVs came within this time of the visit or lead they are credited to':
    'CVの{percent}%が、貢献した訪問またはリードからこの時間内に発生',
  'conversions that platforms report, added up': '媒体が報告したCVの合計',
  'cost of the platforms that report ÷ conversions they report': 'CVを報告した媒体の費用 ÷ 媒体が報告したCV数',
  'conversion value that platforms report, added up': '媒体が報告したCV金額の合計',
  'value that platforms report ÷ cost of the platforms that report': '媒体が報告したCV金額 ÷ その媒体の費用',
  'ad clicks reported ÷ visits': '媒体が報告した広告クリック数 ÷ 訪問数',
  'distinct visitors ÷ impressions': 'ビジター数（重複なし） ÷ 表示回数',
  'persons whose first CV of all falls into the period': '最初のCVがこの期間にある人',
  'cost ÷ new customers': '費用 ÷ 新規顧客数',
  'CVs ÷ cost': 'CV数 ÷ 費用',
  'CVs worth more than nothing ÷ CVs': '金額がゼロより大きいCV ÷ CV数',
  'new customers of the period with a second CV to date ÷ new customers of the period':
    'この期間の新規顧客のうち、これまでに2回目のCVがあった人 ÷ この期間の新規顧客数',
  'value to date of all CVs of new customers of the period ÷ these customers':
    'この期間の新規顧客のこれまでの全CV金額 ÷ その顧客数',
  'value to date of all CVs of new customers of the period ÷ cost': 'この期間の新規顧客のこれまでの全CV金額 ÷ 費用',
  'times that a call to action was half in view for a second, once a page view':
    'CTAの半分以上が1秒以上表示された回数（ページ表示ごとに1回）',
  'clicks on calls to action': 'CTAのクリック数',
  'visits in which it was clicked ÷ visits in which it was seen or clicked':
    'クリックされた訪問 ÷ 表示またはクリックされた訪問',
  'CVs credited to the visit of a click that came after the first click and before the visit was over':
    'クリックのあった訪問に紐づくCVのうち、最初のクリックの後、訪問が終わるまでに発生したもの',
  'CVs that followed a click within the visit ÷ visits in which it was clicked':
    '訪問中にクリックの後で発生したCV ÷ クリックされた訪問',
  'conversions that platforms report ÷ their clicks': '媒体が報告したCV数 ÷ その媒体のクリック数',
}

const intervals: Catalogue = {
  'Wilson, 95 %': 'ウィルソン信頼区間、95%',
  'exact Poisson (Garwood), 95 %': '正確なポアソン信頼区間（Garwood）、95%',
  'cost ÷ {=interval}': '費用 ÷ {interval}',
  '{=interval}, ÷ clicks': '{interval} ÷ クリック数',
  '{=interval}, ÷ cost': '{interval} ÷ 費用',
  'Poisson sums with weights (Fay and Feuer), 95 %': '重みつきポアソン和（Fay・Feuer）、95%',
  '{=interval}, over persons': '{interval}（人単位）',
  '{=interval}, over CVs': '{interval}（CV単位）',
  '{=interval}, over customers': '{interval}（顧客単位）',
  'order statistics, distribution-free, 95 %': '順序統計量（分布を仮定しない）、95%',
  'delta method clustered by visitor, 95 %; exact Poisson where there is no CV':
    'デルタ法（ビジター単位のクラスター）、95%。CVがない場合は正確なポアソン',
  'delta method over visitors, 95 %; exact Poisson where there is no CV':
    'デルタ法（ビジター単位）、95%。CVがない場合は正確なポアソン',
  "Student's t, 95 %": 'スチューデントのt、95%',
}

const bases: Catalogue = {
  session: 'セッション',
  visitor: 'ビジター',
  CV: 'CV1件',
  cost: '費用',
  impression: '表示1回',
  click: 'クリック',
  'ad click': '広告クリック',
  'person with the micro CV': 'マイクロCVのある人',
  '1,000 impressions': '表示1,000回',
  'CV with a value': '金額のあるCV1件',
  'reported CV': '媒体計測CV1件',
  'new customer': '新規顧客',
  'visit that saw it': '表示された訪問',
  'date of the conversion': 'CVの発生日',
  'date of the first CV': '最初のCVの発生日',
  'date of the click or visit credited': '貢献したクリックまたは訪問の日',
  'date of the click': 'クリック日',
  'date of the micro CV': 'マイクロCVの発生日',
  'start of the visit': '訪問の開始日',
  'day of the cost': '費用の発生日',
  'day or period that the platform reports': '媒体が報告した日または期間',
  'time of the event': 'イベントの発生日時',
  'visits of the last {=duration} are credited': '直近{duration}の訪問に紐づける',
}

/** A point's rule, part by part. */
const rules: Catalogue = {
  'event {values}': 'イベント {values}',
  'page view of {values}': '{values} のページ表示',
  'visit of {=bounds}': '{bounds}の訪問',
  'at least {value} page view': '{value}ページ以上',
  'at least {value} page views': '{value}ページ以上',
  'at least {value} second': '{value}秒以上',
  'at least {value} seconds': '{value}秒以上',
  '{value} second': '{value}秒',
  '{value} seconds': '{value}秒',
  '{value} minute': '{value}分',
  '{value} minutes': '{value}分',
  '{value} hour': '{value}時間',
  '{value} hours': '{value}時間',
  '{value} day': '{value}日',
  '{value} days': '{value}日',
  lead: 'リード',
  order: '注文',
  deal: '商談',
  'deal reaches stage {values}': '商談がステージ {values} に到達',
  '{=what} where {=conditions}': '{what}（{conditions}）',
  '{=one} and {=more}': '{one}、{more}',
  ' or ': ' または ',
  ' and ': '、',
  '{value} is {values}': '{value}が {values}',
  '{value} is not {values}': '{value}が {values} 以外',
  '{value1} is more than {value2}': '{value1}が{value2}超',
  '{value1} is at least {value2}': '{value1}が{value2}以上',
  '{value1} is less than {value2}': '{value1}が{value2}未満',
  '{value1} is at most {value2}': '{value1}が{value2}以下',
  '{value1} contains {value2}': '{value1}に {value2} を含む',
  '{value1} starts with {value2}': '{value1}が {value2} で始まる',
  '{value} is there': '{value}がある',
  '{value} is not there': '{value}がない',
  'is not {values}': '{values} 以外',
  'is more than {value}': '{value}超',
  'is at least {value}': '{value}以上',
  'is less than {value}': '{value}未満',
  'is at most {value}': '{value}以下',
  'contains {value}': '{value} を含む',
  'starts with {value}': '{value} で始まる',
  'is there': 'ある',
  'every time': '毎回数える',
  'once per {=unit}': '{unit}につき1回',
  'once per {=unit} within {=duration}': '{duration}以内に{unit}につき1回',
  person: '1人',
  event: 'イベント1件',
  'as the platform reports it': '媒体の報告どおり',
  'as often as the platform counts': '媒体が数えた回数',
}

/** Why a figure is not given. */
const refusals: Catalogue = {
  'money is in {list}; ask by currency': '通貨が複数あります（{list}）。通貨別に見てください',
  '{count} CVs but no {=unit}s': 'CVは{count}件ありますが、{unit}がありません',
  'more CVs ({cvs}) than {=unit}s ({units})': 'CV（{cvs}件）が{unit}（{units}）より多いため計算できません',
  'no {=unit}s': '{unit}がありません',
  '{metric} is not dealt out by models.': '{metric}はモデルでは配分できません。',
  'Ask for cv, cpa, cost, value or roas.': 'cv、cpa、cost、value、roasのいずれかを指定してください。',
  'Models deal CVs out to channels or to campaigns.': 'モデルの配分先はチャネルかキャンペーンです。',
  'Split by channel or by campaign alone.': 'チャネル別かキャンペーン別だけを指定してください。',
  'A filter would take touches out of the paths.': '絞り込むと経路から接点が抜けてしまいます。',
  'Ask without a filter.': '絞り込みを外してください。',
  'Several visits led to a CV, so it has no single click date.':
    '1件のCVに複数の訪問が関わるため、クリック日を1つに決められません。',
  'Leave basis out.': 'CVの日付は発生日にしてください。',
  'Visits are not kept as they were known on a day.': '訪問は、過去の時点での内容を残していません。',
  'Leave known out; plan may be given.': '時点の指定を外してください（定義の版は指定できます）。',
  'nobody with the micro CV': 'マイクロCVのある人がいません',
  'no cost is known here': '費用のデータがありません',
  'cost but no CV yet': '費用はありますが、CVはまだありません',
  'cost but no reported CV yet': '費用はありますが、媒体が報告したCVはまだありません',
  'no CV carries a value': '金額のあるCVがありません',
  'no CV': 'CVがありません',
  'no new customer': '新規顧客がいません',
  'cost but no new customer yet': '費用はありますが、新規顧客はまだいません',
  'no CV of a new customer carries a value': '新規顧客のCVに金額がありません',
  'no impressions': '表示がありません',
  '{count} clicks but no impressions': 'クリックは{count}回ありますが、表示がありません',
  'more clicks ({clicks}) than impressions ({impressions})':
    'クリック（{clicks}）が表示（{impressions}）より多いため計算できません',
  'no CV is credited to a visit or lead before it': '事前の訪問やリードに紐づくCVがありません',
  '{list}: not counted yet; ask again soon': '{list}はまだ集計していません。少し待ってからもう一度お試しください',
  'the plan has no point {points}': '定義に{points}というCVポイントがありません',
  'visits are not kept as they were known on a day': '訪問は、過去の時点での内容を残していません',
  'sightings are not kept as they were known on a day': 'CVの記録は、過去の時点での内容を残していません',
  'what is told of persons is not kept as it was known on a day': '人の属性は、過去の時点での内容を残していません',
  'no platform figures are imported': '媒体の計測値はまだ取り込まれていません',
  'platforms do not report {points}; they report {list}':
    '媒体は{points}を報告していません。報告しているのは{list}です',
  'platforms report several points; name one: {list}':
    '媒体は複数のCVポイントを報告しています。1つ選んでください：{list}',
  '{=tables} not known by {dimension}': '{tables}、{dimension}別には分けられません',
  'events are': 'イベントは',
  'visits are': '訪問は',
  'conversions are': 'CVは',
  'costs and clicks are': '費用とクリックは',
  "platforms' figures are": '媒体の計測値は',
  'the source of a conversion is who saw it, the source of a cost is who reported it':
    'CVの計測元と費用の報告元は別のものなので、並べられません',
  'the source of a conversion is who saw it, the source of a visit is who sent its events':
    'CVの計測元と訪問の計測元は別のものなので、並べられません',
  'the source of a visit is who sent its events, the source of a click is who reported it':
    '訪問の計測元とクリックの報告元は別のものなので、並べられません',
  'the source of a conversion is who saw it, the source of a click is who sent it':
    'CVの計測元とクリックの計測元は別のものなので、並べられません',
  'a customer is new once, whatever the point; name one with point':
    '新規顧客は1人1回だけです。CVポイントを1つ指定してください',
  'a click has no currency that a conversion shares': 'クリックにはCVと共通の通貨がありません',
  'a conversion has no currency of cost; ask by campaign, channel or platform instead':
    'CVには費用の通貨がありません。キャンペーン、チャネル、媒体別に見てください',
  'a transition goes from one point to another; name them with point and micro':
    '遷移率は2つのCVポイントの間で求めます。pointとmicroで指定してください',
}

/** What to know beside the figures. */
const caveats: Catalogue = {
  '1 event came without an id; a retry of it would count again.':
    'IDのないイベントが1件あり、再送された場合は重複して数えるおそれがあります。',
  '{count} events came without an id; a retry of theirs would count again.':
    'IDのないイベントが{count}件あり、再送された場合は重複して数えるおそれがあります。',
  'The rules for visits changed; not everything is counted again by them yet.':
    '訪問のルールが変わったため、数え直しの途中です。',
  'Suspected doubles, without an id and like another within a minute: {value} event.':
    'IDがなく、1分以内の別のイベントと内容が同じため、重複の疑いがあるイベント：{value}件。',
  'Suspected doubles, without an id and like another within a minute: {value} events.':
    'IDがなく、1分以内の別のイベントと内容が同じため、重複の疑いがあるイベント：{value}件。',
  'visits before {day} are no longer kept; ask for days from then on':
    '{day}より前の訪問は残していません。それ以降の期間で集計してください',
  'events before {day} are no longer kept; ask for days from then on':
    '{day}より前のイベントは残していません。それ以降の期間で集計してください',
  '1 person who was seen in this time was erased: CVs are counted without a name, visits and events are gone.':
    'この期間の1人分のデータを消去しました。CVは個人と切り離して数え、訪問とイベントは残っていません。',
  '{count} persons who were seen in this time were erased: CVs are counted without a name, visits and events are gone.':
    'この期間の{count}人分のデータを消去しました。CVは個人と切り離して数え、訪問とイベントは残っていません。',
  'Events before {day} are no longer kept: a definition that is new since then cannot be counted there.':
    '{day}より前のイベントは残していません。その後に作った定義では、その期間を数えられません。',
  'Visits before {day} are no longer kept: a definition that is new since then finds no visits there, and paths lack them.':
    '{day}より前の訪問は残していません。その後に作った定義では訪問を数えられず、経路にも含まれません。',
  'Whose leads, deals and orders before {day} are is no longer kept: a definition that is new since then tells no persons apart there.':
    '{day}より前のリード・商談・注文の個人情報は残していません。その後に作った定義では、その期間の人を見分けられません。',
  'Left out as junk (bots, floods): {value} visit.': 'ボットや大量送信とみなして除いた訪問：{value}件。',
  'Left out as junk (bots, floods): {value} visits.': 'ボットや大量送信とみなして除いた訪問：{value}件。',
  'Left out as junk (bots, floods), and no CV: {value} sighting.':
    'ボットや大量送信とみなして除き、CVに数えていない記録：{value}件。',
  'Left out as junk (bots, floods), and no CV: {value} sightings.':
    'ボットや大量送信とみなして除き、CVに数えていない記録：{value}件。',
  'Left out as junk (bots, floods): {value} {visits}.':
    '不正なアクセス（ボット、大量送信）として除いた訪問：{value}件。',
  'Left out as junk (bots, floods), and no CV: {value} {sightings}.':
    '不正なアクセス（ボット、大量送信）として除き、CVにしていない記録：{value}件。',
  'Suspected doubles, without an id and like another within a minute: {value} {events}.':
    '重複の疑い（IDがなく、1分以内の別のイベントと同じ内容）：{value}件。',
  '{list}: not counted yet.': '{list}はまだ集計していません。',
  '{count} stored {batches} not counted yet.': '届いたデータのうち{count}件のまとまりは、まだ集計していません。',
  '{count} {cvs} seen under two versions of the plan; each counts once, by its earliest sighting.':
    '{count}件のCVは定義の2つの版にまたがり、最初に確認された時点で1回だけ数えています。',
  '{count} {persons} had {macro} before {micro}; counted.':
    '{count}人は「{micro}」より先に「{macro}」がありました。遷移率に含めています。',
  '{count} {persons} had {macro} without {micro}; not in the transition rate.':
    '{count}人は「{micro}」なしで「{macro}」がありました。遷移率には含めていません。',
  '{value} CV': 'CV{value}件',
  '{value} CVs': 'CV{value}件',
  'Credited to no click or visit, so without such a date and left out: {=cvs}.':
    'クリックにも訪問にも紐づかず、その日付がないため、{cvs}を除いています。',
  'Credited to no visit, so not in the rate per session or visitor: {=cvs}.':
    '訪問に紐づかない{cvs}は、セッションCVRとビジターCVRには含まれません。',
  '{days} days are compared with {other}; compare rates rather than counts.':
    '{days}日と{other}日の比較です。件数ではなく率で比べてください。',
  'Recent periods lack conversions that are still to come; what they are compared with has them.':
    '最近の期間にはまだ届いていないCVがありますが、比較対象にはすべて含まれています。',
  'Without a value: {=cvs}.': '金額のないもの：{cvs}。',
  'Credited to nothing, so without a time to convert: {=cvs}.': '何にも紐づかず、CVまでの時間がわからないもの：{cvs}。',
  'Older than the lead or visit credited, so without a time to convert: {=cvs}.':
    '貢献したリードや訪問より前に発生し、CVまでの時間がわからないもの：{cvs}。',
  'Reported for a period and spread evenly over its days: {value} {=costs}.':
    '期間で計上された{costs}{value}件は、日割りで配分しています。',
  costs: '費用',
  'platform figure': '媒体の計測値',
  'platform figures': '媒体の計測値',
  'The macro CV was {before} before {day} and is {after} since: these are different actions; name the point that is meant.':
    'マクロCVは{day}に「{before}」から「{after}」に変わりました。別の行動の件数なので、対象のCVポイントを選んでください。',
  '{name} is counted by another rule since {day}: figures before and after are not of the same thing; one version of the plan counts all alike.':
    '「{name}」は{day}から別の定義で数えています。前後の数値は同じものではありません。計測プランの版を1つ選ぶと、全期間を同じ定義で数えます。',
  'Money is in {list} and is never added up across currencies; ask by currency.':
    '通貨が複数あり（{list}）、合算できません。通貨別に見てください。',
  'At that time no {=what} known; the first came {time} UTC.':
    'その時点では{what}まだ把握していませんでした。最初に届いたのは{time}（UTC）です。',
  'conversion was': 'CVを',
  'cost was': '費用を',
  'figure of a platform was': '媒体の計測値を',
  '{list}: what was told of the person last before the CV, else first within a day after it, up to three links between identifiers away.':
    '{list}：CVの前に最後に伝えられた人の属性です。CVの前に何もなければ、CV後1日以内に最初に伝えられたものです。識別子のつながりは3つ先までたどります。',
  'What calls told of persons before {day} is no longer kept; imported columns are.':
    '{day}より前に識別の呼び出しで伝えられた人の属性は残していません。取り込んだファイルの列は残っています。',
  'Nothing was ever counted with {dimension} "{value}". {=known}':
    '{dimension}が「{value}」のデータは、これまでにありません。{known}',
  'No row of this answer says its {dimensions}, so it is not split by it.':
    'どの行にも{dimensions}の値がないため、分けられません。',
  'No {dimensions} has both cost ({spent}) and conversions ({converted}); names are compared letter for letter.':
    '費用（{spent}）とCV（{converted}）の両方がある行がありません。名前は一字一句同じである必要があります。',
}

export const figuresJa: Catalogue = { ...formulas, ...intervals, ...bases, ...rules, ...refusals, ...caveats }
