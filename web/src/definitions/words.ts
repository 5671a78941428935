// What the Definitions page says, in both languages.
import type { PlanLogEntry, PointDiff } from '#contract/plan-life.ts'
import type { OncePerUnit, PlanState } from '#contract/plan.ts'
import { fieldsEn, fieldsJa } from './field-words.ts'
import { type MappingWords, mappingEn, mappingJa } from './mapping-words.ts'
import { type PreviewWords, previewEn, previewJa } from './preview-words.ts'
import type { Saving } from './use-draft.ts'

export interface DefinitionsWords extends PreviewWords, MappingWords {
  title: string
  inForce(p: { version: number; macro: string; micros: number; since: string | null }): string
  noneInForce: string
  laterOn(version: number, day: string): string
  waiting(p: { version: number; by: string; missing: string }): string
  change: string
  asFile: string
  document: string
  documentFile: string
  download: string
  drafts: string
  draftBy(name: string): string
  saved(ago: string): string
  version(version: number): string
  states: Record<PlanState, string>
  draft: string
  points: string
  plan: string
  file: string
  back: string
  funnel: string
  funnelHint: string
  owner(name: string): string
  today(count: string): string
  last28: string
  proposed(version: number): string
  proposedBy(name: string, time: string): string
  from(day: string): string
  fromAgreement: string
  agreedBy(department: string, name: string, time: string): string
  waitsFor(department: string): string
  agreeFor(department: string): string
  agree: string
  agreeTitle(version: number): string
  agreeForTitle(version: number, department: string): string
  agreeText(day: string | null): string
  agreePartText: string
  notYours: string
  notYet: string
  counting: string
  withdraw: string
  withdrawTitle(version: number): string
  withdrawText: string
  leaveIt: string
  why: string
  whyOptional: string
  comments: string
  say: string
  sayIt: string
  nothingDiffers: string
  changes: Record<PointDiff['change'], string>
  recounts: string
  keepsCounts: string
  /** By the name in the file; what is missing is shown as it stands there. */
  fields: Record<string, string>
  history: string
  earlier(count: number): string
  changed(count: number): string
  happened: Record<PlanLogEntry['what'], (p: { by: string; department: string }) => string>
  draftOf(version: number): string
  firstDraft: string
  saving: Record<Saving, string>
  text: string
  asForms: string
  unreadable: string
  good: string
  wrong(count: number): string
  line(line: number): string
  differs(version: number): string
  propose: string
  proposeTitle: string
  proposeText: string
  proposeIt: string
  discard: string
  discardTitle: string
  discardText: string
  keepMine: string
  showTheirs: string
  departmentsHint: string
  oncePer: Record<OncePerUnit, string>
  within: string
  forEver: string
  valueFrom: string
  valueFixed: string
  amount: string
  removePoint: string
  addPoint: string
  choose: string
  arrived(name: string, count: string): string
  startTitle: string
  startText: string
  startEmpty: string
  startFrom(count: number): string
  editorsOnly: string
  templates: string
  arrivedTitle: string
  arrivedCount: string
  counts: string
  isMacro(name: string): string
  nothingArrived: string
}

