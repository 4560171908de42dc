// Every rule of the architecture: a violation fails with words that say how to mend it, a legal import passes.
// The project's own configuration is run, without the rules that need types.
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import { describe, expect, test, vi } from 'vitest';

// The first file that is linted loads the linter.
vi.setConfig({ testTimeout: 60_000 });

const root = join(import.meta.dirname, '../../..');
const rules = ['strata/import-boundaries', 'strata/file-names', 'import-x/no-cycle', 'no-restricted-syntax'];

function createLinter(options: ESLint.Options = {}): ESLint {
  return new ESLint({
    cwd: root,
    overrideConfig: defineConfig(ts.configs.disableTypeChecked),
    ruleFilter: ({ ruleId }) => rules.includes(ruleId),
    ...options,
  });
}
const linter = createLinter();

/** The messages of the architecture's rules for a file that need not exist. */
async function lint(path: string, text: string): Promise<string[]> {
  const [result] = await linter.lintText(`${text}\n`, { filePath: join(root, path) });
  return (result?.messages ?? []).map((message) => message.message);
}

async function expectRefused(file = '', line = '', says = ''): Promise<void> {
  const messages = await lint(file, line);
  expect(messages).toHaveLength(1);
  expect(says).not.toBe('');
  expect(messages[0]).toContain(says);
}

async function expectAllowed(file = '', line = ''): Promise<void> {
  expect(await lint(file, line)).toEqual([]);
}

describe('1. src-shared imports itself, in one order, and zod only', () => {
  test.each([
    ['src-shared/data/a.ts', "import 'svelte';", "must not import the package 'svelte'. src-shared has one order"],
    ['src-shared/data/a.ts', "import { join } from 'node:path';", "must not import Node's 'node:path'. src-shared has"],
    ['src-shared/data/a.ts', "import { join } from 'path';", "must not import Node's 'path'"],
    ['src-shared/data/a.ts', "import type { T } from '#main/ports/trainer.ts';", 'pass it in as an argument'],
    ['src-shared/data/a.ts', "import type { T } from '#renderer/lib/runs/a.ts';", "(zone 'renderer/lib/runs')"],
    ['src-shared/data/a.ts', "import { b } from '#shared/model/b.ts';", "(zone 'shared/model')"],
    ['src-shared/compare/a.ts', "import { b } from '#shared/contract/b.ts';", "(zone 'shared/contract')"],
    ['src-shared/a.ts', "import { z } from 'zod';", 'is in no zone'],
  ])('%s: %s is refused', expectRefused);
  test.each([
    ['src-shared/data/a.ts', "import { z } from 'zod';"],
    ['src-shared/data/a.ts', "import { b } from '#shared/base/b.ts';"],
    ['src-shared/data/a.ts', "import { b } from './b.ts';"],
  ])('%s: %s is allowed', expectAllowed);
});

describe('2. src-renderer imports src-shared, never src-main', () => {
  test.each([
    ['src-renderer/lib/runs/a.ts', "import { a } from '#main/services/a.ts';", 'add a request to src-shared/contract'],
    ['src-renderer/lib/runs/a.ts', "export type { A } from '#main/ports/a.ts';", 'asks its host for the rest'],
    ['src-renderer/lib/runs/a.ts', "export * from '#main/ports/a.ts';", 'asks its host for the rest'],
    ['src-renderer/lib/runs/a.ts', "import 'node:fs';", "must not import Node's 'node:fs'. The renderer"],
    ['src-renderer/components/runs/A.svelte', "<script>import '#main/a.ts';</script>", 'asks its host for the rest'],
    ['src-renderer/lib/runs/a.ts', "import A from '#renderer/components/runs/A.svelte';", '(zone '],
    ['src-renderer/lib/runs/a.ts', "import { a } from '#renderer/lib/compare/a.ts';", 'Its domains have an order'],
    [
      'src-renderer/components/ui/A.svelte',
      "<script>import A from '#renderer/components/runs/A.svelte';</script>",
      '(zone ',
    ],
  ])('%s: %s is refused', expectRefused);
  test.each([
    ['src-renderer/lib/runs/a.ts', "import { a } from '#shared/model/a.ts';"],
    ['src-renderer/lib/compare/a.ts', "import { a } from '#renderer/lib/runs/a.ts';"],
    ['src-renderer/components/runs/A.svelte', "<script>import { mount } from 'svelte'; mount();</script>"],
  ])('%s: %s is allowed', expectAllowed);
});

