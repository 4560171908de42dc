// The command line: `strata <command>`. Each command is a file of its own; this one gathers them and decides the exit code.
import { Command, CommanderError } from 'commander';
import { benchCommand } from '#main/cli/bench.ts';
import { checkCommand } from '#main/cli/check.ts';
import { exitCodes, reportFailure } from '#main/cli/context.ts';
import { dataCommand } from '#main/cli/data.ts';
import { demoCommand } from '#main/cli/demo.ts';
import { doctorCommand } from '#main/cli/doctor.ts';
import { engineCommand } from '#main/cli/engine.ts';
import { runsCommand } from '#main/cli/runs.ts';
import { serveCommand } from '#main/cli/serve.ts';
import { templatesCommand } from '#main/cli/templates.ts';
import { trainCommand } from '#main/cli/train.ts';
import packageFile from '#package.json' with { type: 'json' };

const program = new Command('strata')
  .description('Deep learning on sequences: train models on your own machine and compare saved runs.')
  .version(packageFile.version)
  .showHelpAfterError('Add --help for what can be said here.');

const commands = [
  doctorCommand(),
  engineCommand(),
  dataCommand(),
  templatesCommand(),
  checkCommand(),
  trainCommand(),
  runsCommand(),
  benchCommand(),
  serveCommand(),
  demoCommand(),
];
for (const command of commands) program.addCommand(command);

function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  for (const inner of command.commands) throwInsteadOfExit(inner);
}
throwInsteadOfExit(program);

try {
  await program.parseAsync();
} catch (thrown) {
  // Commander has said what was wrong already; help and version end well.
  if (thrown instanceof CommanderError)
    process.exitCode = thrown.exitCode === 0 ? exitCodes.done : exitCodes.wrongInput;
  else reportFailure(thrown, process.argv.includes('--json'));
}
