// The events of an XML file in an archive, part by part, so that a large one is never whole in memory. Entities of a document's own
// are unknown to the parser, and so end the reading.
import { SaxesParser } from 'saxes';
import type { Readable } from 'node:stream';

export interface XmlEvents {
  /** @param name without the prefix of its namespace */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** @returns after every part, how many bytes have been read. @throws Error for what is no XML */
export async function* xmlEvents(stream: Readable, events: XmlEvents): AsyncGenerator<number, void> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  parser.on('opentag', ({ name, attributes }) => events.open?.(localName(name), attributes));
  parser.on('closetag', ({ name }) => events.close?.(localName(name)));
  parser.on('text', (text) => events.text?.(text));
  parser.on('cdata', (text) => events.text?.(text));
  parser.on('error', (error) => {
    throw error;
  });
  // A failure before the first read is told by that read.
  stream.on('error', () => undefined);
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      parser.write(decoder.decode(chunk, { stream: true }));
      yield bytes;
    }
    parser.write(decoder.decode());
    parser.close();
  } finally {
    stream.destroy();
  }
}

/** Reads all of it. */
export async function readXml(stream: Readable, events: XmlEvents): Promise<void> {
  const parts = xmlEvents(stream, events);
  while ((await parts.next()).done !== true);
}
