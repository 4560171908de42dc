import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fireEvent, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { contrast } from '#renderer/lib/design/contrast.ts';
import { readTokens, tokenSheet } from '#renderer/lib/design/tokens.ts';
import { expectAccessible, renderWorkbench } from '../../support/render-workbench.ts';

const css = readFileSync('src-renderer/styles/tokens.css', 'utf8');

test('every shared part is shown on the page', () => {
  const page = readFileSync('src-renderer/components/design/PartSheet.svelte', 'utf8');
  const names = globSync('src-renderer/components/ui/*.svelte').map((file) => basename(file, '.svelte'));
  expect(names.length).toBeGreaterThan(15);
  const missing = names.filter((name) => !new RegExp(`<${name}[\\s/>]`).test(page));
  expect(missing).toEqual([]);
});

test.each(['light', 'dark'] as const)('every token of the %s theme is in one group', (theme) => {
  const tokens = readTokens(css, theme);
  expect(tokens.length).toBeGreaterThan(50);
  const shown = Object.values(tokenSheet(tokens)).flat();
  expect(shown.map(({ name }) => name).sort()).toEqual(tokens.map(({ name }) => name).sort());
  expect(tokenSheet(tokens).type).toHaveLength(4);
});

test('contrast is as WCAG has it', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#ffffff', '#777777')).toBeCloseTo(4.48, 2);
});

test('the page is reached from the settings, belongs to them, and can be used', async () => {
  renderWorkbench('#/settings');
  const link = await screen.findByRole('link', { name: 'Open the design system' });
  expect(link.getAttribute('href')).toBe('#/design');
  window.location.hash = '#/design';
  await screen.findByRole('heading', { level: 1, name: 'Design system' });
  expect(screen.getByRole('link', { current: 'page' }).textContent.trim()).toBe('Settings');
  await expectAccessible();
  await fireEvent.click(screen.getByRole('button', { name: 'Show an error' }));
  expect(screen.getAllByText('The disk is full.')).toHaveLength(2);
  await fireEvent.click(screen.getByRole('button', { name: 'Ask first' }));
  await screen.findByRole('dialog', { name: 'Delete “Conv1D, 32 filters”?' });
  await expectAccessible();
});
