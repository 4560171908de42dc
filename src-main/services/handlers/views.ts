// Handlers about saved views of the table of runs: each changes one of them, whatever other pages have done to the rest.
import { AppError } from '#shared/base/app-error.ts';
import { isJsonObject, jsonValueSchema, type JsonValue } from '#shared/base/json.ts';
import { msg } from '#shared/base/message.ts';
import { mostViews } from '#shared/contract/settings.ts';
import { readViews, type SavedView, type viewRequests } from '#shared/contract/views.ts';
import type { HandlersOf } from '#main/services/handlers/handlers-of.ts';
import type { WorkbenchParts } from '#main/services/handlers/workbench-parts.ts';

/** What these handlers need; named so that the tests' host in memory has the same rules. */
type ViewParts = Pick<WorkbenchParts, 'settings' | 'emit'>;

/** The text, or the first of it with a number that is free. */
function freeText(isTaken: (text: string) => boolean, textOf: (number: number) => string): string {
  let number = 1;
  while (isTaken(textOf(number))) number++;
  return textOf(number);
}

export function viewHandlers({ settings, emit }: ViewParts): HandlersOf<typeof viewRequests> {
  const saved = (): readonly JsonValue[] => settings.get().views ?? [];

  function keep(views: readonly JsonValue[]): void {
    settings.set({ views: [...views] });
    emit({ type: 'changed', what: 'settings' });
  }

  function requireIndex(id: string): number {
    const index = saved().findIndex((value) => readViews([value])[0]?.id === id);
    if (index === -1) throw new AppError('not-found', msg`This view was deleted.`);
    return index;
  }

  function freeName(name: string, others: readonly SavedView[]): string {
    return freeText(
      (text) => others.some((each) => each.name === text),
      (number) => (number === 1 ? name : `${name.slice(0, 190)} ${number}`),
    );
  }

  return {
    'views.add': ({ view, index }) => {
      const before = saved();
      if (before.length >= mostViews)
        throw new AppError('conflict', msg`Strata keeps ${mostViews} views, and has as many.`, {
          hint: msg`Delete one that you no longer need.`,
        });
      const others = readViews(before);
      const hasId = (text: string): boolean => others.some(({ id }) => id === text);
      const id = view.id !== undefined && !hasId(view.id) ? view.id : freeText(hasId, (number) => `view_${number}`);
      const added = { id, name: freeName(view.name, others), state: view.state };
      keep(before.toSpliced(index ?? before.length, 0, jsonValueSchema.parse(added)));
      return added;
    },
    'views.change': ({ id, name, state }) => {
      const index = requireIndex(id);
      const found = saved()[index];
      const others = readViews(saved()).filter((one) => one.id !== id);
      const change = {
        ...(name === undefined ? {} : { name: freeName(name, others) }),
        ...(state === undefined ? {} : { state }),
      };
      keep(saved().with(index, isJsonObject(found) ? { ...found, ...change } : null));
      return {};
    },
    'views.delete': ({ id }) => {
      const index = requireIndex(id);
      keep(saved().toSpliced(index, 1));
      return { index };
    },
  };
}
