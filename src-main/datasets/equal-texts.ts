// Texts of the same words, found by a hash of their tokens and compared.

/** For each text the first row whose tokens are the same: its own where it is the first. `[rows]` */
export function firstEqualText({
  tokens,
  offsets,
}: {
  readonly tokens: Uint32Array;
  readonly offsets: Uint32Array;
}): Uint32Array {
  const rows = offsets.length - 1;
  const first = new Uint32Array(rows);
  const byHash = new Map<number, number[]>();
  const bounds = (row: number): [number, number] => [offsets[row] ?? 0, offsets[row + 1] ?? 0];
  const isEqual = (one: number, other: number): boolean => {
    const [[from, to], [begin, end]] = [bounds(one), bounds(other)];
    if (to - from !== end - begin) return false;
    for (let i = 0; i < to - from; i++) if (tokens[from + i] !== tokens[begin + i]) return false;
    return true;
  };
  for (let row = 0; row < rows; row++) {
    const [from, to] = bounds(row);
    // FNV-1a over 32-bit tokens.
    let hash = 0x811c9dc5;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ (tokens[i] ?? 0), 0x01000193);
    const known = byHash.get(hash);
    const equal = known?.find((other) => isEqual(row, other));
    first[row] = equal ?? row;
    if (equal !== undefined) continue;
    if (known === undefined) byHash.set(hash, [row]);
    else known.push(row);
  }
  return first;
}

/** The groups of two groupings together: rows that either of them joins are in one. Numbers are those of first rows. `[rows]` */
export function joinedGroups(one: Uint32Array, other: Uint32Array): Uint32Array {
  const parent = Uint32Array.from(one.keys());
  const root = (row: number): number => {
    let at = row;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? 0] ?? 0;
      at = parent[at] ?? 0;
    }
    return at;
  };
  for (const groups of [one, other]) {
    const firstOf = new Map<number, number>();
    for (const [row, group] of groups.entries()) {
      const first = firstOf.get(group);
      if (first === undefined) firstOf.set(group, row);
      else {
        const [a, b] = [root(first), root(row)];
        parent[Math.max(a, b)] = Math.min(a, b);
      }
    }
  }
  return Uint32Array.from(one.keys(), root);
}
