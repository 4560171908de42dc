import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runColorCount } from '#shared/runs/run.ts';
import { contrast } from '#renderer/lib/design/contrast.ts';
import { scaleColor } from '#renderer/lib/runs/color-scale.ts';
import { colorDistance, visionNames } from '../../support/color-vision.ts';

const css = readFileSync('src-renderer/styles/tokens.css', 'utf8');

function tokensOf(selector: string): Map<string, string> {
  const block = css.slice(css.indexOf(selector));
  const body = block.slice(block.indexOf('{') + 1, block.indexOf('}'));
  return new Map([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((found) => [found[1] ?? '', found[2] ?? '']));
}

const light = tokensOf(':root {');
const themes = { light, dark: new Map([...light, ...tokensOf(":root[data-theme='dark']")]) };

const surfaces = ['background', 'panel', 'sunken'];
const onSoft = ['accent', 'good', 'warn', 'bad'];
const textPairs = [
  ...['text', 'text-dim', 'text-faint', 'good', 'warn', 'bad', 'accent'].flatMap((text) =>
    surfaces.map((surface) => [text, surface] as const),
  ),
  ...onSoft.map((tone) => [tone, `${tone}-soft`] as const),
  ...onSoft.flatMap((tone) => [['text', `${tone}-soft`] as const, ['text-dim', `${tone}-soft`] as const]),
  ['accent-text', 'accent'] as const,
  ['accent-text', 'accent-strong'] as const,
  ['panel', 'bad'] as const,
];
const graphicTokens = [...light.keys()].filter((name) => /^((run|family|scale)-|line-strong$)/.test(name));

for (const [name, tokens] of Object.entries(themes)) {
  const color = (token: string): string => {
    const found = tokens.get(token);
    if (found === undefined) throw new Error(`no colour --${token}`);
    return found;
  };

  test.each(textPairs)(`${name}: text --%s on --%s has a contrast of 4.5`, (text, surface) => {
    expect(contrast(color(text), color(surface))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(graphicTokens)(`${name}: --%s stands out from the panel by 3`, (token) => {
    expect(contrast(color(token), color('panel'))).toBeGreaterThanOrEqual(3);
  });

  const runs = Array.from({ length: runColorCount }, (_, index) => `run-${index}`);

  test.each(visionNames)(`${name}: colours of runs are told apart with %s vision`, (vision) => {
    const near = runs.flatMap((one, index) =>
      [...runs.slice(index + 1), 'run-baseline'].flatMap((other) =>
        colorDistance(color(one), color(other), vision) < (other === 'run-baseline' ? 6 : 9)
          ? [`${one} and ${other}`]
          : [],
      ),
    );
    expect(near).toEqual([]);
  });

  test.each(visionNames)(`${name}: values are told apart by their colours with %s vision`, (vision) => {
    const [best, middle, worst] = ['scale-best', 'scale-middle', 'scale-worst'].map(color);
    expect(colorDistance(best ?? '', middle ?? '', vision)).toBeGreaterThan(11);
    expect(colorDistance(middle ?? '', worst ?? '', vision)).toBeGreaterThan(11);
  });

  test(`${name}: a better value stands out more`, () => {
    const ends = [color('scale-best'), color('scale-middle'), color('scale-worst')] as const;
    const contrasts = Array.from({ length: 21 }, (_, i) => contrast(scaleColor(ends, i / 20), color('panel')));
    expect(contrasts).toEqual(contrasts.toSorted((a, b) => b - a));
  });

  test.each(['accent', 'good', 'bad'])(`${name}: no run looks like --%s`, (tone) => {
    const near = runs.filter((run) => colorDistance(color(run), color(tone), 'normal') < 11);
    expect(near).toEqual([]);
  });
}
