// Packages that only some parts of the tree may import.

/** A package (or a scope, ending in `/`) that only some zones may import. */
export interface OwnedPackage {
  readonly package: string;
  readonly owners: readonly string[];
  readonly mend: string;
}

export const ownedPackages: readonly OwnedPackage[] = [
  {
    package: 'electron',
    owners: ['window', 'preload', 'ipc', 'electron root'],
    mend: 'Electron is known in src-main/app, window, preload, ipc and index.ts only, so that everything else also runs under `strata serve` and the command line.',
  },
  {
    package: 'better-sqlite3',
    owners: ['db'],
    mend: 'src-main/db owns the database: add a method to a port in src-main/ports and implement it there.',
  },
  {
    package: '@tensorflow/',
    owners: ['worker', 'nn', 'step', 'export'],
    mend: 'TensorFlow is known in src-main/training/worker, nn, step and export only: send the trainer a message instead.',
  },
  {
    package: 'chart.js',
    owners: ['charts'],
    mend: 'src-renderer/lib/charts owns chart.js: give it data and options through the functions there.',
  },
  {
    package: '@codemirror/',
    owners: ['json editor'],
    mend: 'src-renderer/lib/json-editor owns CodeMirror: give it texts and problems through createJsonEditor.',
  },
  {
    package: '@xyflow/svelte',
    owners: ['graph canvas'],
    mend: 'src-renderer/components/graph owns the canvas: work on GraphDocument and GraphView instead.',
  },
  {
    package: '@dagrejs/dagre',
    owners: ['graph canvas'],
    mend: 'src-renderer/components/graph owns the automatic layout: it runs in a worker there.',
  },
];

/** Owners that are part of a zone, by path. */
export const ownerFolders: Readonly<Record<string, RegExp>> = {
  charts: /^src-renderer\/lib\/charts\//,
  'json editor': /^src-renderer\/lib\/json-editor\//,
  'graph canvas': /^src-renderer\/components\/graph\//,
};
