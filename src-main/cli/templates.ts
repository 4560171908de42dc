// `strata templates`: the experiments that ship with Strata.
import type { Command } from 'commander';
import { action, command } from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { formatTable, printJson, printLine } from '#main/cli/output.ts';
import { templateStore } from '#main/home/templates.ts';

export function templatesCommand(): Command {
  return command('templates', 'list the experiments that ship with Strata').action(
    action((options: CommonOptions) => {
      const rows = templateStore.list().map(({ id, experiment }) => ({
        id,
        title: experiment.name,
        dataset: experiment.data.dataset,
      }));
      if (options.json === true) {
        printJson(rows);
        return;
      }
      const columns = [
        { title: 'id', value: (row: (typeof rows)[number]) => row.id },
        { title: 'title', value: (row: (typeof rows)[number]) => row.title },
        { title: 'data set', value: (row: (typeof rows)[number]) => row.dataset },
      ];
      printLine(formatTable(rows, columns));
    }),
  );
}
