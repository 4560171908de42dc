// Korean sentences about files, disks and the command line.
/** Files, disks and the command line. */
export const fileTexts: Readonly<Record<string, string>> = {
  '{0}, row {1}, column "{2}": {3} is beyond what a 32-bit number can hold (3.4e38).':
    '{0} {1}행 "{2}" 열: {3:은} 32비트 수의 범위(3.4e38)를 넘습니다.',
  'If it stands for a missing value, leave the cell empty; else scale the column.':
    '결측값을 뜻하면 셀을 비워 두고, 아니면 열의 크기를 조정하세요.',
  '{0}, column "{1}": the values from {2} to {3} are so small that their deviation is 0.':
    '{0} "{1}" 열: {2}부터 {3}까지의 값이 너무 작아 표준편차가 0입니다.',
  'Scale the column.': '열의 크기를 조정하세요.',
  '{0} is too large for one text: {1} bytes, and {2} at most.':
    '{0:은} 텍스트 하나로는 너무 큽니다: {1}바이트, 최대 {2}바이트.',
  'One file holds one text; split it, or take it out of the folder.':
    '파일 하나가 텍스트 하나입니다. 파일을 나누거나 폴더에서 빼세요.',
};
