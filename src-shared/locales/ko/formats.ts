// Korean for files with a table that are no text: JSON, Parquet, NumPy's arrays, Excel's workbooks.

/** Korean by English text. */
export const formatTexts: Readonly<Record<string, string>> = {
  '{0}, "{1}": {2}.': '{0}, “{1}”: {2}.',
  '{0}: {1}': '{0}: {1}',
  '"{0}" is left out: {1}.': '“{0:”을} 제외했습니다: {1}.',
  // JSON.
  '{0}, line {1}: an object has no end, or is longer than {2} characters.':
    '{0}, {1}번째 줄: 객체가 끝나지 않거나 {2}자가 넘습니다.',
  'Each row is an object of its own, on one line or in a list.':
    '한 행이 객체 하나입니다. 한 줄에 하나씩 쓰거나 배열에 담으세요.',
  '{0}, line {1}: {2}': '{0}, {1}번째 줄: {2}',
  'there is something behind the list.': '배열 뒤에 다른 내용이 있습니다.',
  'lists or objects are nested too deeply.': '배열이나 객체가 너무 깊이 중첩되어 있습니다.',
  '{0}, line {1}: the list has no end.': '{0}, {1}번째 줄: 배열이 끝나지 않습니다.',
  '{0}, line {1}: the JSON breaks off.': '{0}, {1}번째 줄: JSON이 중간에 끊겨 있습니다.',
  '{0}, line {1}: "{2}" is no JSON.': '{0}, {1}번째 줄: “{2:”은} JSON이 아닙니다.',
  'In JSON, names and texts stand in double quotation marks.': 'JSON에서는 이름과 텍스트를 큰따옴표로 묶습니다.',
  '{0}, line {1}: a row is a list, not an object.': '{0}, {1}번째 줄: 행이 객체가 아니라 배열입니다.',
  '{0}, line {1}: a row is a single value, not an object.': '{0}, {1}번째 줄: 행이 객체가 아니라 값 하나입니다.',
  'Each row names its columns: {"temp": 21.5, "wind": 3}.': '각 행에 열 이름을 씁니다: {"temp": 21.5, "wind": 3}.',
  '{0}, line {1}: lists or objects are nested too deeply.':
    '{0}, {1}번째 줄: 배열이나 객체가 너무 깊이 중첩되어 있습니다.',
  'Leave that part out of the file.': '그 부분을 파일에서 빼세요.',
  '{0} is one object, not rows of them.': '{0:은} 행의 목록이 아니라 객체 하나입니다.',
  'With pandas: to_json(path, orient="records", lines=True).':
    'pandas에서는 to_json(path, orient="records", lines=True)로 저장하세요.',
  '{0}, line {1}: there are more than {2} columns.': '{0}, {1}번째 줄: 열이 {2}개가 넘습니다.',
  'The names in an object are its columns: they should be the same in every row.':
    '객체의 키가 열 이름입니다. 모든 행에서 같아야 합니다.',
  '{0}, line {1}: the first {2} rows have no "{3}".': '{0}, {1}번째 줄: 처음 {2}행에 없던 “{3:”이} 나옵니다.',
  'Choose the columns that are imported.': '가져올 열을 지정하세요.',
  // NumPy.
  'its header cannot be read': '헤더를 읽을 수 없습니다',
  'it is damaged': '손상되었습니다',
  '{0} holds arrays that cannot be read: {1}.': '{0}에 읽을 수 없는 배열이 있습니다: {1}.',
  'its elements have several fields': '원소에 필드가 여러 개 있습니다',
  'its elements are Python objects (pickled), which are not run':
    '원소가 pickle로 저장된 Python 객체입니다. 이런 객체는 실행하지 않습니다',
  'its type is {0}, which is neither a number nor a text': '형식이 {0}이며 숫자도 텍스트도 아닙니다',
  'it is a single value': '값이 하나뿐입니다',
  'it has {0} dimensions, where two are rows and columns': '{0}차원입니다. 행과 열의 2차원까지 읽습니다',
  'it has no columns': '열이 없습니다',
  'it has more than {0} columns': '열이 {0}개가 넘습니다',
  'it is stored by columns and too large for that: save numpy.ascontiguousarray of it':
    '열 순서로 저장된 데다 너무 큽니다. numpy.ascontiguousarray로 바꾸어 저장하세요',
  'a row of it is larger than {0} bytes': '한 행이 {0}바이트를 넘습니다',
  'the array {0} ends too early': '배열 {0:이} 중간에 끊겨 있습니다',
  '{0} holds no arrays.': '{0}에 배열이 없습니다.',
  '{0} holds no array with rows of numbers or texts ({1}).': '{0}에 숫자나 텍스트 행으로 된 배열이 없습니다({1}).',
  'Keras’s imdb.npz is imported by the command line: {0}.': 'Keras의 imdb.npz는 명령줄에서 가져옵니다: {0}.',
  'Save arrays of one or two dimensions, with numpy.save or numpy.savez.':
    'numpy.save나 numpy.savez로 1차원 또는 2차원 배열을 저장하세요.',
  '{0} holds {1} arrays with {2} columns in all.': '{0}에 배열 {1}개, 모두 {2}개의 열이 있습니다.',
  'At most {0} arrays with {1} columns are read: save fewer.': '배열 {0}개, 열 {1}개까지 읽습니다. 줄여서 저장하세요.',
  // Parquet.
  '{0} is a damaged Parquet file, or one of a kind that is not understood.':
    '{0:은} 손상된 Parquet 파일이거나 지원하지 않는 종류입니다.',
  'it is encrypted': '암호화되어 있습니다',
  'it is compressed as {0}, which is not understood': '지원하지 않는 {0} 방식으로 압축되어 있습니다',
  'it holds lists or structures': '리스트나 구조체가 들어 있습니다',
  '{0} has no column of numbers or texts ({1}).': '{0}에 숫자나 텍스트 열이 없습니다({1}).',
  '{0} is an encrypted Parquet file.': '{0:은} 암호화된 Parquet 파일입니다.',
  'Save it without encryption.': '암호화하지 않고 저장하세요.',
  // Excel.
  '{0} is {1}.': '{0:은} {1}입니다.',
  'a damaged zip archive or workbook': '손상된 zip 파일 또는 통합 문서',
  'an archive of {0} files': '파일 {0}개가 든 압축 파일',
  'a binary workbook (.xlsb)': '바이너리 통합 문서(.xlsb)',
  'a sheet of LibreOffice (.ods)': 'LibreOffice 스프레드시트(.ods)',
  'a zip archive without a table': '표가 없는 zip 파일',
  'Unpack it, and import the file in it.': '압축을 풀고 안에 있는 파일을 가져오세요.',
  'Open it in a spreadsheet, and save it as .xlsx or as CSV.': '스프레드시트에서 열어 .xlsx나 CSV로 저장하세요.',
  '{0} is an old workbook of Excel (.xls), or one with a password.':
    '{0:은} 이전 형식의 Excel 통합 문서(.xls)이거나 암호가 걸린 통합 문서입니다.',
  '{0} is a damaged workbook.': '{0:은} 손상된 통합 문서입니다.',
  'Open it in a spreadsheet, and save it again as .xlsx or as CSV.':
    '스프레드시트에서 열어 .xlsx나 CSV로 다시 저장하세요.',
  '{0} unpacks to {1} MB, and is not read.': '{0:은} 압축을 풀면 {1} MB가 되어 읽지 않습니다.',
  'Save the sheet as CSV.': '시트를 CSV로 저장하세요.',
  '{0} has too many texts.': '{0}에 텍스트가 너무 많습니다.',
  '{0} has no sheet with cells.': '{0}에 셀이 있는 시트가 없습니다.',
  '{0} has no sheet "{1}".': '{0}에 “{1}” 시트가 없습니다.',
};
