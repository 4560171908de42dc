// Korean for the host: the home folder, the database, requests, runs.

/** Korean by English text. */
export const hostTexts: Readonly<Record<string, string>> = {
  // Statuses, as a sentence names them.
  queued: '대기 중',
  running: '학습 중',
  completed: '완료',
  stopped: '중지함',
  failed: '실패',
  interrupted: '비정상 종료',
  // Commands that reach an open workbench.
  'The open workbench was closed before it answered.': '열려 있던 작업대가 응답하기 전에 닫혔습니다.',
  'Start the command again. A run that was training is interrupted and can be resumed.':
    '명령을 다시 실행하세요. 학습 중이던 실행은 비정상 종료로 표시되며 이어서 학습할 수 있습니다.',
  'The workbench was closed before the run was resumed.': '실행을 이어서 학습하기 전에 작업대가 닫혔습니다.',
  'The run is as it was. Resume it again.': '실행은 이전 상태 그대로입니다. 다시 이어서 학습하세요.',
  'The open workbench is Strata {0}; this is {1}.': '열려 있는 작업대는 Strata {0}이고, 이 명령은 {1}입니다.',
  'Close it and open the workbench of this version, or use the command line of the other.':
    '작업대를 닫고 이 버전의 작업대를 열거나, 그 버전의 명령줄을 사용하세요.',
  'Stopped; nothing was kept.': '중지했습니다. 남겨진 파일은 없습니다.',
  // Starting.
  'The workbench has not been built yet.': '작업대 화면이 아직 빌드되지 않았습니다.',
  'Build it with: npm run build:renderer': '다음 명령으로 빌드하세요: npm run build:renderer',
  'another program uses it': '다른 프로그램이 사용하고 있습니다',
  'Port {0} cannot be opened: {1}.': '포트 {0:을} 열 수 없습니다: {1}.',
  'Choose another with --port, or leave it out.': '--port로 다른 포트를 지정하거나 생략하세요.',
  'The home folder {0} cannot be made ({1}).': '홈 폴더 {0:을} 만들 수 없습니다({1}).',
  'Set STRATA_HOME to a folder you may write to.': 'STRATA_HOME을 쓰기 권한이 있는 폴더로 지정하세요.',
  'Nothing can be written in the home folder {0} ({1}).': '홈 폴더 {0}에 쓸 수 없습니다({1}).',
  'Make it writable, or set STRATA_HOME to another.': '쓰기 권한을 주거나 STRATA_HOME을 다른 폴더로 지정하세요.',
  'The settings in {0} cannot be read ({1}).': '{0}의 설정을 읽을 수 없습니다({1}).',
  'Strata uses its default settings. Check the file and who may read it.':
    '기본 설정으로 계속합니다. 파일과 읽기 권한을 확인하세요.',
  'The settings could not be read, so Strata uses its defaults.': '설정을 읽을 수 없어 기본 설정으로 계속합니다.',
  'The damaged file was kept as {0}.': '손상된 파일은 {0:으로} 보관했습니다.',
  'This block is no longer in the palette.': '이 블록은 이제 층 목록에 없습니다.',
  'The palette keeps {0} blocks, and has as many.':
    '층 목록에는 블록을 {0}개까지 저장할 수 있으며, 이미 그만큼 있습니다.',
  'Delete one that you no longer need.': '더 이상 필요 없는 것을 삭제하세요.',
  'This view was deleted.': '이 보기는 삭제되었습니다.',
  'Strata keeps {0} views, and has as many.': '저장할 수 있는 보기 {0}개가 이미 모두 찼습니다.',
  'The settings cannot be written to {0} ({1}).': '{0}에 설정을 저장할 수 없습니다({1}).',
  'Make the home folder writable, or set STRATA_HOME to another.':
    '홈 폴더에 쓰기 권한을 주거나 STRATA_HOME을 다른 폴더로 지정하세요.',
  'Strata is already at work in {0}{1}.': 'Strata가 이미 {0}에서 실행 중입니다{1}.',
  'Wait until it is done or stop it, or choose another home folder with STRATA_HOME.':
    '끝날 때까지 기다리거나 중지하세요. 또는 STRATA_HOME으로 다른 홈 폴더를 지정하세요.',
  // The database.
  'The database {0} was written by a newer Strata: it has version {1}, this program knows versions up to {2}.':
    '데이터베이스 {0:은} 더 새로운 Strata가 저장한 것입니다. 버전이 {1}인데, 이 프로그램은 버전 {2}까지 읽을 수 있습니다.',
  'Update Strata, or choose another home folder with STRATA_HOME. The file was not changed.':
    'Strata를 업데이트하거나 STRATA_HOME으로 다른 홈 폴더를 지정하세요. 파일은 바뀌지 않았습니다.',
  '{0} is a database of another program, not of Strata.': '{0:은} Strata가 아닌 다른 프로그램의 데이터베이스입니다.',
  'Move the file elsewhere, or choose another home folder with STRATA_HOME. The file was not changed.':
    '파일을 다른 곳으로 옮기거나 STRATA_HOME으로 다른 홈 폴더를 지정하세요. 파일은 바뀌지 않았습니다.',
  'The database {0} could not be brought to version {1} ({2}): {3}.':
    '데이터베이스 {0:을} 버전 {1:으로} 올리지 못했습니다({2}): {3}.',
  'Nothing was lost: the file is as it was before this step. Go on with the Strata that wrote it, and report this.':
    '잃은 것은 없습니다. 파일은 이 단계 이전 그대로입니다. 파일을 저장한 Strata를 계속 쓰고 이 문제를 알려 주세요.',
  'The database {0} is damaged: {1}.': '데이터베이스 {0:이} 손상되었습니다: {1}.',
  'Put a copy of yours in its place, or start "strata serve" or "strata train": it keeps the damaged file beside it and begins a new, empty one. docs/database.md says how to get runs back out of the damaged file; data sets and weights are files of their own.':
    '가지고 있는 사본으로 바꾸거나 “strata serve” 또는 “strata train”을 실행하세요. 손상된 파일은 그 옆에 보관되고 빈 데이터베이스로 새로 시작합니다. 손상된 파일에서 실행을 되찾는 방법은 docs/database.md에 있습니다. 데이터 세트와 가중치는 별도의 파일입니다.',
  'The database {0} is damaged: {1}. It was kept as {2}, and a new, empty one was begun.':
    '데이터베이스 {0:이} 손상되었습니다: {1}. 손상된 파일은 {2:으로} 보관하고, 빈 데이터베이스로 새로 시작했습니다.',
  'it is no database': '데이터베이스 파일이 아닙니다',
  'parts of it contradict each other': '파일 안의 내용이 서로 맞지 않습니다',
  'a check finds {0} fault': '검사에서 오류 {0}개를 찾았습니다',
  'a check finds {0} faults': '검사에서 오류 {0}개를 찾았습니다',
  'the table "{0}" is missing': '테이블 “{0:”이} 없습니다',
  'the column "{0}.{1}" is missing': '열 “{0}.{1:”이} 없습니다',
  'docs/database.md says how to get runs back out of the damaged file. Check the disk for faults.':
    '손상된 파일에서 실행을 되찾는 방법은 docs/database.md에 있습니다. 디스크에 문제가 없는지 확인하세요.',
  'The database {0} is locked by another program.': '다른 프로그램이 데이터베이스 {0:을} 잠그고 있습니다.',
  'Close the program that has the file open, then try again.': '파일을 열고 있는 프로그램을 닫은 뒤 다시 시도하세요.',
  'Start Strata again: it renames the damaged file and continues with a new one. docs/database.md says how to get runs back out of it.':
    'Strata를 다시 시작하면 손상된 파일을 따로 보관하고 새 파일로 계속합니다. 실행을 되찾는 방법은 docs/database.md에 있습니다.',
  'The disk could not read or write the database {0} ({1}).':
    '디스크에서 데이터베이스 {0:을} 읽거나 쓰지 못했습니다({1}).',
  'What was saved before is still there. Check the disk for faults and free space, then start Strata again.':
    '이전에 저장한 내용은 그대로 있습니다. 디스크의 상태와 남은 공간을 확인한 뒤 Strata를 다시 시작하세요.',
  'There is no folder for {0}, and none can be made there.': '{0:을} 둘 폴더가 없고 만들 수도 없습니다.',
  'A file stands where a folder should be: choose another home folder with STRATA_HOME.':
    '폴더가 있어야 할 자리에 파일이 있습니다. STRATA_HOME으로 다른 홈 폴더를 지정하세요.',
  'The disk is full: {0} could not be written.': '디스크가 가득 차 {0:을} 쓰지 못했습니다.',
  'Free some space and try again: "strata runs delete" and "strata data delete" work on a full disk. What was saved before is still there, and nothing was half written.':
    '공간을 비운 뒤 다시 시도하세요. “strata runs delete”와 “strata data delete”는 디스크가 가득 차도 작동합니다. 이전에 저장한 내용은 그대로 있고, 쓰다 만 것도 없습니다.',
  'The disk is full, and the deletion needs a little space to be stored.':
    '디스크가 가득 찼습니다. 삭제를 저장하려면 약간의 공간이 필요합니다.',
  'Free a megabyte on this disk, or set TMPDIR to a folder on another disk that has room for the database; then delete again.':
    '이 디스크에 1 MB를 비우거나, 데이터베이스를 둘 공간이 있는 다른 디스크의 폴더를 TMPDIR로 지정한 뒤 다시 삭제하세요.',
  '{0} cannot be used: a folder stands where a file is needed.':
    '{0:을} 사용할 수 없습니다. 파일이 있어야 할 자리에 폴더가 있습니다.',
  'Move the folder away, or choose another home folder with STRATA_HOME.':
    '폴더를 옮기거나 STRATA_HOME으로 다른 홈 폴더를 지정하세요.',
  '{0} may not be opened for reading and writing.': '{0:을} 읽고 쓸 권한이 없습니다.',
  'Give your user the right to write in this folder, or choose another home folder with STRATA_HOME.':
    '이 폴더에 쓰기 권한을 주거나 STRATA_HOME으로 다른 홈 폴더를 지정하세요.',
  'Experiment {0} cannot be read from the database.': '데이터베이스에서 실험 {0:을} 읽을 수 없습니다.',
  'A part of it is not JSON.': '일부가 JSON이 아닙니다.',
  'The other experiments are whole. Delete this one in the window, or see docs/database.md.':
    '다른 실험은 온전합니다. 창에서 이 실험을 삭제하거나 docs/database.md를 참고하세요.',
  'There is no experiment {0}.': '실험 {0:이} 없습니다.',
  'Run {0} cannot be read from the database.': '데이터베이스에서 실행 {0:을} 읽을 수 없습니다.',
  'The other runs are whole. "strata runs delete {0}" deletes this one; docs/database.md says more.':
    '다른 실행은 온전합니다. “strata runs delete {0}” 명령으로 이 실행을 삭제할 수 있습니다. 자세한 내용은 docs/database.md에 있습니다.',
  '"{0}" is {1}, so it cannot become {2}.': '“{0}”의 상태가 {1:이라} {2} 상태로 바꿀 수 없습니다.',
  'The unsaved edits of {0} cannot be read from the database.':
    '데이터베이스에서 {0}의 저장하지 않은 변경 사항을 읽을 수 없습니다.',
  'Its page shows the model as it is saved.': '모델 페이지에는 저장된 모델이 표시됩니다.',
  'The history of the unsaved edits of {0} cannot be read from the database.':
    '데이터베이스에서 {0}의 저장하지 않은 변경 사항의 기록을 읽을 수 없습니다.',
  'The edits themselves are whole, but their steps cannot be undone.':
    '변경 사항 자체는 온전하지만, 그 단계를 되돌릴 수는 없습니다.',
  'The version "{0}" cannot be read from the database.': '데이터베이스에서 버전 “{0:”을} 읽을 수 없습니다.',
  'The other versions are whole. It can be deleted.': '다른 버전은 온전합니다. 이 버전은 삭제할 수 있습니다.',
  'There is no version {0}.': '버전 {0:이} 없습니다.',
  'It may have been deleted on another page.': '다른 화면에서 삭제했을 수 있습니다.',
  'The model was deleted elsewhere, so no version of it can be kept.':
    '다른 곳에서 모델을 삭제해서 버전을 저장할 수 없습니다.',
  'Save a copy of the model first.': '먼저 모델의 사본을 저장하세요.',
  // The page's connection.
  'The connection to Strata was lost before the answer came.': '응답을 받기 전에 Strata와 연결이 끊겼습니다.',
  'This page connects again by itself once Strata runs.': 'Strata가 실행되면 이 화면은 자동으로 다시 연결됩니다.',
  'This page has no valid token for the Strata it came from.': '이 화면에 유효한 Strata 접속 토큰이 없습니다.',
  'Open the address that was printed when the workbench was started.': '작업대를 시작할 때 출력된 주소를 여세요.',
  'The answer to {0} was not understood.': '{0} 요청에 대한 응답을 이해할 수 없습니다.',
  'Reload the page; if it stays, page and host are of different versions.':
    '화면을 새로 고치세요. 그래도 계속되면 화면과 호스트의 버전이 다른 것입니다.',
  // Requests.
  'The request "{0}" is nested too deeply.': '요청 “{0}”의 중첩이 너무 깊습니다.',
  'The request "{0}" was not understood: {1}.': '요청 “{0:”을} 이해할 수 없습니다: {1}.',
  'There is no request "{0}".': '“{0:”이라}는 요청이 없습니다.',
  '{0} requests wait for their answers; this one was not taken.':
    '요청 {0}개가 답을 기다리고 있어 이 요청은 받지 않았습니다.',
  'Try again in a moment.': '잠시 뒤 다시 시도하세요.',
  'There is no template "{0}".': '“{0:”이라}는 템플릿이 없습니다.',
  'The templates: {0}.': '템플릿: {0}.',
  'The experiment is not complete.': '실험이 완전하지 않습니다.',
  'strata check FILE lists every problem with its layer.':
    'strata check FILE을 실행하면 모든 문제와 해당 층을 볼 수 있습니다.',
  // Runs.
  '"{0}" is {1}, so it cannot be resumed.': '“{0}”의 상태가 {1:이라} 재개할 수 없습니다.',
  '"{0}" has no checkpoint, so it cannot be resumed.': '“{0}”에 체크포인트가 없어 재개할 수 없습니다.',
  'Train it again from the start.': '처음부터 다시 학습하세요.',
  'Run {0} is neither queued nor running, so it cannot be stopped.':
    '실행 {0:은} 대기 중이거나 학습 중이 아니므로 중지할 수 없습니다.',
  '"{0}" is at work on this data set, so it cannot be deleted.':
    '“{0:”이} 이 데이터 세트를 사용하고 있어 삭제할 수 없습니다.',
  'Stop the run first.': '먼저 실행을 중지하세요.',
  '"{0}" was saved elsewhere with other values, so it was not replaced.':
    '다른 곳에서 “{0}”에 다른 값을 저장해서 덮어쓰지 않았습니다.',
  'Save again to replace those values, or discard your changes to take them.':
    '다시 저장하면 그 값을 덮어쓰고, 변경을 취소하면 그 값을 사용합니다.',
  'This model cannot be restored any more.': '이 모델은 더 이상 복원할 수 없습니다.',
  'A deleted model can be restored until Strata is closed.': '삭제한 모델은 Strata를 닫기 전까지만 복원할 수 있습니다.',
  '"{0}" was renamed to "{1}" elsewhere.': '다른 곳에서 “{0}”의 이름을 “{1:”으로} 바꾸었습니다.',
  'Rename it again to replace that name.': '다시 이름을 바꾸면 그 이름을 덮어씁니다.',
  'The notes were changed elsewhere in the meantime.': '그사이 다른 곳에서 메모를 바꾸었습니다.',
  'Copy your text, open the run again, and put both together.':
    '작성한 내용을 복사해 두고 실행을 다시 열어 두 내용을 합치세요.',
  '"{0}" is still queued or running, so it cannot be deleted.':
    '“{0:”은} 아직 대기 중이거나 학습 중이므로 삭제할 수 없습니다.',
  'Stop it first.': '먼저 중지하세요.',
};
