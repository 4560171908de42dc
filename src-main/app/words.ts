// What the shell says outside the page: menus, dialogs, notifications. The names of commands are in the shared table.
import type { Language } from '#shared/locales/language.ts';
import type { RunSummary } from '#shared/runs/run.ts';

/** The language of the system, as far as we speak it. */
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
  readonly defect: Record<'title' | 'goOn' | 'openLogs' | 'quit', string> & {
    readonly text: (what: string, logs: string) => string;
  };
  readonly ended: (run: RunSummary) => string;
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
      text: 'If Strata ends now, training stops within one batch. What was trained until then is kept.',
      stop: 'Stop and keep',
    },
    pageGone: {
      title: 'The window has crashed.',
      text: 'Training is not affected and goes on. What was not saved in the window is lost.',
      reload: 'Reload',
      quit: 'Quit',
    },
    defect: {
      title: 'Something in Strata went wrong.',
      text: (what, logs) => `${what}\n\nRuns and models are stored. What happened is written in ${logs}.`,
      goOn: 'Go on',
      openLogs: 'Open the log folder',
      quit: 'Quit',
    },
    ended: ({ name, status }) => `“${name}” ${status === 'failed' ? 'has failed' : `is ${status}`}`,
    best: (metric, value, epoch) => `Best ${metric} ${value}, epoch ${epoch}`,
  },
  ko: {
    menus: { file: '파일', edit: '편집', view: '보기', run: '실행', window: '창', help: '도움말' },
    items: {
      undo: '실행 취소',
      redo: '다시 실행',
      cut: '잘라내기',
      copy: '복사',
      paste: '붙여넣기',
      selectAll: '모두 선택',
      openRecent: '최근 파일',
      clearRecent: '목록 지우기',
      reload: '화면 새로 고침',
      resetZoom: '실제 크기',
      zoomIn: '크게',
      zoomOut: '작게',
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
      text: '지금 Strata를 끝내면 배치 하나 안에 학습이 멈춥니다. 그때까지 학습한 내용은 남습니다.',
      stop: '멈추고 보관',
    },
    pageGone: {
      title: '창이 멈췄습니다.',
      text: '학습에는 영향이 없으며 계속됩니다. 창에서 저장하지 않은 내용은 사라졌습니다.',
      reload: '다시 불러오기',
      quit: '종료',
    },
    defect: {
      title: 'Strata에서 문제가 생겼습니다.',
      text: (what, logs) => `${what}\n\n실행과 모델은 저장되어 있습니다. 자세한 내용은 ${logs}에 적혀 있습니다.`,
      goOn: '계속',
      openLogs: '로그 폴더 열기',
      quit: '종료',
    },
    ended: ({ name, status }) =>
      `“${name}”: ${{ completed: '완료', stopped: '중지됨', failed: '실패', interrupted: '중단됨', queued: '대기 중', running: '학습 중' }[status]}`,
    best: (metric, value, epoch) => `최고 ${metric} ${value}, ${epoch}에폭`,
  },
};
