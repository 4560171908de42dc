// Korean sentences about the comparison of runs.

/** What a run's values say, and what repeats say together. */
export const compareTexts: Readonly<Record<string, string>> = {
  'the most frequent class': '최빈 클래스',
  'as good as {0}': '{0:과} 같은 수준',
  '{0} % worse than {1}': '{1}보다 {0}% 나쁨',
  '{0} % better than {1}': '{1}보다 {0}% 좋음',
  '{0} percentage points worse than {1}': '{1}보다 {0}%p 나쁨',
  '{0} percentage points better than {1}': '{1}보다 {0}%p 좋음',
  'best at its last epoch, {0}': '마지막 에포크인 {0}에서 최적',
  'the {0} epoch after it': '이후 에포크 {0}개',
  'the {0} epochs after it': '이후 에포크 {0}개',
  'best at epoch {0}, not improved in {1}': '에포크 {0}에서 최적, {1} 동안 개선 없음',
  'The means of "{0}" and "{1}" differ (p = {2}).': '“{0}”, “{1}”의 평균은 서로 다릅니다(p = {2}).',
  'These runs show no difference between "{0}" and "{1}" (p = {2}).':
    '“{0}”, “{1}” 사이에서 유의한 차이가 나타나지 않습니다(p = {2}).',
  'Welch’s t-test of the best values, at 5 %. It assumes independent, roughly normal values; a few seeds show large differences only.':
    '최적값에 대한 웰치 t-검정(유의수준 5 %)입니다. 값이 서로 독립이고 정규분포에 가깝다고 가정합니다. 시드가 적으면 큰 차이만 드러납니다.',
  'The p values are not corrected for the number of tests.': 'p값은 검정 횟수에 대해 보정하지 않았습니다.',
  'Folds share training samples, so p comes out too small.':
    '폴드끼리 학습 샘플을 공유하므로 p값이 실제보다 작게 나옵니다.',
  'no {0}; {1}': '{0} 없음; {1}',
  '{0}: {1}, without learning': '{0}: 학습 없이 {1}',
  'The list of runs was not understood: {0}.': '실행 목록을 읽을 수 없습니다: {0}.',
  'A fork keeps the loss and the metrics of the run it comes from, so that its epochs can be compared with those before.':
    '포크는 원본 실행의 손실과 지표를 그대로 사용합니다. 그래야 이전 에포크와 비교할 수 있습니다.',
  '"{0}" was not trained here, so it cannot be forked.': '“{0:”은} 여기에서 학습한 실행이 아니므로 포크할 수 없습니다.',
  'The fork begins after epoch {0}, so it needs more than {1} in all; it has {2}.':
    '포크는 에포크 {0} 이후에 시작하므로 전체 에포크 수가 {1}보다 많아야 합니다. 지금은 {2}입니다.',
  '"{0}" has no state after epoch {1} to fork from.': '“{0}”에는 포크할 수 있는 에포크 {1}의 상태가 없습니다.',
  'Nothing of it is kept to fork from. Train it again; the states after its best and its last epoch are kept then.':
    '포크할 수 있는 상태가 남아 있지 않습니다. 다시 학습하면 최적 에포크와 마지막 에포크의 상태가 보관됩니다.',
  'There are states after epochs {0}. With training.checkpoint_every a run keeps more of them.':
    '보관된 상태: 에포크 {0}. training.checkpoint_every를 설정하면 더 많은 에포크의 상태를 보관합니다.',
  '"{0}" is a fork: its first epochs have the seed of the run it comes from.':
    '“{0:”은} 포크입니다. 처음 에포크들은 원본 실행의 시드로 학습되었습니다.',
  'Repeat that run, or fork it with other seeds.': '원본 실행을 반복하거나, 다른 시드로 포크하세요.',
  'The state after the last epoch could not be kept: {0}': '마지막 에포크의 상태를 보관하지 못했습니다: {0}',
  'The training settings of "{0}" cannot be read any more.': '“{0}”의 학습 설정을 더 이상 읽을 수 없습니다.',
  'A baseline is computed, not trained: it cannot be repeated.':
    '기준선은 학습하지 않고 계산하므로 반복할 수 없습니다.',
};
