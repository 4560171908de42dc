// `strata doctor`: reports what this machine supports, and how to make training faster.
import type { Command } from 'commander';
import { textOf } from '#shared/base/message.ts';
import { action, command } from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { formatTable, printJson, printLine } from '#main/cli/output.ts';
import { checkDatasets } from '#main/datasets/check-datasets.ts';
import type { SerializedError } from '#shared/base/app-error.ts';
import { checkDatabase } from '#main/db/check-database.ts';
import { checkRows } from '#main/db/check-rows.ts';
import { doctor } from '#main/engines/doctor.ts';
import { createEngineStore } from '#main/engines/engine-store.ts';
import { homeFolder } from '#main/home/home-folder.ts';

function faultLine({ message, hint }: SerializedError): string {
  return `  ${message}${hint === undefined ? '' : ` ${hint}`}`;
}

export function doctorCommand(): Command {
  return command('doctor', 'say which engines, database and programs are at hand').action(
    action(async (options: CommonOptions) => {
      const home = homeFolder();
      const machine = await doctor({ engineStore: createEngineStore({ home }) });
      const database = checkDatabase(home);
      const rows = database.ok ? checkRows(home) : [];
      const unreadable = rows.flatMap((kind) => kind.unreadable);
      const datasets = await checkDatasets(home);
      const electron = 'electron' in process.versions ? process.versions.electron : null;
      if (options.json === true) {
        printJson({ ...machine, home, database, unreadable, datasets, electron });
        return;
      }
      printLine(`Node ${machine.node} on ${machine.platform}, ${machine.cpu}`);
      printLine(`Home folder ${home}`);
      if (database.ok) {
        printLine(`Database ${database.version === 0 ? 'not made yet' : 'in order'}`);
        for (const kind of rows)
          printLine(`${kind.title} ${kind.rows - kind.unreadable.length} of ${kind.rows} can be read`);
      } else printLine(`Database cannot be used\n  ${[database.integrity, database.hint].join(' ').trimEnd()}`);
      for (const error of unreadable) printLine(faultLine(error));
      const damaged = datasets.flatMap(({ error }) => (error === null ? [] : [error]));
      printLine(`Data sets ${datasets.length - damaged.length} of ${datasets.length} in order`);
      for (const error of damaged) printLine(faultLine(error));
      printLine();
      printLine(
        formatTable(machine.engines, [
          { title: 'engine', value: ({ id }) => id },
          { title: '', value: ({ available }) => (available ? 'ready' : 'not ready') },
          { title: 'version', value: ({ version }) => version ?? '–' },
          { title: 'device', value: ({ device }) => device ?? '–' },
          { title: 'why', value: ({ reason }) => textOf(reason) },
        ]),
      );
      for (const advice of machine.advice) printLine(`\n${advice}`);
    }),
  );
}
