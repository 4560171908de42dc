import keras
from keras import layers

words, tags = 5000, 12
title_input = keras.Input(shape=(40,), name="title", dtype="int32")
body_input = keras.Input(shape=(200,), name="body", dtype="int32")
tags_input = keras.Input((tags,), name="tags")

embedding = layers.Embedding(words, 32)  # shared by both texts
title = layers.LSTM(32)(embedding(title_input))
body = layers.LSTM(
    32,
)(embedding(body_input))
x = layers.concatenate([title, body, tags_input], axis=-1)
priority = layers.Dense(1, name="priority")(x)
department = layers.Dense(4, activation="softmax", name="department")(x)
model = keras.Model(
    inputs=[title_input, body_input, tags_input],
    outputs={"priority": priority, "department": department},
)
