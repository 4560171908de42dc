// Korean sentences about files, disks and the command line.

/** Files, disks and the command line. */
export const fileTexts: Readonly<Record<string, string>> = {
  'A file cannot be used: {0}.': '파일을 사용할 수 없습니다: {0}.',
  '{0} cannot be used: {1}.': '{0:을} 사용할 수 없습니다: {1}.',
  '"{0}" cannot be written: {1}.': '“{0:”을} 쓸 수 없습니다: {1}.',
  'the disk is full': '디스크가 가득 찼습니다',
  'Free some space and try again.': '공간을 확보한 뒤 다시 시도하세요.',
  'permission denied': '권한이 없습니다',
  'the disk is read-only': '읽기 전용 디스크입니다',
  'there is no such file or folder': '그런 파일이나 폴더가 없습니다',
  'a file stands where a folder is needed': '폴더가 있어야 할 자리에 파일이 있습니다',
  'a folder stands where a file is needed': '파일이 있어야 할 자리에 폴더가 있습니다',
  'something stands in its place': '같은 이름이 이미 있습니다',
  'it is too large': '크기가 너무 큽니다',
  'the system says {0}': '시스템 오류 {0}',
  'it is not there.': '파일이 없습니다.',
  'it may not be read.': '읽기 권한이 없습니다.',
  'the system says {0}.': '시스템 오류 {0}.',
  'Check the path and the file’s permissions, then open it again.': '경로와 파일 권한을 확인한 뒤 다시 여세요.',
  '"{0}" was not saved: it cannot be written to "{1}".': '“{0:”을} 저장하지 못했습니다. “{1}” 폴더에 쓸 수 없습니다.',
  'Check the folder’s permissions and the free space, then save again.':
    '폴더 권한과 남은 공간을 확인한 뒤 다시 저장하세요.',
  '{0} has {1}, and a page sends {2} at most.': '{0}의 크기는 {1}입니다. 화면에서는 {2}까지 올릴 수 있습니다.',
  'Import it from the command line: {0}.': '명령줄에서 가져오세요: {0}',
  '{0} cannot be read any more: it was changed, moved or deleted meanwhile.':
    '{0:을} 더 이상 읽을 수 없습니다. 그사이 바뀌었거나 옮겨졌거나 삭제되었습니다.',
  '{0} is a folder.': '{0:은} 폴더입니다.',
  'Choose one of its files, or import a folder of texts from the command line: {0}.':
    '폴더 안의 파일을 선택하세요. 텍스트 폴더는 명령줄에서 가져옵니다: {0}',
  'Replaced "{0}".': '“{0:”을} 바꾸었습니다.',
  'Wrote "{0}".': '“{0:”을} 저장했습니다.',
  'There is no run "{0}".': '“{0}” 실행이 없습니다.',
  'strata runs list shows the runs with their ids.': 'strata runs list로 실행과 ID를 볼 수 있습니다.',
  'The experiment’s name is blank.': '실험 이름이 비어 있습니다.',
  '{0}, row {1}, column "{2}": {3} is beyond what a 32-bit number can hold (3.4e38).':
    '{0} {1}행 “{2}” 열: {3:은} 32비트 수의 범위(3.4e38)를 넘습니다.',
  'If it stands for a missing value, leave the cell empty; else scale the column.':
    '결측값을 뜻하면 칸을 비워 두고, 아니면 열의 크기를 조정하세요.',
  '{0}, column "{1}": the values from {2} to {3} are so small that their deviation is 0.':
    '{0} “{1}” 열: {2}부터 {3}까지의 값이 너무 작아 표준편차가 0입니다.',
  'Scale the column.': '열의 크기를 조정하세요.',
  '{0} is too large for one text: {1} bytes, and {2} at most.':
    '{0:은} 텍스트 하나로는 너무 큽니다: {1}바이트, 최대 {2}바이트.',
  'One file holds one text; split it, or take it out of the folder.':
    '파일 하나가 텍스트 하나입니다. 파일을 나누거나 폴더에서 빼세요.',
};
