from keras.callbacks import EarlyStopping
from keras.optimizers import schedules

rate = schedules.ExponentialDecay(1e-2, decay_steps=10_000, decay_rate=0.9, staircase=True)
optimizer = SGD(rate, 0.9, nesterov=True)
scaler.fit(np.array(x_train))
model = build_model(np.array(x_train).shape)
model.compile(optimizer, keras.losses.BinaryCrossentropy(from_logits=True), metrics=[keras.metrics.BinaryAccuracy(threshold=0.0), keras.metrics.AUC(name="auc")])
model.fit(np.array(x_train), y_train, 64, 20, validation_split=0.2, shuffle=False, steps_per_epoch=len(x_train) // 64, callbacks=[EarlyStopping(patience=2), TensorBoard("logs")])
