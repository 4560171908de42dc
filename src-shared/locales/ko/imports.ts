// Korean for importing a person's own files: how they are read, their times, what is odd about them.

/** Korean by English text. */
export const importTexts: Readonly<Record<string, string>> = {
  // Files that are sent.
  'The file is not here any more.': '이 파일은 더 이상 없습니다.',
  'Choose it again.': '다시 선택하세요.',
  '{0} was not sent to its end.': '{0:이} 끝까지 전송되지 않았습니다.',
  '{0} is larger than {1} GB.': '{0:이} {1}GB보다 큽니다.',
  'Import it by the command line: strata data import.': '명령줄로 가져오세요: strata data import.',
  'A piece of {0} does not follow the one before.': '{0}의 조각이 앞 조각에 이어지지 않습니다.',
  'Choose the file again.': '파일을 다시 선택하세요.',
  // How a file is read.
  'Check the delimiter: comma, semicolon, tab, | and blanks are understood.':
    '구분 기호를 확인하세요. 쉼표, 세미콜론, 탭, |, 공백을 읽을 수 있습니다.',
  '{0} is not {1}: around byte {2} it cannot be read.':
    '{0:은} {1} 인코딩이 아닙니다. {2}바이트 부근을 읽을 수 없습니다.',
  'Choose another encoding, or save the file as UTF-8.': '다른 인코딩을 선택하거나 파일을 UTF-8로 저장하세요.',
  '{0} is {1}, not text.': '{0:은} 텍스트가 아니라 {1}입니다.',
  'Choose the comma as decimal sign and the point for thousands.':
    '소수점으로 쉼표를, 천 단위 구분으로 점을 선택하세요.',
  'Choose the comma as decimal sign.': '소수점으로 쉼표를 선택하세요.',
  'Choose the comma as sign of thousands, or as decimal sign if {0} is meant so.':
    '천 단위 구분으로 쉼표를 선택하세요. {0:이} 소수라면 소수점으로 쉼표를 선택하세요.',
  'A cell that holds the delimiter must stand in quotation marks; lines above the header must be left out.':
    '구분 기호가 든 칸은 따옴표로 묶어야 하고, 머리글 위의 줄은 건너뛰어야 합니다.',
  'The first row holds values: the columns have no names.': '첫 행이 값입니다. 열에 이름이 없습니다.',
  // What is odd.
  'These labels may be one: {0}.': '같은 레이블일 수 있습니다: {0}.',
  'Column "{0}" has {1} different values: if each is a series of its own, keep the rows of one.':
    '열 “{0}”에 서로 다른 값이 {1}개 있습니다. 각각이 별개의 시계열이면 그중 하나의 행만 남기세요.',
  'Column "{0}" counts the rows, and is left out.': '열 “{0:”은} 행 번호이므로 제외합니다.',
  'Column "{0}" is empty, and is left out.': '열 “{0:”은} 비어 있으므로 제외합니다.',
  once: '한 번',
  '{0} times': '{0}번',
  'Column "{0}": "{1}" stands {2}, unlike all else: does it mean "missing"?':
    '열 “{0}”: “{1:”이} {2} 나오며 다른 값과 동떨어져 있습니다. 결측값을 뜻하나요?',
  'Column "{0}" could not be read as times.': '열 “{0:”을} 시각으로 읽을 수 없습니다.',
  // Times.
  'The rows ran backwards in time and were sorted.': '행이 시간 역순이어서 정렬했습니다.',
  'The rows run backwards in time.': '행이 시간 역순입니다.',
  '{0} row was out of order in time; the rows were sorted.': '시간 순서에 어긋난 행이 {0}개 있어 정렬했습니다.',
  '{0} rows were out of order in time; the rows were sorted.': '시간 순서에 어긋난 행이 {0}개 있어 정렬했습니다.',
  '{0} row is out of order in time.': '시간 순서에 어긋난 행이 {0}개 있습니다.',
  '{0} rows are out of order in time.': '시간 순서에 어긋난 행이 {0}개 있습니다.',
  '{0} without a time below the table: left out, as remarks ("{1}").':
    '표 아래에 시각이 없는 {0}(“{1}”)은 비고로 보고 제외했습니다.',
  'Dates such as {0} were read with the {1} first; choose the other if it is meant.':
    '{0} 같은 날짜의 첫 수를 {1:으로} 읽었습니다. 아니라면 형식을 바꾸세요.',
  month: '월',
  day: '일',
  'Numbers such as {0} were read with the comma as decimal sign; choose it for thousands if that is meant.':
    '{0} 같은 수의 쉼표를 소수점으로 읽었습니다. 천 단위 구분이라면 바꾸세요.',
  'Numbers such as {0} were read with the comma for thousands; choose it as decimal sign if that is meant.':
    '{0} 같은 수의 쉼표를 천 단위 구분으로 읽었습니다. 소수점이라면 바꾸세요.',
  '{0}, first {1}': '{0}, 처음은 {1}',
  '{0} row has the time of another row': '시각이 중복된 행 {0}개',
  '{0} rows have the time of another row': '시각이 중복된 행 {0}개',
  '{0}; the first of them was kept.': '{0}. 그중 첫 행을 남겼습니다.',
  '{0}; the last of them was kept.': '{0}. 그중 마지막 행을 남겼습니다.',
  '{0}; their mean was taken.': '{0}. 평균을 썼습니다.',
  '{0} between the first and the last time, first after {1}': '처음과 마지막 시각 사이에 {0}, 처음은 {1} 다음',
  '{0} row is missing': '빠진 행 {0}개',
  '{0} rows are missing': '빠진 행 {0}개',
  '{0}; they lie on the line between their neighbours.': '{0}. 앞뒤 값을 이은 직선으로 채웠습니다.',
  '{0}; they have no numbers.': '{0}. 값이 없는 행으로 채웠습니다.',
  'As many hours are missing as stand twice, as where clocks are changed for the summer: choose the time zone.':
    '빠진 시간과 중복된 시간이 같은 수입니다. 서머타임 때문일 수 있으니 시간대를 선택하세요.',
  '{0}, row {1} has no time.': '{0} {1}행에 시각이 없습니다.',
  '{0}, row {1}: "{2}" is not a time.': '{0} {1}행: “{2:”은} 시각이 아닙니다.',
  'Choose how the times are written, leave the row out, or choose no time column.':
    '시각 형식을 고르거나, 그 행을 빼거나, 시간 열을 쓰지 않도록 하세요.',
  '{0} row is earlier than the row above it': '바로 위 행보다 이른 행 {0}개',
  '{0} rows are earlier than the row above them': '바로 위 행보다 이른 행 {0}개',
  'They can be sorted.': '정렬할 수 있습니다.',
  'The first or the last of them can be kept, or their mean; rows of several stations are told apart by a column.':
    '그중 첫 행이나 마지막 행을 남기거나 평균을 쓸 수 있습니다. 여러 관측소의 행은 열로 구분합니다.',
  'They can be filled.': '채울 수 있습니다.',
  'Check how the times are read.': '시각을 어떻게 읽는지 확인하세요.',
  'There is no time zone "{0}".': '시간대 “{0:”이} 없습니다.',
  'Zones have names such as Asia/Seoul and Europe/Berlin.': '시간대 이름은 Asia/Seoul, Europe/Berlin과 같습니다.',
};
