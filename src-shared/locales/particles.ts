// Korean particles follow the sound that a word ends with: 데이터를, 모델을. Words of any script, as Korean reads them.

/** The form after a final consonant (the name of the pair), and the form after a vowel. */
const pairs = {
  을: '를',
  이: '가',
  은: '는',
  과: '와',
  으로: '로',
  이라: '라',
  이나: '나',
  이며: '며',
  이고: '고',
  이어야: '여야',
} as const;
export type Particle = keyof typeof pairs;

/** The particles that can stand behind a colon. */
export const particles = Object.keys(pairs) as readonly Particle[];

/** How a word ends when it is read aloud; `l` is the consonant after which 로 follows and not 으로. */
type Ending = 'vowel' | 'l' | 'consonant';

const digitEndings: readonly Ending[] = [
  'consonant', // 영
  'l', // 일
  'vowel', // 이
  'consonant', // 삼
  'vowel', // 사
  'vowel', // 오
  'consonant', // 육
  'l', // 칠
  'l', // 팔
  'vowel', // 구
];

/** Names of letters that end in a consonant: 엘, 엠, 엔, 알. */
const letterEndings: Readonly<Record<string, Ending>> = { l: 'l', m: 'consonant', n: 'consonant', r: 'l' };

function endingOfNumber(number: string): Ending {
  const zeros = /^[1-9]\d*?(0+)$/.exec(number.replaceAll(',', ''))?.[1]?.length ?? 0;
  // 십, 백, 천, 만, 억 end in a consonant, 조 does not.
  if (zeros > 0) return zeros >= 12 && zeros < 16 ? 'vowel' : 'consonant';
  return digitEndings[Number(number.at(-1))] ?? 'vowel';
}

function endingOfLatin(word: string): Ending {
  const last = word.toLowerCase().at(-1) ?? '';
  if (word.length === 1 || (word === word.toUpperCase() && word.length <= 5)) return letterEndings[last] ?? 'vowel';
  const lower = word.toLowerCase();
  // A silent e: file (파일), time (타임), line (라인).
  if (/[^aeiou]le$|[aeiou]le$/.test(lower)) return 'l';
  if (/[aeiou][mn]e$/.test(lower)) return 'consonant';
  if (last === 'l') return 'l';
  // Input (인풋), pip (핍), metric (메트릭): one of these after a vowel closes the syllable; epoch and loss do not.
  return /[mn]$|ng$|[aeiou][bckpt]$/.test(lower) ? 'consonant' : 'vowel';
}

/** How `word` ends; null where nobody can say. */
function endingOf(word: string): Ending | null {
  const bare = word.normalize('NFC').replace(/[^\p{L}\p{N}%°]+$/u, '');
  const last = bare.at(-1);
  if (last === undefined) return null;
  const code = last.charCodeAt(0) - 0xac00;
  if (code >= 0 && code < 11_172) {
    const final = code % 28;
    return final === 0 ? 'vowel' : final === 8 ? 'l' : 'consonant';
  }
  if (last === '%') return 'vowel';
  if (last === '°') return 'vowel';
  const number = /\d[\d,]*$/.exec(bare)?.[0];
  if (number !== undefined) return endingOfNumber(/[.\w]/.test(bare.at(-number.length - 1) ?? '') ? last : number);
  const latin = /[A-Za-z]+$/.exec(bare)?.[0];
  return latin === undefined ? null : endingOfLatin(latin);
}

/** The form of a particle that follows `word`: `을` after 모델, `를` after 데이터; both, `을(를)`, where nobody can say. */
export function particleAfter(word: string, particle: Particle): string {
  const ending = endingOf(word);
  const afterVowel = pairs[particle];
  if (ending === null) return `${particle}(${afterVowel})`;
  if (ending === 'vowel' || (ending === 'l' && particle === '으로')) return afterVowel;
  return particle;
}
