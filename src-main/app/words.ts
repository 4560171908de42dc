// The shell's texts outside the page: menus, dialogs, notifications. The names of commands are in the shared table.
import type { Language } from '#shared/locales/language.ts';
import { translate } from '#shared/locales/translate.ts';
import { statusWord } from '#shared/runs/run-status.ts';
import type { RunSummary } from '#shared/runs/run.ts';

/** The system's language if supported, else English. */
export function languageOf(locale: string): Language {
  return locale.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}

export interface ShellWords {
  readonly menus: Record<'file' | 'edit' | 'view' | 'run' | 'window' | 'help', string>;
  readonly items: Record<
    | 'undo'
    | 'redo'
    | 'cut'
    | 'copy'
    | 'paste'
    | 'selectAll'
    | 'openRecent'
    | 'clearRecent'
    | 'reload'
    | 'resetZoom'
    | 'zoomIn'
    | 'zoomOut'
    | 'fullScreen'
    | 'openLogs'
    | 'documentation'
    | 'about'
    | 'quit',
    string
  >;
  readonly experimentFiles: string;
  readonly cancel: string;
  readonly closing: { readonly title: (runs: number) => string; readonly text: string; readonly stop: string };
  readonly pageGone: Record<'title' | 'text' | 'reload' | 'quit', string>;
  readonly defect: Record<'title' | 'continue' | 'openLogs' | 'quit', string> & {
    readonly text: (what: string, logs: string) => string;
  };
  readonly ended: (run: Pick<RunSummary, 'name' | 'status'>) => string;
  readonly best: (metric: string, value: string, epoch: number) => string;
}

export const shellWords: Readonly<Record<Language, ShellWords>> = {
  en: {
    menus: { file: 'File', edit: 'Edit', view: 'View', run: 'Run', window: 'Window', help: 'Help' },
    items: {
      undo: 'Undo',
      redo: 'Redo',
      cut: 'Cut',
      copy: 'Copy',
      paste: 'Paste',
      selectAll: 'Select all',
      openRecent: 'Open recent',
      clearRecent: 'Clear the list',
      reload: 'Reload the page',
      resetZoom: 'Actual size',
      zoomIn: 'Larger',
      zoomOut: 'Smaller',
      fullScreen: 'Full screen',
      openLogs: 'Open the log folder',
      documentation: 'Documentation',
      about: 'About Strata',
      quit: 'Quit Strata',
    },
    experimentFiles: 'Strata experiments',
    cancel: 'Cancel',
    closing: {
      title: (runs) => (runs === 1 ? 'A run is still at work.' : `${runs} runs are still at work or wait.`),
      text: 'If Strata quits now, training stops within one batch. What was trained until then is kept.',
      stop: 'Stop and quit',
    },
    pageGone: {
      title: 'The window has crashed.',
      text: 'Training continues. Unsaved changes come back with the window.',
      reload: 'Reload',
      quit: 'Quit',
    },
    defect: {
      title: 'Something in Strata went wrong.',
      text: (what, logs) => `${what}\n\nRuns and models are stored. The details are in ${logs}.`,
      continue: 'Continue',
      openLogs: 'Open the log folder',
      quit: 'Quit',
    },
    ended: ({ name, status }) => `“${name}” ${status === 'failed' ? 'has failed' : `is ${status}`}`,
    best: (metric, value, epoch) => `Best ${metric} ${value}, epoch ${epoch}`,
  },
  ko: {
    menus: { file: '파일', edit: '편집', view: '보기', run: '실행', window: '창', help: '도움말' },
    items: {
      undo: '되돌리기',
      redo: '다시 하기',
      cut: '잘라내기',
      copy: '복사',
      paste: '붙여넣기',
      selectAll: '모두 선택',
      openRecent: '최근 파일',
      clearRecent: '목록 비우기',
      reload: '화면 새로 고침',
      resetZoom: '실제 크기',
      zoomIn: '확대',
      zoomOut: '축소',
      fullScreen: '전체 화면',
      openLogs: '로그 폴더 열기',
      documentation: '문서',
      about: 'Strata 정보',
      quit: 'Strata 종료',
    },
    experimentFiles: 'Strata 실험',
    cancel: '취소',
    closing: {
      title: (runs) => `아직 끝나지 않은 실행이 ${runs}개 있습니다.`,
      text: '지금 Strata를 종료하면 진행 중인 배치까지만 학습하고 중지합니다. 그때까지 학습한 내용은 남습니다.',
      stop: '중지하고 종료',
    },
    pageGone: {
      title: '창이 비정상 종료되었습니다.',
      text: '학습은 계속됩니다. 저장하지 않은 변경은 창을 다시 열면 복원됩니다.',
      reload: '다시 불러오기',
      quit: '종료',
    },
    defect: {
      title: 'Strata에서 문제가 생겼습니다.',
      text: (what, logs) => `${what}\n\n실행과 모델은 저장되어 있습니다. 자세한 내용은 ${logs}에 있습니다.`,
      continue: '계속',
      openLogs: '로그 폴더 열기',
      quit: '종료',
    },
    ended: ({ name, status }) => `“${name}”: ${translate(statusWord(status), 'ko')}`,
    best: (metric, value, epoch) => `최적 ${metric} ${value}, 에포크 ${epoch}`,
  },
};
