// This installation: its version, where its data lies, where it listens.

export interface About {
  version: string
  dataFolder: string
  publicUrl: string
  /** Where events are sent to. */
  collectUrl: string
  /** Host of the ClickHouse server; null for the engine in this process. */
  clickhouse: string | null
}
