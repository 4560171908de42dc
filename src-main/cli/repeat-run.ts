// `strata runs repeat`: a run trained again with other seeds, or for the other folds, one after the other.
import type { RunId } from '#shared/base/ids.ts';
import type { RequestInput } from '#shared/contract/workbench.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { withCommands } from '#main/cli/context.ts';
import { note } from '#main/cli/output.ts';
import { followToEnd, reportEnd } from '#main/cli/train.ts';

/** Queues runs and follows each to its end. When one is stopped, those behind it are not begun. */
export async function repeatRun(
  id: RunId,
  more: Omit<RequestInput<'runs.repeat'>, 'id'>,
  json: boolean,
): Promise<void> {
  const ended = await withCommands(`strata runs repeat ${id}`, async (commands) => {
    const { runIds } = await commands.request('runs.repeat', { id, ...more });
    const runs: RunSummary[] = [];
    for (const [i, runId] of runIds.entries()) {
      const run = await followToEnd(commands, () => Promise.resolve(runId), json);
      reportEnd(run, json);
      runs.push(run);
      if (run.status !== 'stopped') continue;
      for (const waiting of runIds.slice(i + 1)) await commands.request('runs.stop', { id: waiting });
      break;
    }
    return runs;
  });
  if (!json) note(`Mean and spread: strata runs compare ${[id, ...ended.map((run) => run.id)].join(' ')}`);
}
