// Messages that no screen of ours sends, the same ones for the same seed: for the IPC of a window and for the WebSocket.
import type { JsonValue } from '#shared/base/json.ts';
import { largestMessageLength, parseMessage } from '#shared/contract/host-bridge.ts';
import { clientMessageSchema } from '#shared/contract/envelope.ts';
import { Chance, nastyTexts, nastyJson } from './chance.ts';
import { type KnownIds, names, wellFormedInput, changesKept } from './well-formed-requests.ts';

export interface MalformedText {
  readonly kind: string;
  readonly text: string;
  /** The number that the one answer must name; null where there is none to name. */
  readonly id: number | null;
}

interface Place {
  readonly parent: JsonValue[] | { [key: string]: JsonValue };
  readonly key: string;
}

function placesIn(value: JsonValue, places: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return places;
  for (const [key, inside] of Object.entries(value)) {
    places.push({ parent: value, key });
    placesIn(inside, places);
  }
  return places;
}

function put({ parent, key }: Place, value: JsonValue): void {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}

function nasty(chance: Chance, known: KnownIds): JsonValue {
  const draw = chance.next();
  if (draw < 0.45) return chance.of(nastyTexts);
  if (draw < 0.8) return JSON.parse(chance.of(nastyJson)) as JsonValue;
  if (draw < 0.9) return `${known.runs[0] ?? ''}${chance.of(nastyTexts)}`;
  return chance.text(chance.below(40));
}

function mutate(chance: Chance, known: KnownIds, input: JsonValue): JsonValue {
  const holder = { input };
  for (let times = 1 + chance.below(3); times > 0; times--) {
    const places = placesIn(holder);
    const place = places[chance.below(places.length)];
    if (place === undefined) break;
    const draw = chance.next();
    if (draw < 0.6) put(place, nasty(chance, known));
    else if (draw < 0.75 && !Array.isArray(place.parent)) Reflect.deleteProperty(place.parent, place.key);
    else if (draw < 0.9) put({ parent: place.parent, key: chance.of(nastyTexts) }, nasty(chance, known));
    else if (Array.isArray(place.parent)) place.parent.push(...[...place.parent].slice(0, 50), nasty(chance, known));
    else put({ parent: place.parent, key: '__proto__' }, { polluted: true });
  }
  return (holder as { input?: JsonValue }).input ?? null;
}

function deepJson(chance: Chance): string {
  const depth = chance.of([50, 99, 101, 500, 3_000, 20_000]);
  const [open, close] = chance.of<readonly [string, string]>([
    ['[', ']'],
    ['{"a":', '}'],
    ['{"experiment":{"strata":1,"data":', '}}'],
  ]);
  return `${open.repeat(depth)}1${close.repeat(depth)}`;
}

type Maker = (chance: Chance, known: KnownIds, id: number) => string;

function request(id: number, name: unknown, inputJson: string): string {
  return `{"id":${id},"name":${JSON.stringify(name)},"input":${inputJson}}`;
}

