// User agents as they are met: of people, of robots that say so, and of browsers that programs drive.

const chrome = (system: string, rest = 'Chrome/141.0.0.0 Safari/537.36'): string =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) ${rest}`
const iphone = (rest: string, version = '18_6'): string =>
  `Mozilla/5.0 (iPhone; CPU iPhone OS ${version} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ${rest}`
const windows = 'Windows NT 10.0; Win64; x64'
const android = 'Linux; Android 10; K'
const mobile = 'Chrome/141.0.0.0 Mobile Safari/537.36'

/** Browsers of people, in apps too. */
export const people: Readonly<Record<string, string>> = {
  'Chrome on Windows': chrome(windows),
  'Chrome on a Mac': chrome('Macintosh; Intel Mac OS X 10_15_7'),
  'Chrome on Linux': chrome('X11; Linux x86_64'),
  'Chrome on ChromeOS': chrome('X11; CrOS x86_64 14541.0.0'),
  'Chrome on Android': chrome(android, mobile),
  'Chrome on an iPhone': iphone('CriOS/141.0.7390.26 Mobile/15E148 Safari/604.1'),
  'Safari on an iPhone': iphone('Version/18.6 Mobile/15E148 Safari/604.1'),
  'Safari on a Mac':
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
  'Safari on an old iPad':
    'Mozilla/5.0 (iPad; CPU OS 12_5_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1.2 Mobile/15E148 Safari/604.1',
  'Firefox on Windows': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0',
  'Firefox on Android': 'Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0',
  'Firefox on an iPhone': iphone('FxiOS/143.0 Mobile/15E148 Safari/605.1.15'),
  'Edge on Windows': chrome(windows, 'Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0'),
  'Edge on an iPhone': iphone('Version/18.0 EdgiOS/141.0.3537.38 Mobile/15E148 Safari/604.1'),
  Opera: chrome(windows, 'Chrome/139.0.0.0 Safari/537.36 OPR/123.0.0.0'),
  Vivaldi: chrome(windows, 'Chrome/138.0.0.0 Safari/537.36 Vivaldi/7.5.3735.74'),
  'Samsung Internet': chrome(
    'Linux; Android 14; SAMSUNG SM-S918B',
    'SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
  ),
  'UC Browser': chrome(
    'Linux; U; Android 13; en-US; RMX3686',
    'Version/4.0 Chrome/100.0.4896.58 UCBrowser/13.6.8.1318 Mobile Safari/537.36',
  ),
  'DuckDuckGo on Android': chrome(android, 'Chrome/141.0.0.0 Mobile DuckDuckGo/5 Safari/537.36'),
  'Google app on an iPhone': iphone('GSA/389.0.813 Mobile/15E148 Safari/604.1'),
  'LINE on an iPhone': iphone('Mobile/15E148 Safari Line/15.12.1'),
  'LINE, LIFF': iphone('Mobile/15E148 Safari Line/15.12.1 LIFF'),
  'LINE on Android': chrome(
    'Linux; Android 14; SO-51D Build/67.2.A.2.145; wv',
    'Version/4.0 Chrome/140.0.7339.155 Mobile Safari/537.36 Line/15.13.0/IAB',
  ),
  'Instagram on an iPhone': iphone(
    'Mobile/15E148 Instagram 398.0.0.32.76 (iPhone14,5; iOS 18_6; ja_JP; ja; scale=3.00; 1170x2532; 777162412)',
  ),
  'Instagram on Android': chrome(
    'Linux; Android 14; Pixel 7 Build/AP2A.240805.005; wv',
    'Version/4.0 Chrome/140.0.7339.51 Mobile Safari/537.36 Instagram 397.0.0.46.81 Android (34/14; 420dpi; 1080x2201; Google/google; Pixel 7; panther; panther; ja_JP; 772117533)',
  ),
  'Facebook on an iPhone': iphone(
    'Mobile/15E148 [FBAN/FBIOS;FBAV/528.0.0.41.105;FBBV/788104411;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/18.6;FBSS/3;FBID/phone;FBLC/ja_JP;FBOP/5]',
  ),
  'Facebook on Android': chrome(
    'Linux; Android 13; SC-52B Build/TP1A.220624.014; wv',
    'Version/4.0 Chrome/140.0.7339.155 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/527.1.0.52.100;]',
  ),
  'X on an iPhone': iphone('Mobile/15E148 Twitter for iPhone/11.20'),
  'TikTok on Android': chrome(
    'Linux; Android 13; 2201117TG Build/TKQ1.221114.001; wv',
    'Version/4.0 Chrome/140.0.7339.155 Mobile Safari/537.36 trill_410403 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/musical_ly app_version/41.4.3 ByteLocale/ja Region/JP',
  ),
  'Yahoo! JAPAN app on an iPhone': iphone('Mobile/15E148 YJApp-IOS jp.co.yahoo.ipn.appli/4.150.0'),
  'Yahoo! JAPAN app on Android': chrome(
    'Linux; Android 14; SH-52D Build/S4009; wv',
    'Version/4.0 Chrome/140.0.7339.155 Mobile Safari/537.36 YJApp-ANDROID jp.co.yahoo.android.yjtop/3.180.0',
  ),
  SmartNews: iphone('Mobile/15E148 SmartNews/25.9.20'),
  NewsPicks: iphone('Mobile/15E148 NewsPicks/10.4.1'),
  Tripadvisor: iphone('Mobile/15E148 TAiApp TripAdvisor/58.8'),
  WeChat: iphone('Mobile/15E148 MicroMessenger/8.0.60(0x18003c32) NetType/WIFI Language/ja'),
  KakaoTalk: chrome(
    'Linux; Android 13; SM-A536N; wv',
    'Version/4.0 Chrome/139.0.7258.143 Mobile Safari/537.36;KAKAOTALK 2510861',
  ),
  Pinterest: iphone('Mobile/15E148 [Pinterest/iOS]'),
  'a phone called CUBOT': chrome('Linux; Android 9; CUBOT_X18_Plus', 'Chrome/112.0.0.0 Mobile Safari/537.36'),
  'Slack on a desktop': chrome(windows, 'Slack/4.46.99 Chrome/138.0.7204.97 Electron/37.2.0 Safari/537.36'),
  'a television':
    'Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0.4606.128 Safari/537.36 WebAppManager',
  'an app on Android': 'okhttp/4.12.0',
  'an app on an iPhone': 'Shop/3.2.1 CFNetwork/1498.700.2 Darwin/23.6.0',
  'an app made with Flutter': 'Dart/3.5 (dart:io)',
  nothing: '',
}

const says = (name: string): string => `Mozilla/5.0 (compatible; ${name})`

/** Robots and programs under their own names. */
export const robots: Readonly<Record<string, string>> = {
  Googlebot: chrome(
    'Linux; Android 6.0.1; Nexus 5X Build/MMB29P',
    `${mobile} (compatible; Googlebot/2.1; +http://www.google.com/bot.html)`,
  ),
  'Googlebot, desktop':
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/141.0.0.0 Safari/537.36',
  'Google-InspectionTool': says('Google-InspectionTool/1.0;'),
  'AdsBot-Google': 'AdsBot-Google (+http://www.google.com/adsbot.html)',
  'Mediapartners-Google': 'Mediapartners-Google',
  'Storebot-Google': chrome('X11; Linux x86_64; Storebot-Google/1.0'),
  bingbot:
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/136.0.0.0 Safari/537.36',
  'Yahoo! JAPAN': says('Y!J-WSC/1.0; +https://yahoo.jp/3BSZgF'),
  YandexBot: says('YandexBot/3.0; +http://yandex.com/bots'),
  Baiduspider: says('Baiduspider/2.0; +http://www.baidu.com/search/spider.html'),
  DuckDuckBot: 'DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)',
  Applebot:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.1.1 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)',
  GPTBot: 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
  'ChatGPT-User':
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ChatGPT-User/1.0; +https://openai.com/bot)',
  ClaudeBot: 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)',
  PerplexityBot:
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; PerplexityBot/1.0; +https://perplexity.ai/perplexitybot)',
  Bytespider: chrome('Linux; Android 5.0', `${mobile} (compatible; Bytespider; spider-feedback@bytedance.com)`),
  CCBot: 'CCBot/2.0 (https://commoncrawl.org/faq/)',
  Amazonbot:
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Amazonbot/0.1; +https://developer.amazon.com/support/amazonbot) Chrome/119.0.6045.214 Safari/537.36',
  AhrefsBot: says('AhrefsBot/7.0; +http://ahrefs.com/robot/'),
  SemrushBot: says('SemrushBot/7~bl; +http://www.semrush.com/bot.html'),
  MJ12bot: says('MJ12bot/v1.4.8; http://mj12bot.com/'),
  PetalBot: chrome(android, `${mobile} (compatible;PetalBot;+https://webmaster.petalsearch.com/site/petalbot)`),
  facebookexternalhit: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'meta-externalagent': 'meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)',
  Twitterbot: 'Twitterbot/1.0',
  LinkedInBot: 'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
  Slackbot: 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  WhatsApp: 'WhatsApp/2.23.20.0',
  UptimeRobot: says('UptimeRobot/2.0; http://www.uptimerobot.com/'),
  Pingdom: 'Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)',
  Lighthouse: chrome('Linux; Android 11; moto g power (2022)', `${mobile} Chrome-Lighthouse`),
  curl: 'curl/8.5.0',
  Wget: 'Wget/1.21.4',
  'python-requests': 'python-requests/2.32.3',
  aiohttp: 'Python/3.11 aiohttp/3.9.5',
  Go: 'Go-http-client/2.0',
  Java: 'Java/17.0.12',
  axios: 'axios/1.7.2',
  'node-fetch': 'node-fetch/1.0 (+https://github.com/bitinn/node-fetch)',
  Scrapy: 'Scrapy/2.11.2 (+https://scrapy.org)',
}

/** Browsers that nobody looks at. */
export const driven: Readonly<Record<string, string>> = {
  GTmetrix: chrome('X11; Linux x86_64', 'Chrome/117.0.0.0 Safari/537.36 GTmetrix'),
  'headless Chrome': chrome('X11; Linux x86_64', 'HeadlessChrome/141.0.0.0 Safari/537.36'),
  'headless Edge': chrome(windows, 'HeadlessEdg/141.0.0.0 Chrome/141.0.0.0 Safari/537.36'),
  PhantomJS: 'Mozilla/5.0 (Unknown; Linux x86_64) AppleWebKit/538.1 (KHTML, like Gecko) PhantomJS/2.1.1 Safari/538.1',
  Cypress: chrome('X11; Linux x86_64', 'Cypress/13.13.0 Chrome/118.0.5993.159 Electron/27.3.10 Safari/537.36'),
}
