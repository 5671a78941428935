// What the server says is missing from the data, in Japanese: what happened, the likely cause, what to do.
import type { Catalogue } from './told.ts'

const what: Catalogue = {
  '{=series} fell by {=percent}': '{series}が{percent}減少',
  '{=series} rose by {=percent}': '{series}が{percent}増加',
  '{source} fell silent': '{source}からの送信が途絶えました',
  '{source} has been silent for {hours} hours': '{source}から{hours}時間、何も届いていません',
  '{percent} % of what {source} sent in 24 hours was refused':
    '{source}が24時間に送ったもののうち{percent}%を受け付けられませんでした',
  '{count} requests without a known key in 24 hours were refused':
    '有効なキーのないリクエスト{count}件を24時間のうちに受け付けませんでした',
  "{percent} % of {source}'s page views come from an older tag ({names}; newest {newest})":
    '{source}のページ表示の{percent}%が古いタグ（{names}、最新は{newest}）から届いています',
  'events of {source}': '{source}のイベント',
  'conversions of {point}': '{point}のCV',
  '{point} as {source} sees it': '{source}が計測した{point}',
  'click ids of ads on {campaigns}': '{campaigns}の広告クリックID',
  'visitors known to {source}': '{source}が識別できるビジター',
  '{point} with user, e-mail or phone from {source}': '{source}からの{point}のうち、会員・メール・電話のわかるもの',
  '{=lacking} ({=share}, {=usual} expected)': '{lacking}（{share}、通常は{usual}）',
  '{value} %': '{value}%',
  'more ad visits from {campaigns} lack a click id': '{campaigns}からの広告訪問で、クリックIDの欠けが増加',
  'more events of {source} come without a visitor': '{source}のイベントで、ビジターのわからないものが増加',
  'more of {point} from {source} tell no user, e-mail or phone':
    '{source}からの{point}で、会員・メール・電話のわからないものが増加',
}

const causes: Catalogue = {
  'The tag or the sender is gone, its key is revoked, or its requests are blocked.':
    'タグや送信元がなくなった、キーが取り消された、またはリクエストが遮断されています。',
  'Part of what it saw no longer arrives: pages without the tag, a consent tool, a blocked address; or fewer people came (a holiday, a campaign that ended).':
    '一部が届かなくなりました（タグのないページ、同意ツール、アドレスの遮断）。または訪れる人が減りました（休日、施策の終了）。',
  'Events sent twice, bots, or more people: a campaign that began.':
    'イベントの二重送信、ボット、または訪れる人の増加（施策の開始）です。',
  'The page or call that tells this source of it has changed; other sources say whether the action itself fell.':
    'この計測元に伝えるページや処理が変わりました。行動そのものが減ったかどうかは、他の計測元でわかります。',
  'It is told more often than it happens (a thank-you page that fires twice), or it happens more.':
    '実際より多く伝えられている（サンクスページの二重発火など）か、実際に増えています。',
  'Fewer people do it: a page or form that does not work, other traffic, a campaign that ended.':
    '行動する人が減りました（ページやフォームの不具合、流入の変化、施策の終了）。',
  'More people do it, or one action counts more than once.': '行動する人が増えたか、1つの行動を複数回数えています。',
  'A redirect, link shortener or app drops the parameters, or auto-tagging is off.':
    'リダイレクト、短縮URL、アプリがパラメータを落としているか、自動タグ設定がオフです。',
  'The consent banner has changed, or its default; or a browser withholds the identifier.':
    '同意バナーやその初期値が変わったか、ブラウザが識別子を渡さなくなりました。',
  'A form no longer hands over the address: a new form, a frame, a field without its mark.':
    'フォームがメールアドレスを渡さなくなりました（新しいフォーム、フレーム、目印のない項目）。',
  'Some pages or templates carry a copy of the tag, or a cache keeps the old one.':
    '一部のページやテンプレートにタグのコピーがあるか、キャッシュに古いタグが残っています。',
  'Mostly: {=reason}': '主な理由：{reason}',
  'Mostly: {reason}': '主な理由：{reason}',
}

const remedies: Catalogue = {
  'Send a test event; look at the latest rejections; ask what was deployed that day.':
    'テストイベントを送り、最近受け付けられなかったものを確認し、その日のリリース内容を確認してください。',
  'Send a test event; look at the latest rejections; ask what was deployed since.':
    'テストイベントを送り、最近受け付けられなかったものを確認し、その後のリリース内容を確認してください。',
  'Compare with ad clicks of those days: if these did not fall, look for pages without the tag.':
    'その期間の広告クリックと比べてください。クリックが減っていなければ、タグのないページを探してください。',
  'Look whether spend rose too; if not, look for repeats and for one browser that sends most of it.':
    '費用も増えたか確認してください。増えていなければ、重複や、大半を送っているブラウザを探してください。',
  'Do the action yourself and watch whether it arrives from this source.':
    '自分でその行動を行い、この計測元から届くか確認してください。',
  'Open the conversions of those days in the ledger and look at what was merged.':
    'その期間のCVを台帳で開き、統合された記録を確認してください。',
  'Do it yourself from the landing page on; compare channels on those days.':
    'ランディングページから自分で試し、その期間をチャネル別に比べてください。',
  'Open the conversions of those days in the ledger: look for the same person under two ids.':
    'その期間のCVを台帳で開き、同じ人物が2つのIDになっていないか確認してください。',
  "Click an ad and look whether the address keeps its click id; check the platform's auto-tagging.":
    '広告をクリックしてアドレスにクリックIDが残るか確認し、媒体の自動タグ設定を確認してください。',
  'Open the site in a fresh browser and see what the banner sends; ask who changed it.':
    '新しいブラウザでサイトを開いてバナーの送信内容を確認し、変更した人に確認してください。',
  'Send the form and look in Events whether e-mail or user arrives with it.':
    'フォームを送信し、メールや会員の情報が届くかを「イベント」で確認してください。',
  'Correct the sender; what was refused is not kept, so send it again where that can be done.':
    '送信元を直してください。受け付けなかったものは残っていないため、可能であれば再送してください。',
  'Find these pages: their page views hold the older version in the property `tag`.':
    '該当ページを探してください。ページ表示のプロパティ `tag` に古い版が入っています。',
}

/** How many there were that no source saw. */
const trueNumbers: Catalogue = {
  'Nothing was counted in these days.': 'この期間にはCVがありません。',
  'Left out, as the smaller lists: {sources}.': '件数が少ないため除いた計測元：{sources}。',
  '{list} have too few in common.': '{list}には共通のCVが少なすぎます。',
  'Only {source} sees it, so nothing can be said of what it misses: let a second source tell of it too.':
    '{source}だけが計測しているため、見落としは推定できません。別の計測元からも送ってください。',
  'Carry nothing that ties them to another source, and are corrected for: {shares}.':
    '他の計測元と結びつける情報がないもの（補正済み）：{shares}。',
  'Two lists cannot tell whether {one} and {other} miss the same people (who refuse, who block); if they do, there are more than this.':
    '計測元が2つでは、{one}と{other}が同じ人（拒否や遮断をした人）を見落としているかはわかりません。その場合、実際はこれより多くなります。',
  'What no source can ever see (people who refuse and pay by invoice, say) is not part of it.':
    'どの計測元にも決して見えないもの（拒否したうえで請求書払いをした人など）は含まれません。',
}

export const gapsJa: Catalogue = { ...what, ...causes, ...remedies, ...trueNumbers }
