// Who may import whom: the architecture as a table that lint checks; ARCHITECTURE.md describes the same. A folder in no zone
// fails the build.
import { componentOrder, libOrder, sharedOrder } from './folder-orders.ts';

/** A part of the source tree. The first zone whose pattern matches a file is that file's zone. */
export interface Zone {
  readonly name: string;
  /** Matches paths from the repository's root, with forward slashes. */
  readonly files: RegExp;
  /** Names of the zones it may import, besides itself. */
  readonly zones: readonly string[];
  /** `any`, or the packages it may import. A package with an owner is always refused to the others. */
  readonly packages: 'any' | readonly string[];
  /** Whether it may import Node's own modules. */
  readonly node: 'all' | 'none' | 'only in *.node.ts';
  /** The message when the rule fails: the reason, and what to do instead. */
  readonly mend: string;
}

const shared = sharedOrder.map((folder) => `shared/${folder}`);

const adapterMend =
  'Adapters implement ports and do not know each other: declare what you need in src-main/ports and let a composition root (index.ts, serve.ts, cli, training/worker) hand it over.';

/** An adapter: may import ports, src-shared, the file writer and the leaves named. */
function adapter(name: string, files: RegExp, leaves: readonly string[] = []): Zone {
  return {
    name,
    files,
    zones: ['ports', 'files', ...shared, ...leaves],
    packages: 'any',
    node: 'all',
    mend: adapterMend,
  };
}

/** A composition root: may import everything named, and nothing imports it. */
function root(name: string, files: RegExp, zones: readonly string[], mend: string): Zone {
  return { name, files, zones, packages: 'any', node: 'all', mend };
}

const rendererLib = libOrder.map((domain) => `renderer/lib/${domain}`);

function renderer(name: string, folder: string, zones: readonly string[]): Zone {
  return {
    name,
    files: new RegExp(`^${folder}`),
    zones: [...shared, 'renderer/styles', ...zones],
    packages: 'any',
    node: 'none',
    mend: `The renderer knows src-shared and asks its host for the rest: add a request to src-shared/contract. Its domains have an order (lib: ${libOrder.join(' → ')}; components: ${componentOrder.join(' → ')}): move what both need to the earlier one.`,
  };
}

const parts = [
  'services',
  'ports',
  'files',
  'home',
  'program files',
  'db',
  'datasets',
  'engines',
  'pip',
  'training',
  'benchmark',
  'histories',
  'command-channel',
];
const hostParts = [...parts, 'composition', ...shared];

