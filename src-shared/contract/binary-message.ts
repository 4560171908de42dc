// A host's message as it travels: JSON text, or bytes where its output has typed arrays among its fields. Bytes are the length of
// the text, the text in ASCII, and behind it the arrays; in the text each array's place is taken by its kind and length.
import type { HostMessage } from '#shared/contract/envelope.ts';
import { parseMessage } from '#shared/contract/host-bridge.ts';

const kinds = { Float32Array, Float64Array, Uint8Array, Uint32Array } as const;
type Kind = keyof typeof kinds;
type Numbers = InstanceType<(typeof kinds)[Kind]>;

interface Placeholder {
  readonly kind: Kind;
  readonly length: number;
}

/** Arrays begin at multiples of this, so that they are read where they lie. */
const alignment = 8;
const aligned = (bytes: number): number => Math.ceil(bytes / alignment) * alignment;
const headBytes = 4;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): Kind | null {
  for (const [kind, type] of Object.entries(kinds)) if (value instanceof type) return kind as Kind;
  return null;
}

function asciiJson(value: unknown): string {
  const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[\u0080-\uffff]/g, escaped);
}

function textOf(ascii: Uint8Array): string {
  let text = '';
  for (const byte of ascii) text += String.fromCharCode(byte);
  return text;
}

/** The message for a transport. */
export function encodeMessage(message: HostMessage): string | Uint8Array<ArrayBuffer> {
  const output: unknown = 'output' in message ? message.output : null;
  const fields = isRecord(output) ? Object.entries(output) : [];
  const arrays = fields.flatMap(([, value]) => (kindOf(value) === null ? [] : [value as Numbers]));
  if (arrays.length === 0) return JSON.stringify(message);
  const plain = fields.map(([name, value]) => {
    const kind = kindOf(value);
    return [name, kind === null ? value : ({ kind, length: (value as Numbers).length } satisfies Placeholder)];
  });
  const names = fields.flatMap(([name, value]) => (kindOf(value) === null ? [] : [name]));
  const text = asciiJson({ message: { ...message, output: Object.fromEntries(plain) as unknown }, arrays: names });
  const start = aligned(headBytes + text.length);
  const bytes = new Uint8Array(arrays.reduce((sum, array) => sum + aligned(array.byteLength), start));
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  for (let i = 0; i < text.length; i++) bytes[headBytes + i] = text.charCodeAt(i);
  let at = start;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += aligned(array.byteLength);
  }
  return bytes;
}

function isPlaceholder(value: unknown): value is Placeholder {
  const { kind, length } = isRecord(value) ? value : {};
  return typeof kind === 'string' && Object.hasOwn(kinds, kind) && Number.isInteger(length) && (length as number) >= 0;
}

function decodeBytes(bytes: Uint8Array<ArrayBuffer>): unknown {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  const head = parseMessage(textOf(bytes.subarray(headBytes, headBytes + length)));
  if (!isRecord(head) || !isRecord(head['message']) || !Array.isArray(head['arrays'])) return undefined;
  const { message, arrays } = head;
  if (!isRecord(message['output'])) return undefined;
  const output: Record<string, unknown> = { ...message['output'] };
  let at = aligned(headBytes + length);
  for (const name of arrays as unknown[]) {
    const placeholder = typeof name === 'string' && Object.hasOwn(output, name) ? output[name] : undefined;
    if (!isPlaceholder(placeholder) || typeof name !== 'string') return undefined;
    const kind = kinds[placeholder.kind];
    const size = placeholder.length * kind.BYTES_PER_ELEMENT;
    if (at + size > bytes.length) return undefined;
    // A copy: what a socket hands out need not begin where numbers may. Not by `slice`, which of Node's Buffer is a view.
    const copy = new Uint8Array(size);
    copy.set(bytes.subarray(at, at + size));
    output[name] = new kind(copy.buffer, 0, placeholder.length);
    at += aligned(size);
  }
  return { ...message, output };
}

/** A message before its schema has parsed it; undefined for what `encodeMessage` did not make. */
export function decodeMessage(data: string | ArrayBuffer | Uint8Array<ArrayBuffer>): unknown {
  if (typeof data === 'string') return parseMessage(data);
  try {
    return decodeBytes(data instanceof Uint8Array ? data : new Uint8Array(data));
  } catch (thrown) {
    // Too few bytes for what they say is in them.
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}
