// What the menu, the picker and the dialog for a name show on the design page.
import type { ComponentProps } from 'svelte';
import type { Messages } from '#renderer/locales/en.ts';
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