export const zones: readonly Zone[] = [
  ...sharedOrder.map((folder, i) => ({
    name: `shared/${folder}`,
    files: new RegExp(`^src-shared/${folder}/`),
    zones: shared.slice(0, i),
    // The parser of pasted code, which src-shared/model/code owns.
    packages: folder === 'model' ? ['zod', '@lezer/python', '@lezer/common'] : ['zod'],
    node: 'none' as const,
    mend: `src-shared has one order: ${sharedOrder.join(' → ')}; a folder imports those before it and zod. Move what both need to the earlier one, or pass it in as an argument.`,
  })),
  {
    name: 'renderer/locales',
    files: /^src-renderer\/locales\//,
    zones: shared,
    packages: [],
    node: 'none',
    mend: 'A locale is text: give it values as arguments.',
  },
  {
    name: 'renderer/styles',
    files: /^src-renderer\/styles\//,
    zones: [],
    packages: [],
    node: 'none',
    mend: 'Styles import nothing.',
  },
  ...libOrder.map((domain, i) =>
    renderer(`renderer/lib/${domain}`, `src-renderer/lib/${domain}/`, [
      'renderer/locales',
      ...libOrder.slice(0, i).map((each) => `renderer/lib/${each}`),
    ]),
  ),
  ...componentOrder.map((domain, i) =>
    renderer(`renderer/components/${domain}`, `src-renderer/components/${domain}/`, [
      'renderer/locales',
      ...rendererLib,
      ...componentOrder.slice(0, i).map((each) => `renderer/components/${each}`),
    ]),
  ),
  renderer('renderer', 'src-renderer/', [
    'renderer/locales',
    ...rendererLib,
    ...componentOrder.map((each) => `renderer/components/${each}`),
  ]),
  {
    name: 'ports',
    files: /^src-main\/ports\//,
    zones: shared,
    packages: ['zod'],
    node: 'none',
    mend: 'A port is a description in terms of src-shared: keep the implementation and its types in the adapter.',
  },
  {
    name: 'services',
    files: /^src-main\/services\//,
    zones: ['ports', ...shared],
    packages: ['zod'],
    node: 'none',
    mend: 'A service knows ports and src-shared only: declare what you need in src-main/ports, implement it in an adapter, and hand it over in a composition root.',
  },
  {
    name: 'files',
    files: /^src-main\/files\//,
    zones: shared,
    packages: ['yauzl', 'hyparquet'],
    node: 'all',
    mend: 'How files are written, and containers of any program are opened, is a leaf that adapters share: it knows src-shared only.',
  },
  {
    name: 'pip',
    files: /^src-main\/pip\//,
    zones: shared,
    packages: 'any',
    node: 'all',
    mend: 'pip is a leaf that adapters share: it knows src-shared only.',
  },
  {
    name: 'program files',
    files: /^src-main\/home\/program-files\.ts$/,
    zones: [],
    packages: [],
    node: 'all',
    mend: 'program-files.ts is a leaf: it knows where files lie, and nothing else.',
  },
  adapter('home', /^src-main\/home\//, ['program files']),
  adapter('db', /^src-main\/db\//),
  adapter('datasets', /^src-main\/datasets\//, ['pip', 'program files']),
  adapter('engines', /^src-main\/engines\//, ['pip', 'program files']),
  adapter('benchmark', /^src-main\/benchmark\//),
  adapter('histories', /^src-main\/histories\//),
  adapter('ipc', /^src-main\/ipc\//),
  {
    name: 'socket',
    files: /^src-main\/socket\//,
    zones: shared,
    packages: ['ws'],
    node: 'all',
    mend: 'How a socket is guarded and answered is a leaf that the browser host and the command channel share: it knows src-shared only.',
  },
  adapter('browser-host', /^src-main\/browser-host\//, ['socket']),
  adapter('command-channel', /^src-main\/command-channel\//, ['socket']),
  {
    name: 'nn',
    files: /^src-main\/training\/nn\//,
    zones: shared,
    // The umbrella package for nn/gradients.ts, which says why.
    packages: ['@tensorflow/tfjs-core', '@tensorflow/tfjs'],
    node: 'only in *.node.ts',
    mend: 'The training core runs on @tensorflow/tfjs-core alone, so that a browser worker can use it: pass in what you need, or put the Node part in a file named *.node.ts.',
  },
  {
    name: 'step',
    files: /^src-main\/training\/step\//,
    zones: ['nn', ...shared],
    packages: ['@tensorflow/tfjs-core', 'pbf'],
    node: 'only in *.node.ts',
    mend: 'A training step knows nn, src-shared and @tensorflow/tfjs-core, so that a browser worker can use it: pass in what you need, or put the Node part in a file named *.node.ts.',
  },
  {
    name: 'export',
    files: /^src-main\/training\/export\//,
    zones: ['step', 'datasets', ...shared],
    packages: ['@tensorflow/tfjs-core', '@tensorflow/tfjs', 'fflate', 'h5wasm'],
    node: 'none',
    mend: 'What takes a model away makes bytes of a model, its weights and its preparation: the worker reads and hands them over.',
  },
  root(
    'worker',
    /^src-main\/training\/worker\//,
    [
      'training',
      'nn',
      'step',
      'export',
      'datasets',
      'engines',
      'benchmark',
      'program files',
      'files',
      'ports',
      ...shared,
    ],
    "The trainer worker is the training thread's composition root: it knows data, engines, nn and step, and speaks to its host in messages (src-main/training/protocol.ts).",
  ),
  adapter('training', /^src-main\/training\/[^/]+\.ts$/),
  {
    name: 'preload',
    files: /^src-main\/preload\//,
    zones: shared,
    packages: 'any',
    node: 'none',
    mend: 'The preload is sandboxed: it passes the contract of src-shared on and knows nothing else.',
  },
  adapter('window', /^src-main\/(app|window)\//),
  root(
    'composition',
    /^src-main\/open-workbench\.ts$/,
    [...parts, ...shared],
    'open-workbench.ts composes what every host has; it does not know any host, the screen, or the training core.',
  ),
  root(
    'command line',
    /^src-main\/cli\//,
    [...hostParts, 'browser-host', 'browser host root'],
    'The command line composes services and adapters; it does not know the screen, Electron, or the training core.',
  ),
  root(
    'browser host root',
    /^src-main\/serve\.ts$/,
    [...hostParts, 'browser-host'],
    'serve.ts composes the browser host; it does not know the screen, Electron, or the training core.',
  ),
  root(
    'electron root',
    /^src-main\/index\.ts$/,
    [...hostParts, 'ipc', 'window'],
    "index.ts is Electron's composition root; it does not know the screen's code, the browser host, or the training core.",
  ),
];

/** The files the table covers; tests, lint and configuration files compose what they like. */
export const governedFiles = /^src-(shared|main|renderer)\//;
