// Handlers about the program itself.
import type { appRequests } from '#shared/contract/app.ts';
import type { HandlersOf } from '#main/services/handlers/handlers-of.ts';
import type { WorkbenchParts } from '#main/services/handlers/workbench-parts.ts';

export function appHandlers(parts: WorkbenchParts): HandlersOf<typeof appRequests> {
  const { version, home, host, engines, settings, emit } = parts;
  return {
    'app.info': async () => ({ version, home, host, engines: await engines.list() }),
    'settings.get': () => settings.get(),
    'settings.set': (change) => {
      const changed = settings.set(change);
      emit({ type: 'changed', what: 'settings' });
      return changed;
    },
  };
}
