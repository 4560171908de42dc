import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSettings, readSettings } from '#main/home/settings-file.ts';
import { temporaryHome } from '../../../support/home.ts';
import type { TemporaryHome } from '../../../support/home.ts';

let home: TemporaryHome;
let file: string;
beforeEach(() => {
  home = temporaryHome();
  file = join(home.path, 'settings.json');
});
afterEach(() => {
  home.remove();
});

function fileContent(): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

test('without a file the defaults hold, and none is made', () => {
  const settings = openSettings(home.path);
  expect(settings.get()).toEqual({ trainingPriority: 'window' });
  expect(settings.notice).toBeNull();
  expect(existsSync(file)).toBe(false);
});

test('what is set is kept for the next program', () => {
  expect(openSettings(home.path).set({ trainingPriority: 'training' })).toEqual({ trainingPriority: 'training' });
  expect(openSettings(home.path).get()).toEqual({ trainingPriority: 'training' });
  expect(readSettings(home.path)).toEqual({ trainingPriority: 'training' });
  expect(readdirSync(home.path)).toEqual(['settings.json']);
});

test('nothing named changes nothing', () => {
  const settings = openSettings(home.path);
  settings.set({ trainingPriority: 'training' });
  expect(settings.set({})).toEqual({ trainingPriority: 'training' });
  expect(settings.set({ trainingPriority: undefined })).toEqual({ trainingPriority: 'training' });
});

test('blocks of the palette are kept as they are, a damaged one too', () => {
  const blocks = [{ id: 'block_1', name: 'Encoder', model: { nodes: [], edges: [] } }, { name: 'Broken' }];
  openSettings(home.path).set({ blocks });
  openSettings(home.path).set({ trainingPriority: 'training' });
  expect(openSettings(home.path).get()).toEqual({ trainingPriority: 'training', blocks });
});

test('what a newer Strata wrote is carried along', () => {
  writeFileSync(file, JSON.stringify({ updates: { channel: 'beta' } }));
  openSettings(home.path).set({ trainingPriority: 'training' });
  expect(fileContent()).toEqual({ updates: { channel: 'beta' }, trainingPriority: 'training' });
});

test.each([
  ['cut off', '{"trainingPriority": "tr'],
  ['empty', ''],
  ['a list', '[]'],
  ['a wrong value', '{"trainingPriority": "me"}'],
  ['not text', Buffer.from([0, 255, 1])],
])('a damaged file (%s) is put aside with a notice', (_case, text) => {
  writeFileSync(file, text);
  expect(readSettings(home.path)).toEqual({ trainingPriority: 'window' });
  const settings = openSettings(home.path);
  expect(settings.get()).toEqual({ trainingPriority: 'window' });
  expect(settings.notice).toMatchObject({ code: 'damaged', message: expect.stringContaining('settings') as string });
  const [aside] = readdirSync(home.path);
  expect(aside).toMatch(/^settings\.json\.damaged-\d+$/);
  expect(readFileSync(join(home.path, aside ?? ''))).toEqual(Buffer.from(text));
  settings.set({ trainingPriority: 'training' });
  expect(openSettings(home.path)).toMatchObject({ notice: null });
});

test('a folder in its place is put aside as well', () => {
  mkdirSync(file);
  expect(openSettings(home.path).notice).toMatchObject({ code: 'damaged' });
});

// Root may write everywhere.
test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'where nothing can be written, a sentence says so and the old settings hold',
  () => {
    const settings = openSettings(home.path);
    chmodSync(home.path, 0o500);
    try {
      expect(() => settings.set({ trainingPriority: 'training' })).toThrow(/cannot be written/);
      expect(settings.get()).toEqual({ trainingPriority: 'window' });
    } finally {
      chmodSync(home.path, 0o700);
    }
  },
);

test('where its place is taken, a sentence says so and the old settings hold', () => {
  const settings = openSettings(home.path);
  mkdirSync(join(file, 'in-the-way'), { recursive: true });
  expect(() => settings.set({ trainingPriority: 'training' })).toThrow(/cannot be written/);
  expect(settings.get()).toEqual({ trainingPriority: 'window' });
  expect(readdirSync(home.path)).toEqual(['settings.json']);
});
