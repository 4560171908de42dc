// Which layer a person is at when the one they were at has gone. Pure.

interface Edge {
  readonly from: string;
  readonly to: string;
}

/**
 * The nearest layer before the one that has gone, else the nearest behind it; null when none of them is there.
 * @param edges those of the model that still had it
 */
export function standIn(id: string, edges: readonly Edge[], isThere: (id: string) => boolean): string | null {
  const before = (at: string): string[] => edges.filter(({ to }) => to === at).map(({ from }) => from);
  const behind = (at: string): string[] => edges.filter(({ from }) => from === at).map(({ to }) => to);
  return nearest(id, before, isThere) ?? nearest(id, behind, isThere);
}

function nearest(id: string, next: (at: string) => string[], isThere: (id: string) => boolean): string | null {
  const waiting = [id];
  const seen = new Set(waiting);
  for (const at of waiting) {
    if (isThere(at)) return at;
    for (const one of next(at)) {
      if (seen.has(one)) continue;
      seen.add(one);
      waiting.push(one);
    }
  }
  return null;
}
