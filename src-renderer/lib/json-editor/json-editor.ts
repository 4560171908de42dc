// The JSON editor: CodeMirror in a shadow tree, because the page's policy allows no style elements and CodeMirror adopts its
// style sheets only there. It knows no draft: its owner hands texts and problems in, and edits out.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, indentWithTab, redo, undo } from '@codemirror/commands';
import { json, jsonLanguage } from '@codemirror/lang-json';
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, nextDiagnostic, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, Compartment, EditorState, Transaction, type TransactionSpec } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  type Command,
  type KeyBinding,
  type ViewUpdate,
} from '@codemirror/view';
import type { JsonObject } from '#shared/base/json.ts';
import type { ProblemPlace } from '#shared/base/problem.ts';
import { editorLook } from './editor-look.ts';
import { firstFault, layersIn, rangeOf } from './json-places.ts';
import { schemaCompletion, schemaHover, type SchemaWords } from './schema-help.ts';

/** More than this cannot be an experiment; an editor and a check of it would take seconds. */
export const longestJson = 4_000_000;
/** From here on a text is checked when the typing pauses. */
const longText = 200_000;
const pauseMs = 300;

export interface JsonEditorOptions {
  readonly text: string;
  readonly label: string;
  /** How to leave it with the keyboard. */
  readonly description: string;
  /** What CodeMirror says, by its English. */
  readonly phrases: Readonly<Record<string, string>>;
  readonly schema: JsonObject;
  readonly words: SchemaWords;
  /** @param burst counts pauses and jumps: changes with the same number were typed in one go */
  readonly ontext: (text: string, burst: number) => void;
  /** A change was refused because the text would be too long. */
  readonly ontoolong: (length: number) => void;
  /** The history of all edits; the editor's own is only for text that is no JSON yet. */
  readonly history: {
    readonly isUnread: () => boolean;
    readonly canRedo: () => boolean;
    readonly undo: () => void;
    readonly redo: () => void;
  };
}

/** A problem and what is said about it. */
export interface ShownProblem extends ProblemPlace {
  readonly severity: 'error' | 'warning';
  readonly text: string;
}

export interface JsonEditor {
  /** Shows another text. Cursor and folded parts stay where the text is the same. */
  setText(text: string): void;
  /** Marks problems at their lines; `fault` says why the text is no JSON. */
  setProblems(problems: readonly ShownProblem[], fault: string | null): void;
  destroy(): void;
}

const fromOutside = Annotation.define<true>();

/** What of a text has to be replaced to make it another. */
function difference(before: string, after: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end++;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

/** Keys, pasted text and the like are the editor's alone: for the page they would come from an element that is no field. */
function keepInside(host: ShadowRoot): void {
  const isInField = (event: Event): boolean => event.target instanceof HTMLInputElement;
  host.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent)) return;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const isUndo = ['z', 'y'].includes(event.key.toLowerCase());
    if (isPlain || event.defaultPrevented || (isInField(event) && isUndo)) event.stopPropagation();
  });
  for (const name of ['copy', 'cut', 'paste']) host.addEventListener(name, (event) => event.stopPropagation());
}

