from tensorflow.keras.layers import (
    Concatenate, Conv1D, Dense, Dropout, Embedding, GlobalMaxPooling1D, Input,
)
from tensorflow.keras.models import Model as KerasModel
from tensorflow.keras.constraints import max_norm

sequence = Input(shape=(400,), dtype="int64")
embedded = Dropout(0.5)(Embedding(8000, 50)(sequence))
a = GlobalMaxPooling1D()(Conv1D(100, 3, activation="relu")(embedded))
b = GlobalMaxPooling1D()(Conv1D(100, 4, activation="relu")(embedded))
c = GlobalMaxPooling1D()(Conv1D(100, 5, activation="relu", kernel_constraint=max_norm(3.0))(embedded))
merged = Concatenate(axis=1)([a, b, c])
out = Dense(2, activation='softmax')(Dropout(rate=0.5)(merged))
model = KerasModel(inputs=sequence, outputs=out)
