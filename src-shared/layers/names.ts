// Names as people write them: Keras accepts `RMSprop`, `rmsprop` and `RmsProp` for one thing, and people mistype.

/** `GlorotUniform`, `glorot_uniform` and `glorotuniform` are one key. */
function keyOf(name: string): string {
  return name.toLowerCase().replaceAll('_', '');
}

/** Finds the canonical name for any of Keras's spellings; undefined when nothing in Strata has that name. */
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

/** Edits (insert, delete, replace, swap of neighbours) that turn one text into the other; case counts for nothing. */
function editDistance(first: string, second: string): number {
  const a = keyOf(first);
  const b = keyOf(second);
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let least = Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) least = Math.min(least, (beforePrevious[column - 2] ?? 0) + 1);
      current.push(least);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** The known name that `given` was probably meant to be; undefined when none is near (a third of its letters, or a prefix). */
export function nearestName(given: string, known: Iterable<string>): string | undefined {
  const key = keyOf(given);
  let nearest: string | undefined;
  let least = Infinity;
  for (const name of known) {
    const knownKey = keyOf(name);
    const contained = key.length >= 3 && (knownKey.includes(key) || (knownKey.length >= 3 && key.includes(knownKey)));
    const distance = contained
      ? Math.min(1.5 + Math.abs(knownKey.length - key.length) / 100, editDistance(given, name))
      : editDistance(given, name);
    const limit = contained ? Infinity : Math.max(1, Math.floor(Math.max(key.length, knownKey.length) / 3));
    if (distance <= limit && distance < least) {
      least = distance;
      nearest = name;
    }
  }
  return nearest;
}

/** ` Did you mean "x"?` for the end of a sentence, or nothing. */
export function didYouMean(given: string, known: Iterable<string>): string {
  const nearest = nearestName(given, known);
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
}
