// The tag as a module: for pages that are bundled anyway.
export { start } from './start.ts'
export type { Commands, ConsentMode, Known, Onecount, Options, Properties, Purposes, Who } from './options.ts'
