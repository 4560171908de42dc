// An argument that has the value of another layer's, in the inspector.
import { fireEvent, screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { expectAccessible, renderWorkbench } from '../../support/render-workbench.ts';

const field = (name: string) => screen.findByRole<HTMLInputElement>('textbox', { name });

const options = () => within(screen.getByRole('listbox')).getAllByRole('option');

async function select(layer: string): Promise<void> {
  const model = await screen.findByRole('region', { name: 'Model' });
  await fireEvent.click(within(model).getByRole('button', { name: layer }));
}

test('is linked by a choice, says so, leads to its source, follows it, and is unlinked', async () => {
  renderWorkbench('#/models/template/imdb-conv1d');
  const model = await screen.findByRole('region', { name: 'Model' });
  await fireEvent.click(within(model).getByRole('radio', { name: 'Table' }));
  await select('conv1d_1');
  await fireEvent.click(await screen.findByRole('button', { name: 'Link filters to…' }));
  const search = screen.getByRole('combobox', { name: 'Link filters to…' });
  // What has the same name comes first.
  expect(options()[0]?.textContent).toMatch(/^\s*filters of conv1d\s*32/);
  await fireEvent.input(search, { target: { value: 'output_dim' } });
  expect(options().map(({ textContent }) => textContent.trim())).toEqual(['output_dim of embedding 128']);
  await fireEvent.keyDown(search, { key: 'Enter' });
  expect((await field('filters')).value).toBe('128');
  const source = screen.getByRole('button', { name: '= output_dim of embedding' });
  expect(screen.queryByRole('button', { name: 'Link filters to…' })).toBeNull();
  await expectAccessible();

  await fireEvent.click(source);
  await fireEvent.input(await field('output_dim'), { target: { value: '64' } });
  await select('conv1d_1');
  expect((await field('filters')).value).toBe('64');
  await fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect((await field('filters')).value).toBe('128');

  await fireEvent.click(screen.getByRole('button', { name: 'Unlink filters' }));
  expect(document.activeElement).toBe(await field('filters'));
  expect(screen.queryByRole('button', { name: '= output_dim of embedding' })).toBeNull();
  expect((await field('filters')).value).toBe('128');
});

test('is its own again when it is set by hand; words cannot be linked', async () => {
  renderWorkbench('#/models/template/imdb-conv1d');
  const model = await screen.findByRole('region', { name: 'Model' });
  await fireEvent.click(within(model).getByRole('radio', { name: 'Table' }));
  await select('dense');
  expect(await screen.findByRole('combobox', { name: 'activation' })).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Link activation to…' })).toBeNull();
  await fireEvent.click(screen.getByRole('button', { name: 'Link units to…' }));
  await fireEvent.click(screen.getByRole('option', { name: /output_dim of embedding/ }));
  const units = await field('units');
  expect(units.value).toBe('128');
  await fireEvent.input(units, { target: { value: '3' } });
  expect(screen.queryByRole('button', { name: /output_dim of embedding/ })).toBeNull();
  expect((await field('units')).value).toBe('3');

  // It says so, and offers the link again.
  expect(screen.getByText('No longer linked to output_dim of embedding.')).toBeDefined();
  await expectAccessible();
  await fireEvent.click(screen.getByRole('button', { name: 'Link again' }));
  expect((await field('units')).value).toBe('128');
  expect(screen.getByRole('button', { name: '= output_dim of embedding' })).toBeDefined();
  expect(screen.queryByText(/^No longer linked/)).toBeNull();
  expect(document.activeElement).toBe(await field('units'));
});

test('a layer that is renamed keeps its fields, and the focus in them', async () => {
  renderWorkbench('#/models/template/imdb-conv1d');
  const model = await screen.findByRole('region', { name: 'Model' });
  await fireEvent.click(within(model).getByRole('radio', { name: 'Table' }));
  await select('conv1d_1');
  const name = await field('Name');
  name.focus();
  await fireEvent.change(name, { target: { value: 'second' } });
  expect(within(model).getByRole('button', { name: 'second' })).toBeDefined();
  expect(await field('Name')).toBe(name);
  expect(document.activeElement).toBe(name);
  expect(name.value).toBe('second');
});
