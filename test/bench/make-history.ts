// Writes a history of made-up runs into a home folder: seeded, with a spike of one point in every series.
//   npm run make-history -- --home DIR --runs 2000 --series 4 --points 20 --settings 12 [--seed 1]
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { addHistory } from '../support/made-up-history.ts';

const { values: given } = parseArgs({
  options: {
    home: { type: 'string' },
    runs: { type: 'string', default: '2000' },
    series: { type: 'string', default: '4' },
    points: { type: 'string', default: '20' },
    settings: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
  },
});

function wholeNumber(name: 'runs' | 'series' | 'points' | 'settings' | 'seed', least: number): number {
  const number = Number(given[name]);
  if (Number.isInteger(number) && number >= least) return number;
  throw new RangeError(`--${name} is ${given[name]}; it must be a whole number from ${least}.`);
}

if (given.home === undefined) throw new Error('Say with --home in which folder the history is written.');
const history = {
  runs: wholeNumber('runs', 1),
  series: wholeNumber('series', 1),
  points: wholeNumber('points', 1),
  settings: wholeNumber('settings', 0),
  seed: wholeNumber('seed', 0),
};
const start = performance.now();
addHistory(resolve(given.home), history, (done) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${history.runs} runs`);
});
const seconds = (performance.now() - start) / 1000;
const points = history.runs * history.series * history.points;
process.stdout.write(
  `${history.runs} runs with ${points} points in ${seconds.toFixed(1)} s: ${Math.round(points / seconds)} points a second.\n`,
);
