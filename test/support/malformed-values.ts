// Values that are no text, for channels that carry more than text.

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
