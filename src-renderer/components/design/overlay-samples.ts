// What the menu, the picker, the dialog for a name and bars show on the design page.
import type { ComponentProps } from 'svelte';
import type { Messages } from '#renderer/locales/en.ts';
import type Bars from '#renderer/components/ui/Bars.svelte';
import type Menu from '#renderer/components/ui/Menu.svelte';
import type Picker from '#renderer/components/ui/Picker.svelte';
import type RenameDialog from '#renderer/components/ui/RenameDialog.svelte';

export function menuSample({ graph }: Messages, onclose: () => void): ComponentProps<typeof Menu> {
  const run = (): void => undefined;
  const items = [
    { label: graph.duplicate, keys: 'Ctrl D', run },
    { label: graph.delete, keys: 'Del', isDanger: true, run },
  ];
  return { label: graph.menu, x: 320, y: 200, items, onclose };
}

export function pickerSample({ graph }: Messages, onclose: () => void): ComponentProps<typeof Picker> {
  const { add: title, addPlaceholder: placeholder, noSuchLayer: nothing } = graph;
  const find = () => [{ id: 'Conv1D', label: 'Conv1D' }];
  return { title, placeholder, nothing, find, take: () => null, onclose };
}

export function renameSample({ run, design }: Messages, onclose: () => void): ComponentProps<typeof RenameDialog> {
  const { rename: title } = run;
  return { title, label: title, current: design.sampleName, onrename: () => Promise.resolve(), onclose };
}

/** Bars with a name under every second one. */
export function barsSample(t: Messages): ComponentProps<typeof Bars> {
  const bars = [3, 2, 2, 4, 6, 5].map((value, i) => ({ name: `${i}:00`, value, text: `${value} °F` }));
  return { label: t.predictions.byHour, every: 2, bars };
}
