import keras
from keras.layers import Activation, Add, Conv1D, Dense, GlobalAveragePooling1D, Input, SpatialDropout1D


def residual_block(x, filters, dilation, kernel_size=3):
    shortcut = Conv1D(filters, 1, padding="same")(x)
    y = Conv1D(filters, kernel_size, padding="causal", dilation_rate=dilation, activation="relu")(x)
    y = SpatialDropout1D(0.1)(y)
    y = Conv1D(filters, kernel_size, padding="causal", dilation_rate=dilation)(y)
    return Activation("relu")(Add()([shortcut, y]))


inp = Input((96, 5))
x = residual_block(inp, 16, 1)
x = residual_block(x, 16, 2)
x = residual_block(x, filters=24, dilation=2 ** 2)
x = GlobalAveragePooling1D()(x)
model = keras.Model(inp, Dense(1)(x))
