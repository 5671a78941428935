// The server lets no page make code of text, which zod would try to be faster: imported before anything that makes a shape.
import { config } from 'zod/v4/core'

config({ jitless: true })