export const definitionsEn: DefinitionsWords = {
  ...previewEn,
  ...mappingEn,
  title: 'Definitions',
  inForce: ({ version, macro, micros, since }) =>
    `Plan ${version} is in force${since === null ? '' : ` since ${since}`}: ${macro} is the macro CV, with ${micros} micro ${micros === 1 ? 'CV' : 'CVs'}.`,
  noneInForce: 'No plan is in force yet.',
  laterOn: (version, day) => `Plan ${version} is agreed and comes into force on ${day}.`,
  waiting: ({ version, by, missing }) =>
    missing === ''
      ? `${by} proposed plan ${version}; it waits to be agreed.`
      : `${by} proposed plan ${version}; it waits for ${missing}.`,
  change: 'Change the plan',
  asFile: 'As a file',
  document: 'Definition document',
  documentFile: 'PDF',
  download: 'Download as YAML',
  drafts: 'Drafts',
  draft: 'Draft',
  draftBy: (name) => `Draft by ${name}`,
  saved: (ago) => `saved ${ago}`,
  version: (version) => `Plan ${version}`,
  states: {
    proposed: 'Proposed, and not agreed yet.',
    agreed: 'Agreed.',
    superseded: 'A later plan took its place.',
    withdrawn: 'Withdrawn.',
  },
  points: 'What it counts',
  plan: 'The plan',
  file: 'The file as it was proposed',
  back: '← Definitions',
  funnel: 'What counts',
  funnelHint: 'Micros lead to the macro. Volume of the last 28 days, each counted once.',
  owner: (name) => `owner ${name}`,
  today: (count) => `today ${count}`,
  last28: 'in 28 days',
  proposed: (version) => `Plan ${version} is proposed`,
  proposedBy: (name, time) => `by ${name}, ${time}`,
  from: (day) => `in force from ${day}`,
  fromAgreement: 'in force from the day it is agreed',
  agreedBy: (department, name, time) => `${department}: agreed by ${name}, ${time}`,
  waitsFor: (department) => `${department}: has yet to agree`,
  agreeFor: (department) => `Agree for ${department}`,
  agree: 'Agree',
  agreeTitle: (version) => `Agree to plan ${version}?`,
  agreeForTitle: (version, department) => `Agree to plan ${version} for ${department}?`,
  agreeText: (day) =>
    `It is in force from ${day ?? 'today'}, and what is stored is counted by it. What is agreed never changes; another version can take its place.`,
  agreePartText: 'The other departments have yet to agree.',
  notYours: 'You may not agree for these departments. An admin says who may, under Settings.',
  notYet: 'Not yet',
  counting: 'Counting',
  withdraw: 'Withdraw',
  withdrawTitle: (version) => `Withdraw plan ${version}?`,
  withdrawText: 'Nobody can agree to it any more. What is in force stays in force, and comments stay.',
  leaveIt: 'Leave it',
  why: 'Why',
  whyOptional: 'Why (kept in the history)',
  comments: 'Comments',
  say: 'What do you say?',
  sayIt: 'Comment',
  nothingDiffers: 'Nothing differs.',
  changes: { added: 'new', removed: 'removed', changed: 'changed' },
  recounts: 'Counted anew under the new rule.',
  keepsCounts: 'Keeps its counts.',
  fields: fieldsEn,
  history: 'History',
  earlier: (count) => `${count} earlier`,
  changed: (count) => (count === 1 ? 'one change' : `${count} changes`),
  happened: {
    proposed: ({ by }) => `${by} proposed`,
    commented: ({ by }) => `${by} commented on`,
    agreed: ({ by, department }) => (department === '' ? `${by} agreed to` : `${by} agreed for ${department} to`),
    withdrawn: ({ by }) => `${by} withdrew`,
    overtaken: () => 'A later plan was agreed, which overtook',
  },
  draftOf: (version) => `A draft of what takes the place of plan ${version}.`,
  firstDraft: 'A draft of the first plan.',
  saving: {
    saved: 'Saved.',
    changed: 'Not saved yet …',
    saving: 'Saving …',
    conflict: 'Not saved: somebody else changed this draft.',
    failed: 'Not saved.',
  },
  text: 'The plan as text',
  asForms: 'The most common changes as a form',
  unreadable: 'The text cannot be read as a plan yet; mend it above first.',
  good: 'A good plan. It counts:',
  wrong: (count) => (count === 1 ? 'One problem' : `${count} problems`),
  line: (line) => `line ${line}`,
  differs: (version) => `What it changes against plan ${version}`,
  propose: 'Propose …',
  proposeTitle: 'Propose this plan?',
  proposeText:
    'It becomes the next version, for others to comment on and agree to. Nothing is counted by it before that.',
  proposeIt: 'Propose',
  discard: 'Throw away',
  discardTitle: 'Throw this draft away?',
  discardText: 'Its text is gone from the list for everybody.',
  keepMine: 'Keep mine as another draft',
  showTheirs: 'Show theirs',
  departmentsHint: 'sales, marketing; empty: any editor',
  oncePer: { order: 'order', event: 'every time', session: 'visit', visitor: 'visitor', person: 'person' },
  within: 'again after (days)',
  forEver: 'never',
  valueFrom: 'of the record',
  valueFixed: 'a fixed amount',
  amount: 'Amount',
  removePoint: 'Remove',
  addPoint: 'Add what arrives already',
  choose: 'Choose …',
  arrived: (name, count) => `${name}: arrived ${count} times`,
  startTitle: 'Say what counts',
  startText:
    'One final outcome is the macro CV; two to four steps before it are micro CVs. You can change everything before it is agreed.',
  startEmpty: 'Start with an empty plan',
  startFrom: (count) => (count === 0 ? 'Start with these' : `Start with these ${count}`),
  editorsOnly: 'Plans are changed by editors and admins.',
  templates: 'A plan of your trade',
  arrivedTitle: 'What has arrived already',
  arrivedCount: 'In 90 days',
  counts: 'Counts as a CV',
  isMacro: (name) => `${name} is the macro`,
  nothingArrived: 'Nothing has arrived that could be suggested. Points can be defined before their events arrive.',
}

