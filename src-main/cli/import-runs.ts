// `strata runs import`: the runs of another program's history.
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { Option } from 'commander';
import { textOf } from '#shared/base/message.ts';
import { importedKinds, importedNames, type ImportedKind } from '#shared/runs/run-origin.ts';
import { action, command, exitCodes, withCommands } from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { note, plainLine, printJson, printLine } from '#main/cli/output.ts';

interface ImportOptions extends CommonOptions {
  readonly from?: ImportedKind;
}

const runsText = (count: number): string => (count === 1 ? '1 run' : `${count.toLocaleString('en-US')} runs`);

/** More sentences about faults are counted only. */
const mostFaults = 20;

export function importCommand(): Command {
  return command(
    'import',
    'read the runs of TensorBoard, MLflow, Trackio or Neptune; those that were read before are updated',
  )
    .argument(
      '<path>',
      'a folder of TensorBoard logs, MLflow’s mlruns or its database, Trackio’s database, or neptune-exporter’s folder',
    )
    .addOption(
      new Option('--from <program>', 'the program that wrote it; else it is recognized').choices(importedKinds),
    )
    .action(
      action(async (path: string, options: ImportOptions) => {
        const request = { path: resolve(path), kind: options.from ?? null };
        const history = await withCommands(`strata runs import ${path}`, (commands) =>
          commands.request('runs.import', request),
        );
        const { kind, added, updated, faults } = history;
        for (const fault of faults.slice(0, mostFaults)) note(`warning: ${textOf(fault)}`);
        if (faults.length > mostFaults) note(`warning: and ${faults.length - mostFaults} more like these`);
        // Nothing but faults is a failure.
        if (added.length + updated.length === 0) process.exitCode = exitCodes.wrongInput;
        if (options.json === true) {
          printJson(history);
          return;
        }
        for (const run of [...added, ...updated]) printLine(`${run.id}  ${plainLine(run.name)}`);
        const news = updated.length === 0 ? '' : `, ${runsText(updated.length)} updated`;
        note(`Read from ${importedNames[kind]}: ${runsText(added.length)} added${news}.`);
      }),
    );
}
