import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShellState } from '#main/app/shell-state.ts';
import { temporaryHome, type TemporaryHome } from '../../../support/home.ts';

const place = { x: 10, y: 20, width: 1280, height: 800, isMaximized: true };
let home: TemporaryHome;
let lines: string[];
const open = () => openShellState(home.path, (line) => lines.push(line));

beforeEach(() => {
  home = temporaryHome();
  lines = [];
});
afterEach(() => {
  home.remove();
});

test('what was kept is there at the next start', () => {
  const state = open();
  expect([state.place, state.recentFiles]).toEqual([null, []]);
  state.savePlace(place);
  state.addRecentFile('/a.strata.json');
  expect([open().place, open().recentFiles]).toEqual([place, ['/a.strata.json']]);
  expect(readdirSync(home.path)).toEqual(['window.json']);
});

test('the latest file comes first, each once, ten at most', () => {
  const state = open();
  for (let number = 1; number <= 12; number++) state.addRecentFile(`/${String(number)}`);
  state.addRecentFile('/5');
  expect(state.recentFiles).toEqual(['/5', '/12', '/11', '/10', '/9', '/8', '/7', '/6', '/4', '/3']);
  state.forgetRecentFiles('/5');
  expect(state.recentFiles[0]).toBe('/12');
  state.forgetRecentFiles();
  expect(open().recentFiles).toEqual([]);
});

test.each([
  ['', null, []],
  ['{"place":', null, []],
  ['[]', null, []],
  ['{"place":{"x":1e99,"y":0,"width":1,"height":1,"isMaximized":false},"recentFiles":["/a"]}', null, ['/a']],
  ['{"place":{"x":0,"y":0,"width":-1,"height":1,"isMaximized":false}}', null, []],
  [`{"place":${JSON.stringify(place)},"recentFiles":[1]}`, place, []],
])('a file %j that is damaged costs only what cannot be read', (text, expectedPlace, recent) => {
  writeFileSync(join(home.path, 'window.json'), text);
  expect([open().place, open().recentFiles]).toEqual([expectedPlace, recent]);
});

test('what cannot be written is a line in the log, and nothing else', () => {
  mkdirSync(join(home.path, 'window.json'));
  const state = open();
  state.savePlace(place);
  expect(state.place).toEqual(place);
  expect(lines.join()).toMatch(/window's place cannot be written/);
});

test('an unchanged place is not written again', () => {
  const state = open();
  state.savePlace(place);
  writeFileSync(join(home.path, 'window.json'), 'touched');
  state.savePlace({ ...place });
  expect(readFileSync(join(home.path, 'window.json'), 'utf8')).toBe('touched');
});
