"""Pictures as numbers, for tests that look."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

Grey = npt.NDArray[np.int16]


def grey(image: QImage) -> Grey:
    """(height, width), 0 .. 255."""
    plain = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : plain.width()].astype(np.int16)
