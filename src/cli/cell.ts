// A cell of a list: cut or filled to a width, in columns of the terminal.
import { padTo } from '#util/columns.ts'
import { shorten } from './answer-table.ts'

export function cell(text: string, width: number): string {
  return padTo(shorten(text, width), width, 'left')
}
