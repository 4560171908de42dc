// A change of a value as it is shown: `filters 32 → 64`. Names of Keras's arguments stay as they are. Pure.
import type { JsonValue } from '#shared/base/json.ts';
import { argumentLinkSchema } from '#shared/model/graph-document.ts';
import type { ValueChange } from '#shared/compare/model-difference.ts';
import type { Messages } from '#renderer/locales/en.ts';

export interface ChangeLine {
  readonly name: string;
  /** Whether the name is one of Keras's, rather than words. */
  readonly isArgument: boolean;
  readonly from: string;
  readonly to: string;
}

/** Where there is no value. */
const none = '–';

/** @param changes of one layer, each of another name */
export function changeLines(changes: readonly ValueChange[], t: Messages): ChangeLine[] {
  const words = t.modelDifference;
  const ofLayer: Readonly<Record<string, string>> = {
    id: words.name,
    type: words.kind,
    muted: words.muted,
    layer: words.weightsOf,
  };
  return changes.map(({ name, from, to }) => {
    const [, argument] = /^links\.(.+)$/.exec(name) ?? [];
    const own = argument === undefined ? ofLayer[name] : words.link(argument);
    const textOf = (value: JsonValue | undefined): string => {
      if (value === undefined || value === null) return none;
      if (name === 'muted') return value === true ? t.settingsOf.yes : t.settingsOf.no;
      const link = argument === undefined ? undefined : argumentLinkSchema.safeParse(value).data;
      if (link !== undefined) return words.argumentOf(link.argument, link.layer);
      return typeof value === 'string' ? value : JSON.stringify(value).replaceAll(',', ', ');
    };
    return {
      name: own ?? name.replaceAll('.config.', '.').replaceAll('.', ' · '),
      isArgument: own === undefined,
      from: textOf(from),
      to: textOf(to),
    };
  });
}

/** The sign that says without colour what became of a layer or an edge. */
export const differenceSigns = { same: '=', changed: '~', added: '+', removed: '−' } as const;
