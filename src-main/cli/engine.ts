// `strata engine install|list|remove`: manages engines.
import type { Command } from 'commander';
import { textOf } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { EngineStatus } from '#shared/contract/app.ts';
import { engineIdSchema } from '#shared/runs/run.ts';
import { action, command, commandGroup } from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { formatTable, note, printJson, printLine, ProgressLine } from '#main/cli/output.ts';
import { createEngineStore } from '#main/engines/engine-store.ts';
import type { EngineInstallation, InstallOptions } from '#main/engines/engine.ts';
import { engines } from '#main/engines/registry.ts';
import { homeFolder, makeHome } from '#main/home/home-folder.ts';

function printEngines(statuses: readonly EngineStatus[]): void {
  printLine(
    formatTable(statuses, [
      { title: 'engine', value: ({ id }) => id },
      { title: '', value: ({ available }) => (available ? 'ready' : 'not ready') },
      { title: 'version', value: ({ version }) => version ?? '–' },
      { title: 'device', value: ({ device }) => device ?? '–' },
      { title: 'why', value: ({ reason }) => textOf(reason) },
    ]),
  );
  for (const { id, available, isInstallable } of statuses)
    if (!available && isInstallable) note(`To install ${id}: strata engine install ${id}`);
}

/** Installs an engine with a progress line; Ctrl-C leaves nothing behind. */
export async function installEngine(
  installation: EngineInstallation,
  options: Pick<InstallOptions, 'home' | 'gpu'>,
): Promise<EngineStatus> {
  makeHome(options.home);
  const line = new ProgressLine();
  const cancel = new AbortController();
  const onInterrupt = (): void => {
    cancel.abort();
  };
  process.once('SIGINT', onInterrupt);
  try {
    return await installation.run({ ...options, onProgress: line.listener, signal: cancel.signal });
  } finally {
    process.off('SIGINT', onInterrupt);
    line.end();
  }
}

const installable = engines.filter(({ installation }) => installation !== null).map(({ id }) => id);

/** @throws AppError `usage` when there is no such engine, or it ships with Strata */
function installationOf(name: string): EngineInstallation {
  const engine = engines.find(({ id }) => id === name);
  if (engine === undefined)
    throw new AppError('usage', `There is no engine "${name}".`, {
      hint: `To be installed: ${installable.map((id) => `"${id}"`).join(', ')}.`,
    });
  if (engine.installation === null)
    throw new AppError('usage', `The engine "${name}" comes with Strata; there is nothing to install.`);
  return engine.installation;
}

export function engineCommand(): Command {
  const engine = commandGroup('engine', 'install, list and remove engines');
  const install = command('install', 'install the native engine (TensorFlow)')
    .argument('<engine>', installable.join(', '))
    .option('--gpu', 'with CUDA, for a graphics card (Linux)')
    .action(
      action(async (name: string, options: CommonOptions & { gpu?: boolean }) => {
        const installed = await installEngine(installationOf(name), { home: homeFolder(), gpu: options.gpu === true });
        if (options.json === true) printJson(installed);
        else note(`Installed: ${installed.version ?? 'TensorFlow'} on ${installed.device ?? 'CPU'}.`);
      }),
    );
  const list = command('list', 'list the engines and whether they work').action(
    action(async (options: CommonOptions) => {
      const statuses = await createEngineStore({ home: homeFolder() }).list();
      if (options.json === true) printJson(statuses);
      else printEngines(statuses);
    }),
  );
  const remove = command('remove', 'remove an installed engine')
    .argument('<engine>', installable.join(', '))
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
