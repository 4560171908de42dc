// "Did you mean …": finds the names that a mistyped one may mean.
import { joined, msg, type Message } from '#shared/base/message.ts';

/** Edits (insert, remove, replace, swap of neighbours) that turn `a` into `b`: optimal string alignment distance. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      current.push(cost);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** Names like `name`, nearest first: those that differ in few letters, contain it, or are contained in it. */
export function nearNames(name: string, names: readonly string[], most = 3): string[] {
  const wanted = name.toLowerCase();
  const far = Infinity;
  return names
    .map((candidate) => {
      const text = candidate.toLowerCase();
      const distance = editDistance(wanted, text);
      if (distance <= Math.max(1, Math.floor(wanted.length / 3))) return { candidate, distance };
      const contains = wanted.length > 2 && text.length > 2 && (text.includes(wanted) || wanted.includes(text));
      return { candidate, distance: contains ? 100 + distance : far };
    })
    .filter(({ distance }) => distance < far)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** A hint for a name that is not in `names`: the near ones, or all of them if they are few. */
export function suggestNames(name: string, names: readonly string[]): Message {
  const near = nearNames(name, names).map((other) => msg`"${other}"`);
  if (near.length > 0) return msg`Did you mean ${near.reduce((list, other) => msg`${list} or ${other}`)}?`;
  const shown = names.slice(0, 20).map((other) => msg`"${other}"`);
  const list = joined(', ', [...shown, names.length > shown.length ? '…' : null]);
  return names.length === 1 ? msg`There is ${list}.` : msg`There are ${list}.`;
}