describe('3. services know ports, adapters do not know each other, composition roots know both', () => {
  test.each([
    ['src-main/services/a.ts', "import { a } from '#main/db/a.ts';", 'declare what you need in src-main/ports'],
    ['src-main/services/a.ts', "import { a } from '#main/training/host.ts';", "(zone 'training')"],
    ['src-main/services/a.ts', "import 'ws';", "must not import the package 'ws'. A service knows"],
    ['src-main/services/a.ts', "import 'node:fs';", "must not import Node's 'node:fs'. A service knows"],
    ['src-main/ports/a.ts', "import { a } from '#main/db/a.ts';", 'keep the implementation and its types in the'],
    ['src-main/db/a.ts', "import { a } from '#main/services/a.ts';", 'Adapters implement ports'],
    ['src-main/db/a.ts', "import { a } from '#main/datasets/a.ts';", 'do not know each other'],
    ['src-main/datasets/a.ts', "import { a } from '#main/engines/a.ts';", 'do not know each other'],
    ['src-main/engines/a.ts', "import { a } from '#main/db/a.ts';", 'do not know each other'],
    ['src-main/training/host.ts', "import { a } from './worker/entry.ts';", "(zone 'worker')"],
    ['src-main/training/host.ts', "import { a } from '#main/db/a.ts';", 'do not know each other'],
    ['src-main/ipc/a.ts', "import { a } from '#main/db/a.ts';", 'do not know each other'],
    ['src-main/browser-host/a.ts', "import { a } from '#main/services/a.ts';", 'do not know each other'],
    ['src-main/command-channel/a.ts', "import { a } from '#main/services/a.ts';", 'do not know each other'],
    ['src-main/socket/a.ts', "import { a } from '#main/db/a.ts';", 'is a leaf'],
    ['src-main/pip/a.ts', "import { a } from '#main/datasets/a.ts';", 'pip is a leaf'],
    ['src-main/training/worker/entry.ts', "import { a } from '#main/db/a.ts';", "training thread's composition root"],
    ['src-main/cli/train.ts', "import { a } from '#renderer/lib/runs/a.ts';", 'does not know the screen'],
    ['src-main/serve.ts', "import { a } from './training/nn/a.ts';", 'does not know the screen, Electron, or the'],
    ['src-main/db/a.ts', "const a = await import('#main/engines/a.ts'); a();", 'do not know each other'],
    ['src-main/db/a.ts', "export type A = import('#main/engines/a.ts').A;", 'do not know each other'],
    ['src-main/open-workbench.ts', "import { a } from '#main/cli/a.ts';", 'does not know any host'],
    ['src-main/somewhere/a.ts', "import 'zod';", 'is in no zone of lint/import-table.ts'],
    ['src-main/db/a.ts', "import { a } from '#main/somewhere/a.ts';", '(in no zone)'],
  ])('%s: %s is refused', expectRefused);
  test.each([
    ['src-main/services/a.ts', "import type { A } from '#main/ports/a.ts';"],
    ['src-main/services/a.ts', "import { a } from '#shared/contract/a.ts';"],
    ['src-main/db/a.ts', "import type { A } from '#main/ports/a.ts';"],
    ['src-main/datasets/a.ts', "import { a } from '#main/pip/a.ts';"],
    ['src-main/engines/a.ts', "import { a } from '#main/pip/a.ts';"],
    ['src-main/training/host.ts', "import { a } from './protocol.ts';"],
    ['src-main/training/worker/entry.ts', "import { a } from '#main/datasets/a.ts';"],
    ['src-main/training/worker/entry.ts', "import { a } from '#main/training/step/a.ts';"],
    ['src-main/open-workbench.ts', "import { a } from '#main/db/a.ts';"],
    ['src-main/cli/train.ts', "import { a } from '#main/db/a.ts';"],
    ['src-main/cli/train.ts', "import { a } from '#main/open-workbench.ts';"],
    ['src-main/cli/version.ts', "import file from '#package.json' with { type: 'json' };"],
    ['src-main/serve.ts', "import { a } from './services/a.ts';"],
    ['src-main/index.ts', "import { a } from './ipc/a.ts';"],
  ])('%s: %s is allowed', expectAllowed);
});

