import type { MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { commandIds, commands } from '#shared/contract/commands.ts';
import { menuTemplate, type MenuActions, type MenuState } from '#main/app/menu-template.ts';

const platforms = ['linux', 'win32', 'darwin'] as const;
const languages = ['en', 'ko'] as const;
const state: MenuState = {
  language: 'en',
  platform: 'linux',
  recentFiles: ['/lab/R&D/a.strata.json', '/b.strata.json'],
  isAtWork: true,
  hasDocumentation: true,
};

function makeActions() {
  return {
    command: vi.fn(),
    openFile: vi.fn(),
    openRecent: vi.fn(),
    clearRecent: vi.fn(),
    openLogs: vi.fn(),
    openDocumentation: vi.fn(),
  } satisfies MenuActions;
}

function flatten(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])]);
}

/** As the system does; the template's own functions look at none of their arguments. */
function click(item: MenuItemConstructorOptions | undefined): void {
  (item?.click as (() => void) | undefined)?.();
}

test.each(platforms.flatMap((platform) => languages.map((language) => [platform, language] as const)))(
  'every command stands once in the menus of %s in %s, with its key, and reaches the page',
  (platform, language) => {
    const actions = makeActions();
    const items = flatten(menuTemplate({ ...state, platform, language }, actions));
    for (const id of commandIds) {
      const found = items.filter((item) => item.id === id);
      expect(found, id).toHaveLength(1);
      expect(found[0]?.accelerator ?? null, id).toBe(commands[id].accelerator);
      expect(found[0]?.label, id).toBeTruthy();
      click(found[0]);
    }
    const byPage = commandIds.filter((id) => id !== 'open-file');
    expect(actions.command.mock.calls.flat().sort()).toEqual([...byPage].sort());
    expect(actions.openFile).toHaveBeenCalledOnce();
  },
);

test.each(platforms)('what the system gives is in the menus of %s', (platform) => {
  const roles = flatten(menuTemplate({ ...state, platform }, makeActions())).map(({ role }) => role);
  const everywhere = ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'reload', 'resetZoom', 'zoomIn', 'zoomOut'];
  expect(roles).toEqual(expect.arrayContaining([...everywhere, 'togglefullscreen', 'quit', 'about']));
  expect(roles.includes('windowMenu')).toBe(platform === 'darwin');
});

test.each(platforms)('no key of %s is taken twice', (platform) => {
  const keys = flatten(menuTemplate({ ...state, platform }, makeActions())).flatMap(
    ({ accelerator }) => accelerator ?? [],
  );
  expect(new Set(keys).size).toBe(keys.length);
});

test('recent files are listed by name and folder, and can be forgotten', () => {
  const actions = makeActions();
  const recent = flatten(menuTemplate(state, actions)).find(({ id }) => id === 'open-recent');
  const items = Array.isArray(recent?.submenu) ? recent.submenu : [];
  // One ampersand would underline the letter behind it.
  expect(items.map(({ label }) => label)).toEqual([
    'a.strata.json — /lab/R&&D',
    'b.strata.json — /',
    undefined,
    'Clear the list',
  ]);
  click(items[0]);
  click(items[3]);
  expect(actions.openRecent).toHaveBeenCalledWith('/lab/R&D/a.strata.json');
  expect(actions.clearRecent).toHaveBeenCalledOnce();
  const none = flatten(menuTemplate({ ...state, recentFiles: [] }, actions)).find(({ id }) => id === 'open-recent');
  expect(none?.enabled).toBe(false);
});

test('stop can be chosen while a run is at work, documentation where it is there', () => {
  const idle = flatten(menuTemplate({ ...state, isAtWork: false, hasDocumentation: false }, makeActions()));
  expect(idle.find(({ id }) => id === 'stop')?.enabled).toBe(false);
  expect(idle.some(({ id }) => id === 'documentation')).toBe(false);
  const busy = flatten(menuTemplate(state, makeActions()));
  expect(busy.find(({ id }) => id === 'stop')?.enabled).toBe(true);
  expect(busy.some(({ id }) => id === 'documentation')).toBe(true);
});
