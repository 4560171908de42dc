import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** How long a page, a window or a command may take to show something on a busy machine. */
const patience = { poll: { timeout: 20_000 } };

/** Kinds of test, from quick to whole: see CONTRIBUTING.md. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          environment: 'node',
          // Eight epochs of an embedding on the plain backend take seconds on a busy machine.
          testTimeout: 30_000,
          maxWorkers: '100%',
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'component',
          include: ['test/component/**/*.test.ts'],
          environment: 'jsdom',
          // A page with all its parts takes seconds on a busy machine.
          testTimeout: 30_000,
          maxWorkers: '100%',
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'integration',
          expect: patience,
          include: ['test/integration/**/*.test.ts'],
          exclude: ['test/integration/electron/**'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 600_000,
          // Most files wait for one thread of a worker or a command of their own.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // Needs a display and the libraries of a desktop: `npm run test:electron`.
        test: {
          name: 'electron',
          expect: patience,
          include: ['test/integration/electron/**/*.test.ts', 'test/e2e/electron/**/*.spec.ts'],
          environment: 'node',
          testTimeout: 240_000,
          hookTimeout: 600_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'e2e',
          expect: patience,
          include: ['test/e2e/browser/**/*.spec.ts'],
          environment: 'node',
          testTimeout: 240_000,
          hookTimeout: 600_000,
          // A page draws in one thread; the window's tests, whose worker trains on all cores, go one by one.
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
