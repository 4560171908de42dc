// Korean for the histories of other programs: reading them, writing them, logging from a script.

/** Korean by English text. */
export const historyTexts: Readonly<Record<string, string>> = {
  'Logged by a script': '스크립트가 기록함',
  'Imported from {0}': '{0}에서 가져옴',
  '"{0}" was trained elsewhere, so its model is not known.':
    '“{0}” 실행은 다른 곳에서 학습했으므로 모델을 알 수 없습니다.',
  '"{0}" was trained elsewhere, so it cannot be resumed here.':
    '“{0}” 실행은 다른 곳에서 학습했으므로 여기서 재개할 수 없습니다.',
  '"{0}" is no history of TensorBoard, MLflow, Trackio or Neptune.':
    '“{0}”에서 TensorBoard, MLflow, Trackio, Neptune의 기록을 찾을 수 없습니다.',
  "Name a folder with TensorBoard event files, MLflow's folder mlruns or its database, Trackio's database, or the folder that neptune-exporter wrote.":
    'TensorBoard 이벤트 파일이 있는 폴더, MLflow의 mlruns 폴더나 데이터베이스, Trackio의 데이터베이스, neptune-exporter가 저장한 폴더를 지정하세요.',
  '"{0}" has no Parquet file of Neptune\'s exporter.': '“{0}”에 neptune-exporter가 저장한 Parquet 파일이 없습니다.',
  "Name the folder that neptune-exporter wrote its data to, or a project's folder in it.":
    'neptune-exporter가 데이터를 저장한 폴더나 그 안의 프로젝트 폴더를 지정하세요.',
  '{0}: part {1} of this run is missing.': '{0}: 이 실행의 {1}번 파일이 없습니다.',
  '{0}: logged at steps that are no whole numbers, so numbered in order: {1}.':
    '{0}: 스텝이 정수가 아니어서 순서대로 번호를 매겼습니다: {1}.',
  '"{0}" cannot be read: {1}.': '“{0}” 경로를 읽을 수 없습니다: {1}.',
  '{0} cannot be read: {1}.': '{0} 경로를 읽을 수 없습니다: {1}.',
  '"{0}" has no TensorBoard event file.': '“{0}”에 TensorBoard 이벤트 파일이 없습니다.',
  'Event files have "tfevents" in their names; name the folder that holds them, or one above it.':
    '이벤트 파일은 이름에 “tfevents”가 들어 있습니다. 그 파일이 있는 폴더나 상위 폴더를 지정하세요.',
  '"{0}" holds event files of another program already.': '“{0}” 폴더에 이미 다른 프로그램의 이벤트 파일이 있습니다.',
  'Choose another folder: TensorBoard would draw both as one run.':
    '다른 폴더를 지정하세요. 그대로 쓰면 TensorBoard가 둘을 하나의 실행으로 그립니다.',
  '{0} cannot be read: its meta.yaml is damaged.': '{0} 폴더를 읽을 수 없습니다. meta.yaml이 손상되었습니다.',
  '{0} line is no value': '값이 아닌 줄이 {0}개 있습니다',
  '{0} lines are no values': '값이 아닌 줄이 {0}개 있습니다',
  '{0} damaged row is left out': '손상된 행 {0}개를 제외했습니다',
  '{0} damaged rows are left out': '손상된 행 {0}개를 제외했습니다',
  '{0}: logged without steps, so numbered in order: {1}.': '{0}: 스텝 없이 기록되어 순서대로 번호를 매겼습니다: {1}.',
  '"{0}" is no store of MLflow.': '“{0}”에서 MLflow 저장소를 찾을 수 없습니다.',
  '"{0}" is no database of {1}.': '“{0}”에서 {1} 데이터베이스를 찾을 수 없습니다.',
  'Name the folder mlruns, or the database that MLflow was started with.':
    'mlruns 폴더나 MLflow를 시작할 때 지정한 데이터베이스를 지정하세요.',
  'Only statements that read are carried out, such as SELECT.': 'SELECT처럼 읽기만 하는 문장만 실행합니다.',
  'Runs are changed by the other commands: strata runs --help.':
    '실행을 바꾸려면 다른 명령을 사용하세요: strata runs --help',
  'The tables are described in docs/sql.md.': '테이블은 docs/sql.md에 설명되어 있습니다.',
  'The statement cannot be carried out: {0}.': '문장을 실행할 수 없습니다: {0}.',
  'One statement is carried out at a time.': '한 번에 한 문장만 실행합니다.',
  'No script logs the run {0}.': '실행 {0:을} 기록하는 스크립트가 없습니다.',
  '"{0}" is no interrupted run of a script, so it cannot be continued.':
    '“{0}” 실행은 스크립트가 기록하다 비정상 종료된 실행이 아니므로 이어서 기록할 수 없습니다.',
  '"{0}" is trained elsewhere, so it cannot be stopped here.':
    '“{0}” 실행은 다른 곳에서 학습 중이므로 여기서 중지할 수 없습니다.',
  'Stop the script that logs it.': '기록하는 스크립트를 중지하세요.',
  'it is no JSON': 'JSON이 아닙니다',
  'it is no JSON object': 'JSON 객체가 아닙니다',
  '"{0}" is not understood': '“{0}” 값을 이해할 수 없습니다',
  '"{0}" must be a whole number from 0 up': '“{0}” 값은 0 이상의 정수여야 합니다',
  'its numbers belong to no "epoch" and no "step"': '값이 속한 “epoch”나 “step”이 없습니다',
  '{0} has no scalars, so it gives no run.': '{0}에는 스칼라 값이 없어 실행을 만들지 않습니다.',
  '{0} is damaged: what follows the damaged place cannot be read.':
    '{0} 파일이 손상되었습니다. 손상된 위치 뒤의 내용은 읽을 수 없습니다.',
  '{0} ends in the middle of a record: it was cut off, or is still being written.':
    '{0} 파일이 레코드 중간에서 끝납니다. 잘렸거나 아직 기록 중입니다.',
  '{0}: {1}.': '{0}: {1}.',
  '{0} damaged record is left out': '손상된 레코드 {0}개를 제외했습니다',
  '{0} damaged records are left out': '손상된 레코드 {0}개를 제외했습니다',
  '{0} value of a step below 0 is left out': '스텝이 0보다 작은 값 {0}개를 제외했습니다',
  '{0} values of steps below 0 are left out': '스텝이 0보다 작은 값 {0}개를 제외했습니다',
};
