// Korean for what the system refuses.

/** What the system refuses. */
export const baseTexts: Readonly<Record<string, string>> = {
  'A file cannot be used: {0}.': '파일을 사용할 수 없습니다: {0}.',
  '{0} cannot be used: {1}.': '{0:을} 사용할 수 없습니다: {1}.',
  'the disk is full': '디스크가 가득 찼습니다',
  'Free some space and try again.': '공간을 비운 뒤 다시 시도하세요.',
  'permission denied': '권한이 없습니다',
  'the disk is read-only': '읽기 전용 디스크입니다',
  'there is no such file or folder': '그런 파일이나 폴더가 없습니다',
  'a file stands where a folder is needed': '폴더가 필요한 자리에 파일이 있습니다',
  'a folder stands where a file is needed': '파일이 필요한 자리에 폴더가 있습니다',
  'something stands in its place': '그 자리에 다른 것이 있습니다',
  'it is too large': '너무 큽니다',
  'the system says {0}': '시스템 오류 {0}',
};