export const definitionsJa: DefinitionsWords = {
  ...previewJa,
  ...mappingJa,
  title: '定義',
  inForce: ({ version, macro, micros, since }) =>
    `第${version}版が${since === null ? '' : `${since}から`}有効です。マクロCVは「${macro}」、マイクロCVは${micros}つです。`,
  noneInForce: '有効な定義はまだありません。',
  laterOn: (version, day) => `第${version}版は合意済みで、${day}から有効になります。`,
  waiting: ({ version, by, missing }) =>
    missing === ''
      ? `${by}さんが第${version}版を提案し、合意待ちです。`
      : `${by}さんが第${version}版を提案し、${missing}の合意待ちです。`,
  change: '定義を変更',
  asFile: 'ファイルで見る',
  document: '定義書',
  documentFile: 'PDF',
  download: 'YAMLでダウンロード',
  drafts: '下書き',
  draft: '下書き',
  draftBy: (name) => `${name}さんの下書き`,
  saved: (ago) => `${ago}に保存`,
  version: (version) => `第${version}版`,
  states: {
    proposed: '提案中です。まだ合意されていません。',
    agreed: '合意済みです。',
    superseded: '後の版に置き換えられました。',
    withdrawn: '取り下げられました。',
  },
  points: '数えるもの',
  plan: '定義全体',
  file: '提案時のファイル',
  back: '← 定義',
  funnel: '数えるもの',
  funnelHint: 'マイクロCVからマクロCVへ。直近28日の件数で、1件は1回だけ数えます。',
  owner: (name) => `担当 ${name}`,
  today: (count) => `今日 ${count}`,
  last28: '件（28日）',
  proposed: (version) => `第${version}版の提案`,
  proposedBy: (name, time) => `${name}さん、${time}`,
  from: (day) => `${day}から有効`,
  fromAgreement: '合意した日から有効',
  agreedBy: (department, name, time) => `${department}：${name}さんが合意（${time}）`,
  waitsFor: (department) => `${department}：合意待ち`,
  agreeFor: (department) => `${department}として合意`,
  agree: '合意する',
  agreeTitle: (version) => `第${version}版に合意しますか？`,
  agreeForTitle: (version, department) => `${department}として第${version}版に合意しますか？`,
  agreeText: (day) =>
    `${day ?? '今日'}から有効になり、保存済みのデータもこの定義で数えます。合意した内容は変わりません。変えるときは別の版で置き換えます。`,
  agreePartText: 'ほかの部門の合意がまだ必要です。',
  notYours: 'これらの部門として合意する権限がありません。権限は管理者が「設定」で付けます。',
  notYet: 'まだしない',
  counting: '集計中',
  withdraw: '取り下げる',
  withdrawTitle: (version) => `第${version}版を取り下げますか？`,
  withdrawText: '以後は合意できません。有効な定義はそのままで、コメントも残ります。',
  leaveIt: 'そのままにする',
  why: '理由',
  whyOptional: '理由（履歴に残ります）',
  comments: 'コメント',
  say: 'ご意見をどうぞ',
  sayIt: 'コメントする',
  nothingDiffers: '違いはありません。',
  changes: { added: '追加', removed: '削除', changed: '変更' },
  recounts: '新しい定義で数え直します。',
  keepsCounts: '件数は変わりません。',
  fields: fieldsJa,
  history: '履歴',
  earlier: (count) => `以前の${count}件`,
  changed: (count) => `変更${count}件`,
  happened: {
    proposed: ({ by }) => `${by}さんが提案：`,
    commented: ({ by }) => `${by}さんがコメント：`,
    agreed: ({ by, department }) => (department === '' ? `${by}さんが合意：` : `${by}さんが${department}として合意：`),
    withdrawn: ({ by }) => `${by}さんが取り下げ：`,
    overtaken: () => '後の版が合意されたため無効：',
  },
  draftOf: (version) => `第${version}版に代わる定義の下書きです。`,
  firstDraft: '最初の定義の下書きです。',
  saving: {
    saved: '保存しました。',
    changed: '未保存…',
    saving: '保存しています…',
    conflict: '保存していません。ほかの人がこの下書きを変更しました。',
    failed: '保存できませんでした。',
  },
  text: '定義のテキスト',
  asForms: 'よくある変更をフォームで',
  unreadable: 'テキストを定義として読めません。先に上のテキストを直してください。',
  good: '問題ありません。数えるもの：',
  wrong: (count) => `問題が${count}件あります`,
  line: (line) => `${line}行目`,
  differs: (version) => `第${version}版との違い`,
  propose: '提案する…',
  proposeTitle: 'この定義を提案しますか？',
  proposeText: '次の版になり、ほかの人がコメントや合意をできるようになります。合意まではこの定義で数えません。',
  proposeIt: '提案する',
  discard: '破棄',
  discardTitle: 'この下書きを破棄しますか？',
  discardText: '全員の一覧からこの下書きが消えます。',
  keepMine: '自分の内容を別の下書きにする',
  showTheirs: '相手の内容を見る',
  departmentsHint: '営業、マーケティング（空欄なら編集者の誰でも）',
  oncePer: { order: '注文', event: '毎回', session: '訪問', visitor: 'ビジター', person: '人' },
  within: '再び数えるまで（日）',
  forEver: '数えない',
  valueFrom: '記録の金額',
  valueFixed: '固定の金額',
  amount: '金額',
  removePoint: '削除',
  addPoint: '届いているものを追加',
  choose: '選択…',
  arrived: (name, count) => `${name}：${count}回届きました`,
  startTitle: '何を数えるかを決めましょう',
  startText: '最終成果の1つがマクロCV、その手前の2〜4つがマイクロCVです。合意するまで何度でも変更できます。',
  startEmpty: '空の定義から始める',
  startFrom: (count) => (count === 0 ? '選んだもので始める' : `選んだ${count}つで始める`),
  editorsOnly: '定義を変更できるのは編集者と管理者です。',
  templates: '業種別の定義案',
  arrivedTitle: 'すでに届いているもの',
  arrivedCount: '90日間の件数',
  counts: 'CVとして数える',
  isMacro: (name) => `「${name}」をマクロCVにする`,
  nothingArrived: '提案できるデータはまだ届いていません。イベントが届く前に定義することもできます。',
}
