// Glossary: targets, monitoring, and what is told of them. Data only.
import { type Term, both, one } from './entry.ts'

export const monitoringTerms: readonly Term[] = [
  one(
    both('target', '目標'),
    ['targets', 'dual target', '両立目標', 'goal'],
    both(
      'The CVs that are required by month, at or below a target CPA; kept in versions with who and why, in force from a day.',
      '月ごとに必要なCV数を、目標CPA以内で。誰がなぜ決めたかとともに版で残り、ある日から有効になる。',
    ),
  ),
  one(
    both('pace', '現在のペース'),
    ['run rate', 'ペース'],
    both('CVs and cost of a month as they are at present.', '今のCV数と費用を1か月分にしたもの。'),
  ),
  one(
    both('outlook', '達成見込み'),
    ['probability of reaching the target', '達成確率'],
    both(
      'How likely a target is, by simulation of its inputs within their intervals.',
      '入力値をその区間の中で動かしたシミュレーションによる、目標達成の確率。',
    ),
  ),
  one(
    both('allocation', '配分'),
    ['allocate', 'budget allocation', '予算配分'],
    both(
      'A target split over channels, initiatives and months: CVs and budget, each row with the rule it was made by.',
      '目標をチャネル・施策・月に割り振ったもの。CV数と予算で、行ごとに決め方が付く。',
    ),
  ),
  one(
    both('initiative', '施策'),
    ['initiatives', 'campaign or event'],
    both(
      'What a channel does: a campaign, a trade show, a newsletter.',
      'チャネルで行うこと。キャンペーン、展示会、メルマガなど。',
    ),
  ),
  one(
    both('scorecard', 'スコアカード'),
    ['weekly scorecard', 'monthly scorecard', '週次', '月次'],
    both(
      'A week or month against its target, by channel and initiative, each with a verdict.',
      '週または月を目標と並べ、チャネル・施策ごとに判定したもの。',
    ),
  ),
  one(
    both('change', '変更'),
    ['changes', 'campaign change', 'change history', '変更履歴'],
    both(
      'A launch or major change of a campaign: found in its cost, told by a file, or recorded by hand.',
      'キャンペーンの開始や大きな変更。費用から見つけたもの、ファイルで届いたもの、手で記録したもの。',
    ),
  ),
  one(
    both('verdict', '判定'),
    ['on target', 'watch', 'off target', 'too early', '目標どおり', '要注意', '未達', '判断できない'],
    both(
      'On target, watch, off target, or too early: CVs and CPA judged together.',
      '目標どおり・要注意・未達・時期尚早。CV数とCPAを合わせて判定する。',
    ),
  ),
  one(
    both('due', 'ここまでの必要数'),
    ['due by now'],
    both('As much of a period’s target as its days so far ask for.', '期間の目標のうち、これまでの日数で必要な分。'),
  ),
  one(
    both('pacing', '着地予測'),
    ['forecast', 'landing', '着地'],
    both(
      'Where the period will end at its pace, with the range that nine of ten keep.',
      'このままの進みで期間がどこに着地するか。10回のうち9回が収まる幅とともに示す。',
    ),
  ),
  one(
    both('hold', '判定の保留'),
    [],
    both(
      'The days after a launch or major change of a campaign in which no verdict is given.',
      'キャンペーンの開始や大きな変更のあと、判定しない期間。',
    ),
  ),
  one(
    both('drift', 'ドリフト（変動の要因）'),
    ['drift analysis', '変動要因'],
    both(
      'What a CPA or CVR is no longer: its change between two periods, split by cause.',
      'CPAやCVRの2期間の変化を、原因ごとに分けたもの。',
    ),
  ),
  one(
    both('action', 'アクション'),
    ['actions', 'corrective action', '改善策', '打ち手'],
    both(
      'What is done about it: hypothesis, change, first day, and the effect measured since.',
      '打ち手。仮説、変更点、開始日と、その後に計測した効果。',
    ),
  ),
  one(
    both('alert', 'アラート'),
    ['alerts', 'notification', '通知'],
    both(
      'Something that was found wrong, from opening to closing; one at a time for a rule and what it is about.',
      '見つかった異常。始まりから終わりまでを1件とし、同じ対象・同じルールでは重ならない。',
    ),
  ),
  one(
    both('recipient', '送信先'),
    ['recipients', '宛先'],
    both(
      'Whom alerts and reports are sent to: an e-mail list, a Slack channel, a webhook.',
      'アラートやレポートの送り先。メール、Slackのチャンネル、Webhook。',
    ),
  ),
  one(
    both('report', 'レポート'),
    ['weekly report', 'monthly report', '週報', '月報'],
    both(
      'The week or month as a document: on target or not, where not, why, what was done; kept as it was sent.',
      '週または月をまとめた文書。目標どおりか、どこが違うか、なぜか、何をしたか。送ったとおりに残る。',
    ),
  ),
  one(
    both('document', '文書'),
    ['block', 'blocks', '印刷物'],
    both(
      'What is printed: definitions, reports; made of blocks, which become Markdown, HTML, e-mail and PDF.',
      '印刷されるもの（定義書、レポート）。ブロックからなり、Markdown・HTML・メール・PDFになる。',
    ),
  ),
  one(
    both('mapping', '媒体での対応'),
    ['platform mapping', '媒体対応'],
    both(
      'What each ad platform calls a point, and whether it bids for it (primary) or only watches it (auxiliary).',
      '各媒体がポイントを何と呼び、入札に使う（主）か、見るだけ（補助）か。',
    ),
  ),
  one(
    both('comparison', '比較'),
    ['compare', 'previous period', '前期比', '前年比'],
    both(
      'The same question of earlier days beside it: difference and change of each figure.',
      '同じ質問を以前の期間で行い、数値ごとの差と変化率を並べたもの。',
    ),
  ),
  one(
    both('share', '共有リンク'),
    ['shared link', 'share link'],
    both(
      'A link to one answer, as it was when it was made; whoever has it reads that answer and nothing else.',
      '1つの回答への、作成時点のままのリンク。持っている人はその回答だけを読める。',
    ),
  ),
]
