// The names of commands. Here and not in the renderer's texts, because native menus use them too.
import type { CommandGroup, CommandId } from '#shared/contract/commands.ts';

interface CommandWords {
  readonly names: Readonly<Record<CommandId, string>>;
  readonly groups: Readonly<Record<CommandGroup, string>>;
}

/** Each command's name, in both languages. */
export const commandWords: Readonly<Record<'en' | 'ko', CommandWords>> = {
  en: {
    names: {
      'go-models': 'Go to Models',
      'go-data': 'Go to Data',
      'go-runs': 'Go to Runs',
      'go-compare': 'Go to Compare',
      'go-settings': 'Go to Settings',
      'go-design': 'Go to Design system',
      'new-model': 'New model',
      'open-file': 'Open file…',
      save: 'Save',
      'save-file': 'Save as file…',
      train: 'Train',
      'edit-json': 'Edit as JSON',
      revert: 'Discard changes',
      history: 'History of the model',
      'save-version': 'Save a version…',
      difference: 'Show difference…',
      'train-on': 'Resume',
      stop: 'Stop',
      compare: 'Compare',
      rename: 'Rename…',
      delete: 'Delete…',
      palette: 'Search or do anything',
      filter: 'Filter the list',
      shortcuts: 'Keyboard shortcuts',
      'theme-light': 'Use the light theme',
      'theme-dark': 'Use the dark theme',
      'theme-system': 'Use the theme of the system',
      'language-en': 'Show in English',
      'language-ko': 'Show in Korean (한국어)',
    },
    groups: { go: 'Pages', model: 'Models', run: 'Runs', find: 'Search', look: 'Appearance' },
  },
  ko: {
    names: {
      'go-models': '모델로 이동',
      'go-data': '데이터로 이동',
      'go-runs': '실행으로 이동',
      'go-compare': '비교로 이동',
      'go-settings': '설정으로 이동',
      'go-design': '디자인 시스템으로 이동',
      'new-model': '새 모델',
      'open-file': '파일 열기…',
      save: '저장',
      'save-file': '파일로 저장…',
      train: '학습 시작',
      'edit-json': 'JSON으로 편집',
      revert: '변경 취소',
      history: '모델의 작업 내역',
      'save-version': '버전 저장…',
      difference: '차이 보기…',
      'train-on': '재개',
      stop: '중지',
      compare: '비교',
      rename: '이름 바꾸기…',
      delete: '삭제…',
      palette: '검색 또는 명령',
      filter: '목록에서 찾기',
      shortcuts: '키보드 단축키',
      'theme-light': '라이트 테마로 바꾸기',
      'theme-dark': '다크 테마로 바꾸기',
      'theme-system': '시스템 테마로 바꾸기',
      'language-en': '영어로 보기 (English)',
      'language-ko': '한국어로 보기',
    },
    groups: { go: '화면', model: '모델', run: '실행', find: '찾기', look: '화면 모양' },
  },
};
