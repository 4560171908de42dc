// Cuts a filter's text into tokens. Any text has tokens: what is wrong with them is for the parser to say.

/** `word` is bare, `name` in backquotes, `text` in quotation marks. */
export type TokenKind = 'word' | 'name' | 'text' | 'number' | 'date' | 'operator' | 'open' | 'close' | 'comma' | 'end';

/** A token; `from` to `to` (exclusive) are its characters in the text. */
export interface Token {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
  /** Its characters; of a name or text what is inside the quotation marks. */
  readonly text: string;
  /** Of a number: its value, a duration in seconds. */
  readonly value: number;
  /** Of a number: what its suffix says. */
  readonly suffix: 'thousand' | 'million' | 'duration' | null;
  /** False for a name or text without its second quotation mark. */
  readonly isClosed: boolean;
}

const closing: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”', '`': '`' };

/** The longer ones first; those that are none of the language are known so that the error can say what to write. */
const operators = '=== !== == != <= >= =< => <> && || = < > ~ + - * / !'.split(' ');

const word = /(?:[^\s()=<>~,+\-*/"`!]|!(?!=))+/y;
const number = /(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy;
const unit = /(?:ms|s|min|h|k|m)/iy;
const date = /\d{4}-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?/y;

/** Seconds. */
const durations: Readonly<Record<string, number>> = { ms: 0.001, s: 1, min: 60, h: 3600 };

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function endsAt(text: string, at: number): boolean {
  return match(word, text, at) === null;
}

const plain = { value: NaN, suffix: null, isClosed: true } as const;

/** A backslash takes the next character as it is; `\n` and `\t` are a line break and a tab. */
function quoted(text: string, from: number): Token {
  const open = text[from] ?? '';
  const close = closing[open];
  let inside = '';
  let at = from + 1;
  for (; at < text.length && text[at] !== close; at++) {
    if (text[at] !== '\\' || at + 1 === text.length) inside += text[at] ?? '';
    else {
      const next = text[++at] ?? '';
      inside += next === 'n' ? '\n' : next === 't' ? '\t' : next;
    }
  }
  const isClosed = at < text.length;
  const kind = open === '`' ? 'name' : 'text';
  return { ...plain, kind, from, to: isClosed ? at + 1 : text.length, text: inside, isClosed };
}

/** Null where what begins with a digit is no number, such as `3lstm`. */
function numberAt(text: string, from: number): Token | null {
  const day = match(date, text, from);
  if (day !== null && endsAt(text, from + day.length))
    return { ...plain, kind: 'date', from, to: from + day.length, text: day };
  const digits = match(number, text, from);
  if (digits === null) return null;
  const end = from + digits.length;
  if (endsAt(text, end)) return { ...plain, kind: 'number', from, to: end, text: digits, value: Number(digits) };
  const suffix = match(unit, text, end)?.toLowerCase() ?? '';
  const to = end + suffix.length;
  if (suffix === '' || !endsAt(text, to)) return null;
  const token = { ...plain, kind: 'number' as const, from, to, text: text.slice(from, to) };
  const seconds = durations[suffix];
  if (seconds !== undefined) return { ...token, value: Number(digits) * seconds, suffix: 'duration' };
  // By its exponent, so that 2.3m is exactly 2,300,000.
  const [mantissa = '', exponent = '0'] = digits.toLowerCase().split('e');
  const value = Number(`${mantissa}e${Number(exponent) + (suffix === 'k' ? 3 : 6)}`);
  return { ...token, value, suffix: suffix === 'k' ? 'thousand' : 'million' };
}

function tokenAt(text: string, from: number): Token {
  const first = text[from] ?? '';
  const one = (kind: TokenKind, length = 1): Token => ({
    ...plain,
    kind,
    from,
    to: from + length,
    text: text.slice(from, from + length),
  });
  if (first === '(') return one('open');
  if (first === ')') return one('close');
  if (first === ',') return one('comma');
  if (first in closing) return quoted(text, from);
  const operator = operators.find((candidate) => text.startsWith(candidate, from));
  if (operator !== undefined) return one('operator', operator.length);
  return numberAt(text, from) ?? one('word', match(word, text, from)?.length ?? 1);
}

/** The tokens of a text and an `end` at its end. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && /\s/.test(text[at] ?? '')) at++;
    if (at >= text.length) break;
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.to;
  }
  tokens.push({ ...plain, kind: 'end', from: text.length, to: text.length, text: '' });
  return tokens;
}

/** The words that are no search words and no text unless they are quoted. */
export const keywords: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in']);

/** Whether a token is one of the keywords, in any case. */
export function isKeyword(token: Token | undefined, keyword?: string): boolean {
  if (token?.kind !== 'word') return false;
  const text = token.text.toLowerCase();
  return keyword === undefined ? keywords.has(text) : text === keyword;
}

/** Whether a token is an operator of arithmetic. */
export function isArithmetic(token: Token | undefined): boolean {
  return token?.kind === 'operator' && /^[-+*/]$/.test(token.text);
}
