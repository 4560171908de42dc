// `npm test`: everything on a machine that has just installed. Builds the renderer, prepares the engine and the Electron
// that the tests share, runs every project, and ends with one plain line of counts. Arguments go to vitest.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onDisplay, prepareElectron } from './electron-rig/prepare.ts';
import { testEngineHome } from './support/engines.ts';
import { temporaryHome } from './support/home.ts';
import { addSummaries, formatSummary, reportSchema, summarize, type Report, type Summary } from './support/summary.ts';

const root = join(import.meta.dirname, '..');

/** Runs a program of node_modules with this Node; returns its exit code. */
async function runTool(script: string, args: readonly string[]): Promise<number> {
  const [command, ...rest] = onDisplay([process.execPath, join(root, 'node_modules', script), ...args]);
  try {
    const [status] = (await once(spawn(command, rest, { cwd: root, stdio: 'inherit' }), 'exit')) as [number | null];
    return status ?? 1;
  } catch (error) {
    console.error(`${command} cannot be started: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
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
  const build = ['build', '--config', 'vite.renderer.config.ts', '--logLevel', 'warn'];
  if ((await runTool('vite/bin/vite.js', build)) !== 0) return false;
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

async function runTests(args: readonly string[]): Promise<Summary> {
  const reports = temporaryHome();
  try {
    const path = join(reports.path, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
    const exitCode = await runTool('vitest/vitest.mjs', ['run', ...reporters, ...args]);
    return summarize(readReport(path), exitCode);
  } finally {
    reports.remove();
  }
}

const projects = (...names: readonly string[]): string[] => names.map((name) => `--project=${name}`);

/** Windows and browser pages mostly wait for one process each: they are tested side by side. */
async function runAll(): Promise<Summary> {
  const first = await runTests(projects('unit', 'component', 'integration'));
  return addSummaries([first, ...(await Promise.all([runTests(projects('electron')), runTests(projects('e2e'))]))]);
}

const args = process.argv.slice(2);
let summary = summarize(undefined, 1);
if (await prepare()) summary = args.length === 0 ? await runAll() : await runTests(args);
console.log(formatSummary(summary));
process.exitCode = summary.failed === 0 ? 0 : 1;
