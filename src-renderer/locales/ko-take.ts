// The words of taking a trained model away, in Korean.
import type { takeWords as english } from '#renderer/locales/en-take.ts';

export const takeWords: typeof english = {
  title: '모델 내보내기',
  text: '최적 에포크의 가중치, 입력을 준비하는 방법, 그 둘을 쓰는 짧은 프로그램을 zip 하나에 담습니다.',
  format: '내보낼 곳',
  formats: {
    'saved-model': {
      name: 'Python TensorFlow',
      text: 'Keras 없이 tf.saved_model.load로 여는 SavedModel입니다. 배치 크기를 가리지 않습니다. 네이티브 엔진이 작성합니다.',
    },
    keras: {
      name: 'Keras',
      text: '구조와 가중치가 든 .keras 파일입니다. Keras 3의 keras.models.load_model로 열어 더 학습하거나 고칠 수 있습니다.',
    },
    tfjs: {
      name: '브라우저',
      text: '웹 페이지와 Node.js에서 쓰는 TensorFlow.js 레이어 모델입니다. reset_after를 쓰는 Keras 3의 GRU처럼 TensorFlow.js에 없는 레이어가 있으면 내보낼 수 없습니다.',
    },
  },
  save: 'zip 저장',
  saving: '작성하는 중…',
  program: (name) => `모델과 함께 담기는 ${name}`,
  copy: '프로그램 복사',
  copied: '복사함',
};
