from keras.models import Sequential
from keras.layers import LSTM, Dense, Dropout, TimeDistributed

units = 64
model = Sequential([
    LSTM(units, return_sequences=True, input_shape=(30, 8), name="first"),  # the whole sequence
    Dropout(0.2),
    LSTM(units // 2, return_sequences=True, kernel_regularizer='l2'),
    TimeDistributed(Dense(10, activation="relu")),
    LSTM(16),
    Dense(3, activation="softmax"),
], name="stacked")
