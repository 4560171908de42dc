// Messages that no screen of ours sends, the same ones for the same seed: for the IPC of a window and for the WebSocket.
import type { JsonValue } from '#shared/base/json.ts';
import { largestMessageLength, parseMessage } from '#shared/contract/host-bridge.ts';
import { clientMessageSchema } from '#shared/contract/envelope.ts';
import { requests } from '#shared/contract/workbench.ts';
import type { RequestName } from '#shared/contract/workbench.ts';
import { weatherGru } from './sample-experiments.ts';

/** What lies in the attacked home folder: no message may change it. */
export interface KnownIds {
  readonly runs: readonly string[];
  readonly experiments: readonly string[];
}

export interface MalformedText {
  readonly kind: string;
  readonly text: string;
  /** The number that the one answer must name; null where there is none to name. */
  readonly id: number | null;
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

class Chance {
  readonly next: () => number;

  constructor(seed: number) {
    this.next = createRandom(seed);
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  of<T>(values: readonly [T, ...T[]]): T {
    return values[this.below(values.length)] ?? values[0];
  }

  text(length: number): string {
    let text = '';
    // Any UTF-16 unit, surrogates without a partner among them.
    for (let i = 0; i < length; i++) text += String.fromCharCode(this.below(this.next() < 0.7 ? 128 : 65_536));
    return text;
  }
}

const nastyTexts: readonly [string, ...string[]] = [
  '../../../../etc/passwd',
  '..\\..\\..\\secret.txt',
  '/etc/passwd',
  'C:\\Windows\\win.ini',
  '%2e%2e%2fbait.txt',
  '..%2f..%2fbait.txt',
  '../bait.txt',
  './../bait.txt',
  'runs/../../bait.txt',
  '\\\\server\\share',
  'file:///etc/passwd',
  'a\0b',
  '\0',
  '\ud800',
  'a\udfff\ud800',
  '\u202egnp.exe',
  '\u001b[2J',
  '',
  ' ',
  '.',
  '..',
  '-rf',
  '$(touch bait2)',
  '`touch bait2`',
  "'; DROP TABLE runs; --",
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'CON',
  'NaN',
  '1e999',
  '💥'.repeat(60),
  'x'.repeat(201),
  'y'.repeat(100_000),
];

/** As JSON: some cannot be written as values of JavaScript. */
const nastyJson: readonly [string, ...string[]] = [
  'null',
  'true',
  '0',
  '-0',
  '-1',
  '1.5',
  '1e308',
  '1e999',
  '-1e999',
  '9007199254740993',
  '4294967296',
  '[]',
  '{}',
  '[[[[[[[[]]]]]]]]',
  '[null,null,null]',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"prototype":{"polluted":true}}',
  '{"toString":null,"valueOf":null,"toJSON":1}',
  '{"length":1000000000}',
  '{"then":1}',
  '{"":""}',
  '{"a":1,"a":2}',
];

/** Something the schemas take, less what would bring data from elsewhere: changes begin here. Requests that are not named take a run's id. */
const wellFormed: { readonly [N in RequestName]?: (known: KnownIds) => JsonValue } = {
  'app.info': () => ({}),
  'settings.get': () => ({}),
  'settings.set': () => ({ trainingPriority: 'training' }),
  'templates.list': () => ({}),
  'templates.get': () => ({ id: 'weather-gru' }),
  'experiments.list': () => ({}),
  'experiments.get': ({ experiments }) => ({ id: experiments[0] ?? '' }),
  'experiments.save': ({ experiments }) => ({ id: experiments[0] ?? '', experiment: attackedExperiment() }),
  'experiments.delete': ({ experiments }) => ({ id: experiments[0] ?? '' }),
  'experiments.open-dialog': () => ({}),
  'datasets.list': () => ({}),
  'datasets.known': () => ({}),
  'datasets.get': () => ({ id: 'no-such-data', taskId: 'task' }),
  'datasets.delete': () => ({ id: 'no-such-data' }),
  'runs.list': () => ({}),
  'runs.get': ({ runs }) => ({ id: runs[0] ?? '' }),
  'runs.metrics': ({ runs }) => ({ id: runs[0] ?? '', prefix: 'epoch/' }),
  'runs.progress': () => ({}),
  'runs.start': () => ({
    source: { from: 'inline', experiment: attackedExperiment() },
    name: 'run',
    epochs: 1,
    seed: 1,
    engine: 'wasm',
    step: 'eager',
    limitBatches: 1,
  }),
  'runs.stop': ({ runs }) => ({ id: runs[0] ?? '' }),
  'runs.rename': ({ runs }) => ({ id: runs[0] ?? '', name: 'renamed' }),
  'runs.delete': ({ runs }) => ({ ids: [...runs] }),
  'runs.compare': ({ runs }) => ({ ids: [...runs] }),
};

function attackedExperiment(): JsonValue {
  const experiment = { ...weatherGru, data: { ...weatherGru.data, dataset: 'no-such-data' } };
  return JSON.parse(JSON.stringify(experiment)) as JsonValue;
}

const names = Object.keys(requests) as [RequestName, ...RequestName[]];

function wellFormedInput(name: RequestName, known: KnownIds): JsonValue {
  return wellFormed[name]?.(known) ?? { id: known.runs[0] ?? '' };
}

const reading: ReadonlySet<string> = new Set<RequestName>([
  'app.info',
  'settings.get',
  'templates.list',
  'templates.get',
  'experiments.list',
  'experiments.get',
  'experiments.open-dialog',
  'datasets.list',
  'datasets.known',
  'runs.list',
  'runs.get',
  'runs.metrics',
  'runs.progress',
  'runs.compare',
]);

function isRequest(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}

/** Whether a message is a request after all, and one that may change what is kept: such a one proves nothing. */
function changesKept(text: string, known: KnownIds): boolean {
  const marks = ['trainingPriority', ...[...known.runs, ...known.experiments].map((id) => `"${id}"`)];
  if (!marks.some((mark) => text.includes(mark))) return false;
  const message = clientMessageSchema.safeParse(parseMessage(text));
  const name = message.data?.name ?? '';
  if (!message.success || !isRequest(name) || reading.has(name)) return false;
  try {
    return requests[name].input.safeParse(message.data.input).success;
  } catch {
    // Nested too deeply for the schema.
    return false;
  }
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
    else if (Array.isArray(place.parent)) place.parent.push(...place.parent.slice(0, 50), nasty(chance, known));
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

/** Values that are no text, by name; `makeValue` makes them where they are sent. */
export const valueNames = [
  'nothing',
  'null',
  'NaN',
  'number',
  'big integer',
  'boolean',
  'symbol',
  'function',
  'promise',
  'object',
  'text object',
  'request object',
  'cycle',
  'deep',
  'array',
  'holes',
  'bytes',
  'typed array',
  'view',
  'map',
  'set',
  'date',
  'expression',
  'error',
  'blob',
  'throwing',
  'proxy',
  'prototype',
  'large',
  'page',
] as const;

/** Runs in the page or the preload script: uses nothing from outside itself. */
export function makeValue(name: string, id: number): unknown {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  let deep: unknown = 1;
  if (name === 'deep') for (let i = 0; i < 500; i++) deep = [deep];
  const makers: Record<string, () => unknown> = {
    nothing: () => undefined,
    null: () => null,
    NaN: () => NaN,
    number: () => id,
    'big integer': () => 2n ** 70n,
    boolean: () => true,
    symbol: () => Symbol('strata'),
    function: () => () => id,
    promise: () => Promise.resolve('{}'),
    object: () => ({ a: 1 }),
    'text object': (): unknown => Object('{"id":1,"name":"settings.get","input":{}}'),
    'request object': () => ({ id, name: 'settings.get', input: {} }),
    cycle: () => cycle,
    deep: () => deep,
    array: () => ['{"id":1,"name":"settings.get","input":{}}', id],
    holes: () => [1, , 3],
    bytes: () => new ArrayBuffer(10_000),
    'typed array': () => new Float64Array([NaN, Infinity, -0]),
    view: () => new DataView(new ArrayBuffer(8)),
    map: () => new Map([[cycle, cycle]]),
    set: () => new Set([NaN, undefined]),
    date: () => new Date(NaN),
    expression: () => /(a+)+$/u,
    error: () => new Error('{"id":1,"name":"settings.get","input":{}}'),
    blob: () => (typeof Blob === 'function' ? new Blob(['{}']) : null),
    throwing: () => ({
      get a() {
        throw new Error('no value');
      },
    }),
    proxy: () =>
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('no keys');
          },
        },
      ),
    prototype: () =>
      JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') as unknown,
    large: () => new Uint8Array(1_000_000),
    page: () => (typeof document === 'object' ? document : null),
  };
  return makers[name]?.();
}
