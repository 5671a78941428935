// ZIP archives, by their directory: each entry is unpacked by itself, and never to more than is allowed.
import { crc32, inflateRawSync } from 'node:zlib'

export interface ArchiveEntry {
  name: string
  /** As it lies in the archive. */
  packed: Buffer
  deflated: boolean
  /** CRC-32 of what is unpacked. */
  sum: number
}

/** More than was allowed came out of an entry, whatever the archive says of its size. */
export class TooMuchUnpacked extends Error {}

const endOfDirectory = Buffer.from('PK\x05\x06', 'latin1')
/** A field of 32 bits that says: the value has 64 and stands elsewhere. */
const elsewhere = 0xffffffff

/** What is in an archive, also where it has sizes of 64 bits. Throws for what is no whole archive. */
export function entriesOf(archive: Buffer): ArchiveEntry[] {
  const end = archive.lastIndexOf(endOfDirectory)
  if (end < 0) throw new Error('it is no whole archive')
  let count = archive.readUInt16LE(end + 10)
  let at = archive.readUInt32LE(end + 16)
  if (count === 0xffff || at === elsewhere) {
    const large = Number(archive.readBigUInt64LE(end - 12))
    count = Number(archive.readBigUInt64LE(large + 32))
    at = Number(archive.readBigUInt64LE(large + 48))
  }
  const entries: ArchiveEntry[] = []
  for (let n = 0; n < count; n += 1) {
    if (archive.readUInt32LE(at) !== 0x02014b50) throw new Error('its directory is damaged')
    entries.push(entryAt(archive, at))
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  // an archive whose parts lie in each other takes for ever to unpack
  const packed = entries.reduce((sum, entry) => sum + entry.packed.length, 0)
  if (packed > archive.length) throw new Error('its parts overlap')
  return entries
}

function entryAt(archive: Buffer, at: number): ArchiveEntry {
  const method = archive.readUInt16LE(at + 10)
  if (method !== 0 && method !== 8) throw new Error('it is packed in a way that is not read')
  const nameLength = archive.readUInt16LE(at + 28)
  const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
  const extra = archive.subarray(at + 46 + nameLength).subarray(0, archive.readUInt16LE(at + 30))
  const [size, local] = sizeAndPlace(archive.subarray(at, at + 46), extra)
  const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
  if (from + size > archive.length) throw new Error('it was cut short')
  const packed = archive.subarray(from, from + size)
  return { name, packed, deflated: method === 8, sum: archive.readUInt32LE(at + 16) }
}

/** Packed size and place of an entry; what does not fit into 32 bits follows in an extra field, unpacked size first. */
function sizeAndPlace(entry: Buffer, extra: Buffer): [size: number, place: number] {
  let at = 0
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2)
  at += 4
  const valueOf = (field: number): number => {
    const value = entry.readUInt32LE(field)
    if (value !== elsewhere) return value
    at += 8
    return Number(extra.readBigUInt64LE(at - 8))
  }
  valueOf(24)
  return [valueOf(20), valueOf(42)]
}

/** The bytes of an entry. Throws TooMuchUnpacked beyond `most` of them, having held no more. */
export function unpack({ packed, deflated, sum }: ArchiveEntry, most: number): Buffer {
  const bytes = deflated ? inflated(packed, most) : packed
  if (bytes.length > most) throw new TooMuchUnpacked()
  if (crc32(bytes) !== sum) throw new Error('it is damaged')
  return bytes
}

function inflated(packed: Buffer, most: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: most + 1 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new TooMuchUnpacked()
    throw error
  }
}

/** An entry as an archive holds it that packs nothing: those of all entries, and `lastOfArchive`, are one. */
export function storedEntry(name: string, bytes: Buffer): Buffer[] {
  const encoded = Buffer.from(name)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt32LE(bytes.length, 18)
  header.writeUInt32LE(bytes.length, 22)
  header.writeUInt16LE(encoded.length, 26)
  return [header, encoded, bytes]
}

export const lastOfArchive = Buffer.concat([endOfDirectory, Buffer.alloc(18)])
