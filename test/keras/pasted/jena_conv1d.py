import tensorflow as tf

lookback, step, columns = 1440, 6, 14
model = tf.keras.models.Sequential()
model.add(tf.keras.layers.Conv1D(32, 5, activation="relu", input_shape=(lookback // step, columns)))
model.add(tf.keras.layers.MaxPooling1D(3))
model.add(tf.keras.layers.Conv1D(32, 5, activation="relu"))
model.add(tf.keras.layers.MaxPooling1D(3))
model.add(tf.keras.layers.Conv1D(32, 5, activation="relu"))
model.add(tf.keras.layers.GlobalMaxPooling1D())
model.add(tf.keras.layers.Dense(1))