/** Makes an editor in an element that has no shadow tree yet, or one of an editor before. */
export function createJsonEditor(element: HTMLElement, options: JsonEditorOptions): JsonEditor {
  const isNew = element.shadowRoot === null;
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  if (isNew) keepInside(root);
  const ownHistory = new Compartment();
  let pending: ReturnType<typeof setTimeout> | undefined;
  let burst = 0;
  let lastTypedMs = 0;

  function hand(view: EditorView): void {
    clearTimeout(pending);
    pending = undefined;
    options.ontext(view.state.doc.toString(), burst);
  }
  const flush = (view: EditorView): void => {
    if (pending !== undefined) hand(view);
  };

  function listen(update: ViewUpdate): void {
    const own = update.transactions.filter((each) => each.docChanged && each.annotation(fromOutside) === undefined);
    if (own.length === 0) return;
    const isTyped = own.every((each) => each.isUserEvent('input.type') || each.isUserEvent('delete'));
    const nowMs = Date.now();
    if (!isTyped || nowMs - lastTypedMs > 1000) burst++;
    lastTypedMs = nowMs;
    clearTimeout(pending);
    if (update.state.doc.length < longText) hand(update.view);
    else pending = setTimeout(() => hand(update.view), pauseMs);
  }

  const goBack: Command = (view) => {
    flush(view);
    burst++;
    if (!options.history.isUnread() || !undo(view)) options.history.undo();
    return true;
  };
  const goAgain: Command = (view) => {
    flush(view);
    burst++;
    if (!options.history.isUnread() && options.history.canRedo()) options.history.redo();
    else redo(view);
    return true;
  };
  const own: readonly KeyBinding[] = [
    { key: 'Mod-z', run: goBack, preventDefault: true },
    { key: 'Mod-y', mac: 'Mod-Shift-z', run: goAgain, preventDefault: true },
    { linux: 'Ctrl-Shift-z', win: 'Ctrl-Shift-z', run: goAgain, preventDefault: true },
    { key: 'F8', run: nextDiagnostic },
    {
      key: 'Escape',
      run: (view) => {
        // Also where Escape closes or clears something first.
        view.setTabFocusMode(2000);
        return false;
      },
    },
  ];
  /** Keys that are commands of the page. */
  const pageKeys = new Set(['Mod-Enter', 'Mod-/', 'Mod-k']);
  const others = [...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...foldKeymap, ...defaultKeymap];

  const startState = (): EditorState =>
    EditorState.create({
      doc: options.text,
      extensions: [
        EditorState.phrases.of(options.phrases),
        EditorView.contentAttributes.of({
          'aria-label': options.label,
          'aria-description': options.description,
          // Axe takes what it can scroll for out of reach without it.
          tabindex: '0',
          spellcheck: 'false',
          autocorrect: 'off',
          autocapitalize: 'off',
        }),
        json(),
        jsonLanguage.data.of({ autocomplete: schemaCompletion(options.schema) }),
        schemaHover(options.schema, options.words),
        lintGutter(),
        lineNumbers(),
        codeFolding(),
        foldGutter(),
        highlightActiveLineGutter(),
        ownHistory.of(history()),
        drawSelection(),
        indentUnit.of('  '),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ icons: false }),
        search({ top: true }),
        highlightSelectionMatches(),
        keymap.of([...own, ...others.filter(({ key }) => !pageKeys.has(key ?? '')), indentWithTab]),
        EditorState.transactionFilter.of(refuseLong),
        EditorView.updateListener.of(listen),
        EditorView.domEventHandlers({
          blur: (_event, view) => flush(view),
          keydown: (event, view) => {
            // The page's own keys may save or train.
            if (event.ctrlKey || event.metaKey || event.altKey) flush(view);
          },
          beforeinput: (event, view) => {
            if (event.inputType === 'historyUndo') return goBack(view);
            return event.inputType === 'historyRedo' && goAgain(view);
          },
        }),
        editorLook,
      ],
    });

  function refuseLong(transaction: Transaction): Transaction | readonly TransactionSpec[] {
    if (!transaction.docChanged || transaction.annotation(fromOutside) !== undefined) return transaction;
    const length = transaction.newDoc.length;
    if (length <= longestJson || length <= transaction.startState.doc.length) return transaction;
    options.ontoolong(length);
    return [];
  }

  const view = new EditorView({ state: startState(), parent: root, root });

  return {
    setText(text) {
      const shown = view.state.doc.toString();
      if (text === shown) return;
      clearTimeout(pending);
      pending = undefined;
      view.dispatch({
        changes: difference(shown, text),
        annotations: [fromOutside.of(true), Transaction.addToHistory.of(false)],
        effects: ownHistory.reconfigure([]),
      });
      view.dispatch({ effects: ownHistory.reconfigure(history()) });
    },
    setProblems(problems, fault) {
      const { state } = view;
      const layers = layersIn(state);
      const marked = problems.map((problem): Diagnostic => ({
        ...rangeOf(state, problem, layers),
        severity: problem.severity,
        message: problem.text,
      }));
      const at = fault === null ? null : (firstFault(state) ?? { from: 0, to: state.doc.length });
      const all = at === null || fault === null ? marked : [{ ...at, severity: 'error' as const, message: fault }];
      view.dispatch(setDiagnostics(state, all));
    },
    destroy() {
      flush(view);
      view.destroy();
    },
  };
}
