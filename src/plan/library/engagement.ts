// Library: engagement, which shows interest and is no outcome yet. Data only.
import type { WireEvent } from '#contract/event.ts'
import { type Entry, calledBy, someone, track } from './entry.ts'

const tagAlone = '<script async src="https://collect.example.com/tag.js"\n  data-key="oc_b_…"></script>'
const view = (id: string, path: string): WireEvent => ({
  id,
  name: 'page_view',
  visitor_id: someone.visitor_id,
  url: `https://www.example.com${path}`,
})

export const engagementPoints: readonly Entry[] = [
  {
    id: 'video_completed',
    name: { en: 'Video completion', ja: '動画視聴完了' },
    category: 'engagement',
    tier: 'micro',
    what: {
      en: 'A product or seminar video was played to its end.',
      ja: '製品動画やセミナー動画を最後まで視聴。',
    },
    match: { event: 'video_progress', where: { percent: { gte: 100 } } },
    once_per: { per: 'visitor', within: '30d' },
    browser: '<video data-video="product tour" src="tour.mp4" controls></video>',
    events: [
      {
        id: 'vid-3',
        name: 'video_progress',
        visitor_id: someone.visitor_id,
        properties: { video: 'product tour', percent: 100 },
      },
    ],
    platforms: calledBy(
      'ENGAGEMENT',
      'VideoComplete*',
      'ViewContent',
      'VideoComplete*',
      'page_view',
      'video_complete',
      'Other',
      'VIEW_CONTENT',
    ),
    alsoCalled: ['video_complete', 'video playback completed', 'video_finished', 'video_watched'],
    notWhen: {
      en: 'Not for short clips that play by themselves: nobody chose to watch them.',
      ja: '自動再生の短い動画には使いません（見ようとした人か分からないため）。',
    },
    otherwise: {
      en: 'Players in frames (YouTube, Vimeo): call the tag from their own events, with percent: 100.',
      ja: 'YouTubeやVimeoの埋め込みは、プレーヤーのイベントから percent: 100 を付けてタグを呼び出します。',
    },
  },
  {
    id: 'key_page_viewed',
    name: { en: 'Key page view', ja: '重要ページ閲覧' },
    category: 'engagement',
    tier: 'micro',
    what: {
      en: 'A page that people look at who mean it: prices, case studies.',
      ja: '料金や事例など、意欲の高い人が見るページの閲覧。',
    },
    match: { page: ['/pricing*', '/cases*'] },
    once_per: { per: 'visitor', within: '30d' },
    browser: tagAlone,
    events: [view('pv-900', '/pricing')],
    platforms: calledBy(
      'PAGE_VIEW',
      'ViewContent',
      'ViewContent',
      'ViewItemDetail',
      'view_product',
      'page_view',
      'PageView',
      'KEY_PAGE_VIEW',
    ),
    alsoCalled: ['view_content', 'ViewContent', 'pricing_viewed', 'key_page_view'],
    notWhen: {
      en: 'Not for the home page or pages that ads lead to: every visit would count.',
      ja: 'トップページや広告のリンク先には使いません（すべての訪問が対象になるため）。',
    },
  },
  {
    id: 'favourite_added',
    name: { en: 'Favourite added', ja: 'お気に入り登録' },
    category: 'engagement',
    tier: 'micro',
    what: { en: 'Somebody kept a product, job or home for later.', ja: '商品・求人・物件などのお気に入り登録。' },
    match: { event: 'add_to_wishlist' },
    once_per: 'session',
    browser: track('add_to_wishlist', { item: 'SKU-1' }),
    events: [{ id: 'fav-2', name: 'add_to_wishlist', ...someone, properties: { item: 'SKU-1' } }],
    platforms: calledBy(
      'ENGAGEMENT',
      'AddToWishlist',
      'AddToWishlist',
      'AddToWishlist*',
      'add_wishlist',
      'add_to_wishlist',
      'Other',
      'OTHER',
    ),
    alsoCalled: ['AddToWishlist', 'product added to wishlist', 'favorite_added', 'favourite', 'saved_item', 'keep'],
    notWhen: {
      en: 'Not where it is one tap in a list and few come back: look at the transition first.',
      ja: '一覧からワンタップで登録でき、再訪が少ない場合は、先に遷移率を確かめてください。',
    },
  },
  {
    id: 'cart_added',
    name: { en: 'Add to cart', ja: 'カート追加' },
    category: 'engagement',
    tier: 'micro',
    what: { en: 'Something was put into the cart.', ja: '商品のカートへの追加。' },
    match: { event: 'add_to_cart' },
    once_per: 'session',
    browser:
      '<button data-add-to-cart="SKU-1" data-name="Mug"\n  data-value="12.5" data-currency="EUR">Add to cart</button>',
    events: [
      { id: 'cart-4', name: 'add_to_cart', ...someone, value: 12.5, currency: 'EUR', properties: { item: 'SKU-1' } },
    ],
    platforms: calledBy(
      'ADD_TO_CART',
      'AddToCart',
      'AddToCart',
      'AddToCart',
      'add_cart',
      'add_to_cart',
      'AddToCart',
      'ADD_TO_CART',
    ),
    alsoCalled: ['AddToCart', 'product added', 'cart_add', 'added_to_cart'],
    notWhen: {
      en: 'Not where one click buys: there is no cart. Its money is no revenue, so it has no value here.',
      ja: 'ワンクリック購入でカートがない場合は使いません。金額は売上ではないため、値は持たせません。',
    },
  },
  {
    id: 'multi_page_session',
    name: { en: 'Multi-page session (3+ pages)', ja: '回遊セッション（3ページ以上）' },
    category: 'engagement',
    tier: 'micro',
    what: { en: 'A visit with three page views or more.', ja: '3ページ以上を閲覧した訪問。' },
    match: { session: { pages: 3 } },
    once_per: 'session',
    browser: tagAlone,
    events: [view('pv-1', '/'), view('pv-2', '/products'), view('pv-3', '/products/mug')],
    platforms: calledBy(
      'ENGAGEMENT',
      'EngagedVisit*',
      'ViewContent',
      'EngagedVisit*',
      'page_view',
      'engaged_visit*',
      'Other',
      'OTHER',
    ),
    alsoCalled: ['engaged_session', 'deep_visit'],
    notWhen: {
      en: 'Not for sites on which one page says it all, and not where people get lost: clicking around is then no interest.',
      ja: '1ページで完結するサイトや、迷って回遊しているだけのサイトには使いません。',
    },
  },
]
