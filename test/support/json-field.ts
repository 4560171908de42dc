// The JSON editor of a model's page in jsdom: its text, and its text replaced.
import { EditorView } from '@codemirror/view';
import { waitFor } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { expect } from 'vitest';

/** The editor, once it is loaded. */
export interface JsonField {
  readonly text: () => string;
  readonly write: (text: string) => void;
}

/** Waits for the editor. */
export async function findJsonField(): Promise<JsonField> {
  const find = (): EditorView | null => {
    const roots = [...document.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot);
    const content = roots
      .map((root) => root?.querySelector<HTMLElement>('.cm-content'))
      .find((each) => each instanceof HTMLElement);
    return content === undefined ? null : EditorView.findFromDOM(content);
  };
  await waitFor(() => expect(find()).not.toBeNull(), { timeout: 10_000 });
  const view = (): EditorView => find()!;
  return {
    text: () => view().state.doc.toString(),
    write: (text) => {
      view().dispatch({ changes: { from: 0, to: view().state.doc.length, insert: text } });
      flushSync();
    },
  };
}
