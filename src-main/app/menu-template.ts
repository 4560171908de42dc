// The native menus as data, from the table of commands: the page's, the system's and the shell's.
import { basename, dirname } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { commandWords } from '#shared/contract/command-words.ts';
import { commands } from '#shared/contract/commands.ts';
import type { CommandId } from '#shared/contract/commands.ts';
import { shellWords } from '#main/app/words.ts';
import type { Language } from '#shared/locales/language.ts';

export interface MenuState {
  readonly language: Language;
  readonly platform: NodeJS.Platform;
  readonly recentFiles: readonly string[];
  /** Whether there is a run to stop. */
  readonly isAtWork: boolean;
  /** Whether the documentation is installed. */
  readonly hasDocumentation: boolean;
}

export interface MenuActions {
  /** Sends the command to the page. */
  command(id: CommandId): void;
  openFile(): void;
  openRecent(path: string): void;
  clearRecent(): void;
  openLogs(): void;
  openDocumentation(): void;
}

type Item = MenuItemConstructorOptions;
const separator: Item = { type: 'separator' };

/** A single ampersand would underline the next letter. */
function plain(label: string): string {
  return label.replaceAll('&', '&&');
}

function recentMenu(state: MenuState, actions: MenuActions): Item {
  const { items } = shellWords[state.language];
  const { recentFiles } = state;
  if (state.platform === 'darwin')
    return { label: items.openRecent, role: 'recentDocuments', submenu: [{ role: 'clearRecentDocuments' }] };
  return {
    id: 'open-recent',
    label: items.openRecent,
    enabled: recentFiles.length > 0,
    submenu: [
      ...recentFiles.map((path): Item => ({
        label: plain(`${basename(path)} — ${dirname(path)}`),
        click: () => {
          actions.openRecent(path);
        },
      })),
      separator,
      {
        label: items.clearRecent,
        click: () => {
          actions.clearRecent();
        },
      },
    ],
  };
}

export function menuTemplate(state: MenuState, actions: MenuActions): Item[] {
  const { menus, items } = shellWords[state.language];
  const { names, groups } = commandWords[state.language];
  const isMac = state.platform === 'darwin';
  const command = (
    id: CommandId,
    run = (): void => {
      actions.command(id);
    },
  ): Item => {
    const { accelerator } = commands[id];
    return { id, label: plain(names[id]), ...(accelerator === null ? {} : { accelerator }), click: run };
  };
  const quit: Item = { label: items.quit, role: 'quit' };
  const about: Item = { label: items.about, role: 'about' };
  const settings = command('go-settings');
  const openFile = command('open-file', () => {
    actions.openFile();
  });
  const appMenu: Item = {
    role: 'appMenu',
    label: 'Strata',
    submenu: [
      about,
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      quit,
    ],
  };
  const file = [
    command('new-model'),
    openFile,
    recentMenu(state, actions),
    command('import-data'),
    separator,
    command('save'),
    command('save-file'),
    command('revert'),
    command('save-version'),
    command('difference'),
    ...(isMac ? [] : [separator, quit]),
  ];
  const edit: Item[] = [
    { label: items.undo, role: 'undo' },
    { label: items.redo, role: 'redo' },
    separator,
    { label: items.cut, role: 'cut' },
    { label: items.copy, role: 'copy' },
    { label: items.paste, role: 'paste' },
    { label: items.selectAll, role: 'selectAll' },
    separator,
    command('edit-json'),
    command('add-note'),
    command('history'),
    command('filter'),
  ];
  const view: Item[] = [
    ...(['go-models', 'go-data', 'go-runs', 'go-compare', 'go-reports', 'go-guides'] as const).map((id) => command(id)),
    ...(isMac ? [] : [settings]),
    separator,
    command('palette'),
    {
      label: groups.look,
      submenu: [
        ...(['theme-light', 'theme-dark', 'theme-system'] as const).map((id) => command(id)),
        separator,
        ...(['language-en', 'language-ko'] as const).map((id) => command(id)),
      ],
    },
    separator,
    { label: items.reload, role: 'reload' },
    { label: items.resetZoom, role: 'resetZoom' },
    { label: items.zoomIn, role: 'zoomIn' },
    { label: items.zoomOut, role: 'zoomOut' },
    { label: items.fullScreen, role: 'togglefullscreen' },
  ];
  const run = [
    command('train'),
    command('train-on'),
    { ...command('stop'), enabled: state.isAtWork },
    separator,
    command('compare'),
    command('rename'),
    command('delete'),
  ];
  const help: Item[] = [
    command('shortcuts'),
    ...(state.hasDocumentation
      ? [
          {
            id: 'documentation',
            label: items.documentation,
            click: () => {
              actions.openDocumentation();
            },
          },
        ]
      : []),
    {
      id: 'open-logs',
      label: items.openLogs,
      click: () => {
        actions.openLogs();
      },
    },
    command('go-design'),
    ...(isMac ? [] : [separator, about]),
  ];
  return [
    ...(isMac ? [appMenu] : []),
    { label: menus.file, submenu: file },
    { label: menus.edit, submenu: edit },
    { label: menus.view, submenu: view },
    { label: menus.run, submenu: run },
    ...(isMac ? [{ label: menus.window, role: 'windowMenu' } as const] : []),
    { label: menus.help, role: 'help', submenu: help },
  ];
}
