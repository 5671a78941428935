// The font that documents are set in: BIZ UDPGothic by Morisawa, Japanese and Latin, under the SIL Open Font License 1.1.
import { createRequire } from 'node:module'

export const fontFamily = 'BIZ UDPGothic'

const { resolve } = createRequire(import.meta.url)
const from = (name: string): string => resolve(`@expo-google-fonts/biz-udpgothic/${name}.ttf`)

/** Files in the package that carries it. */
export const fontFiles = {
  regular: from('400Regular/BIZUDPGothic_400Regular'),
  bold: from('700Bold/BIZUDPGothic_700Bold'),
} as const
