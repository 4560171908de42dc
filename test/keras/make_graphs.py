"""Writes what Keras's functional API computes for graphs drawn at random, with a fixed seed: skip connections, layers with
several inputs, shared layers, masks, states that go from layer to layer, two inputs, two outputs. See README.md beside this file.
"""

import keras
import numpy as np

from keras_reference import RANDOM, array, normal, randomize, with_summed_gradients, write

STEPS, FEATURES, BATCH, WORDS = 8, 3, 4, 5
MERGING = ["Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate"]


class Graph:
    """A graph in Strata's document and in Keras at once."""

    def __init__(self, random):
        self.random = random
        self.nodes, self.edges = [], []
        self.tensors = {}  # by id
        self.layers = {}  # those with weights, by id
        self.open = []  # ids that feed nothing yet
        self.states = {}  # final states, by the id of the layer

    def new_id(self, kind):
        return f"{kind.lower()}_{len(self.nodes)}"

    def words(self):
        """An input of words, with padding that the layers after it leave out."""
        name = self.new_id("Input")
        self.nodes.append({"id": name, "type": "Input", "config": {"shape": [STEPS], "dtype": "int32"}})
        self.tensors[name] = keras.Input((STEPS,), name=name, dtype="int32")
        self.open.append(name)
        self.add("Embedding", {"input_dim": WORDS, "output_dim": FEATURES, "mask_zero": True}, [name])
        return name

    def input(self):
        name = self.new_id("Input")
        self.nodes.append({"id": name, "type": "Input", "config": {"shape": [STEPS, FEATURES]}})
        self.tensors[name] = keras.Input((STEPS, FEATURES), name=name)
        self.open.append(name)
        return name

    def add(self, kind, config, sources):
        name = self.new_id(kind)
        layer = getattr(keras.layers, kind)(**config, name=name)
        inputs = [self.tensors[source] for source in sources]
        outputs = layer(inputs if kind in MERGING else inputs[0])
        self.tensors[name], *states = outputs if isinstance(outputs, (list, tuple)) else [outputs]
        self.nodes.append({"id": name, "type": kind, "config": config})
        self.join(name, sources)
        if layer.weights:
            self.layers[name] = (layer, kind, tuple(inputs[0].shape))
        if states:
            self.states[name] = states[0]
        return name

    def reader(self, units, sources):
        """A GRU that begins with another's state."""
        source, before = sources
        name = self.new_id("GRU")
        layer = keras.layers.GRU(units, return_sequences=True, name=name)
        self.tensors[name] = layer(self.tensors[source], initial_state=[self.states[before]])
        self.nodes.append({"id": name, "type": "GRU", "config": {"units": units, "return_sequences": True}})
        self.join(name, [source])
        self.edges.append({"from": before, "output": 1, "to": name, "input": 1})
        self.layers[name] = (layer, "GRU", tuple(self.tensors[source].shape))
        return name

    def share(self, owner, source):
        layer, kind, _ = self.layers[owner]
        name = self.new_id(kind)
        outputs = layer(self.tensors[source])
        self.tensors[name] = outputs[0] if isinstance(outputs, (list, tuple)) else outputs
        self.nodes.append({"id": name, "type": kind, "layer": owner})
        self.join(name, [source])
        return name

    def join(self, name, sources):
        for i, source in enumerate(sources):
            self.edges.append({"from": source, "to": name} | ({"input": i} if i else {}))
            if source in self.open:
                self.open.remove(source)
        self.open.append(name)

    def shape(self, name):
        return tuple(self.tensors[name].shape)[1:]

    def pick(self, names):
        return names[self.random.integers(len(names))]

    def sequences(self):
        return [name for name in self.tensors if len(self.shape(name)) == 2]

    def grow(self):
        """One more layer, at random."""
        source = self.pick(self.open if self.random.random() < 0.6 else self.sequences())
        units = int(self.random.integers(2, 5))
        draw = self.random.random()
        if draw < 0.35:
            others = [n for n in self.sequences() if self.shape(n) == self.shape(source)]
            kind = self.pick(MERGING)
            count = 2 if kind == "Subtract" else int(self.random.integers(2, 4))
            # A layer may be joined to the same one twice.
            self.add(kind, {}, [source] + [self.pick(others) for _ in range(count - 1)])
        elif draw < 0.5 and self.shared(source):
            self.share(self.pick(self.shared(source)), source)
        elif draw < 0.6 and self.states:
            before = self.pick(list(self.states))
            self.reader(self.states[before].shape[-1], [source, before])
        else:
            kind, config = self.pick(
                [
                    ("Dense", {"units": units, "activation": "tanh"}),
                    ("Conv1D", {"filters": units, "kernel_size": 3, "padding": "same", "activation": "relu"}),
                    ("GRU", {"units": units, "return_sequences": True}),
                    ("GRU", {"units": units, "return_sequences": True, "return_state": True}),
                    ("BatchNormalization", {"momentum": 0.8}),
                    ("LSTM", {"units": units, "return_sequences": True}),
                    ("SimpleRNN", {"units": units, "return_sequences": True}),
                    ("MaxPooling1D", {"pool_size": 2, "strides": 1, "padding": "same"}),
                    ("Activation", {"activation": "sigmoid"}),
                ]
            )
            self.add(kind, config, [source])

    def shared(self, source):
        """The layers with weights that can be applied to it."""
        shape = (None, *self.shape(source))
        return [name for name, (_, _, wanted) in self.layers.items() if wanted == shape]

    def end(self, outputs):
        """Everything that feeds nothing yet meets in one vector, which each output reads."""
        vectors = [self.add("GlobalAveragePooling1D", {}, [name]) for name in list(self.open)]
        joined = self.add("Concatenate", {}, vectors) if len(vectors) > 1 else vectors[0]
        return [self.add("Dense", {"units": 1}, [joined]) for _ in range(outputs)]


