"""Write the trained network as ONNX, its weights in 8 bits: `python -m training.export OUT`.

OUT holds `weights.pt` and gets `reader.onnx`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.network import Network


def main() -> None:
    """Export, then quantize."""
    out = Path(sys.argv[1])
    network = Network()
    network.load_state_dict(torch.load(out / "weights.pt"))
    network.eval()
    full = out / "full.onnx"
    ids = torch.ones(2, 16, dtype=torch.long)
    inputs = ["ids", "shapes", "depths"]
    torch.onnx.export(
        network,
        (ids, ids, ids),
        str(full),
        dynamo=False,
        opset_version=17,
        input_names=inputs,
        output_names=["scores"],
        dynamic_axes={name: {0: "window", 1: "piece"} for name in (*inputs, "scores")},
    )
    quantize_dynamic(
        full,
        out / "reader.onnx",
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
    )


if __name__ == "__main__":
    main()
