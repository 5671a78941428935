// The answer to a request that was made as an image: one transparent pixel.
import type { Reply } from './dialect.ts'

export const pixel: Reply = {
  status: 200,
  body: Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
  type: 'image/gif',
}
