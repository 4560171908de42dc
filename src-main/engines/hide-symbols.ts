// Hides the internal symbols of an engine's libraries. TensorFlow exports half a million symbols that nothing else uses, and
// the dynamic linker looks each of them up in all loaded libraries: slow, and wrong as soon as another library has the same
// name (Mesa's LLVM, Node's OpenSSL). Marked as hidden in the file, a symbol is bound within its own library and not looked
// up at all. The format is that of the System V ABI, chapter "Symbol Table"; only st_other is written.
import { closeSync, openSync, readSync, writeSync } from 'node:fs';

const symbolBytes = 24;
const sectionBytes = 64;
/** Of sh_type: the table that the dynamic linker reads. */
const dynamicSymbols = 11;
const hidden = 2;

interface DynamicSymbol {
  readonly name: string;
  readonly isDefined: boolean;
}

interface SymbolTable {
  readonly path: string;
  readonly offset: number;
  readonly bytes: Buffer;
  readonly symbols: readonly DynamicSymbol[];
}

function readAt(file: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const read = readSync(file, bytes, done, length - done, offset + done);
    if (read === 0) throw new Error('The file ends before its tables do.');
    done += read;
  }
  return bytes;
}

const isElf64 = (header: Buffer): boolean => header.toString('latin1', 0, 6) === '\x7fELF\x02\x01';

function readSymbols(path: string): SymbolTable | null {
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(sectionBytes);
    if (readSync(file, header) < sectionBytes || !isElf64(header)) return null;
    const count = header.readUInt16LE(0x3c);
    const sections = readAt(file, Number(header.readBigUInt64LE(0x28)), count * sectionBytes);
    const place = (index: number): [offset: number, length: number] => [
      Number(sections.readBigUInt64LE(index * sectionBytes + 0x18)),
      Number(sections.readBigUInt64LE(index * sectionBytes + 0x20)),
    ];
    const found = Array.from({ length: count }, (_, index) => index).find(
      (index) => sections.readUInt32LE(index * sectionBytes + 4) === dynamicSymbols,
    );
    if (found === undefined) return null;
    const [offset, length] = place(found);
    const bytes = readAt(file, offset, length);
    const names = readAt(file, ...place(sections.readUInt32LE(found * sectionBytes + 0x28)));
    const symbols = Array.from({ length: length / symbolBytes }, (_, index) => {
      const at = bytes.readUInt32LE(index * symbolBytes);
      const isDefined = bytes.readUInt16LE(index * symbolBytes + 6) !== 0;
      return { name: names.toString('latin1', at, names.indexOf(0, at)), isDefined };
    });
    return { path, offset, bytes, symbols };
  } finally {
    closeSync(file);
  }
}

/**
 * Hides, in place, symbols that one library defines and no other file uses. Skips files that are not 64-bit little-endian
 * ELF.
 * @param users other files that load the libraries: the symbols they use stay visible
 * @returns how many symbols were hidden
 */
export function hideUnsharedSymbols(libraries: readonly string[], users: readonly string[]): number {
  const read = (paths: readonly string[]): SymbolTable[] => paths.map(readSymbols).filter((table) => table !== null);
  const tables = read(libraries);
  const files = new Map<string, number>();
  for (const { symbols } of [...tables, ...read(users)])
    for (const { name } of symbols) files.set(name, (files.get(name) ?? 0) + 1);
  let count = 0;
  for (const { path, offset, bytes, symbols } of tables) {
    symbols.forEach(({ name, isDefined }, index) => {
      if (!isDefined || files.get(name) !== 1) return;
      bytes[index * symbolBytes + 5] = hidden;
      count += 1;
    });
    const file = openSync(path, 'r+');
    try {
      writeSync(file, bytes, 0, bytes.length, offset);
    } finally {
      closeSync(file);
    }
  }
  return count;
}
