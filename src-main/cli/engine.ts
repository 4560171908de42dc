// `strata engine install|list|remove`: the programs that compute.
import type { Command } from 'commander';
import { textOf } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { EngineStatus } from '#shared/contract/app.ts';
import { engineIdSchema } from '#shared/runs/run.ts';
import { action, command, commandGroup } from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { formatTable, note, printJson, printLine, ProgressLine } from '#main/cli/output.ts';
import { createEngineStore } from '#main/engines/engine-store.ts';
import { installNative } from '#main/engines/install-native.ts';
import { homeFolder, makeHome } from '#main/home/home-folder.ts';

function printEngines(engines: readonly EngineStatus[]): void {
  printLine(
    formatTable(engines, [
      { title: 'engine', value: ({ id }) => id },
      { title: '', value: ({ available }) => (available ? 'ready' : 'not ready') },
      { title: 'version', value: ({ version }) => version ?? '–' },
      { title: 'device', value: ({ device }) => device ?? '–' },
      { title: 'why', value: ({ reason }) => textOf(reason) },
    ]),
  );
}

/** Installs TensorFlow's libraries with a progress line; Ctrl-C leaves nothing behind. */
export async function installNativeEngine(home: string, gpu: boolean): Promise<EngineStatus> {
  makeHome(home);
  const line = new ProgressLine();
  const cancel = new AbortController();
  const onInterrupt = (): void => {
    cancel.abort();
  };
  process.once('SIGINT', onInterrupt);
  try {
    return await installNative({ home, gpu, onProgress: line.listener, signal: cancel.signal });
  } finally {
    process.off('SIGINT', onInterrupt);
    line.end();
  }
}

export function engineCommand(): Command {
  const engine = commandGroup('engine', 'install, list and remove engines');
  const install = command('install', 'install the native engine (TensorFlow)')
    .argument('<engine>', 'native')
    .option('--gpu', 'with CUDA, for a graphics card (Linux)')
    .action(
      action(async (name: string, options: CommonOptions & { gpu?: boolean }) => {
        if (name === 'wasm')
          throw new AppError('usage', 'The engine "wasm" comes with Strata; there is nothing to install.');
        if (name !== 'native')
          throw new AppError('usage', `There is no engine "${name}".`, { hint: 'The one to install is "native".' });
        const installed = await installNativeEngine(homeFolder(), options.gpu === true);
        if (options.json === true) printJson(installed);
        else note(`Installed: ${installed.version ?? 'TensorFlow'} on ${installed.device ?? 'CPU'}.`);
      }),
    );
  const list = command('list', 'list the engines and whether they work').action(
    action(async (options: CommonOptions) => {
      const engines = await createEngineStore({ home: homeFolder() }).list();
      if (options.json === true) printJson(engines);
      else printEngines(engines);
    }),
  );
  const remove = command('remove', 'remove an installed engine')
    .argument('<engine>', 'native')
    .action(
      action(async (name: string, options: CommonOptions) => {
        const id = engineIdSchema.safeParse(name);
        if (!id.success) throw new AppError('usage', `There is no engine "${name}".`);
        await createEngineStore({ home: homeFolder() }).remove(id.data);
        if (options.json === true) printJson({ removed: id.data });
        else note(`Removed the engine "${id.data}".`);
      }),
    );
  return engine.addCommand(install).addCommand(list).addCommand(remove);
}
