// The words of the picture of a series, in Korean.
import type { seriesWords as english } from '#renderer/locales/en-series.ts';

const splits: (typeof english)['splits'] = { train: '학습', validation: '검증', test: '테스트' };

export const seriesWords: typeof english = {
  view: '데이터',
  column: '열',
  whole: '전체 시계열',
  rows: (_count, shown) => `${shown}행`,
  row: (number) => `${number}번째 행`,
  withRows: (time, rows) => `${time}(${rows})`,
  every: (time) => `${time} 간격`,
  fromTo: (from, to) => `${from} – ${to}`,
  line: (column, from, to, least, most) => `${column}, ${from}부터 ${to}까지, 최소 ${least}, 최대 ${most}`,
  loading: '행을 읽는 중…',

  splits,
  split: '분할',
  share: '비율',
  rowCount: '행',
  time: '기간',
  windows: '윈도',
  batches: (size) => `배치(크기 ${size})`,
  batchesUsed: (used, all) => `에포크당 ${all}개 중 ${used}개`,
  ends: { train: '학습 세트의 끝', validation: '검증 세트의 끝' },
  testStart: '테스트 세트의 시작',
  laterFolds: '이후 폴드',
  endText: (share, rows, until) => `${share}, ${rows}, ${until}까지`,

  fromText: (share, rows, from) => `${share}, ${rows}, ${from}부터`,

  oneWindow: '윈도 하나',
  windowShape: (steps, features) => `${steps}스텝 × 특성 ${features}개`,
  look: '살펴볼 윈도',
  lookText: (number, count, split, until) => `${splits[split]}: 윈도 ${count}개 중 ${number}번째, ${until}에 끝남`,
  noWindow: (rows) => `윈도와 타깃을 합친 ${rows}이 들어갈 만큼 긴 분할이 없습니다.`,
  lookback: '룩백',
  step: '행 간격',
  delay: '지연',
  horizon: '예측 길이',
  target: '타깃',
  delayText: (length) => `다음 행에서 ${length} 뒤`,
  noDelay: '다음 행',
  everyRow: '모든 행',
  oneIn: (step, time) => `${step}행마다 하나${time === null ? '' : `, ${time} 간격`}`,

  features: '모델이 보는 값',
  normalizedNote: '학습 행으로 정규화한 값, 오른쪽은 최솟값과 최댓값',
  rawNote: '측정값 그대로, 오른쪽은 최솟값과 최댓값',
  moreFeatures: (count) => `외 ${count}개`,

  layers: '층을 지난 뒤 남는 스텝',
  layersNote: '막대는 마지막 스텝이 보는 윈도의 범위',
  layer: '층',
  sees: '보는 범위',
  steps: '스텝',
  noSteps: '없음',
  noLayers: '아직 계산할 수 있는 층이 없습니다.',
};