def graph_case(seed):
    random = np.random.default_rng(seed)
    graph = Graph(random)
    # Every third graph begins with words.
    inputs = [graph.words() if seed % 3 == 2 and i == 0 else graph.input() for i in range(1 + seed % 2)]
    for _ in range(int(random.integers(4, 9))):
        graph.grow()
    outputs = graph.end(1 + seed // 2 % 2)
    model = keras.Model([graph.tensors[name] for name in inputs], [graph.tensors[name] for name in outputs])
    for layer, _, _ in graph.layers.values():
        randomize(layer)

    def weights():
        return [
            {"name": f"{name}/{weight.name}", **array(weight.numpy())}
            for name, (layer, _, _) in graph.layers.items()
            for weight in layer.weights
        ]

    model.compile(optimizer=with_summed_gradients(keras.optimizers.SGD(0.05, momentum=0.9)), loss=["mse"] * len(outputs))
    def samples(name):
        if len(graph.shape(name)) == 2:
            return normal(BATCH, STEPS, FEATURES)
        words = RANDOM.integers(0, WORDS, (BATCH, STEPS)).astype(np.int32)
        words[:, 1] = 1  # Every sample has a step that counts.
        return words

    batch = lambda: (  # noqa: E731
        [samples(name) for name in inputs],
        [normal(BATCH, 1) for _ in outputs],
    )
    initial = weights()
    steps = []
    for _ in range(5):
        x, y = batch()
        model.reset_metrics()
        logs = model.train_on_batch(x, y, return_dict=True)
        steps.append({"inputs": [array(a) for a in x], "targets": [array(a) for a in y], "loss": float(logs["loss"])})
    x, _ = batch()
    predictions = model.predict_on_batch(x)
    predictions = predictions if isinstance(predictions, list) else [predictions]
    return {
        "name": f"{seed}: " + ", ".join(node["type"] + (" again" if "layer" in node else "") for node in graph.nodes),
        "model": {"nodes": graph.nodes, "edges": graph.edges},
        "parameters": model.count_params(),
        "shapes": {name: list(graph.shape(name)) for name in graph.tensors},
        "initial": initial,
        "steps": steps,
        "final": weights(),
        "inputs": [array(a) for a in x],
        "predictions": [array(a) for a in predictions],
    }


if __name__ == "__main__":
    write("graphs", [graph_case(seed) for seed in range(20)])
