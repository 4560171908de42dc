// The command line: `strata <command>`. Each command has its own file; this one registers them and sets the exit code.
import { Command, CommanderError } from 'commander';
import { AppError } from '#shared/base/app-error.ts';
import { benchCommand } from '#main/cli/bench.ts';
import { checkCommand } from '#main/cli/check.ts';
import { exitCodes, reportFailure } from '#main/cli/context.ts';
import { dataCommand } from '#main/cli/data.ts';
import { demoCommand } from '#main/cli/demo.ts';
import { doctorCommand } from '#main/cli/doctor.ts';
import { plainText, printJson, watchOutput } from '#main/cli/output.ts';
import { engineCommand } from '#main/cli/engine.ts';
import { guidesCommand } from '#main/cli/guides.ts';
import { logCommand } from '#main/cli/log.ts';
import { predictCommand } from '#main/cli/predict.ts';
import { reportsCommand } from '#main/cli/reports.ts';
import { runsCommand } from '#main/cli/runs.ts';
import { sqlCommand } from '#main/cli/sql.ts';
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
  predictCommand(),
  reportsCommand(),
  sqlCommand(),
  logCommand(),
  benchCommand(),
  serveCommand(),
  demoCommand(),
  guidesCommand(),
];
for (const command of commands) program.addCommand(command);

function prepare(command: Command): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => process.stdout.write(plainText(text)),
    writeErr: (text) => process.stderr.write(plainText(text)),
  });
  for (const inner of command.commands) prepare(inner);
}
prepare(program);
watchOutput();

try {
  await program.parseAsync();
} catch (thrown) {
  // Commander has printed the error already; help and version are successes.
  const isJsonAsked = process.argv.includes('--json');
  if (!(thrown instanceof CommanderError)) reportFailure(thrown, isJsonAsked);
  else if (thrown.exitCode === 0) process.exitCode = exitCodes.done;
  else {
    process.exitCode = exitCodes.wrongInput;
    if (isJsonAsked) printJson({ error: new AppError('usage', thrown.message.replace(/^error: /, '')).toJSON() });
  }
}
