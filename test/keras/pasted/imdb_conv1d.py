# Text classification with one-dimensional convolutions.
from keras.models import Sequential
from keras import layers
from keras.optimizers import RMSprop

max_features = 10_000
max_len = 500

model = Sequential()
model.add(layers.Embedding(max_features, 128, input_length=max_len))
model.add(layers.Conv1D(32, 7, activation='relu'))
model.add(layers.MaxPooling1D(5))
model.add(layers.Conv1D(32, 7, activation='relu'))
model.add(layers.GlobalMaxPooling1D())
model.add(layers.Dense(1))
model.summary()
