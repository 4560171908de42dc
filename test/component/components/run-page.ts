// Finds what the head of a run's page says.
import { screen } from '@testing-library/svelte';

export const head = (name: string): Promise<HTMLElement> => screen.findByRole('region', { name });
export const figures = (element: HTMLElement): Record<string, string> =>
  Object.fromEntries(
    [...element.querySelectorAll('dl > div')].map((figure) => [
      figure.querySelector('dt')?.textContent ?? '',
      (figure.querySelector('dd')?.textContent ?? '').trim(),
    ]),
  );
