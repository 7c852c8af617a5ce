"""Write the trained network as ONNX, its weights in 8 bits: `python -m training.export OUT`.

OUT holds `weights.pt` and gets `reader.onnx` (word pieces to scores and what is known of them),
`sentences.onnx` (an article's sentences to their roles), `stance.onnx` (sentences to their stances)
and `vectors.npz` (means to vectors).
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from salis.read.scores import WIDTH
from training.network import Network, Sentences, Stance, Vectors

_OPSET = 17


def main() -> None:
    """Export, then quantize the network; what reads whole sentences is small and stays as it is."""
    out = Path(sys.argv[1])
    average = torch.load(out / "weights.pt")
    network = _loaded(Network(), "network", average)
    vectors = _loaded(Vectors(), "vectors", average)
    full = out / "full.onnx"
    ids = torch.ones(2, 16, dtype=torch.long)
    inputs, outputs = ["ids", "shapes", "depths"], ["scores", "known"]
    torch.onnx.export(
        network,
        (ids, ids, ids),
        str(full),
        dynamo=False,
        opset_version=_OPSET,
        input_names=inputs,
        output_names=outputs,
        dynamic_axes={name: {0: "window", 1: "piece"} for name in (*inputs, *outputs)},
    )
    quantize_dynamic(
        full,
        out / "reader.onnx",
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
    )
    for part, name in ((Sentences(), "sentences"), (Stance(), "stance")):
        torch.onnx.export(
            _loaded(part, name, average),
            (torch.zeros(3, 2 * WIDTH),),
            str(out / f"{name}.onnx"),
            dynamo=False,
            opset_version=_OPSET,
            input_names=["sentences"],
            output_names=["scores"],
            dynamic_axes={"sentences": {0: "sentence"}, "scores": {0: "sentence"}},
        )
    turn = vectors.turn
    np.savez(
        out / "vectors.npz",
        turn=turn.weight.detach().numpy().T.astype(np.float16),
        shift=turn.bias.detach().numpy().astype(np.float16),
    )


def _loaded(part: nn.Module, name: str, average: dict[str, Tensor]) -> nn.Module:
    """Fill a part with its share of the averaged weights."""
    prefix = f"{name}."
    part.load_state_dict(
        {key.removeprefix(prefix): v for key, v in average.items() if key.startswith(prefix)}
    )
    return part.eval()


if __name__ == "__main__":
    main()
