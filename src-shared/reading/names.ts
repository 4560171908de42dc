// Looks up names in any spelling: Keras accepts `RMSprop`, `rmsprop` and `RmsProp`, and users mistype.
import { msg, type Message } from '#shared/base/message.ts';
import { nearNames } from '#shared/base/near-names.ts';

/** `GlorotUniform`, `glorot_uniform` and `glorotuniform` are one key. */
function keyOf(name: string): string {
  return name.toLowerCase().replaceAll('_', '');
}

/** Finds the canonical name for any of Keras's spellings; undefined when Strata does not have it. */
export type NameLookup<Name extends string> = (given: string) => Name | undefined;

/**
 * Makes a lookup that ignores case and underscores.
 * @param aliases Keras's other names, alias → canonical
 */
export function createNameLookup<Name extends string>(
  names: readonly Name[],
  aliases: Readonly<Record<string, Name>> = {},
): NameLookup<Name> {
  const byKey = new Map<string, Name>();
  for (const name of names) byKey.set(keyOf(name), name);
  for (const [alias, name] of Object.entries(aliases)) byKey.set(keyOf(alias), name);
  return (given) => byKey.get(keyOf(given));
}

/** The known name that `given` probably means; undefined when none is near. */
export function nearestName(given: string, known: Iterable<string>): string | undefined {
  const byKey = new Map([...known].map((name) => [keyOf(name), name]));
  const [nearest] = nearNames(keyOf(given), [...byKey.keys()], 1);
  return nearest === undefined ? undefined : byKey.get(nearest);
}

/** `Did you mean "x"?`, or null when no name is near. */
export function didYouMean(given: string, known: Iterable<string>): Message | null {
  const nearest = nearestName(given, known);
  return nearest === undefined ? null : msg`Did you mean "${nearest}"?`;
}
