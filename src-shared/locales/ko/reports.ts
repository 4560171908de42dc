// Korean sentences about reports.

/** What a report shows, and what it cannot show. */
export const reportTexts: Readonly<Record<string, string>> = {
  'The report "{0}" cannot be read from the database.': '“{0}” 보고서를 데이터베이스에서 읽을 수 없습니다.',
  'The other reports are whole. It can be deleted.': '다른 보고서는 온전합니다. 이 보고서는 삭제할 수 있습니다.',
  'There is no such report.': '그런 보고서가 없습니다.',
  'There is no report {0}.': '{0} 보고서가 없습니다.',
  '"{0}" was changed elsewhere in the meantime.': '그 사이 다른 곳에서 “{0:을} 변경했습니다.',
  'The run "{0}" was deleted, so it is not shown.': '“{0}” 실행이 삭제되어 표시하지 않습니다.',
  'These runs were deleted, so they are not shown: {0}.': '다음 실행들이 삭제되어 표시하지 않습니다: {0}.',
  'No run is shown here.': '표시할 실행이 없습니다.',
  'None of these runs has a value of {0}.': '{0} 값이 있는 실행이 없습니다.',
  'None of these runs has a validation value.': '검증 값이 있는 실행이 없습니다.',
  'None of these runs has a value yet.': '아직 값이 있는 실행이 없습니다.',
  '{0} value is not a finite number: the line has a gap there.':
    '유한한 수가 아닌 값이 {0}개 있어 그 자리에서 선이 끊깁니다.',
  '{0} values are not finite numbers: the lines have gaps there.':
    '유한한 수가 아닌 값이 {0}개 있어 그 자리에서 선이 끊깁니다.',
  'The table has the points that are drawn, not all that are stored.':
    '표에는 저장된 모든 점이 아니라 그려진 점만 있습니다.',
  'Values of {0}': '{0} 값',
  Values: '값',
  'Values of {0} · Strata': '{0}의 값 · Strata',
  Setting: '설정',
  Runs: '실행',
  Text: '글',
  Chart: '차트',
  'Table of runs': '실행 표',
  'What the runs say': '실행별 요약',
  'Differences in settings': '서로 다른 설정',
  Repeats: '반복 통계',
  n: 'n',
  'mean {0}': '{0} 평균',
  'standard deviation': '표준편차',
  'standard error': '표준오차',
  '95 % interval of the mean': '평균의 95 % 신뢰구간',
  'minimum to maximum': '최솟값~최댓값',
  'Repeats need two runs or more that differ in their seed or fold only, and have a value.':
    '반복 통계를 보려면 시드나 폴드만 다르고 값이 있는 실행이 두 개 이상 필요합니다.',
  'Differences need two runs that were trained.': '설정 차이를 보려면 학습한 실행이 두 개 필요합니다.',
  'All settings are the same.': '모든 설정이 같습니다.',
  '{0} setting is the same in all of them.': '나머지 설정 {0}개는 모두 같습니다.',
  '{0} settings are the same in all of them.': '나머지 설정 {0}개는 모두 같습니다.',
};
