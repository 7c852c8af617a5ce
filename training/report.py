"""Say how well classes are told."""

from __future__ import annotations

import numpy as np


def report(title: str, shares: np.ndarray, labels: np.ndarray) -> None:
    """Print macro-F1 and the F1 of each class; for two classes also average precision."""
    said = shares.argmax(1)
    each = []
    for one in range(shares.shape[1]):
        hits = ((said == one) & (labels == one)).sum()
        each.append(2 * hits / max(1, (said == one).sum() + (labels == one).sum()))
    figures = f"macro-F1 {np.mean(each):.3f} ({', '.join(f'{one:.3f}' for one in each)})"
    if shares.shape[1] == 2:
        ranked = labels[np.argsort(-shares[:, 1], kind="stable")]
        precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
        figures += f", average precision {(precision * ranked).sum() / ranked.sum():.3f}"
    print(f"{title}: {figures}", flush=True)