const makers: Readonly<Record<string, Maker>> = {
  'no JSON': (chance, known, id) => {
    const whole = request(id, chance.of(names), JSON.stringify(wellFormedInput('runs.get', known)));
    return chance.of<() => string>([
      () => '',
      () => chance.text(chance.below(200)),
      () => whole.slice(0, chance.below(whole.length)),
      () => `${whole}${chance.of(['}', ',', '\0', whole, '//'])}`,
      () => `\ufeff${whole}`,
      () => whole.replaceAll('"', "'"),
      () => `{"id":NaN,"name":"runs.list","input":{}}`,
      () => `{"id":${id},"name":"runs.list","input":undefined}`,
      () => '[object Object]',
      () => '['.repeat(chance.below(200_000)),
    ])();
  },
  'no request': (chance, known, id) =>
    chance.of<() => string>([
      () => JSON.stringify(nasty(chance, known)),
      () => `{"id":${chance.of(nastyJson)},"name":"runs.list","input":{}}`,
      () => `{"id":${JSON.stringify(chance.of(nastyTexts))},"name":"runs.list","input":{}}`,
      () => `{"id":${id},"name":${chance.of(nastyJson)},"input":{}}`,
      () => `{"id":${id}}`,
      () => '{"name":"runs.list","input":{}}',
      () => `{"__proto__":{"id":${id},"name":"runs.list"},"input":{}}`,
      () => `[${request(id, 'runs.list', '{}')}]`,
    ])(),
  'unknown name': (chance, _known, id) =>
    request(id, chance.next() < 0.7 ? chance.of(nastyTexts) : `${chance.of(names)}${chance.text(3)}`, '{}'),
  'wrong input': (chance, known, id) =>
    request(id, chance.of(names), chance.next() < 0.5 ? chance.of(nastyJson) : JSON.stringify(nasty(chance, known))),
  'changed input': (chance, known, id) => {
    const name = chance.of(names);
    return request(id, name, JSON.stringify(mutate(chance, known, wellFormedInput(name, known))));
  },
  "another request's input": (chance, known, id) =>
    request(id, chance.of(names), JSON.stringify(wellFormedInput(chance.of(names), known))),
  'twice the same key': (chance, known, id) => {
    const name = chance.of(names);
    const input = JSON.stringify(wellFormedInput(name, known));
    return `{"id":-1,"id":${id},"name":"x","name":${JSON.stringify(name)},"input":${input},"input":${chance.of(nastyJson)}}`;
  },
  'deep nesting': (chance, _known, id) =>
    chance.of<() => string>([
      () => deepJson(chance),
      () => request(id, chance.of(names), deepJson(chance)),
      () => request(id, 'experiments.save', `{"experiment":${deepJson(chance)}}`),
      () => request(id, 'experiments.save', `{"experiment":{"strata":1,"more":${deepJson(chance)}}}`),
    ])(),
  'out of order': (chance, known, id) =>
    chance.of<() => string>([
      () => '{"token":"once more"}',
      () => `{"id":${id},"output":{}}`,
      () => `{"id":${id},"error":{"code":"internal","message":"no"}}`,
      () => '{"event":{"type":"changed","what":"settings"}}',
      () => request(id, 'runs.stop', JSON.stringify({ id: known.runs[0] ?? '' })),
      () => request(id, 'runs.delete', '{"ids":["abcd","abce"]}'),
      () => request(id, 'runs.compare', '{"ids":["abcd","abcd"]}'),
      () => request(id, 'runs.start', '{"source":{"from":"experiment","id":"abcd"}}'),
      () => request(id, 'experiments.delete', '{"id":"abcd"}'),
      () => request(id, 'datasets.delete', '{"id":"no-such-data"}'),
    ])(),
  'many of something': (chance, _known, id) =>
    chance.of<() => string>([
      () => request(id, 'runs.delete', `{"ids":[${'"abcd",'.repeat(5_000)}"abcd"]}`),
      () => request(id, 'runs.compare', `{"ids":[${'"abcd",'.repeat(60)}"abcd"]}`),
      () => request(id, 'experiments.save', `{"experiment":{"strata":1,"name":"${'n'.repeat(300_000)}"}}`),
      () => request(id, 'templates.get', `{"id":"${'../'.repeat(30_000)}"}`),
      () => `{"id":${id},"name":"settings.get","input":{},${'"k":1,'.repeat(20_000)}"k":2}`,
    ])(),
};

const kinds = Object.keys(makers) as [string, ...string[]];

/** A message on each side of the largest length. */
function* largeTexts(id: number): Generator<string> {
  for (const length of [largestMessageLength, largestMessageLength + 1, largestMessageLength + 1_000_000]) {
    const start = request(id, 'templates.get', '{"id":"').slice(0, -1);
    yield `${start}${'z'.repeat(length - start.length - 3)}"}}`;
  }
}

/** Whether the text is answered, with which number: what the contract says, asked of its own schema. */
function answeredId(text: string): number | null {
  if (text.length > largestMessageLength) return null;
  const message = clientMessageSchema.safeParse(parseMessage(text));
  return message.success ? message.data.id : null;
}

/** Numbers of answers that may come; a page's own begin at 1. */
export const firstMalformedId = 1_000_000;

/** `count` messages, the same for the same seed. */
export function* malformedTexts(count: number, seed: number, known: KnownIds): Generator<MalformedText> {
  const chance = new Chance(seed);
  let made = 0;
  for (const text of largeTexts(firstMalformedId)) {
    if (made++ < count) yield { kind: 'large', text, id: answeredId(text) };
  }
  let last = '';
  while (made < count) {
    const kind = chance.next() < 0.35 ? 'changed input' : chance.of(kinds);
    // Now and then the number, or the whole message, comes a second time.
    const id = firstMalformedId + made - (chance.next() < 0.05 ? 1 : 0);
    const text = chance.next() < 0.03 ? last : (makers[kind]?.(chance, known, id) ?? '');
    if (changesKept(text, known)) continue;
    last = text;
    made++;
    yield { kind, text, id: answeredId(text) };
  }
}
