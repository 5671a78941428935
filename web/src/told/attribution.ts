// What the server says of attribution models and of conversions that have not arrived yet, in Japanese.
import type { Catalogue } from './told.ts'

const rules: Catalogue = {
  'all to the first touch': '最初の接点にすべて',
  'all to the last touch': '最後の接点にすべて',
  'all to the last touch that was not direct': '直接流入を除く最後の接点にすべて',
  'evenly to all touches': 'すべての接点に均等に',
  'to all touches, halved for every {=half} before the CV': 'すべての接点に、CVから{half}さかのぼるごとに半分にして',
  '40 % to the first, 40 % to the last, 20 % evenly to those between':
    '最初に40%、最後に40%、残り20%を間の接点に均等に',
  'by what would be lost without each (Markov chain of first order, removal effect, solved)':
    'その接点がなければ失われるCVに応じて（1次マルコフ連鎖の除去効果、厳密解）',
  'evenly to the different ones on the path (Shapley value, exact)':
    '経路上の異なるもの同士で均等に（シャープレイ値、厳密解）',
  '{=rule}; touches are visits of the last {=lookback}': '{rule}。接点は過去{lookback}の訪問',
  'Markov takes at most {most} names; ask by channel': 'マルコフ連鎖は{most}件まで。チャネル別で見てください',
  'no CV by this model': 'このモデルではCVなし',
}

const caveats: Catalogue = {
  '1 CV': 'CV1件',
  'No visit is known before {=cvs} (no consent, another device, offline); credited as the ledger credits them.':
    '{cvs}には事前の訪問がありません（同意なし・別の端末・オフライン）。台帳のチャネルに配分しています。',
  'Paths begin {=lookback} before the CV; earlier visits get nothing.':
    '経路はCVの{lookback}前からです。それより前の訪問には配分しません。',
  'Browsers are one person only where a sign-in, e-mail or phone links them (several browsers: {=cvs}).':
    'ログイン・メール・電話番号で結びついたブラウザだけを同じ人とみなします（複数ブラウザ：{cvs}）。',
  'Of {=cvs} only the last {most} touches are kept.': '{cvs}は最後の{most}回の接点だけを使っています。',
  'Touches known from a record alone: {=cvs}; what such channels did in vain is not known, so Markov favours them.':
    '記録だけで分かる接点があるもの：{cvs}。CVに至らなかった分が分からないため、マルコフ連鎖では高めに出ます。',
  'Models deal CVs out by rule; none measures what a channel caused.':
    'モデルは規則で配分するもので、チャネルの純粋な効果を測るものではありません。',
}

const maturity: Catalogue = {
  'CVs ÷ share known so soon after the day (reverse hazard of the delays until a CV was known)':
    'CV数 ÷ その日数で判明する割合（判明までの日数の逆ハザード推定）',
  'divided by the share that has come so soon after the click or visit (reverse hazard of the times to convert)':
    'クリック・訪問からその日数で発生する割合で割る（CVまでの日数の逆ハザード推定）',
  'with those still expected within {days} days (Kaplan–Meier over whole days, all cohorts)':
    '{days}日以内にこれから見込まれる分を加える（日単位のカプラン・マイヤー推定、全期間）',
  'No macro CV is known before {day}, though about {count} would be expected: older history is cut off, early cohorts look bad and are not. Corrections learn from {same} on.':
    '{day}より前のマクロCVがありません（本来は約{count}件の見込み）。古い履歴が欠けているため、初期の数値は実際より低く見えます。補正は{same}以降のデータで行います。',
}

export const attributionJa: Catalogue = { ...rules, ...caveats, ...maturity }
