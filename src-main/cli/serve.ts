// `strata serve`: the workbench in a browser.
import type { Command } from 'commander';
import { buildMissingPage } from '#main/cli/build-page.ts';
import { action, command, wholeNumber } from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { printJson, printLine, note } from '#main/cli/output.ts';
import { homeFolder } from '#main/home/home-folder.ts';
import { serve } from '#main/serve.ts';

export function serveCommand(): Command {
  return command('serve', 'open the workbench in a browser')
    .option('--port <n>', 'the port on 127.0.0.1 (default: a free one)', wholeNumber('--port', 0, 65_535))
    .option('--no-open', 'print the address and open nothing')
    .action(
      action(async (options: CommonOptions & { port?: number; open: boolean }) => {
        await buildMissingPage(note);
        const host = await serve({ home: homeFolder(), port: options.port ?? 0, open: options.open, log: note });
        if (options.json === true) printJson({ address: host.address, port: host.port });
        else printLine(`The workbench is at ${host.address}\nCtrl-C ends it.`);
        await host.ended;
      }),
    );
}
