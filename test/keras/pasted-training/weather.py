# Temperatures: a model with its training, as a chapter of a book has it.
from tensorflow import keras
from tensorflow.keras import layers

sampling_rate = 6
batch_size = 128

inputs = keras.Input(shape=(120, 14))
x = layers.GRU(32, recurrent_dropout=0.5)(inputs)
outputs = layers.Dense(1)(x)
model = keras.Model(inputs, outputs)

callbacks = [
    keras.callbacks.ModelCheckpoint("weather.keras", save_best_only=True),
    keras.callbacks.EarlyStopping("val_loss", 1e-4, 5, restore_best_weights=True),
    keras.callbacks.ReduceLROnPlateau(monitor="val_mae", factor=0.5, patience=3, verbose=1),
]
model.compile(
    optimizer=keras.optimizers.Adam(learning_rate=1e-3, clipnorm=1.0),
    loss="mse",
    metrics=["mae"],
)
history = model.fit(
    train_dataset.take(100),
    epochs=5 * 10,
    batch_size=batch_size,
    validation_data=val_dataset,
    callbacks=callbacks,
)
test_loss, test_mae = model.evaluate(test_dataset)
