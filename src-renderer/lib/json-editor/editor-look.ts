// How the JSON editor looks: colours and sizes are the page's tokens, which reach into its shadow tree.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--text)' },
  { tag: tags.string, color: 'var(--accent)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--good)' },
  { tag: [tags.separator, tags.squareBracket, tags.brace], color: 'var(--text-dim)' },
]);

const control = {
  margin: '0',
  height: 'var(--control-small)',
  padding: '0 var(--space-2)',
  border: '1px solid var(--line-strong)',
  borderRadius: 'var(--radius-small)',
  background: 'var(--panel)',
  color: 'var(--text)',
  font: 'inherit',
};

function underline(colour: string) {
  return { backgroundImage: 'none', textDecoration: `underline wavy ${colour} 1px`, textUnderlineOffset: '3px' };
}

function marker(colour: string) {
  return { content: '""', height: '8px', borderRadius: '50%', background: colour, margin: '5px auto' };
}

const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', background: 'var(--panel)' },
  '&.cm-focused': { outline: 'none' },
  '& *': { boxSizing: 'border-box' },
  '.cm-scroller': { fontFamily: 'var(--mono)', fontSize: 'var(--text-caption)', lineHeight: '18px' },
  '.cm-content': { caretColor: 'var(--text)', padding: 'var(--space-2) 0' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'var(--accent-soft)',
  },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '.cm-gutters': { border: '0', background: 'var(--panel)', color: 'var(--text-faint)' },
  '.cm-activeLineGutter': { background: 'none', color: 'var(--text)' },
  '&.cm-focused .cm-matchingBracket': { background: 'var(--accent-soft)', outline: '1px solid var(--accent)' },
  '&.cm-focused .cm-nonmatchingBracket': { background: 'var(--bad-soft)' },
  '.cm-foldPlaceholder': { border: '0', background: 'var(--sunken)', color: 'var(--text-dim)', padding: '0 6px' },
  '.cm-searchMatch': { background: 'var(--warn-soft)', outline: '1px solid var(--warn)' },
  '.cm-searchMatch-selected': { background: 'var(--accent-soft)', outline: '2px solid var(--accent)' },
  '.cm-selectionMatch': { background: 'var(--sunken)' },
  '.cm-lintRange-error': underline('var(--bad)'),
  '.cm-lintRange-warning': underline('var(--warn)'),
  '.cm-gutter-lint': { width: '16px' },
  '.cm-lint-marker-error': marker('var(--bad)'),
  '.cm-lint-marker-warning': marker('var(--warn)'),
  '.cm-lint-marker': { width: '8px' },
  '.cm-tooltip': {
    maxWidth: '420px',
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius)',
    background: 'var(--panel)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow)',
    fontFamily: 'var(--font)',
    fontSize: 'var(--text-body)',
    zIndex: '10',
  },
  '.cm-diagnostic': { padding: 'var(--space-1) var(--space-3)', marginLeft: '0' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--bad)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--warn)' },
  '.cm-help': { padding: 'var(--space-2) var(--space-3)' },
  '.cm-help p': { margin: '0', overflowWrap: 'anywhere' },
  '.cm-help p + p': { color: 'var(--text-dim)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', fontSize: 'var(--text-caption)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px var(--space-2)', lineHeight: '20px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    background: 'var(--accent)',
    color: 'var(--accent-text)',
  },
  '.cm-completionDetail': { color: 'inherit', fontStyle: 'normal', opacity: '0.8' },
  '.cm-completionMatchedText': { fontWeight: '600', textDecoration: 'none' },
  '.cm-panels': { border: '0', background: 'var(--background)', color: 'var(--text)' },
  '.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search, .cm-panel.cm-gotoLine, .cm-dialog': {
    padding: 'var(--space-2) 32px var(--space-2) var(--space-2)',
    fontFamily: 'var(--font)',
    fontSize: 'var(--text-caption)',
  },
  '.cm-panel.cm-search label': { fontSize: 'inherit', marginRight: 'var(--space-2)' },
  '.cm-panel.cm-search input[type=checkbox]': { accentColor: 'var(--accent)', verticalAlign: 'middle' },
  '.cm-textfield': { ...control, margin: '2px var(--space-1) 2px 0' },
  '.cm-button': { ...control, margin: '2px var(--space-1) 2px 0', backgroundImage: 'none', cursor: 'pointer' },
  '.cm-button:hover': { background: 'var(--sunken)' },
  '.cm-button:active': { backgroundImage: 'none' },
  '.cm-panel.cm-search [name=close], .cm-dialog-close': {
    width: '24px',
    height: '24px',
    color: 'var(--text)',
    cursor: 'pointer',
  },
  '.cm-textfield:focus-visible, .cm-button:focus-visible, [name=close]:focus-visible, input:focus-visible': {
    outline: '2px solid var(--accent)',
    outlineOffset: '1px',
  },
});

/** The editor's theme, one for light and dark. */
export const editorLook: Extension = [look, syntaxHighlighting(colours)];
