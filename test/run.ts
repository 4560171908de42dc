// `npm test`: everything on a machine that has just installed. Builds the renderer, prepares the engine and the Electron
// that the tests share, runs every project, and ends with one plain line of counts. Arguments go to vitest.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onDisplay, prepareElectron } from './electron-rig/prepare.ts';
import { testEngineHome } from './support/engines.ts';
import { temporaryHome } from './support/home.ts';
import { formatSummary, reportSchema, summarize, type Report } from './support/summary.ts';

const root = join(import.meta.dirname, '..');

/** Runs a program of node_modules with this Node; returns its exit code. */
function runTool(script: string, args: readonly string[]): number {
  const [command, ...rest] = onDisplay([process.execPath, join(root, 'node_modules', script), ...args]);
  const { status, error } = spawnSync(command, rest, { cwd: root, stdio: 'inherit' });
  if (error !== undefined) console.error(`${command} cannot be started: ${error.message}`);
  return status ?? 1;
}

function readReport(path: string): Report | undefined {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    console.error(`The test report cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** Brings what the tests share; what cannot be had fails the tests that need it, and they say so. */
async function prepare(): Promise<boolean> {
  console.log('Building the renderer.');
  if (runTool('vite/bin/vite.js', ['build', '--config', 'vite.renderer.config.ts', '--logLevel', 'warn']) !== 0) {
    return false;
  }
  console.log('Preparing the native engine that the tests share.');
  try {
    await testEngineHome();
  } catch (error) {
    console.error(`It cannot be had here. ${error instanceof Error ? error.message : String(error)}`);
  }
  console.log('Preparing the Electron that tests drive.');
  await prepareElectron();
  return true;
}

function runTests(args: readonly string[]): { report: Report | undefined; exitCode: number } {
  const reports = temporaryHome();
  try {
    const path = join(reports.path, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
    const exitCode = runTool('vitest/vitest.mjs', ['run', ...reporters, ...args]);
    return { report: readReport(path), exitCode };
  } finally {
    reports.remove();
  }
}

const { report, exitCode } = (await prepare()) ? runTests(process.argv.slice(2)) : { report: undefined, exitCode: 1 };
const summary = summarize(report, exitCode);
console.log(formatSummary(summary));
process.exitCode = summary.failed === 0 ? 0 : 1;
