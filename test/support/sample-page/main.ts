// The workbench over the sample host, for pictures and for working on the look. `?empty` and `?bare` show a fresh machine.
import '@fontsource-variable/inter/index.css';
import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css';
import { mount } from 'svelte';
import { z } from 'zod';
import App from '#renderer/App.svelte';
import '#renderer/styles/tokens.css';
import '#renderer/styles/base.css';
import { SampleWorkbench } from '../sample-workbench.ts';

z.config({ jitless: true });
const query = new URLSearchParams(location.search);
const api = new SampleWorkbench({ empty: query.has('empty'), nativeInstalled: !query.has('bare') });
const target = document.getElementById('app');
if (!target) throw new Error('The page has no element #app.');
mount(App, { target, props: { api } });
if (query.has('lost')) setTimeout(() => api.connection('lost'), 50);
if (query.has('start')) {
  // A run in its first epoch: no epoch is done, only batches.
  const id = [...api.progress.keys()][0] ?? '';
  const sample = api.runs.get(id);
  if (sample) {
    const series = sample.series
      .filter(({ key }) => key === 'batch/loss')
      .map((one) => ({ ...one, steps: one.steps.slice(0, 212), values: one.values.slice(0, 212) }));
    api.runs.set(id, { run: { ...sample.run, epochsDone: 0, best: null, msPerStep: null }, series });
    const progress = api.progress.get(id);
    if (progress) api.progress.set(id, { ...progress, epoch: 1, step: 212, remainingMs: 121_000 });
  }
}
