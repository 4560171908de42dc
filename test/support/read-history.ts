// A history as its reader gives it: its runs by name, and the sentences about what could not be read.
import { textOf } from '#shared/base/message.ts';
import type { HistoryPart, LoggedRun } from '#main/ports/histories.ts';

export async function readHistory(
  parts: AsyncIterable<HistoryPart>,
): Promise<{ readonly runs: ReadonlyMap<string, LoggedRun>; readonly faults: readonly string[] }> {
  const runs = new Map<string, LoggedRun>();
  const faults: string[] = [];
  for await (const part of parts)
    if ('run' in part) {
      runs.set(part.run.name, part.run);
      faults.push(...part.run.faults.map(textOf));
    } else faults.push(textOf(part.fault));
  return { runs, faults };
}
