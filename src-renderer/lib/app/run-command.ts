// Executes commands from keys, native menus and the search.
import type { CommandId } from '#shared/contract/commands.ts';
import { pageCommandIds, type PageCommandId } from '#renderer/lib/app/page-commands.svelte.ts';
import type { Workbench } from '#renderer/lib/app/workbench.svelte.ts';
import { createModel, openFile } from '#renderer/lib/app/experiment-files.ts';
import type { Language } from '#shared/locales/language.ts';
import type { ThemeChoice } from '#renderer/lib/theme/theme.svelte.ts';

interface Action {
  readonly run: (app: Workbench) => void;
  readonly isPossible?: (app: Workbench) => boolean;
}

const theme = (choice: ThemeChoice): Action => ({
  run: (app) => app.theme.choose(choice),
  isPossible: (app) => app.theme.choice !== choice,
});

const language = (choice: Language): Action => ({
  run: (app) => app.locale.choose(choice),
  isPossible: (app) => app.locale.language !== choice,
});

/** The commands that are available everywhere. */
const actions: Record<Exclude<CommandId, PageCommandId>, Action> = {
  'go-models': { run: (app) => app.router.go({ page: 'models' }) },
  'go-data': { run: (app) => app.router.go({ page: 'data', id: null }) },
  'go-runs': { run: (app) => app.router.go({ page: 'runs' }) },
  'go-compare': { run: (app) => app.router.go({ page: 'compare', ids: app.router.compared }) },
  'go-reports': { run: (app) => app.router.go({ page: 'reports' }) },
  'go-guides': { run: (app) => app.router.go({ page: 'guides' }) },
  'go-settings': { run: (app) => app.router.go({ page: 'settings' }) },
  'go-design': { run: (app) => app.router.go({ page: 'design' }) },
  // Without data there is nothing to choose.
  'new-model': {
    run: (app) => {
      if (app.datasets.here.value?.length === 0) void createModel(app);
      else app.toggle('new-model');
    },
  },
  'open-file': { run: (app) => void openFile(app) },
  // A native menu may not open the browser's dialog: the page has a button for it.
  'import-data': { run: (app) => app.router.go({ page: 'import' }) },
  palette: { run: (app) => app.toggle('palette') },
  shortcuts: { run: (app) => app.toggle('shortcuts') },
  'theme-light': theme('light'),
  'theme-dark': theme('dark'),
  'theme-system': theme('system'),
  'language-en': language('en'),
  'language-ko': language('ko'),
};

function isPageCommand(id: CommandId): id is PageCommandId {
  return pageCommandIds.some((one) => one === id);
}

/** Whether the command is available now. */
export function canRunCommand(app: Workbench, id: CommandId): boolean {
  if (isPageCommand(id)) return app.pageCommands.find(id) !== undefined;
  return actions[id].isPossible?.(app) ?? true;
}

/** Executes a command. Returns false and does nothing when it is not available. */
export function runCommand(app: Workbench, id: CommandId): boolean {
  if (!canRunCommand(app, id)) return false;
  if (isPageCommand(id)) app.pageCommands.find(id)?.run();
  else actions[id].run(app);
  return true;
}

/** The same for a key or a menu: under a dialog, only the command that opened it has an effect and closes it. */
export function pressCommand(app: Workbench, id: CommandId): boolean {
  const isCovered = document.querySelector('dialog[open]') !== null && app.overlay !== id;
  return !isCovered && runCommand(app, id);
}

/** The command's name on the open page. */
export function commandName(app: Workbench, id: CommandId): string {
  const own = isPageCommand(id) ? app.pageCommands.find(id)?.name?.() : undefined;
  return own ?? app.t.commands.names[id];
}

/** Whether the command belongs to the open page. */
export function isOfPage(id: CommandId): boolean {
  return isPageCommand(id);
}