describe('4. one owner for each dangerous package', () => {
  test.each([
    ['src-main/engines/a.ts', "import { app } from 'electron';", 'Electron is known in src-main/app, window, preload'],
    ['src-main/cli/a.ts', "import Database from 'better-sqlite3';", 'src-main/db owns the database'],
    ['src-main/training/worker/a.ts', "import Database from 'better-sqlite3';", 'src-main/db owns the database'],
    ['src-main/engines/a.ts', "import '@tensorflow/tfjs-core';", 'TensorFlow is known in src-main/training/worker'],
    ['src-main/engines/a.ts', "require('@tensorflow/tfjs-node-gpu');", 'send the trainer a message instead'],
    ['src-main/engines/a.ts', "require.resolve('@tensorflow/tfjs-node-gpu');", 'send the trainer a message instead'],
    ['src-renderer/lib/runs/a.ts', "import { Chart } from 'chart.js';", 'src-renderer/lib/charts owns chart.js'],
    ['src-renderer/lib/runs/a.ts', "import 'chart.js/auto';", 'src-renderer/lib/charts owns chart.js'],
    ['src-renderer/lib/runs/a.ts', "import '@xyflow/svelte';", 'src-renderer/components/graph owns the canvas'],
  ])('%s: %s is refused', expectRefused);
  test.each([
    ['src-main/index.ts', "import { app } from 'electron';"],
    ['src-main/window/a.ts', "import { BrowserWindow } from 'electron';"],
    ['src-main/preload/a.ts', "import { contextBridge } from 'electron';"],
    ['src-main/ipc/a.ts', "import { ipcMain } from 'electron';"],
    ['src-main/db/a.ts', "import Database from 'better-sqlite3';"],
    ['src-main/engines/a.ts', "require.resolve('@tensorflow/tfjs-node-gpu/package.json');"],
    ['src-main/training/worker/a.ts', "import '@tensorflow/tfjs-backend-wasm';"],
    ['src-main/training/nn/a.ts', "import * as tf from '@tensorflow/tfjs-core';"],
    ['src-renderer/lib/charts/a.ts', "import { Chart } from 'chart.js';"],
    ['src-renderer/components/graph/a.ts', "import '@xyflow/svelte';"],
  ])('%s: %s is allowed', expectAllowed);
});

describe('5. nn and step have no Node import but in *.node.ts', () => {
  test.each([
    [
      'src-main/training/nn/a.ts',
      "import { readFileSync } from 'node:fs';",
      'put the Node part in a file named *.node.ts',
    ],
    ['src-main/training/step/a.ts', "import 'node:fs';", 'so that a browser worker can use it'],
    ['src-main/training/nn/a.ts', "import '@tensorflow/tfjs-node-gpu';", 'runs on @tensorflow/tfjs-core alone'],
    ['src-main/training/nn/a.ts', "import { a } from '#main/training/step/a.ts';", "(zone 'step')"],
  ])('%s: %s is refused', expectRefused);
  test.each([
    ['src-main/training/step/session.node.ts', "import { readFileSync } from 'node:fs';"],
    ['src-main/training/step/a.ts', "import { a } from '#main/training/nn/a.ts';"],
  ])('%s: %s is allowed', expectAllowed);
});

describe('6. no cycles, no default exports, no climbing, runes where they work', () => {
  test('a cycle is refused', async () => {
    const cycleLinter = createLinter({ ignore: false });
    const results = await cycleLinter.lintFiles('test/unit/lint/examples/*.ts');
    expect(results.map((result) => result.messages.map((message) => message.ruleId))).toEqual([
      ['import-x/no-cycle'],
      ['import-x/no-cycle'],
    ]);
    expect(results[0]?.messages[0]?.message).toContain('cycle');
  });
  test.each([
    ['src-main/db/a.ts', 'export default 1;', 'No default exports: export by name'],
    ['src-renderer/lib/a.svelte.ts', 'export default 1;', 'No default exports: export by name'],
    ['src-main/db/a.ts', "import { a } from '../ports/a.ts';", 'Write the path from the top'],
    ['src-shared/data/deep/a.ts', "import { a } from '../../../src-main/a.ts';", "'../../../src-main/a.ts' climbs out"],
    ['src-renderer/lib/runs/a.ts', 'export const a = $state(1);', 'rename the file to *.svelte.ts'],
    ['src-renderer/lib/runs/a.ts', 'export const a = $state.raw(1);', 'rename the file to *.svelte.ts'],
    ['src-main/db/runStore.ts', 'export const a = 1;', "Name 'runStore.ts' in kebab-case"],
    ['src-renderer/components/run-table.svelte', '<p>a</p>', "Name 'run-table.svelte' in Pascal case"],
  ])('%s: %s is refused', expectRefused);
  test.each([
    ['src-renderer/lib/a.svelte.ts', 'export const a = $state(1);'],
    ['src-renderer/components/RunTable.svelte', '<script>let a = $state(1);</script><p>{a}</p>'],
    ['src-main/db/migrations/0001-create-runs.ts', 'export const a = 1;'],
    ['src-main/db/a.ts', "import { a } from './repositories/a.ts';"],
    ['vite.config.ts', 'export default {};'],
  ])('%s: %s is allowed', expectAllowed);
});
