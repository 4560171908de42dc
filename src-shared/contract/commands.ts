// The table of all commands: the page's keys, its list of shortcuts, the search, and the native menus are derived from it.

/** What a command is about. */
export type CommandGroup = 'go' | 'model' | 'run' | 'find' | 'look';

interface CommandDefinition {
  readonly group: CommandGroup;
  /** In Electron's notation; null for commands of menus and the search only. */
  readonly accelerator: string | null;
  /**
   * A second key, which only the page handles. A key without a modifier must be one of these: as a menu's accelerator it
   * would interfere with typing.
   */
  readonly also?: string;
}

/** Every command of the window with its key. */
export const commands = {
  'go-models': { group: 'go', accelerator: 'CmdOrCtrl+1' },
  'go-data': { group: 'go', accelerator: 'CmdOrCtrl+2' },
  'go-runs': { group: 'go', accelerator: 'CmdOrCtrl+3' },
  'go-compare': { group: 'go', accelerator: 'CmdOrCtrl+4' },
  'go-reports': { group: 'go', accelerator: 'CmdOrCtrl+5' },
  'go-guides': { group: 'go', accelerator: 'CmdOrCtrl+6' },
  'go-settings': { group: 'go', accelerator: 'CmdOrCtrl+,', also: 'CmdOrCtrl+7' },
  'go-design': { group: 'go', accelerator: null },

  'new-model': { group: 'model', accelerator: 'CmdOrCtrl+N', also: 'Alt+N' },
  'open-file': { group: 'model', accelerator: 'CmdOrCtrl+O' },
  'import-data': { group: 'model', accelerator: null },
  save: { group: 'model', accelerator: 'CmdOrCtrl+S' },
  'save-file': { group: 'model', accelerator: 'CmdOrCtrl+Shift+S' },
  train: { group: 'model', accelerator: 'CmdOrCtrl+Enter' },
  'edit-json': { group: 'model', accelerator: 'CmdOrCtrl+E' },
  'add-note': { group: 'model', accelerator: null },
  revert: { group: 'model', accelerator: null },
  history: { group: 'model', accelerator: null },
  'save-version': { group: 'model', accelerator: null },
  difference: { group: 'model', accelerator: null },

  'train-on': { group: 'run', accelerator: 'CmdOrCtrl+Shift+Enter' },
  stop: { group: 'run', accelerator: 'CmdOrCtrl+.' },
  compare: { group: 'run', accelerator: null },
  rename: { group: 'run', accelerator: 'F2' },
  delete: { group: 'run', accelerator: null },

  palette: { group: 'find', accelerator: 'CmdOrCtrl+K' },
  filter: { group: 'find', accelerator: null, also: '/' },
  shortcuts: { group: 'find', accelerator: 'CmdOrCtrl+/', also: '?' },

  'theme-light': { group: 'look', accelerator: null },
  'theme-dark': { group: 'look', accelerator: null },
  'theme-system': { group: 'look', accelerator: null },
  'language-en': { group: 'look', accelerator: null },
  'language-ko': { group: 'look', accelerator: null },
} as const satisfies Record<string, CommandDefinition>;

export type CommandId = keyof typeof commands;

/** The ids of all commands. */
export const commandIds: readonly CommandId[] = Object.keys(commands) as CommandId[];

/** The keys of a command, its accelerator first. */
export function keysOf(id: CommandId): readonly string[] {
  const { accelerator, also }: CommandDefinition = commands[id];
  return [accelerator, also ?? null].filter((key) => key !== null);
}
