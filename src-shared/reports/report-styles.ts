// The looks of a report's file. Its colours are those of the window (src-renderer/styles/tokens.css); a test compares them.

/** The colours of the light theme, by their tokens. */
const light = {
  panel: '#ffffff',
  sunken: '#eef0f3',
  line: '#dde1e7',
  grid: '#e6e9ee',
  text: '#16202c',
  'text-dim': '#525d6b',
  'text-faint': '#626c7a',
  accent: '#3451d1',
  good: '#0f6b50',
  bad: '#b01f2d',
  shade: 'rgb(154 91 0 / 9%)',
  'run-0': '#1870a1',
  'run-1': '#c6844b',
  'run-2': '#ac60ee',
  'run-3': '#3a9da0',
  'run-4': '#6d2602',
  'run-5': '#8a6e08',
  'run-6': '#4503a4',
  'run-7': '#7c4261',
  'run-baseline': '#626c7a',
} as const;

/** The colours of both themes, by their tokens. */
export const reportColors: Readonly<Record<'light' | 'dark', Readonly<Record<keyof typeof light, string>>>> = {
  light,
  dark: {
    panel: '#171c24',
    sunken: '#0c1015',
    line: '#2a323d',
    grid: '#232b36',
    text: '#e6ebf2',
    'text-dim': '#a7b2c0',
    'text-faint': '#8b97a6',
    accent: '#8ea2ff',
    good: '#5fd3a8',
    bad: '#ff8a8f',
    shade: 'rgb(240 185 90 / 10%)',
    'run-0': '#4077b3',
    'run-1': '#f68c11',
    'run-2': '#a568f9',
    'run-3': '#9af8f4',
    'run-4': '#a57126',
    'run-5': '#e4f23d',
    'run-6': '#e1a2f4',
    'run-7': '#c9237d',
    'run-baseline': '#8b97a6',
  },
};

function tokens(colors: Readonly<Record<string, string>>): string {
  return Object.entries(colors)
    .map(([name, value]) => `--${name}: ${value};`)
    .join(' ');
}

/** The style sheet: light or dark as the reader's system is, and as paper when it is printed. */
export const reportStyles = `:root { color-scheme: light dark; ${tokens(reportColors.light)} }
@media screen and (prefers-color-scheme: dark) { :root { ${tokens(reportColors.dark)} } }
* { box-sizing: border-box; }
body { margin: 0; padding: 32px 16px; background: var(--panel); color: var(--text); font: 15px/1.55 Inter, Pretendard, system-ui, sans-serif; }
main { max-width: 960px; margin: 0 auto; }
h1, h2, h3, h4 { margin: 1.6em 0 0.5em; line-height: 1.3; }
h1 { margin-top: 0; font-size: 26px; }
h2 { font-size: 19px; }
h3 { font-size: 16px; }
h4 { font-size: 15px; }
p, ul, ol, dl, pre, blockquote { margin: 0.6em 0; }
p, li, dd, dt, h1, h2, h3, h4 { overflow-wrap: anywhere; }
section, figure { margin: 28px 0; }
.text > :first-child { margin-top: 0; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code, pre { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 0.9em; }
pre { padding: 12px; overflow: auto; background: var(--sunken); border-radius: 6px; }
blockquote { padding-left: 12px; border-left: 3px solid var(--line); color: var(--text-dim); }
hr { border: 0; border-top: 1px solid var(--line); }
svg { display: block; width: 100%; height: auto; border: 1px solid var(--line); border-radius: 8px; }
.frame { overflow: auto; }
table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; }
th, td { padding: 5px 12px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: baseline; white-space: nowrap; }
thead th { color: var(--text-dim); font-weight: 600; }
tbody th { font-weight: 400; }
.right { text-align: right; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.dim, .note { color: var(--text-dim); }
.note { font-size: 13px; }
dl { display: grid; grid-template-columns: minmax(120px, 30%) 1fr; gap: 6px 16px; }
dt { font-weight: 600; }
dd { margin: 0; color: var(--text-dim); }
i { display: inline-block; width: 9px; height: 9px; margin-right: 7px; border-radius: 50%; }
summary { padding: 6px 0; color: var(--text-dim); font-size: 13px; cursor: pointer; }
details .frame { max-height: 480px; }
@media (max-width: 600px) { dl { grid-template-columns: 1fr; gap: 2px; } dd { margin-bottom: 8px; } }
@media print { body { padding: 0; } section, figure { break-inside: avoid; } details .frame { max-height: none; } }
`;
