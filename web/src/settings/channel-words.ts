// What the settings page says of channels, in both languages.

export interface ChannelWords {
  title: string
  hint: string
  ofPlan(version: number): string
  rule: string
  channel: string
  holds: string
  otherwise: string
  visits(minutes: number, newCampaign: boolean): string
  countedAgain(percent: string): string
  builtIn(count: number): string
  tryIt: string
  url: string
  referrer: string
  test: string
  gets(channel: string): string
  paid: string
  byRule(number: number, words: string): string
  byNone: string
  read: string
  reads: Record<string, string>
  sites: Record<string, string>
}

export const channelWordsEn: ChannelWords = {
  title: 'Channels',
  hint: 'The first rule that holds wins. To change them, or when a visit ends, change the plan.',
  ofPlan: (version) => `Rules of version ${version} of the plan`,
  rule: 'Rule',
  channel: 'Channel',
  holds: 'Holds when',
  otherwise: 'else',
  visits: (minutes, newCampaign) =>
    `${minutes} minutes of silence end a visit; ${newCampaign ? 'so does another campaign.' : 'another campaign does not.'}`,
  countedAgain: (percent) =>
    `These rules are new: ${percent} is counted again by them. Figures change until it is done.`,
  builtIn: (count) => `${count} built-in rules, tried in this order after the plan's`,
  tryIt: 'Try an address',
  url: 'First page',
  referrer: 'Came from',
  test: 'Which channel?',
  gets: (channel) => `A visit that begins so gets: ${channel}`,
  paid: 'a click that was paid for',
  byRule: (number, words) => `Rule ${number}: ${words}`,
  byNone: 'No rule holds.',
  read: 'What was read',
  reads: {
    utm_source: 'utm_source',
    utm_medium: 'utm_medium',
    utm_campaign: 'utm_campaign',
    referrer_host: 'referrer',
    landing_page: 'landing page',
    click_ids: 'click ids',
    site: 'kind of site',
  },
  sites: {
    line: 'LINE',
    mail: 'webmail',
    assistant: 'AI assistant',
    shopping: 'shopping site',
    video: 'video site',
    social: 'social network',
    search: 'search engine',
  },
}

export const channelWordsJa: ChannelWords = {
  title: 'チャネル',
  hint: '上から順に、最初に当てはまったルールで決まります。ルールと訪問の区切りは、CV定義で変更します。',
  ofPlan: (version) => `CV定義 第${version}版のルール`,
  rule: '順番',
  channel: 'チャネル',
  holds: '条件',
  otherwise: '以外',
  visits: (minutes, newCampaign) =>
    `${minutes}分間イベントがなければ訪問は終わります。別のキャンペーンから来たとき、${newCampaign ? '新しい訪問になります。' : '訪問は続きます。'}`,
  countedAgain: (percent) => `新しいルールで数え直しています（${percent}完了）。終わるまで数値は変わります。`,
  builtIn: (count) => `標準ルール${count}件（CV定義のルールの後に、この順で適用）`,
  tryIt: '試してみる',
  url: '最初のページ',
  referrer: '参照元',
  test: 'チャネルを調べる',
  gets: (channel) => `この訪問のチャネル：${channel}`,
  paid: '広告クリック',
  byRule: (number, words) => `ルール${number}：${words}`,
  byNone: 'どのルールにも当てはまりません。',
  read: '読み取った内容',
  reads: {
    utm_source: 'utm_source',
    utm_medium: 'utm_medium',
    utm_campaign: 'utm_campaign',
    referrer_host: '参照元',
    landing_page: 'ランディングページ',
    click_ids: 'クリックID',
    site: 'サイトの種類',
  },
  sites: {
    line: 'LINE',
    mail: 'Webメール',
    assistant: 'AIアシスタント',
    shopping: 'ショッピングサイト',
    video: '動画サイト',
    social: 'SNS',
    search: '検索エンジン',
  },
}
