// Glossary: the product's own words. Data only.
import { type Term, both, one } from './entry.ts'

export const productTerms: readonly Term[] = [
  one(
    both('plan', '定義（プラン）'),
    ['plans', 'プラン', 'measurement plan', '計測計画'],
    both(
      'The versioned document that holds the points; proposed, agreed, superseded, with an effective date.',
      'CVポイントをまとめた、版のある文書。提案・合意・交代の段階と、有効日を持つ。',
    ),
    { plan: 'version' },
  ),
  one(
    both('library', 'ライブラリ'),
    ['point library', 'ready-made points'],
    both(
      'Conversion points that are ready to use, with the snippets that measure them.',
      'そのまま使えるCVポイントと、計測するためのスニペットの一覧。',
    ),
  ),
  one(
    both('template', '雛形'),
    ['industry plan', 'starting plan', 'テンプレート'],
    both('A plan to start with, for a kind of business.', '業種別の、はじめの定義案。'),
  ),
  one(
    both('definition', '定義'),
    ['counting rule', 'カウントルール'],
    both(
      'A point’s counting rule. Two versions of a plan with the same rule share it.',
      'ポイントの数え方。同じ数え方なら、版が違っても1つの定義。',
    ),
  ),
  one(
    both('once per', '重複の扱い'),
    ['once_per', 'counting type', 'カウント方法', '1回のみ', 'every'],
    both(
      'How often a point counts: once per order, session, visitor or person, or every time.',
      'ポイントを何につき1回数えるか（注文、セッション、ビジター、人、または毎回）。',
    ),
  ),
  one(
    both('as-was', '当時の定義で'),
    ['as was', 'as-is', 'as is', '現行の定義で'],
    both(
      'As-was: each day counted by the plan then in force. As-is: all history by one version.',
      'as-wasは各日を当時の版で、as-isは全期間を1つの版で数えること。',
    ),
  ),
  one(
    both('known from', '把握した時点'),
    ['known to', 'known', 'bitemporal', 'データの時点'],
    both(
      'When we knew, beside when it happened: figures can be asked as they were known on a day.',
      '「起きた時」とは別の「把握した時」。過去のある日に分かっていた数値を再現できる。',
    ),
  ),
  one(
    both('home', 'ホーム（所属先の識別子）'),
    ['filed under'],
    both(
      'The identifier that a sighting is filed under: what leads there leads to the sighting.',
      'サイティングが登録されている識別子。そこへたどり着けば、そのサイティングが見つかる。',
    ),
  ),
  one(
    both('sighting', 'サイティング（目撃）'),
    ['sightings', '検知'],
    both(
      'One event, visit or record that a point’s rule matched.',
      'ポイントの条件に合ったイベント・訪問・レコードの1件。',
    ),
  ),
  one(
    both('real action', '実際の行動'),
    ['real actions'],
    both(
      'Sightings that are the same thing happening: same order, payment, deal or event id, or the same person within a window.',
      '同じ出来事を示すサイティングのまとまり（同じ注文・支払い・商談・イベントID、または一定時間内の同じ人）。',
    ),
  ),
  one(
    both('duplicate', '重複'),
    ['suppressed', 'deduplication', 'dedupe', 'double counting', '二重計上', '重複排除'],
    both(
      'The same real action seen again. It stays visible beside the CV it belongs to, and makes none of its own.',
      '同じ行動がもう一度計測されたもの。元のCVに紐づけて残し、CVには数えない。',
    ),
  ),
  one(
    both('ruling', '手動の判断'),
    ['rulings', 'merge', 'split'],
    both(
      'What somebody decided by hand: sightings that are one real action, or two.',
      '同じ行動か別の行動かを、人が手で決めたもの。',
    ),
  ),
  one(
    both('reversal', '取り消し'),
    ['refund', 'cancellation', '返金', 'キャンセル'],
    both(
      'A record that takes a real action back. The CV stays; its state and value change.',
      '行動を取り消す記録。CVは残り、状態と金額が変わる。',
    ),
  ),
  one(
    both('state', '状態'),
    ['cv_state', 'CVの状態'],
    both(
      'What became of a conversion: counted, partly refunded, refunded, cancelled.',
      'CVのその後（計上、一部返金、返金、取消）。',
    ),
  ),
  one(
    both('ledger', '台帳'),
    ['CV台帳', 'conversions ledger'],
    both('All conversions, in every state they were ever known in.', 'すべてのCVを、過去の状態も含めて記録したもの。'),
    { metric: 'cv' },
  ),
  one(both('alias', '別ID'), ['aliases'], both('An id that a conversion once had.', 'CVが以前に持っていたID。')),
  one(
    both('identifier', '識別子'),
    ['identifiers', 'match key', 'link', 'links', '紐づけID'],
    both(
      'Kind and value by which a person or action is known: user, e-mail, phone, lead, visitor, order, payment, deal, event. Two on one record are a link.',
      '人や行動を識別する種類と値（ユーザー、メール、電話、リード、注文など）。1つのレコードに並んだ2つが結びつきになる。',
    ),
  ),
  one(
    both('record', 'レコード'),
    ['records', 'deal', 'order', '注文', '取引'],
    both('A lead, deal or order from a CRM, a shop or a file.', 'CRM、ショップ、ファイルから得たリード・商談・注文。'),
  ),
  one(
    both('source', '計測元'),
    ['sources', 'data source'],
    both(
      'Where an event or record came from: the tag, a server, a CRM. A key has one.',
      'イベントやレコードの送り元（タグ、サーバー、CRMなど）。',
    ),
  ),
  one(
    both('dialect', '方言（互換プロトコル）'),
    ['dialects', 'SDK'],
    both(
      'The protocol of somebody else’s client library, which the collector speaks.',
      '他社のライブラリの通信形式。コレクターがそのまま受け取れる。',
    ),
  ),
  one(
    both('webhook', 'Webhook'),
    ['hook', 'hooks', 'postback'],
    both(
      'An address at which a provider delivers what happened, signed.',
      '外部サービスが署名つきで通知を届ける宛先。',
    ),
  ),
  one(
    both('export', 'エクスポート（媒体のファイル）'),
    ['exports', 'CSV'],
    both(
      'A file in the layout that a product writes; recognised by its content.',
      '製品が書き出す形式のファイル。内容から判別する。',
    ),
  ),
  one(
    both('figure', '媒体の報告値'),
    ['figures', 'platform figures', '管理画面の数値'],
    both('Somebody else’s total: what a platform, GA4 or a CRM says.', '他のシステムの合計値（媒体、GA4、CRMなど）。'),
    { metric: 'figure.cv' },
  ),
  one(
    both('gap', '欠け'),
    ['gaps', 'data gap', '欠損', '計測漏れ'],
    both(
      'Something missing from the data: a silent source, a break from the pattern, lost ids.',
      'データの欠け（途絶えた計測元、いつもと違う件数、失われたIDなど）。',
    ),
  ),
  one(
    both('true number', '推定実数'),
    ['estimated conversions', 'capture-recapture', '推定CV数'],
    both(
      'An estimate of how many conversions there were, those that no source saw included.',
      'どの計測元にも捉えられなかった分を含む、実際のCV数の推定。',
    ),
  ),
  one(
    both('junk', 'ジャンク'),
    ['bot', 'bots', 'robots', 'ボット', 'spam'],
    both(
      'Events of robots and driven browsers, and floods: kept, marked with the reason, and not counted.',
      'ボットや自動操作のブラウザ、異常な大量送信によるイベント。理由を付けて残し、数えない。',
    ),
  ),
  one(
    both('suspected double', '重複の疑い'),
    ['suspected doubles', 'suspect'],
    both(
      'An event without an id that says what another said within the minute before. Both count; how many there are is told.',
      'IDがなく、直前1分以内の別のイベントと同じ内容のイベント。どちらも数え、件数を知らせる。',
    ),
  ),
  one(
    both('erasure', '消去'),
    ['erase', 'right to be forgotten', '削除'],
    both(
      'Taking a person out of the data for good. Conversions stay counted, without the person.',
      '個人のデータを完全に消すこと。CVの件数は残り、個人とは結びつかなくなる。',
    ),
  ),
  one(
    both('tombstone', '墓標'),
    ['tombstones'],
    both(
      'A keyed hash of an erased identifier, by which nothing of the person is taken in again.',
      '消去した識別子の鍵つきハッシュ。同じ人のデータを再び取り込まないために残す。',
    ),
  ),
  one(
    both('draft', '下書き'),
    ['drafts'],
    both(
      'A plan file that somebody works on; it counts nothing until it is proposed and agreed.',
      '作成中の定義。提案・合意されるまで、何も数えない。',
    ),
  ),
  one(
    both('department', '部門'),
    ['departments', '部署'],
    both(
      'Whoever has to agree to a plan: marketing, sales, ad operations. The plan names them.',
      '定義への合意が必要な部門（マーケティング、営業、広告運用など）。定義に書く。',
    ),
  ),
  one(
    both('preview', 'プレビュー'),
    ['previews', '試算'],
    both(
      'A plan counted over recent days before anybody agrees to it, beside the plan in force.',
      '合意の前に、直近の期間を新しい定義で数え、現行の定義と並べたもの。',
    ),
  ),
  one(
    both('touch', 'タッチ（接点）'),
    ['touchpoint', 'touches', '接点', 'タッチポイント'],
    both(
      'A visit, or a record with a channel of its own, that came before a conversion within its lookback.',
      'CVより前、ルックバック内にあった訪問やチャネルのあるレコード。',
    ),
  ),
  one(
    both('path', '経路'),
    ['conversion path', 'paths', 'コンバージョン経路'],
    both('The touches before a conversion, in order.', 'CVに至る接点の並び。'),
  ),
  one(
    both('model', 'モデル'),
    ['models', 'credit model', '配分モデル'],
    both('The rule by which a conversion is dealt out to its touches.', 'CVを接点に配分する規則。'),
    { metric: 'cv' },
  ),
  one(
    both('maturity', '成熟度'),
    ['conversion delay', '遅れて届くCV'],
    both(
      'The share of a recent period’s conversions that has arrived; the rest is still to come.',
      '直近の期間のCVのうち、すでに届いた割合。残りはこれから届く。',
    ),
  ),
  one(
    both('batch', 'バッチ'),
    ['batches', 'load'],
    both(
      'One load with fixed boundaries; counting knows up to which it has come.',
      '範囲の決まった1回の取り込み。集計はどこまで済んだかを覚えている。',
    ),
  ),
  one(
    both('role', '役割'),
    ['roles', 'viewer', 'editor', 'admin', '権限'],
    both(
      'What somebody who signs in may do: viewer, editor or admin.',
      'サインインした人の権限（閲覧者、編集者、管理者）。',
    ),
  ),
]
